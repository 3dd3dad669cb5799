"""The console of a drill: the ordinary one, whose time is the drill's, with the caller's words below its header."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.events import Event, Key

from console.app import PultApp
from console.link.heartbeat import Rhythm
from core.drill.page import page

if TYPE_CHECKING:
    from console.drill.player import DrillPlayer


class DrillApp(PultApp):
    """Plays one drill; its exit message is the page."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f11", "drill_next", "К следующему событию", priority=True)]
    CSS_PATH = "../pult.tcss"  # Textual looks beside the module of the class

    def __init__(self, player: DrillPlayer, login: str, **options: Any) -> None:
        super().__init__(lambda: player.director.stage.open(paced=True), login, **options)
        self._player = player
        self._busy = self._shown = False
        self.word = lambda: None if self.client.desk is None else player.words(self.client.now())

    def rhythms(self) -> tuple[Rhythm, ...]:
        """The ordinary ones, and the course of the drill."""
        return (*super().rhythms(), Rhythm(1, self._go_on))

    async def on_event(self, event: Event) -> None:
        """Every key that is pressed while the shift lasts is counted."""
        if isinstance(event, Key) and self._player.score is None:
            self._player.keys += 1
        await super().on_event(event)

    def action_drill_next(self) -> None:
        """F11: jump to what comes next."""
        if not self._player.skip():
            self.notify("На линии звонок: сначала примите его (F2).", markup=False)

    async def action_quit(self) -> None:
        """Ctrl+Q: the shift is over now, and its page is shown; once more, and the drill is left."""
        if self._player.score is not None or self.client.desk is None:
            await super().action_quit()
        else:
            self.run_worker(self._player.finish, thread=True, exit_on_error=False)

    def _go_on(self) -> None:
        if self._player.score is not None:
            self._show()
        elif not self._busy:
            self._busy = True
            self.run_worker(self._step, thread=True, exit_on_error=False)

    def _step(self) -> None:
        try:
            self._player.step()
        finally:
            self._busy = False

    def _show(self) -> None:
        from console.drill.score_screen import ScoreScreen

        score = self._player.score
        if score is None or self._shown:
            return
        self._shown = True
        self.push_screen(ScoreScreen(score), lambda _: self.exit(message="\n".join(page(score))))
