"""The part of the application that looks back: its keys, and the last word on forms while it does."""

from __future__ import annotations

from typing import Any, Final

from textual.await_complete import AwaitComplete
from textual.screen import Screen
from textual.widgets import Input, TextArea

from console.past.mode import PastMode
from console.state.hindsight import Hindsight
from console.textual_overrides.application import AdaptedApp

STEPS: Final = ("past_step", "past_leave")
"""The actions that there are in the past alone."""


class LookingBackApp(AdaptedApp):
    """An application that can show its screens as they were at an instant."""

    past: PastMode
    """Which instant."""
    hindsight: Hindsight
    """What waits before it is carried out."""

    async def action_past(self) -> None:
        """Backspace: to which instant? What was asked for and is held back is carried out before."""
        if not self.screen.is_modal:
            if self.hindsight.holds():
                await self.hindsight.settle()
            self.past.ask()

    def action_past_step(self, kind: str, by: int) -> None:
        """To the next event, quarter of an hour or shift, and back."""
        self.past.step(kind, by)

    def action_past_leave(self) -> None:
        """Esc: back to now."""
        self.past.leave()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Steps are made in the past alone, and not where keys are typed into a field."""
        if action in STEPS:
            typing = isinstance(self.focused, Input | TextArea)
            there = self.past.leaves if action == "past_leave" else self.past.on
            return there and not typing and not self.screen.is_modal
        return super().check_action(action, parameters)

    def push_screen(self, screen: Any, *values: Any, **named: Any) -> Any:
        """Open a screen; a form of a command is not opened over the past, and why is said before anything is typed."""
        if self.past.on and isinstance(screen, Screen) and _is_form(screen):
            self.past.say_closed()
            return AwaitComplete()
        return super().push_screen(screen, *values, **named)


def _is_form(screen: Screen[Any]) -> bool:
    from console.dialogs.frame.form_dialog import FormDialog
    from console.intake.screen import IntakeScreen

    return isinstance(screen, FormDialog | IntakeScreen)
