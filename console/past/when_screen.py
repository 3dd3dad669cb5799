"""Backspace: to which instant to look back. What is typed is read as anywhere; an empty line takes the chosen offer."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from console.commands.registry import Scope
from console.past.offers import Offer, told
from console.widgets.fields.pick_list import PickList
from console.widgets.fields.text_fields import TextLine
from core.desk.desk import Desk
from core.text import safe_line, sentence
from core.when import EXACTLY, read_instant

FORMS: Final = "вчера 16:00, 24.11 16:30, пт 12:00, 2 часа назад"
SAID: Final = "Наберите время или выберите: так пульт видел всё тогда."
LONGEST: Final = 80
"""Cells that an instant may take to be typed."""


class WhenScreen(ModalScreen[Offer | None]):
    """A field over the offers; answers with the instant that was chosen or typed."""

    SCOPE: ClassVar[Scope] = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False, priority=True),
        Binding("up", "pick(-1)", show=False),
        Binding("down", "pick(1)", show=False),
        Binding("pageup", "pick(-10)", show=False),
        Binding("pagedown", "pick(10)", show=False),
    ]
    DEFAULT_CSS = """
    WhenScreen {
        align: center top;
        & > Vertical {
            margin-top: 2; width: 84; max-width: 100%; height: auto; max-height: 80%;
            background: $surface; border: round $warning; padding: 0 1;
            border-title-color: $warning; border-subtitle-color: $text-muted;
        }
        & TextLine { border: none; height: 1; background: $boost; }
        & #meant { height: auto; margin-bottom: 1; color: $text-muted; }
        & PickList { height: auto; max-height: 20; }
    }
    """

    def __init__(self, live: Desk, offered: Sequence[Offer]) -> None:
        """``live``: by whose clock and hours what is typed is read."""
        super().__init__()
        self._live = live
        self._offered = tuple(offered)

    def compose(self) -> ComposeResult:
        """The field, what was understood, the offers."""
        with Vertical() as frame:
            yield TextLine(placeholder=FORMS, max_length=LONGEST, screened=False)
            yield Static(SAID, id="meant", markup=False)
            yield PickList()
        frame.border_title = "Назад во времени"
        frame.border_subtitle = "Enter — посмотреть · Esc — закрыть"

    def on_mount(self) -> None:
        """The offers."""
        width = min(78, self.app.size.width - 6)
        lines = [
            Content.assemble((f"{told(each, self._live):<24}", "bold"), (each.title, "")).truncate(width, ellipsis=True)
            for each in self._offered
        ]
        self.query_one(PickList).tell(lines, "")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what was understood."""
        event.stop()
        said = SAID
        if event.value.strip():
            meant = self._meant(event.value)
            said = meant if isinstance(meant, str) else f"понято: {told(Offer(meant, ''), self._live)}"
        self.query_one("#meant", Static).update(said)

    def _meant(self, text: str) -> datetime | str:
        """The instant that was typed, or why there is none."""
        try:
            return read_instant(text, self._live.now(), EXACTLY, self._live.environment.last_policy.worktime()).at
        except ValueError as error:
            return sentence(safe_line(str(error)))

    def action_pick(self, by: int) -> None:
        """Move the choice."""
        self.query_one(PickList).move(by)

    def on_pick_list_chosen(self, event: PickList.Chosen) -> None:
        """A line was clicked."""
        self.dismiss(self._offered[event.index])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: what was typed, or the chosen offer."""
        event.stop()
        if not event.value.strip():
            chosen = self.query_one(PickList).chosen
            self.dismiss(self._offered[chosen] if chosen < len(self._offered) else None)
        elif isinstance(meant := self._meant(event.value), datetime):
            self.dismiss(Offer(meant, ""))

    def action_close(self) -> None:
        """Back to the screen below."""
        self.dismiss(None)
