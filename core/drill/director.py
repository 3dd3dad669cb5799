"""What happens in a drill by itself: requests are taken in at their minute, the telephone rings, one call at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.drill.judging import became
from core.drill.played import read_played
from core.drill.scenario import Arrival, DrillScenario, Ring
from core.drill.stage import ME, REGISTRAR, DrillStage
from core.tickets.refusal import Refusal
from core.tickets.registration.commands import Register

if TYPE_CHECKING:
    from core.desk import Desk


class ArrivalRefused(Exception):
    """The rules refused a request of the scenario: the scenario and the rules disagree."""


@dataclass(slots=True)
class Director:
    """The course of one drill; :meth:`step` is called every second or so, from one thread."""

    stage: DrillStage
    scenario: DrillScenario
    rung: dict[str, datetime] = field(default_factory=dict)
    """When each call and each request came, by its id."""
    caller: Ring | None = None
    """Who is on the line, until the call is kept."""

    def step(self, desk: "Desk", *, moved: bool = True) -> None:
        """Let everything happen that is due; a call waits until the one before it was kept.

        ``moved``: somebody has committed since the last step.
        """
        now = desk.now()
        for request in self.scenario.requests:
            if request.id not in self.rung and self._at(request) <= now:
                take_in(desk, request)
                self.rung[request.id] = now
        if moved and self.caller is not None and kept(desk, self.caller, self.rung, self.scenario):
            self.caller = None
        if self.caller is None and (call := self._next_call(now)) is not None:
            self.caller = call
            self.rung[call.id] = now

    def is_over(self, now: datetime) -> bool:
        """Whether the shift has ended: its time is up, and nobody is on the line."""
        return now >= self.ends and self.caller is None

    @property
    def ends(self) -> datetime:
        """When the shift ends."""
        return self.stage.begins + timedelta(minutes=self.scenario.minutes)

    @property
    def next_at(self) -> datetime:
        """When the next thing happens: what is idle until then may be jumped over."""
        coming = (self._at(each) for each in self.scenario.happenings if each.id not in self.rung)
        return min(coming, default=self.ends)

    def hang_up(self) -> None:
        """Nobody is on the line any more, kept or not."""
        self.caller = None

    def _next_call(self, now: datetime) -> Ring | None:
        due = (each for each in self.scenario.calls if each.id not in self.rung and self._at(each) <= now)
        return min(due, key=self._at, default=None)

    def _at(self, each: Ring | Arrival) -> datetime:
        return self.stage.begins + timedelta(minutes=each.minute)


def take_in(desk: "Desk", request: Arrival) -> None:
    """Take a request in, as an import does. Raises ArrivalRefused."""
    person = next(each for each in desk.directory.people() if each.name == request.caller)
    actor = desk.sign_in(REGISTRAR)
    assert not isinstance(actor, Refusal), actor.message
    command = Register(
        subject=request.subject,
        description=request.description,
        organization=person.organization,
        requester=person.id,
        mis=request.mis,
        type=request.type,
        priority=request.priority,
        channel=request.channel,
        external_number=request.number,
        imported=True,
    )
    done = desk.commands.perform(command, actor, key=f"drill-{request.id}")
    if isinstance(done, Refusal):
        raise ArrivalRefused(f"{request.id}: {done.message}")


def kept(desk: "Desk", call: Ring, rung: Mapping[str, datetime], scenario: DrillScenario) -> bool:
    """Whether the trainee has kept a call: as a ticket, as an answer in one, or in the call log."""
    return became(scenario, call, read_played(desk, ME, rung, 0), rung[call.id]) is not None
