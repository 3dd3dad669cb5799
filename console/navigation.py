"""The ways from one screen to another: this floor alone knows the screens, and imports each when it is first wanted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from console.host import Host
from console.screens.kept_screens import KeptScreens

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

    from console.commands.registry import CommandSpec
    from console.forms.context import About
    from console.state.drafts import Draft
    from console.state.hindsight import Hindsight
    from console.state.recent_commands import RecentCommands
    from core.desk.views import TicketView
    from core.tickets.alerts.notices import Notice
    from core.tickets.refusal import Refusal


class NavigatedApp(Host, Protocol):
    """What the ways ask of the application besides what a screen does."""

    @property
    def hindsight(self) -> Hindsight:
        """What can be taken back."""

    def pop_screen(self) -> Any:
        """Leave the screen on top."""

    def install_screen(self, screen: Screen[Any], name: str) -> None:
        """Keep a screen when it is left."""

    async def run_action(self, action: str, default_namespace: Screen[Any]) -> bool:
        """Run an action on a screen, or on the application where it names that."""


class ScreenNavigation:
    """The ways of one application."""

    def __init__(self, app: NavigatedApp) -> None:
        self._app = app
        self._kept = KeptScreens(app)

    @cached_property
    def recent(self) -> RecentCommands:
        """The commands that were given from the palette."""
        from console.state.recent_commands import RecentCommands

        return RecentCommands(self._app.client, self._app.login)

    def open_ticket(self, number: int, known: TicketView | None = None) -> None:
        """Open a ticket's screen over the present one; ``known``: how it was read last, shown until it is read now."""
        from console.ticket.screen import TicketScreen

        screen = self._kept.at_rest(TicketScreen)
        if screen is None:
            screen = self._kept.keep(TicketScreen(number, known))
        else:
            screen.turn_to(number, known)
        self._app.push_screen(screen)

    def open_intake(self, draft: Draft | None = None) -> None:
        """Open the intake of a call over the present screen, unless one is open; ``draft``: one begun before.

        Whoever may keep no call at all is told so before anything is typed.
        """
        from console.intake.screen import IntakeScreen

        client = self._app.client
        if client.actor is not None and client.refusal("call_log") and (refusal := client.refusal("register")):
            return self._say_refusal(refusal)

        open_one = next((screen for screen in self._app.screen_stack if isinstance(screen, IntakeScreen)), None)
        if open_one is None:
            self._app.push_screen(IntakeScreen(draft))
        elif self._app.screen is open_one:
            open_one.action_park()

    def open_register(self, name: str, then: str | None = None) -> None:
        """Open a register; ``then`` names the command that is given to the record that is chosen there."""
        from console.registers.screen import RegisterScreen

        if then is not None and (refusal := self._app.client.refusal(then)) is not None:
            return self._say_refusal(refusal)
        self._app.push_screen(RegisterScreen(name, then))

    def open_search(self, text: str = "") -> None:
        """F3: search over everything, over the present screen; from a card its answer can be made of what is found."""
        from console.search.screen import SearchScreen
        from console.ticket.screen import TicketScreen

        desk, screen = self._app.client.desk, self._app.screen
        if desk is not None and desk.closed is not None:
            told = "Поиск знает только настоящее: вернитесь в него (Esc)"
            return self._say_refusal(replace(desk.closed, message=told))
        if not isinstance(screen, SearchScreen):
            self._app.push_screen(SearchScreen(text, screen.number if isinstance(screen, TicketScreen) else None))

    def open_form(self, name: str, about: About | None = None) -> None:
        """Open the form of one of the desk's commands, or say why it is not allowed."""
        from console.dialogs.frame.spec_dialog import SpecDialog
        from console.forms.context import About
        from console.forms.desk_forms import DESK_FORMS

        if (refusal := self._app.client.refusal(name)) is not None:
            return self._say_refusal(refusal)
        about = about or About(fixed={"me": self._app.login} if name == "shift_hand_over" else {})
        self._app.push_screen(SpecDialog(DESK_FORMS[name], about))

    def open_tool(self, name: str) -> None:
        """Open one of the tools of the desk from the palette, or say why it is not allowed."""
        from console.dialogs.frame.spec_dialog import SpecDialog
        from console.forms.context import About
        from console.forms.tools import TOOLS

        right = TOOLS[name].right
        if right and (refusal := self._app.client.refusal(right)) is not None:
            return self._say_refusal(refusal)
        self._app.push_screen(SpecDialog(TOOLS[name], About()))

    def _say_refusal(self, refusal: Refusal) -> None:
        from console.dialogs.frame.toasts import tell_refusal

        self._app.keys.forget()
        tell_refusal(self._app, refusal)

    def open_registers(self) -> None:
        """F7: the registers."""
        from console.commands.registry import commands
        from console.screens.palette import PaletteScreen

        if not isinstance(self._app.screen, PaletteScreen):
            specs = [spec for spec in commands("app") if spec.id.startswith("app.register.")]
            self._app.push_screen(PaletteScreen(self._app.screen, specs, "Реестры"))

    def open_heard(self, heard: Iterable[Notice]) -> None:
        """The last notices."""
        from console.dialogs.frame.text_viewer import ReadingScreen

        told = "\n".join(f"№ {each.number} · {each.text}" for each in heard)
        self._app.push_screen(ReadingScreen("Последние уведомления", told or "Пока ничего не было."))

    def open_wall(self, *, cycle: int = 0) -> None:
        """Open the breach panel over the present screen; from it, or from what stands over it, go back."""
        from console.wallboard.screen import WallScreen

        if not any(isinstance(screen, WallScreen) for screen in self._app.screen_stack):
            self._app.push_screen(WallScreen(cycle=cycle))
        elif self._over_the_wall():
            while not isinstance(self._app.screen, WallScreen):
                self._app.pop_screen()
        else:
            self._app.notify(
                "Табло открыто под формой: сначала закройте её (набранное останется черновиком).", markup=False
            )

    def _over_the_wall(self) -> bool:
        """Whether nothing but lists and cards stands over the panel: nothing is typed in those."""
        from console.screens.desk_screen import DeskScreen
        from console.wallboard.screen import WallScreen

        place = next(n for n, screen in enumerate(self._app.screen_stack) if isinstance(screen, WallScreen))
        above = self._app.screen_stack[place + 1 :]
        return all(isinstance(each, DeskScreen) and each.SCOPE in ("queue", "ticket", "register") for each in above)

    def toggle_wall(self) -> None:
        """F10: the panel; on the panel itself, back to where one was."""
        from console.wallboard.screen import WallScreen

        if isinstance(self._app.screen, WallScreen):
            self._app.screen.action_back()
        else:
            self.open_wall()

    def jump(self) -> None:
        """F12: go to any place of the screen by one letter."""
        from console.screens.jump import JumpScreen

        below = self._app.screen
        if isinstance(below, JumpScreen):
            return

        def go(place: Widget | None) -> None:
            if place is not None and self._app.screen is below:
                below.set_focus(place)

        self._app.push_screen(JumpScreen(below), go)

    def undo(self) -> None:
        """U: take back what was done a moment ago; on a ticket, one's own last act in it."""
        from console.ticket.screen import TicketScreen

        if self._app.client.desk is not None and (closed := self._app.client.desk.closed) is not None:
            return self._say_refusal(closed)
        if self._app.hindsight.take_back():
            return None
        if isinstance(self._app.screen, TicketScreen):
            self._app.screen.undo()
        else:
            self._app.notify("Возвращать нечего: за последние секунды ничего не сделано.", markup=False, timeout=4)

    def open_palette(self) -> None:
        """F9: find a command by its name."""
        from console.screens.help import HelpScreen
        from console.screens.palette import PaletteScreen

        if not isinstance(self._app.screen, PaletteScreen | HelpScreen):
            self._app.push_screen(PaletteScreen(self._app.screen))

    def open_help(self) -> None:
        """F1: what the keys do here."""
        from console.screens.help import HelpScreen
        from console.screens.palette import PaletteScreen

        if not isinstance(self._app.screen, HelpScreen | PaletteScreen):
            self._app.push_screen(HelpScreen(self._app.screen))

    async def run_command(self, spec: CommandSpec, screen: Screen[Any]) -> None:
        """Run a command of the palette where it belongs."""
        await self._app.run_action(spec.action, screen)
