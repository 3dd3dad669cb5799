"""The application: paints first, opens the desk beside it, and is the only door between the screens and the desk."""

from __future__ import annotations

import asyncio
import gc
import os
from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual._styles_cache import StylesCache
from textual.binding import BindingType
from textual.events import Resize
from textual.filter import LineFilter

from console import changed_rows, resilience, safe_output
from console.commands.keymap import Keymap
from console.commands.registry import bindings
from console.doors import Doors
from console.failures import as_refusal, crash_line, record
from console.herald import Herald
from console.hindsight import Hindsight
from console.keyboard import twins
from console.live import Ticking
from console.own_colours import OwnColours, no_colour
from console.session_state import SessionState, load_session, save_session, session_path
from console.terminal import LeaveNow, WrongBytes, watch_signals, watch_stalls
from console.theme import THEMES
from console.wall.panel import Panel
from console.widgets.desk_header import DeskHeader
from core.desk.views import Entrance, View
from core.store.errors import StoreUnavailable
from core.text import safe_line
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from datetime import datetime

    from console.first_look import Ahead, FirstLook
    from core.desk.desk import Desk
    from core.policy import Policy
    from core.store.presence import Present
    from core.store.signal import ChangeSignal
    from core.tickets.directory import Actor
    from core.tickets.registers import SavedView, Shift

CRASHED = 70
"""Exit code of a console that an internal error stopped."""
BEAT_SECONDS = 0.1
"""How often another process's commit is looked for."""
BEATS_A_TICK = 10
BEATS_A_LOOK = 50
"""How often, in beats, the configuration's files are looked at."""
BEATS_A_FORGETTING = 300
BEATS_A_PRESENCE = 100
"""How often, in beats, it is told that this console is open and which ticket it is at."""
BEATS_A_NEWS = 100
"""How often, in beats, dues that come near are looked for; what others do is heard of at once."""
BEATS_A_KEEPING = 50
"""How often, in beats, it is kept where one is."""


def _rest_collector() -> None:
    """The start is over: the garbage collector works again, but never over what the start has made."""
    gc.freeze()
    gc.enable()


class PultApp(Doors, inherit_bindings=False):
    """Пульт ЦК. ``open_desk`` is called in a thread after the first paint; ``login`` then signs in."""

    TITLE = "Пульт ЦК"
    CSS_PATH = "pult.tcss"
    ENABLE_COMMAND_PALETTE = False  # the palette is opened by a command of the registry
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide"), (200, "-widest")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (35, "-tall")]

    def __init__(
        self,
        open_desk: Callable[[], Desk],
        login: str,
        *,
        view: View | None = None,
        ahead: Ahead | None = None,
        keymap: Keymap | None = None,
        keymap_problem: str | None = None,
        theme: str = "dark",
        panel: Panel | None = None,
        entrance: Entrance | None = None,
        watch_stalls: bool = False,
    ) -> None:
        """``keymap_problem``: why the operator's own keys are not in force; ``panel``: begin with the breach panel;
        ``entrance``: how the console was entered, where that is known; ``watch_stalls``: leave a terminal that
        takes nothing any more."""
        super().__init__()
        self.keymap = keymap or Keymap()
        self.keymap_problem = keymap_problem
        self.set_keymap(dict(self.keymap.bound))
        safe_output.install()
        changed_rows.install()
        resilience.install()
        self.resilient: bool | None = None
        """Whether an unexpected error is told and survived; None: wherever there is a terminal."""
        self._errors: deque[float] = deque(maxlen=resilience.MOST_ERRORS)
        for each in THEMES.values():
            self.register_theme(each)
        self.colourless = no_colour(os.environ)
        self._own_colours = (OwnColours(none=self.colourless),)
        self.action_theme(theme)
        self._panel = panel
        self.read_only = panel is not None and panel.read_only
        self._open_desk = open_desk
        self._entrance = entrance or Entrance()
        self._watches_stalls = watch_stalls
        self._since: datetime | None = None
        """When this console was let in."""
        self.login = login
        self.first_view = view or View.OPEN
        self._resumes = view is None
        """Whether the console goes on where the last one of this operator was closed."""
        self._session: SessionState | None = None
        self._at_ticket: int | None = None
        self._others: tuple[Present, ...] = ()
        self._ahead = ahead
        self.look: FirstLook | None = None
        """What a child process saw of the desk, until the desk itself is open."""
        self.herald = Herald(self)
        self.hindsight = Hindsight(self)
        self._signal: ChangeSignal | None = None
        self._told_encoding = False
        self._next_beat: asyncio.TimerHandle | None = None

    # -- the terminal -------------------------------------------------------------------------------------------

    async def run_async(self, *, headless: bool = False, **options: Any) -> int | None:
        """Run, with the signals of a real terminal taken care of."""
        if not headless:
            watch_signals(self)
            if self._watches_stalls:
                watch_stalls(self)
        return await super().run_async(headless=headless, **options)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The terminal's own colours go out as they are, or none do; those of the other themes Textual makes."""
        if self.native_ansi_color:
            return self._own_colours
        return super().get_line_filters()

    def on_leave_now(self, event: LeaveNow) -> None:
        """The terminal is gone, or the process was told to end: what is typed is kept."""
        from console.attendance import keep_drafts

        keep_drafts(self.screen_stack)
        self.exit(return_code=event.code)

    def on_wrong_bytes(self, event: WrongBytes) -> None:
        """Say once what is wrong with the terminal."""
        if not self._told_encoding:
            self._told_encoding = True
            told = "Терминал не в UTF-8: русские буквы придут неверно. Выберите в его настройках UTF-8."
            self.notify(told, severity="warning", timeout=20, markup=False)

    def survive(self, error: Exception) -> bool:
        """An unexpected error costs one line with its number; False when it is one of too many, or nobody looks."""
        resilient = not self.is_headless if self.resilient is None else self.resilient
        if not resilient or self._exit or not self._running:
            return False
        now = asyncio.get_running_loop().time()
        if len(self._errors) == resilience.MOST_ERRORS and now - self._errors[0] < resilience.WINDOW:
            return False
        self._errors.append(now)
        told = f"Внутренняя ошибка, номер случая {record(error)}. Набранное цело; повторите или нажмите F5."
        self.release_all_keys()
        self.notify(told, severity="error", timeout=15, markup=False)
        return True

    def _handle_exception(self, error: Exception) -> None:
        """A crash prints one line; the log keeps class and place, and no values."""
        if self.is_headless:
            super()._handle_exception(error)
        elif self._exit:
            record(error)  # a screen that was still being laid when the console was told to end
        elif self._return_code != CRASHED:
            self._return_code = CRASHED
            self.panic(Text(crash_line(record(error))))

    def on_resize(self, event: Resize) -> None:
        """A terminal in which nothing could be read gets a page that says so."""
        from console.screens.small import SmallScreen, too_small

        small = too_small(event.size.width, event.size.height)
        if small and self.screen_stack and not isinstance(self.screen, SmallScreen):
            self.push_screen(SmallScreen())

    # -- the desk -----------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Paint the queue; open the desk once it is painted."""
        from console.screens.queue import QueueScreen

        self.set_class(self.colourless, "-no-color")
        self._queue = QueueScreen(self.first_view)
        self.push_screen(self._queue)
        if self._panel is not None:
            self.open_wall(cycle=self._panel.cycle)
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
        self.desk, self.policy = desk, policy
        if isinstance(answer, Refusal):
            return self._failed(answer)
        self.actor, self.failure, self.look = answer, None, None
        self.barred = desk.barred
        self.tell_trouble()
        self.announce()
        if self._next_beat is None:
            self._beat(0)
            self.call_after_refresh(_rest_collector)
            if self.read_only:
                return
            self._resume()
            self._offer_unfinished()
            self.hindsight.tell_left()
            self.ask(lambda desk: desk.shifts(), self._tell_shifts, group="shifts")

    def _tell_shifts(self, shifts: tuple[Shift, ...]) -> None:
        """A shift that waits to be taken over is told at the start."""
        waiting = [each for each in shifts if each.to == self.login and each.accepted_at is None]
        if waiting:
            self.notify(
                f"Вам сдали смену № {waiting[0].id}: F7, «Смены» — прочесть и принять.", markup=False, timeout=12
            )

    def _resume(self) -> None:
        """Go on where the last console of this operator was closed, unless a view was asked for."""
        if not self._resumes or self.desk is None:
            return
        state = self._session = load_session(session_path(self.desk.store_id, self.login))
        if state.saved is None:
            self._queue.restore(state, None)
            return

        def found(views: tuple[SavedView, ...]) -> None:
            self._queue.restore(state, next((each for each in views if each.id == state.saved), None))

        self.ask(lambda desk: desk.saved_views(self.login), found, group="session")

    def _renew_leases(self) -> None:
        self.attend()
        if not self.read_only:
            self.renew_presence()

    async def action_quit(self) -> None:
        """What was asked for and is held back is carried out first."""
        await self.hindsight.settle()
        self.exit()

    def attend(self) -> None:
        """Tell the others that this console is open, and hear whether it may stay."""
        from console.attendance import session_of

        actor, desk = self.actor, self.desk
        if actor is not None and desk is not None:
            self._since = self._since or self.now()
            session = session_of(desk.session, self._entrance, actor, self._since, self.screen_stack)
            self.ask(lambda desk: desk.attend(session, self._entrance), self._attended, group="attend")

    def _attended(self, why: str | None) -> None:
        """Somebody has ended this session, or its key lets in no more: say so where it is read once we are gone."""
        from console.attendance import ENDED, keep_drafts

        if why is not None:
            keep_drafts(self.screen_stack)
            self.exit(return_code=ENDED, message=Text(safe_line(why)))

    def renew_presence(self) -> None:
        """Tell the other consoles which ticket this one is at, and hear who else is where."""
        from console.presence import place, renew

        actor = self.actor
        if actor is None:
            return
        number, writes = place(self.screen_stack)
        mark = (number, self._at_ticket) != (None, None)
        self._at_ticket = number
        self.ask(lambda desk: renew(desk, actor, number, writes, mark=mark), self._tell_others, group="presence")

    def _tell_others(self, others: tuple[Present, ...]) -> None:
        from console.screens.base import DeskScreen
        from console.screens.dialogs.form import FormDialog

        if others != self._others:
            self._others = others
            if isinstance(self.screen, DeskScreen | FormDialog):  # those below say it when they are on top again
                self.screen.tell_others()

    def others_at(self, number: int | None) -> tuple[Present, ...]:
        """Who else is at a ticket, as of the last heartbeat."""
        return tuple(each for each in self._others if each.ticket == number)

    def _keep_session(self) -> None:
        """Keep where one is, when that has changed."""
        if self.desk is None or self.actor is None or self.failure is not None:
            return
        state = self._queue.state()
        if state != self._session:
            self._session = state
            path = session_path(self.desk.store_id, self.login)
            self.run_worker(lambda: save_session(path, state), thread=True, group="session-file", exit_on_error=False)

    def _offer_unfinished(self) -> None:
        """Calls that an earlier console left unregistered are offered at once; an open form does that itself."""
        from console.intake.screen import IntakeScreen
        from console.screens.dialogs.unfinished import offer_unfinished

        if not any(isinstance(screen, IntakeScreen) for screen in self.screen_stack):
            offer_unfinished(self)

    # -- live ---------------------------------------------------------------------------------------------------

    def _beat(self, count: int) -> None:
        """The heart of the console: a timer of the loop itself, since Textual's own cost many times as much."""
        if not self._running or self._exit:
            return
        self._next_beat = asyncio.get_running_loop().call_later(BEAT_SECONDS, self._beat, count + 1)
        try:
            if not self._look_at_signal() and count % BEATS_A_NEWS == 0:
                self.hear()
            if count % BEATS_A_TICK == 0:
                self._tick()
            if count % BEATS_A_FORGETTING == 0:
                # Textual keeps what 1,024 widgets have rendered, the removed ones too: up to 100 MB over a shift.
                StylesCache.get_inner_outer.cache_clear()
            if count and count % BEATS_A_KEEPING == 0 and not self.read_only:
                self._keep_session()
            if count % BEATS_A_PRESENCE == 0:
                self._renew_leases()
            if count % BEATS_A_LOOK == 0:
                self.ask(lambda desk: (desk.sign_in(self.login), desk.policy), self._looked, group="look")
        except Exception as error:
            self._handle_exception(error)

    def hear(self) -> None:
        """Tell what is new to whoever sits here."""
        if not self.read_only:
            self.herald.look()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A console that is only looked at knows no command but leaving."""
        if self.read_only and action not in ("quit", "reread", "help_quit"):
            return False
        return super().check_action(action, parameters)

    def on_unmount(self) -> None:
        """The heart stops with the application; where one was is kept for the next one."""
        if self._next_beat is not None and self.desk is not None and not self.read_only:
            save_session(session_path(self.desk.store_id, self.login), self._queue.state())
        if self._next_beat is not None:
            self._next_beat.cancel()
        self.abandon()
        self.herald.close()
        if self._signal is not None:
            self._signal.close()

    def abandon(self) -> None:
        """Take this console's leases away, from whichever thread ends it."""
        if self.desk is not None and self.actor is not None and self._since is not None:
            from console.attendance import leave

            leave(self.desk, self.actor)

    def _looked(self, found: tuple[Actor | Refusal, Policy]) -> None:
        """Now and then: are the configuration and this console's account what they were?"""
        answer, policy = found
        if isinstance(answer, Refusal):
            return self._failed(answer)
        if self.failure is not None:
            self.failure = None  # let in again
            self.tell_trouble()
        if self.desk is not None and (barred := self.desk.barred) != self.barred:
            self.barred = barred
            self.tell_trouble()
        if policy is not self.policy or answer != self.actor:
            self.policy, self.actor = policy, answer
            self.announce()

    def _changed(self) -> bool:
        """Ten times a second: has anybody committed?"""
        try:
            if self._signal is None and self.desk is not None:
                self._signal = self.desk.change_signal(self._woken)
            return self._signal is not None and self._signal.changed()
        except StoreUnavailable as error:
            self._failed(as_refusal(error))
            return False

    def _woken(self) -> None:
        """From the thread of the signal: somebody has committed, and it need not wait for the next beat."""
        self._hand_over(self._woken_in_the_loop)

    def _woken_in_the_loop(self) -> None:
        self._look_at_signal()

    def _look_at_signal(self) -> bool:
        """Tell the screens of a change, if there was one."""
        changed = self._changed()
        if changed:
            self.announce()
        return changed

    def committed(self) -> None:
        """Our own commit is told now, and not again by the next look at the signal."""
        self._changed()
        self.announce()

    def tell_trouble(self) -> None:
        """The header of the screen on top says what is wrong."""
        self._tick()

    def _tick(self) -> None:
        """Once a second: the one clock of the application, for the screen on top.

        What changes on a screen below makes Textual repaint the whole terminal; it is told the time when it is back.
        Its header is the exception, which changes once a minute, or when something is wrong: whoever saves from a form
        must see that the store is busy.
        """
        now = self.now()
        self.hindsight.tick(now)
        if isinstance(self.screen, Ticking):
            self.screen.on_tick(now)
        elif self.screen.is_modal:
            below = next((screen for screen in reversed(self.screen_stack) if not screen.is_modal), self.screen)
            for header in below.query(DeskHeader):
                header.tell(now)

    # -- keys ---------------------------------------------------------------------------------------------------

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        """Try the Latin twins of a Cyrillic letter (and the small letter of a capital) when nothing matched."""
        if await super()._check_bindings(key, priority):
            return True
        for twin in twins(key):
            if await super()._check_bindings(twin, priority):
                return True
        return False
