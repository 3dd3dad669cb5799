"""What registering the call would mean, told while it is typed: deadlines, route, and what it resembles."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from textual.screen import Screen
from textual.timer import Timer

from console.host import pult_of
from console.intake.call import CallDirectory, IntakeCall
from console.intake.form import IntakeForm
from console.intake.requests import request_of
from console.intake.widgets.call_suggestions import MOST, Beside, CallSuggestions
from console.intake.widgets.due_preview import Outlook, OutlookLine
from console.ticket.clock_bars import Counter
from core.desk.records.open_work import FoundSolution
from core.desk.views import IntakePreview
from core.tickets.registration.commands import Register
from core.tickets.registration.similar import Similar

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.tickets.directory import Actor

DELAY: Final = 0.15
"""Seconds after a key until the desk is asked."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What the desk has answered."""

    preview: IntakePreview
    similar: tuple[Similar, ...]
    solutions: tuple[FoundSolution, ...]


class LivePreview:
    """Asks the desk soon after each change and shows the answer on ``screen``."""

    def __init__(self, screen: Screen[Any], form: IntakeForm, call: IntakeCall) -> None:
        self._screen = screen
        self._form = form
        self._call = call
        self._timer: Timer | None = None
        self.directory: CallDirectory | None = None
        """What the call is taken with; nothing is asked before it was read."""

    def soon(self) -> None:
        """Something was typed; typing on puts it off."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._screen.set_timer(DELAY, self._ask)

    def tick(self, now: datetime) -> None:
        """Count the deadlines on."""
        for shown in self._screen.query("Outlook, OutlookLine"):
            if isinstance(shown, Outlook | OutlookLine):
                shown.tick(now)

    def _ask(self) -> None:
        pult = pult_of(self._screen)
        if pult.client.actor is None or self._call.started is None or self.directory is None:
            return
        command = replace(request_of(self._form, self._call.started), different_from=self._call.different)
        pult.client.ask(partial(_look, command, pult.client.actor), self._show, group="intake-preview")

    def _show(self, looked: Looked) -> None:
        desk = pult_of(self._screen).client.desk
        if desk is None or self.directory is None or not self._form.is_attached:
            return
        now, counter = desk.now(), Counter(self.directory.policy, desk.queue.countdown)
        self._screen.query_one(Outlook).show(looked.preview, counter, now)
        beside = self._screen.query_one(Beside)
        beside.show(self._known(looked))
        self._screen.query_one(OutlookLine).show(looked.preview, counter, now, beside.summary())

    def _known(self, looked: Looked) -> CallSuggestions:
        """The caller's and the clinic's open tickets, and what the text resembles."""
        requester, clinic = (self._form.completer(name).value for name in ("requester", "organization"))
        if self.directory is None or clinic is None:
            return CallSuggestions(similar=looked.similar, solutions=looked.solutions)
        index = self.directory.callers
        own = index.open_of(requester) if requester is not None else ()
        return CallSuggestions(own, index.open_of_clinic(clinic, requester), looked.similar, looked.solutions)


def _look(command: Register, actor: "Actor", desk: "Desk") -> Looked:
    """What registering would mean, what it resembles, and what may answer it."""
    asked = bool(command.subject.strip())
    similar = desk.tickets.similar(command) if asked and command.organization else ()
    told = f"{command.subject}\n{command.description}"
    solutions = desk.registers.solutions(told)[:MOST] if asked else ()
    return Looked(desk.tickets.preview(command, actor), similar, solutions)
