"""A planned ticket as a whole: when it came to whom, when it was solved; and an episode in it before it has its key."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeVar

from core.demo.cast import SECOND_LINE
from core.demo.plan import Step
from core.tickets.assignment.commands import Take
from core.tickets.closing.commands import Confirm, Reject, Resolve
from core.tickets.command import Command, TicketCommand
from core.tickets.desk_records.calls import LogCall
from core.tickets.registration.commands import Register

_FIRST_KEY: Final = 0x800000
"""Far behind the keys of a plan's own steps."""
_AnyCommand = TypeVar("_AnyCommand", bound=Command)


@dataclass(frozen=True, slots=True)
class Episode:
    """Something that ``actor`` does at an instant, in the ticket of a story or, for a call, in none."""

    at: datetime
    actor: str
    story: int
    command: TicketCommand | LogCall

    def keyed(self, place: int, key: str) -> Step:
        """As a step, told apart by its place among the episodes; ``key`` is that of any step of the plan."""
        seed = key.split("-", maxsplit=1)[0]
        return Step(
            self.at, self.actor, f"{seed}-{max(0, self.story):012x}-{_FIRST_KEY + place:06x}", self.story, self.command
        )


@dataclass(frozen=True, slots=True)
class PlannedLife:
    """The steps of one story, in order of time."""

    steps: tuple[Step, ...]

    @property
    def story(self) -> int:
        """Which story it is."""
        return self.steps[0].story

    @property
    def opening(self) -> Register:
        """The registration: who asks, from where."""
        first = self.steps[0].command
        assert isinstance(first, Register)
        return first

    @property
    def taken(self) -> Step | None:
        """When an engineer of ВЛТП took it."""
        return next((each for each in self._of(Take) if each.actor in SECOND_LINE), None)

    @property
    def solved(self) -> Step | None:
        """When it was solved for the first time."""
        return next(iter(self._of(Resolve)), None)

    @property
    def confirmed(self) -> bool:
        """Whether it is over, with nothing rejected on the way."""
        return bool(self._of(Confirm)) and not self._of(Reject)

    @property
    def accepted(self) -> datetime | None:
        """When the engineer had taken it and answered."""
        taken = self.taken
        return None if taken is None else next((each.at for each in self.steps if each.at > taken.at), None)

    def _of(self, command: type[_AnyCommand]) -> Sequence[Step]:
        return [each for each in self.steps if isinstance(each.command, command)]


def lives(steps: Iterable[Step]) -> tuple[PlannedLife, ...]:
    """The stories of a plan, each whole, by their numbers."""
    found: dict[int, list[Step]] = defaultdict(list)
    for step in steps:
        found[step.story].append(step)
    whole = (PlannedLife(tuple(each)) for _, each in sorted(found.items()))
    return tuple(each for each in whole if isinstance(each.steps[0].command, Register))
