"""The ways from one screen to another: this floor alone knows the screens, and imports each when it is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from console import changed_rows
from console.host import Host
from console.theme import THEMES
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

    from console.commands.registry import CommandSpec
    from console.drafts import Draft
    from console.forms.context import About
    from console.herald import Herald


class Doors(Host, inherit_bindings=False):
    """What of :class:`~console.host.Host` opens a screen, a form or a register, and the actions of the keys for it."""

    herald: Herald
    """Tells news."""
    colourless: bool
    """Whether the operator asked for no colours."""

    def connect(self) -> None:
        """Open the desk and sign in, in a thread; again after a failure."""
        raise NotImplementedError

    # -- screens ------------------------------------------------------------------------------------------------

    def open_ticket(self, number: int) -> None:
        """Open a ticket's screen over the present one."""
        from console.screens.ticket import TicketScreen

        self.push_screen(TicketScreen(number))

    def open_intake(self, draft: Draft | None = None) -> None:
        """Open the intake of a call over the present screen, unless one is open; ``draft``: one begun before."""
        from console.intake.screen import IntakeScreen

        open_one = next((screen for screen in self.screen_stack if isinstance(screen, IntakeScreen)), None)
        if open_one is None:
            self.push_screen(IntakeScreen(draft))
        elif self.screen is open_one:
            open_one.action_park()

    def open_register(self, name: str, then: str | None = None) -> None:
        """Open a register; ``then`` names the command that is given to the record that is chosen there."""
        from console.screens.register import RegisterScreen

        if then is not None and (refusal := self.refusal(then)) is not None:
            return self._say_refusal(refusal)
        self.push_screen(RegisterScreen(name, then))

    def open_form(self, name: str, about: About | None = None) -> None:
        """Open the form of one of the desk's commands, or say why it is not allowed."""
        from console.forms.context import About
        from console.forms.desk_forms import DESK_FORMS
        from console.screens.dialogs.spec_dialog import SpecDialog

        if (refusal := self.refusal(name)) is not None:
            return self._say_refusal(refusal)
        about = about or About(fixed={"me": self.login} if name == "shift_hand_over" else {})
        self.push_screen(SpecDialog(DESK_FORMS[name], about))

    def action_tool(self, name: str) -> None:
        """Open one of the tools of the desk from the palette, or say why it is not allowed."""
        from console.forms.context import About
        from console.forms.tools import TOOLS
        from console.screens.dialogs.spec_dialog import SpecDialog

        right = TOOLS[name].right
        if right and (refusal := self.refusal(right)) is not None:
            return self._say_refusal(refusal)
        self.push_screen(SpecDialog(TOOLS[name], About()))

    def refusal(self, core_name: str) -> Refusal | None:
        """Why this account may not give one of the desk's commands; None where it may."""
        from core.tickets.access import permit_named

        if self.actor is None:
            return Refusal("not_ready", "Хранилище ещё открывается.")
        return permit_named(core_name, self.actor)

    def _say_refusal(self, refusal: Refusal) -> None:
        from console.screens.dialogs.telling import tell_refusal

        self.forget_keys()
        tell_refusal(self, refusal)

    def action_register(self, name: str, then: str | None = None) -> None:
        """Open a register from the palette."""
        self.open_register(name, then)

    def action_form(self, name: str) -> None:
        """Open a form of the desk from the palette."""
        self.open_form(name)

    def action_registers(self) -> None:
        """F7: the registers."""
        from console.commands.registry import commands
        from console.screens.palette import PaletteScreen

        if not isinstance(self.screen, PaletteScreen):
            specs = [spec for spec in commands("app") if spec.id.startswith("app.register.")]
            self.push_screen(PaletteScreen(self.screen, specs, "Реестры"))

    @property
    def quiet(self) -> bool:
        """Whether the operator has asked not to be disturbed."""
        return bool(self.herald.state.chosen)

    def action_quiet(self) -> None:
        """Do not disturb, from the palette; or do again."""
        quiet = self.herald.toggle()
        said = "Тихо: знаки копятся и покажутся, когда вы их включите." if quiet else "Знаки включены."
        self.notify(said, markup=False)
        self.tell_trouble()

    def action_heard(self) -> None:
        """The last notices, from the palette."""
        from console.screens.dialogs.reading import ReadingScreen

        told = "\n".join(f"№ {each.number} · {each.text}" for each in self.herald.state.heard)
        self.push_screen(ReadingScreen("Последние уведомления", told or "Пока ничего не было."))

    def open_wall(self, *, cycle: int = 0) -> None:
        """Open the breach panel over the present screen; from it, or from what stands over it, go back."""
        from console.screens.wall import WallScreen

        if not any(isinstance(screen, WallScreen) for screen in self.screen_stack):
            self.push_screen(WallScreen(cycle=cycle))
        elif self._over_the_wall():
            while not isinstance(self.screen, WallScreen):
                self.pop_screen()
        else:
            self.notify("Табло открыто под формой: сначала закройте её (набранное останется черновиком).", markup=False)

    def _over_the_wall(self) -> bool:
        """Whether nothing but lists and cards stands over the panel: nothing is typed in those."""
        from console.screens.base import DeskScreen
        from console.screens.wall import WallScreen

        place = next(n for n, screen in enumerate(self.screen_stack) if isinstance(screen, WallScreen))
        above = self.screen_stack[place + 1 :]
        return all(isinstance(each, DeskScreen) and each.SCOPE in ("queue", "ticket", "register") for each in above)

    def action_wall(self) -> None:
        """F10: the panel; on the panel itself, back to where one was."""
        from console.screens.wall import WallScreen

        if isinstance(self.screen, WallScreen):
            self.screen.action_back()
        else:
            self.open_wall()

    def action_jump(self) -> None:
        """F12: go to any place of the screen by one letter."""
        from console.screens.jump import JumpScreen

        below = self.screen
        if isinstance(below, JumpScreen):
            return

        def go(place: Widget | None) -> None:
            if place is not None and self.screen is below:
                below.set_focus(place)

        self.push_screen(JumpScreen(below), go)

    def action_theme(self, name: str) -> None:
        """Other colours, from the palette; without any (``NO_COLOR``) only the theme that tells all by attributes."""
        self.theme = THEMES["ansi" if self.colourless else name].name

    def action_undo(self) -> None:
        """U: take back what was done a moment ago; on a ticket, one's own last act in it."""
        from console.screens.ticket import TicketScreen

        if self.hindsight.take_back():
            return
        if isinstance(self.screen, TicketScreen):
            self.screen.undo()
        else:
            self.notify("Возвращать нечего: за последние секунды ничего не сделано.", markup=False, timeout=4)

    def action_new_call(self) -> None:
        """F2."""
        self.open_intake()

    def action_reread(self) -> None:
        """F5: read again; after a failure of the store, open it again."""
        changed_rows.WRITTEN.forget()  # what else has written on this terminal is painted over
        self.refresh()
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
