"""What a console says once somebody was let in: calls and acts that an earlier one left, a shift that waits for him."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from console.navigation import NavigatedApp
    from core.tickets.registers import Shift


_PLACES: Final = (
    "console.dialogs.frame.draft_picker",
    "console.intake.screen",
    "console.notifications.changed_defaults",
    "console.ticket.screen",
    "console.screens.first_steps",
)
"""What says it, and the places that one goes to first."""


def tell_at_start(app: NavigatedApp) -> None:
    """Say all of it, once what says it is loaded: in a thread, for the first keys would wait for that."""

    def load() -> None:
        for each in _PLACES:
            import_module(each)
        app.client.hand_over(_tell, app)

    if all(each in sys.modules for each in _PLACES):
        _tell(app)
    else:
        app.client.run(load, group="places")


def _tell(app: NavigatedApp) -> None:
    from console.notifications.changed_defaults import tell_changed_defaults

    _offer_unfinished(app)
    app.hindsight.tell_left()
    tell_changed_defaults(app)
    _lead_through_an_empty_desk(app)
    app.client.ask(lambda desk: desk.registers.shifts(), lambda shifts: _tell_shifts(app, shifts), group="shifts")


def _offer_unfinished(app: NavigatedApp) -> None:
    """Calls that an earlier console left unregistered are offered at once; an open form does that itself."""
    from console.dialogs.frame.draft_picker import offer_unfinished
    from console.intake.screen import IntakeScreen

    if not any(isinstance(screen, IntakeScreen) for screen in app.screen_stack):
        offer_unfinished(app)


def _lead_through_an_empty_desk(app: NavigatedApp) -> None:
    """Nobody can call a desk that knows no clinic and nobody there: say what comes first."""
    from console.screens.first_steps import FirstStep, FirstStepsScreen, if_needed

    def lead(steps: tuple[FirstStep, ...]) -> None:
        if steps and app.client.refusal("person_add") is None:
            app.push_screen(FirstStepsScreen(steps))

    app.client.ask(if_needed, lead, group="first-steps")


def _tell_shifts(app: NavigatedApp, shifts: tuple[Shift, ...]) -> None:
    """A shift that waits to be taken over."""
    waiting = [each for each in shifts if each.to == app.login and each.accepted_at is None]
    if waiting:
        app.notify(f"Вам сдали смену № {waiting[0].id}: F7, «Смены» — прочесть и принять.", markup=False, timeout=12)
