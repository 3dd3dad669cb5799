"""The application: paints first, opens the desk beside it, and is the only door between the screens and the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.app import App
from textual.binding import BindingType
from textual.worker import get_current_worker

from console.commands.registry import bindings
from console.failures import as_refusal
from console.keyboard import twins
from console.live import DeskChanged, Ticking
from core.desk.views import Done, View
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from textual.screen import Screen

    from core.tickets.commands import Command
    from core.tickets.directory import Actor

Result = TypeVar("Result")

POLL_SECONDS = 0.1
TICK_SECONDS = 1.0


class PultApp(App[int], inherit_bindings=False):
    """Пульт ЦК. ``open_desk`` is called in a thread after the first paint; ``login`` then signs in."""

    TITLE = "Пульт ЦК"
    CSS_PATH = "pult.tcss"
    ENABLE_COMMAND_PALETTE = False  # the palette is opened by a command of the registry
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (35, "-tall")]

    def __init__(self, open_desk: Callable[[], Desk], login: str, *, view: View | None = None) -> None:
        super().__init__()
        self._open_desk = open_desk
        self.login = login
        self.first_view = view or View.OPEN
        self.desk: Desk | None = None
        self.actor: Actor | None = None
        self.failure: Refusal | None = None
        """Why the desk is not usable now: the store failed or the login is not let in. Shown by the header."""

    # -- the desk -----------------------------------------------------------------------------------------------

    def now(self) -> datetime:
        """The present instant by the desk's clock, in the desk's zone."""
        return self.desk.now() if self.desk is not None else datetime.now(UTC)

    def on_mount(self) -> None:
        """Paint the queue; open the desk once it is painted."""
        from console.screens.queue import QueueScreen

        self.push_screen(QueueScreen(self.first_view))
        self.call_after_refresh(self.connect)

    def connect(self) -> None:
        """Open the desk and sign in, in a thread; again after a failure."""
        self.run_worker(self._connect, thread=True, exclusive=True, group="connect", exit_on_error=False)

    def _connect(self) -> None:
        try:
            desk = self.desk or self._open_desk()
            answer = desk.sign_in(self.login)
        except Exception as error:
            self.call_from_thread(self._failed, as_refusal(error))
        else:
            self.call_from_thread(self._connected, desk, answer)

    def _connected(self, desk: Desk, answer: Actor | Refusal) -> None:
        first = self.desk is None
        self.desk = desk
        if isinstance(answer, Refusal):
            return self._failed(answer)
        self.actor, self.failure = answer, None
        if first:
            self._signal = desk.change_signal()
            self.set_interval(POLL_SECONDS, self._poll)
            self.set_interval(TICK_SECONDS, self._tick)
        self._tick()
        self.announce()

    def _failed(self, refusal: Refusal) -> None:
        self.failure = refusal
        self.announce()

    def ask(self, read: Callable[[Desk], Result], on_result: Callable[[Result], None], *, group: str = "read") -> None:
        """Run a read of the desk in a thread and hand its result over in the UI thread.

        A newer ``ask`` of the same ``group`` makes an older one's result unwanted: it is dropped. A failure of the
        store is shown by the header and ``on_result`` is not called.
        """
        self.run_worker(
            partial(self._ask, read, on_result), thread=True, exclusive=True, group=group, exit_on_error=False
        )

    def _ask(self, read: Callable[[Desk], Result], on_result: Callable[[Result], None]) -> None:
        worker = get_current_worker()
        if self.desk is None:
            return
        try:
            result = read(self.desk)
        except Exception as error:
            if not worker.is_cancelled:
                self.call_from_thread(self._failed, as_refusal(error))
        else:
            if not worker.is_cancelled:
                self.call_from_thread(on_result, result)

    def submit(
        self,
        command: Command,
        *,
        key: str,
        on_done: Callable[[Done | Refusal], None],
        expect_version: int | None = None,
    ) -> None:
        """Carry out a command in a thread and hand the result to ``on_done`` in the UI thread.

        ``key`` makes a repetition harmless: keep it while the same dialog tries again. A failure of the store comes
        as a refusal with the code ``store_unavailable``, so that what was typed stays in its dialog.
        """
        self.run_worker(
            partial(self._submit, command, key, expect_version, on_done),
            thread=True,
            group="submit",
            exit_on_error=False,
        )

    def _submit(
        self, command: Command, key: str, expect_version: int | None, on_done: Callable[[Done | Refusal], None]
    ) -> None:
        if self.desk is None or self.actor is None:
            answer: Done | Refusal = self.failure or Refusal("not_ready", "Хранилище ещё открывается.")
        else:
            try:
                answer = self.desk.perform(command, self.actor, key=key, expect_version=expect_version)
            except Exception as error:
                answer = as_refusal(error)
        self.call_from_thread(self._submitted, answer, on_done)

    def _submitted(self, answer: Done | Refusal, on_done: Callable[[Done | Refusal], None]) -> None:
        on_done(answer)
        if isinstance(answer, Done):
            self._signal.changed()  # our own commit: told now, not again by the next poll
            self.announce()

    # -- live ---------------------------------------------------------------------------------------------------

    def _poll(self) -> None:
        """Ten times a second: has another process committed?"""
        try:
            changed = self._signal.changed()
        except Exception as error:
            return self._failed(as_refusal(error))
        if changed:
            self.announce()

    def announce(self) -> None:
        """Tell every screen that the desk has changed."""
        for screen in self.screen_stack:
            screen.post_message(DeskChanged())

    def _tick(self) -> None:
        """Once a second: the one clock of the application."""
        now = self.now()
        for screen in self.screen_stack:
            if isinstance(screen, Ticking):
                screen.on_tick(now)

    # -- screens ------------------------------------------------------------------------------------------------

    def open_ticket(self, number: int) -> None:
        """Open a ticket's screen over the present one."""
        from console.screens.ticket import TicketScreen

        self.push_screen(TicketScreen(number))

    def open_intake(self) -> None:
        """Open the intake of a call over the present screen, unless one is open already."""
        from console.screens.intake import IntakeScreen

        if not any(isinstance(screen, IntakeScreen) for screen in self.screen_stack):
            self.push_screen(IntakeScreen())

    def action_new_call(self) -> None:
        """F2."""
        self.open_intake()

    def action_reread(self) -> None:
        """F5: read again; after a failure of the store, open it again."""
        if self.failure is not None or self.desk is None:
            self.connect()
        else:
            self.announce()

    def action_help(self) -> None:
        """F1."""
        from console.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.scope_of(self.screen)))

    def scope_of(self, screen: Screen[object]) -> str:
        """The scope of the registry that a screen belongs to."""
        return str(getattr(screen, "SCOPE", "app"))

    # -- keys ---------------------------------------------------------------------------------------------------

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        """Try the Latin twins of a Cyrillic letter (and the small letter of a capital) when nothing matched."""
        if await super()._check_bindings(key, priority):
            return True
        for twin in twins(key):
            if await super()._check_bindings(twin, priority):
                return True
        return False
