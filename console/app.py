"""The application: paints first, opens the desk beside it, and wires the parts that screens see as one host."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.events import Event, Paste, Resize
from textual.filter import LineFilter

from console.commands.keymap import Keymap
from console.commands.registry import bindings
from console.environment import rest_collector
from console.error_guard import ErrorGuard
from console.first_rows.cover import RowsCover
from console.keys.key_queue import KeyQueue, Lap
from console.keys.keyboard_layout import twins
from console.link.changes import Changes
from console.link.connection import Connection
from console.link.desk_client import DeskClient
from console.link.heartbeat import BEAT_SECONDS, Heartbeat, Rhythm
from console.link.messages import HandOver
from console.link.trouble import trouble_of
from console.navigation import ScreenNavigation
from console.notifications.notifier import Herald
from console.notifications.start_notices import tell_at_start
from console.past.application import LookingBackApp
from console.past.mode import PastMode
from console.presence.leases import RENEWED_EVERY, Leases
from console.screens.screen_clock import ScreenClock
from console.state.hindsight import Hindsight
from console.state.last_place import LastPlace
from console.terminal.own_colours import OwnColours, no_colour
from console.terminal.signals import LeaveNow, WrongBytes, watch_signals, watch_stalls
from console.textual_overrides import cell_writer, handler_errors, output_filter
from console.textual_overrides.rendered_styles import forget_rendered
from console.textual_overrides.terminal_driver import PultDriver
from console.theme import THEMES
from console.wallboard.panel import Panel
from core.desk.views import Entrance, QueueQuery, View
from core.text import safe_line

if TYPE_CHECKING:
    from console.link.prefetch import Ahead, FirstLook
    from console.queue.screen import QueueScreen
    from core.desk.desk import Desk


class PultApp(LookingBackApp, inherit_bindings=False):
    """Пульт ЦК. ``open_desk`` is called in a thread after the first paint; ``login`` then signs in."""

    TITLE = "Пульт ЦК"
    CSS_PATH = "pult.tcss"
    ENABLE_COMMAND_PALETTE = False  # the palette is opened by a command of the registry
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app"), *bindings("past")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide"), (200, "-widest")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (35, "-tall")]

    queue: QueueScreen
    """The first screen; it is never left."""

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
        super().__init__(driver_class=PultDriver)
        for each in (output_filter, cell_writer, handler_errors):
            each.install()
        self.login = login
        self.keymap = keymap or Keymap()
        self.keymap_problem = keymap_problem
        self.set_keymap(dict(self.keymap.bound))
        self.word: Callable[[], str | None] = lambda: None
        """What stands below the header of every screen."""
        self.leaving = False
        """Whether it was told to end."""
        self._paint(theme)
        self._panel = panel
        self.read_only = panel is not None and panel.read_only
        self._watches_stalls = watch_stalls
        self._view, self._ahead, self._told_encoding = view, ahead, False
        self._wire(open_desk, entrance or Entrance())

    def _paint(self, theme: str) -> None:
        """Put the colours on."""
        for each in THEMES.values():
            self.register_theme(each)
        self.colourless = no_colour(os.environ)
        self.own_colours = (OwnColours(none=self.colourless),)
        """What lets the terminal's own colours through."""
        self.action_theme(theme)

    def _wire(self, open_desk: Callable[[], Desk], entrance: Entrance) -> None:
        """Make the parts, and tell each whom to tell."""
        self.keys = KeyQueue(self, super().on_event)
        self.guard = ErrorGuard(self, self.keys)
        self.client = client = DeskClient(self, on_trouble=self.tell_trouble, on_commit=self._committed)
        self.changes = Changes(self, client, on_trouble=self.tell_trouble, on_news=self.hear)
        self.hindsight = Hindsight(self)
        self.past = PastMode(self)
        self.cover = RowsCover(self)
        self.clock = ScreenClock(self, client.now, first=self.hindsight.tick)
        self.herald = Herald(self)
        self.navigation = ScreenNavigation(self)
        self.last_place = LastPlace(client, self.login, lambda: self.queue.place)
        self.connection = Connection(
            client, self.changes, open_desk, self.login, on_trouble=self.tell_trouble, on_in=self._let_in
        )
        self.leases = Leases(
            self, client, entrance, marked=not self.read_only, on_ended=self._end, on_settings=self.connection.settings
        )
        self.heartbeat = Heartbeat(self.rhythms(), lambda: self.is_going, self.fail)

    def rhythms(self) -> tuple[Rhythm, ...]:
        """What is done how often, in this order."""
        return (
            Rhythm(BEAT_SECONDS, self.changes.look),
            Rhythm(10, self._hear_of_time),
            Rhythm(1, self.clock.tick),
            Rhythm(30, forget_rendered),
            Rhythm(5, self._keep_place, at_once=False),
            Rhythm(RENEWED_EVERY, self.leases.attend),
            Rhythm(5, self.connection.look_again),
        )

    @property
    def is_going(self) -> bool:
        """Whether it has started and was not told to end."""
        return self.is_running and not self.leaving

    @property
    def quiet(self) -> bool:
        """Whether the operator has asked not to be disturbed."""
        return self.herald.quiet

    @property
    def trouble(self) -> str | None:
        """What the header's banner says; None when all is well."""
        return trouble_of(self.client, self.keymap_problem)

    # -- start and end ------------------------------------------------------------------------------------------

    async def run_async(self, *, headless: bool = False, **options: Any) -> int | None:
        """Run, with the signals of a real terminal taken care of."""
        if not headless:
            watch_signals(self)
            if self._watches_stalls:
                watch_stalls(self)
        return await super().run_async(headless=headless, **options)

    def on_mount(self) -> None:
        """Paint the queue; open the desk once it is painted."""
        from console.queue.screen import QueueScreen

        self.set_class(self.colourless, "-no-color")
        self.queue = QueueScreen(QueueQuery(view=self._view or View.OPEN))
        self.push_screen(self.queue)
        self.cover.stay(rows_come=self._ahead is not None and self._panel is None)
        if self._panel is not None:
            self.navigation.open_wall(cycle=self._panel.cycle)
        if self._ahead is None:
            self.call_after_refresh(self.connection.connect)
        else:
            self.connection.look_ahead(self._ahead, self._show_ahead)

    def _show_ahead(self, look: FirstLook | None) -> None:
        if look is not None and self.client.desk is None:
            self.queue.show_ahead(look)
        self.call_after_refresh(self.cover.lift)
        self.call_after_refresh(self.connection.connect)

    def _let_in(self) -> None:
        """Somebody was let in: at the first time all that lives begins."""
        if self.heartbeat.started:
            return
        self.heartbeat.start()
        self.call_after_refresh(rest_collector)
        if self.read_only:
            return
        if self._view is None:  # else it was asked for
            self.last_place.take_up()
        tell_at_start(self)

    def exit(self, result: int | None = None, return_code: int = 0, message: Any = None) -> None:
        """End, with what the process is to exit with."""
        self.leaving = True
        super().exit(result, return_code, message)

    def _end(self, why: str) -> None:
        """This session is over: say so where it is read once we are gone; what is typed is kept."""
        from console.presence.session_lease import ENDED, keep_drafts

        keep_drafts(self.screen_stack)
        self.exit(return_code=ENDED, message=Text(safe_line(why)))

    def on_leave_now(self, event: LeaveNow) -> None:
        """The terminal is gone, or the process was told to end: what is typed is kept."""
        from console.presence.session_lease import keep_drafts

        keep_drafts(self.screen_stack)
        self.exit(return_code=event.code)

    def abandon(self) -> None:
        """Take this console's leases away, from whichever thread ends it."""
        self.leases.abandon()

    def on_unmount(self) -> None:
        """The heart stops with the application; where one was is kept for the next one."""
        if self.heartbeat.started and not self.read_only:
            self.last_place.keep_now()
        self.heartbeat.stop()
        self.abandon()
        self.herald.close()
        self.changes.close()

    # -- what parts tell each other -----------------------------------------------------------------------------

    def on_hand_over(self, event: HandOver) -> None:
        """What a thread has found reaches the screens here, unless they are being closed."""
        if self.is_going and (event.worker is None or not event.worker.is_cancelled):
            event.then()

    def tell_trouble(self) -> None:
        """Something went wrong or is well again: the header of the screen on top says so."""
        if self.client.failure is not None:
            self.connection.doubt()
        self.clock.tick()

    def _committed(self) -> None:
        self.changes.committed()

    def hear(self) -> None:
        """Tell what is new to whoever sits here."""
        self.connection.doubt()
        if not self.read_only and not self.past.on:
            self.herald.look()

    def _hear_of_time(self) -> None:
        """Dues that come near; what others do is heard of at once."""
        if not (self.read_only or self.past.on or self.changes.just_seen) and self.herald.look_by_time():
            self.connection.doubt()  # somebody may stand in for another from now on

    def _keep_place(self) -> None:
        if not self.read_only:
            self.last_place.keep()

    # -- errors and the terminal --------------------------------------------------------------------------------

    def survive(self, error: Exception) -> bool:
        """An error of a handler; False when it is one too many."""
        return self.guard.survive(error)

    def crashed(self, error: Exception) -> bool:
        """An error that nothing has caught."""
        return self.guard.crashed(error)

    def on_wrong_bytes(self, event: WrongBytes) -> None:
        """Say once what is wrong with the terminal."""
        if not self._told_encoding:
            self._told_encoding = True
            told = "Терминал не в UTF-8: русские буквы придут неверно. Выберите в его настройках UTF-8."
            self.notify(told, severity="warning", timeout=20, markup=False)

    def on_resize(self, event: Resize) -> None:
        """A terminal in which nothing could be read gets a page that says so."""
        from console.screens.too_small import SmallScreen, too_small

        small = too_small(event.size.width, event.size.height)
        if small and self.screen_stack and not isinstance(self.screen, SmallScreen):
            self.push_screen(SmallScreen())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The terminal's own colours go out as they are, or none do; those of the other themes Textual makes."""
        if self.native_ansi_color:
            return self.own_colours
        return super().get_line_filters()

    # -- keys ---------------------------------------------------------------------------------------------------

    async def on_event(self, event: Event) -> None:
        """Keys and pastes queue up; everything else goes on as ever."""
        await self.keys.take(event)

    async def on_lap(self, event: Lap) -> None:
        """A key has gone its way."""
        event.stop()
        await self.keys.lap_gone(event)

    def on_paste(self, event: Paste) -> None:
        """Nothing that has the focus takes text: say so, and do nothing."""
        if event.text:
            self.notify("Вставка: здесь нет поля для текста.", markup=False, timeout=3)

    def pop_screen(self) -> AwaitComplete:
        """Leave the screen on top."""
        popped = super().pop_screen()
        self.keys.screen_left()
        return popped

    def other_keys(self, key: str) -> tuple[str, ...]:
        """The Latin twins of a Cyrillic letter, and the small letter of a capital."""
        return twins(key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A console that is only looked at knows no command but leaving."""
        if self.read_only and action not in ("quit", "reread", "help_quit"):
            return False
        return super().check_action(action, parameters)

    # -- what keys and the palette name -------------------------------------------------------------------------

    async def action_quit(self) -> None:
        """What was asked for and is held back is carried out first."""
        self.past.leave()
        await self.hindsight.settle()
        self.exit()

    def action_reread(self) -> None:
        """F5: read again; after a failure of the store, open it again."""
        self.paint_anew()  # whatever else has written on this terminal is painted over
        if self.client.failure is not None or self.client.desk is None:
            self.connection.connect()
        else:
            self.changes.announce()

    def action_theme(self, name: str) -> None:
        """Other colours, from the palette; without any (``NO_COLOR``) only the theme that tells all by attributes."""
        self.theme = THEMES["ansi" if self.colourless else name].name

    def action_quiet(self) -> None:
        """Do not disturb, from the palette; or do again."""
        quiet = self.herald.toggle()
        said = "Тихо: знаки копятся и покажутся, когда вы их включите." if quiet else "Знаки включены."
        self.notify(said, markup=False)
        self.tell_trouble()

    def action_help_quit(self) -> None:
        """Ctrl+C copies; who wanted to leave is told how."""
        self.notify("Выйти из пульта: Ctrl+Q", markup=False)

    def action_new_call(self) -> None:
        """F2."""
        self.navigation.open_intake()

    def action_register(self, name: str, then: str | None = None) -> None:
        """Open a register from the palette."""
        self.navigation.open_register(name, then)

    def action_form(self, name: str) -> None:
        """Open a form of the desk from the palette."""
        self.navigation.open_form(name)

    def action_tool(self, name: str) -> None:
        """Open one of the tools of the desk from the palette."""
        self.navigation.open_tool(name)

    def action_registers(self) -> None:
        """F7."""
        self.navigation.open_registers()

    def action_heard(self) -> None:
        """The last notices, from the palette."""
        self.navigation.open_heard(self.herald.state.heard)

    def action_wall(self) -> None:
        """F10."""
        self.navigation.toggle_wall()

    def action_jump(self) -> None:
        """F12."""
        self.navigation.jump()

    def action_undo(self) -> None:
        """U."""
        self.navigation.undo()

    def action_palette(self) -> None:
        """F9."""
        self.navigation.open_palette()

    def action_help(self) -> None:
        """F1."""
        self.navigation.open_help()
