"""The application: paints first, opens the desk beside it, and is the only door between the screens and the desk."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from rich.text import Text
from textual._styles_cache import StylesCache
from textual.app import App
from textual.binding import BindingType
from textual.worker import Worker, get_current_worker

from console import safe_output
from console.commands.registry import bindings
from console.failures import as_refusal, crash_line, record
from console.keyboard import twins
from console.live import DeskChanged, HandOver, Ticking
from console.terminal import LeaveNow, PultDriver, WrongBytes, watch_signals
from console.theme import PULT
from core.desk.views import Done, View
from core.store.errors import StoreUnavailable
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from textual.screen import Screen

    from console.commands.registry import CommandSpec
    from console.first_look import Ahead, FirstLook
    from core.desk.desk import Desk
    from core.policy import Policy
    from core.tickets.commands import Command
    from core.tickets.directory import Actor

Result = TypeVar("Result")

CRASHED = 70
"""Exit code of a console that an internal error stopped."""
BEAT_SECONDS = 0.1
"""How often another process's commit is looked for."""
BEATS_A_TICK = 10
BEATS_A_LOOK = 50
"""How often, in beats, the configuration's files are looked at."""
BEATS_A_FORGETTING = 300


def _rest_collector() -> None:
    """The start is over: the garbage collector works again, but never over what the start has made."""
    gc.freeze()
    gc.enable()


class PultApp(App[int], inherit_bindings=False):
    """Пульт ЦК. ``open_desk`` is called in a thread after the first paint; ``login`` then signs in."""

    TITLE = "Пульт ЦК"
    CSS_PATH = "pult.tcss"
    ENABLE_COMMAND_PALETTE = False  # the palette is opened by a command of the registry
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (35, "-tall")]

    def __init__(
        self, open_desk: Callable[[], Desk], login: str, *, view: View | None = None, ahead: Ahead | None = None
    ) -> None:
        super().__init__(driver_class=PultDriver)
        safe_output.install()
        self.register_theme(PULT)
        self.theme = PULT.name
        self._open_desk = open_desk
        self.login = login
        self.first_view = view or View.OPEN
        self._ahead = ahead
        self.look: FirstLook | None = None
        """What a child process saw of the desk, until the desk itself is open."""
        self.desk: Desk | None = None
        self.actor: Actor | None = None
        self.policy: Policy | None = None
        """The policy as it was last looked at."""
        self.failure: Refusal | None = None
        """Why the desk is not usable now: the store failed or the login is not let in. Shown by the header."""
        self._told_encoding = False
        self._next_beat: asyncio.TimerHandle | None = None

    # -- the terminal -------------------------------------------------------------------------------------------

    async def run_async(self, *, headless: bool = False, **options: Any) -> int | None:
        """Run, with the signals of a real terminal taken care of."""
        if not headless:
            watch_signals(self)
        return await super().run_async(headless=headless, **options)

    def on_leave_now(self, event: LeaveNow) -> None:
        """The terminal is gone, or the process was told to end: what is typed is a draft already."""
        self.exit(return_code=event.code)

    def on_wrong_bytes(self, event: WrongBytes) -> None:
        """Say once what is wrong with the terminal."""
        if not self._told_encoding:
            self._told_encoding = True
            told = "Терминал не в UTF-8: русские буквы придут неверно. Выберите в его настройках UTF-8."
            self.notify(told, severity="warning", timeout=20, markup=False)

    def _handle_exception(self, error: Exception) -> None:
        """A crash prints one line; the log keeps class and place, and no values."""
        if self.is_headless:
            super()._handle_exception(error)
        elif self._return_code != CRASHED:
            self._return_code = CRASHED
            self.panic(Text(crash_line(record(error))))

    # -- the desk -----------------------------------------------------------------------------------------------

    def now(self) -> datetime:
        """The present instant by the desk's clock, in the desk's zone."""
        return self.desk.now() if self.desk is not None else datetime.now(UTC)

    def on_mount(self) -> None:
        """Paint the queue; open the desk once it is painted."""
        from console.screens.queue import QueueScreen

        self.set_class(bool(os.environ.get("NO_COLOR")), "-no-color")
        self._queue = QueueScreen(self.first_view)
        self.push_screen(self._queue)
        if self._ahead is None:
            self.call_after_refresh(self.connect)
        else:
            self.run_worker(self._take_look, thread=True, group="connect", exit_on_error=False)

    def _take_look(self) -> None:
        try:
            look = self._ahead.take() if self._ahead is not None else None
        except Exception:
            look = None  # what failed there fails here again, and is told then
        self._hand_over(self._looked_ahead, look)

    def _looked_ahead(self, look: FirstLook | None) -> None:
        self.look = look
        if look is not None and self.desk is None:
            self._queue.show_ahead(look)
        self.call_after_refresh(self.connect)

    def connect(self) -> None:
        """Open the desk and sign in, in a thread; again after a failure."""
        self.run_worker(self._connect, thread=True, exclusive=True, group="connect", exit_on_error=False)

    def _connect(self) -> None:
        try:
            desk = self.desk or self._open_desk()
            answer, policy = desk.sign_in(self.login), desk.policy
        except Exception as error:
            self._hand_over(self._failed, as_refusal(error))
        else:
            self._hand_over(self._connected, desk, answer, policy)

    def _connected(self, desk: Desk, answer: Actor | Refusal, policy: Policy) -> None:
        first = self.desk is None
        self.desk, self.policy = desk, policy
        if isinstance(answer, Refusal):
            return self._failed(answer)
        self.actor, self.failure = answer, None
        if first:
            self._signal = desk.change_signal()
            self.look = None
            self._beat(0)
            self.call_after_refresh(_rest_collector)
        self._tick()
        self.announce()
        if first:
            self._offer_unfinished()

    def _offer_unfinished(self) -> None:
        """Calls that an earlier console left unregistered are offered at once."""
        from console.screens.dialogs.unfinished import offer_unfinished

        offer_unfinished(self)

    def _failed(self, refusal: Refusal, on_failure: Callable[[Refusal], None] | None = None) -> None:
        self.failure = refusal
        self._tick()
        if on_failure is not None:
            on_failure(refusal)

    def _recovered(self) -> None:
        if self.failure is not None and self.actor is not None:
            self.failure = None
            self._tick()

    @property
    def trouble(self) -> str | None:
        """What the header's banner says: the store failed, or the configuration is broken; None when all is well."""
        if self.failure is not None:
            return f"{self.failure.message.rstrip('.')}. F5 — повторить"
        problem = self.desk.policy_problem if self.desk is not None else None
        return None if problem is None else f"Настройки не читаются, действуют прежние: {problem.problems[0]}"

    def ask(
        self,
        read: Callable[[Desk], Result],
        on_result: Callable[[Result], None],
        *,
        group: str = "read",
        on_failure: Callable[[Refusal], None] | None = None,
    ) -> None:
        """Run a read of the desk in a thread and hand its result over in the UI thread.

        A newer ``ask`` of the same ``group`` makes an older one's result unwanted: it is dropped. A failure of the
        store is shown by the header; then ``on_failure`` is called instead of ``on_result``.
        """
        work = partial(self._ask, read, on_result, on_failure)
        self.run_worker(work, thread=True, exclusive=True, group=group, exit_on_error=False)

    def _ask(
        self,
        read: Callable[[Desk], Result],
        on_result: Callable[[Result], None],
        on_failure: Callable[[Refusal], None] | None,
    ) -> None:
        worker, desk = get_current_worker(), self.desk
        if desk is None:
            return
        try:
            result = read(desk)
        except Exception as error:
            self._hand_over(self._failed, as_refusal(error), on_failure, unless=worker)
        else:
            self._hand_over(self._answered, on_result, result, unless=worker)

    def _answered(self, on_result: Callable[[Result], None], result: Result) -> None:
        self._recovered()
        on_result(result)

    def _hand_over(self, then: Callable[..., None], *values: Any, unless: Worker[Any] | None = None) -> None:
        """From a thread: have ``then`` called in the UI thread, without waiting for it."""
        if unless is None or not unless.is_cancelled:
            self.post_message(HandOver(partial(then, *values), unless))

    def on_hand_over(self, event: HandOver) -> None:
        """What a thread has found reaches the screens here, unless they are being closed."""
        if self._running and not self._exit and (event.worker is None or not event.worker.is_cancelled):
            event.then()

    def guarded(self, read: Callable[[], Result], otherwise: Result) -> Result:
        """A short read in the loop: ``otherwise``, and the header says why, when the store fails."""
        try:
            return read()
        except Exception as error:
            self._failed(as_refusal(error))
            return otherwise

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
        self._hand_over(self._submitted, answer, on_done)

    def _submitted(self, answer: Done | Refusal, on_done: Callable[[Done | Refusal], None]) -> None:
        on_done(answer)
        if isinstance(answer, Done):
            self._signal.changed()  # our own commit: told now, not again by the next poll
            self.announce()

    # -- live ---------------------------------------------------------------------------------------------------

    def _beat(self, count: int) -> None:
        """The heart of the console: a timer of the loop itself, since Textual's own cost many times as much."""
        if not self._running or self._exit:
            return
        self._next_beat = asyncio.get_running_loop().call_later(BEAT_SECONDS, self._beat, count + 1)
        try:
            self._poll()
            if count % BEATS_A_TICK == 0:
                self._tick()
            if count % BEATS_A_FORGETTING == 0:
                # Textual keeps what 1,024 widgets have rendered, the removed ones too: up to 100 MB over a shift.
                StylesCache.get_inner_outer.cache_clear()
            if count % BEATS_A_LOOK == 0:
                self.ask(lambda desk: desk.policy, self._looked, group="policy")
        except Exception as error:
            self._handle_exception(error)

    def on_unmount(self) -> None:
        """The heart stops with the application."""
        if self._next_beat is not None:
            self._next_beat.cancel()

    def _looked(self, policy: Policy) -> None:
        if policy is not self.policy:
            self.policy = policy
            self.announce()

    def _poll(self) -> None:
        """Ten times a second: has another process committed?"""
        try:
            changed = self._signal.changed()
        except StoreUnavailable as error:
            return self._failed(as_refusal(error))
        if changed:
            self.announce()

    def announce(self) -> None:
        """Tell every screen that the desk has changed."""
        for screen in self.screen_stack:
            screen.post_message(DeskChanged())

    def _tick(self) -> None:
        """Once a second: the one clock of the application, for the screen on top.

        What changes on a screen below makes Textual repaint the whole terminal; it is told the time when it is back.
        """
        if isinstance(self.screen, Ticking):
            self.screen.on_tick(self.now())

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

    def action_palette(self) -> None:
        """F9: find a command by its name."""
        from console.screens.help import HelpScreen
        from console.screens.palette import PaletteScreen

        if not isinstance(self.screen, PaletteScreen | HelpScreen):
            self.push_screen(PaletteScreen(self.screen))

    def action_help(self) -> None:
        """F1: what the keys do here."""
        from console.screens.help import HelpScreen
        from console.screens.palette import PaletteScreen

        if not isinstance(self.screen, HelpScreen | PaletteScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_help_quit(self) -> None:
        """Ctrl+C copies; who wanted to leave is told how."""
        self.notify("Выйти из пульта: Ctrl+Q", markup=False)

    async def run_command(self, spec: CommandSpec, screen: Screen[Any]) -> None:
        """Run a command of the palette where it belongs."""
        await self.run_action(spec.action, screen)

    # -- keys ---------------------------------------------------------------------------------------------------

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        """Try the Latin twins of a Cyrillic letter (and the small letter of a capital) when nothing matched."""
        if await super()._check_bindings(key, priority):
            return True
        for twin in twins(key):
            if await super()._check_bindings(twin, priority):
                return True
        return False
