"""The whole desk as a plan: who does what at which instant, a pure function of the policy, the instant and the seed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from core.demo.axis import Axis
from core.demo.story_generator import Casting, Wanted
from core.demo.ticket_scripts import DAY, Life, Move, Stage, Story, norm_of
from core.instants import SECOND
from core.policy import Policy
from core.tickets.command import TicketCommand
from core.tickets.desk_records.calls import LogCall
from core.tickets.registration.commands import Register
from core.vocabulary import Channel, ClockName, Ground, NormKind, Priority, TicketType

WORKING_DAYS = 25
OPEN_SHARE, LEAST_OPEN = 0.2, 16
EVERY_LATE = 10
UNTIMED = 5 * DAY
"""How long a ticket «по согласованию» may have stood, in working seconds."""

_URGENT = frozenset({Priority.VERY_HIGH, Priority.HIGH})


@dataclass(frozen=True, slots=True)
class Step:
    """One command of the plan: its ids are places in the cast, its number is the story's; ``key`` tells a repeat."""

    at: datetime
    actor: str
    key: str
    story: int
    command: Register | TicketCommand | LogCall


@dataclass(frozen=True, slots=True)
class Target:
    """Open tickets to have at ``now``: how many of a hundred, how far, and which share of a clock's norm is used."""

    weight: int
    stage: Stage
    kinds: tuple[str, ...]
    clock: ClockName
    low: float
    high: float
    calm: bool = False


_ANY = ("engineer", "first", "consultation")
_FIRST, _EXECUTOR, _RESOLUTION = ClockName.FIRST_REACTION, ClockName.EXECUTOR_REACTION, ClockName.RESOLUTION

TARGETS: tuple[Target, ...] = (
    Target(7, Stage.NEW, _ANY, _FIRST, 0.70, 0.96),
    Target(3, Stage.NEW, ("engineer", "first"), _FIRST, 1.1, 2.0),
    Target(10, Stage.NEW, _ANY, _FIRST, 0.08, 0.6, calm=True),
    Target(8, Stage.ANSWERED, ("engineer", "first"), _RESOLUTION, 0.02, 0.3, calm=True),
    Target(3, Stage.ANSWERED, ("other",), _RESOLUTION, 0.1, 1.0),
    Target(11, Stage.TAKEN, ("first", "first", "first", "consultation"), _RESOLUTION, 0.05, 0.5, calm=True),
    Target(3, Stage.TAKEN, ("first",), _RESOLUTION, 0.8, 0.97),
    Target(2, Stage.ANSWERED, ("first",), _RESOLUTION, 1.03, 1.4),
    Target(2, Stage.TAKEN, ("other",), _RESOLUTION, 0.2, 1.5),
    Target(8, Stage.RELEASED, ("engineer",), _EXECUTOR, 0.1, 0.9),
    Target(2, Stage.RELEASED, ("engineer",), _EXECUTOR, 1.2, 2.5),
    Target(13, Stage.ENGINEER, ("engineer",), _RESOLUTION, 0.03, 0.75, calm=True),
    Target(5, Stage.ENGINEER, ("engineer",), _RESOLUTION, 0.7, 0.97),
    Target(3, Stage.ENGINEER, ("engineer",), _RESOLUTION, 1.03, 1.4),
    Target(12, Stage.SOLVED, ("engineer", "engineer", "first", "consultation"), _RESOLUTION, 0, 0),
    Target(5, Stage.REJECTED, ("engineer", "first"), _RESOLUTION, 0, 0),
)
"""Together about a hundred; each is there at least once, however small the desk."""

KINDS = {"engineer": 38, "first": 18, "consultation": 33, "closing": 8, "other": 3}
"""What the tickets that are over were about, of a hundred."""

LATE = (("engineer", _FIRST, _EXECUTOR, _RESOLUTION), ("first", _FIRST, _RESOLUTION), ("consultation", _FIRST))
"""Which clocks tickets of each deck breach."""


def plan(policy: Policy, now: datetime, tickets: int, seed: int) -> tuple[Step, ...]:
    """Plan ``tickets`` lives over the last five working weeks; steps in order of time, none after ``now``."""
    steps = sorted(_all_steps(policy, now, tickets, seed), key=lambda step: step.at)
    return tuple(step for step in steps if step.at <= now)


def opening(policy: Policy, now: datetime) -> datetime:
    """An instant before everything that :func:`plan` plans: when the directory is filled."""
    return Axis(policy.worktime(), now, WORKING_DAYS).start - timedelta(hours=1)


def _all_steps(policy: Policy, now: datetime, tickets: int, seed: int) -> Iterator[Step]:
    axis = Axis(policy.worktime(), now, WORKING_DAYS)
    planner = _Planner(policy, axis, Random(seed), seed, Casting(policy, Random(seed + 1)))
    targets = _targets(min(tickets, max(LEAST_OPEN, round(OPEN_SHARE * tickets))))
    for index, target in enumerate(targets):
        yield from planner.open(index, target)
    for index in range(len(targets), tickets):
        yield from planner.closed(index)


def _targets(count: int) -> list[Target]:
    """Choose ``count`` targets: each once, the rest by weight."""
    chosen = Counter(TARGETS[:count])
    whole = sum(target.weight for target in TARGETS)
    while chosen.total() < count:
        chosen[max(TARGETS, key=lambda each: each.weight / whole * count - chosen[each])] += 1
    return list(chosen.elements())


@dataclass(slots=True)
class _Planner:
    """Lays lives on the axis."""

    policy: Policy
    axis: Axis
    random: Random
    seed: int
    casting: Casting

    def open(self, index: int, target: Target) -> Iterator[Step]:
        """Plan a ticket that stands at the target's stage now."""
        kind = self.random.choice(target.kinds)
        story = self.casting.story(
            index, kind, target.stage, self.axis.at(self.axis.length), wanted=self._wanted(target)
        )
        life = Life(story, self.policy, self.random).tell()
        age = min(max(self._age(life, target), life.offset + 20), self.axis.length - 60)
        yield from self._lay(life, self.axis.length - age)

    def _wanted(self, target: Target) -> Wanted | None:
        """Which priorities fit: an excess needs a term, and most of the calm work is not urgent."""
        if target.high > 1 and target.kinds != ("other",):
            return self._wanted_timed(target.clock)
        return (lambda _type, priority: priority not in _URGENT) if target.calm and self.random.random() < 0.6 else None

    def _wanted_timed(self, clock: ClockName) -> Wanted:
        """Want a row of the table of norms that gives this clock a term."""

        def timed(type: TicketType, priority: Priority) -> bool:
            row = self.policy.norms.of(type, priority)
            return row is not None and row.cell(clock).kind is NormKind.TIMED

        return timed

    def _age(self, life: Life, target: Target) -> int:
        """Working seconds since the receipt, such that the target's clock has used its share."""
        if target.stage is Stage.SOLVED:
            return life.offset + life.within(0.03, 3.8, DAY)
        row = self.policy.norms.of(life.story.case.type, life.story.priority)
        assert row is not None
        norm = norm_of(row, target.clock, UNTIMED)
        if target.stage is Stage.REJECTED:
            return life.offset + life.within(0.01, 0.1, norm)
        used = life.within(target.low, target.high, norm)
        return life.offset + used if target.clock is _EXECUTOR else used

    def closed(self, index: int) -> Iterator[Step]:
        """Plan a ticket that is over by now."""
        kind, late = self._kind_and_excess(index)
        second = self._arrival()
        wanted = None if late is None else self._wanted_timed(late)
        story = self.casting.story(index, kind, Stage.CLOSED, self.axis.at(second), wanted=wanted, late=late)
        life = Life(story, self.policy, self.random).tell()
        latest = self.axis.length - life.offset - 60
        if second > latest:
            second = max(0, latest - self.random.randrange(2 * DAY))
        yield from self._lay(life, second, evening=self.random.random() < 0.16)

    def _kind_and_excess(self, index: int) -> tuple[str, ClockName | None]:
        """Which deck a ticket that is over comes from, and which clock it breached: every tenth breached one."""
        if index % EVERY_LATE:
            return self.random.choices(tuple(KINDS), tuple(KINDS.values()))[0], None
        kind, *clocks = self.random.choice(LATE)
        return kind, self.random.choice(clocks)

    def _arrival(self) -> int:
        """Any day alike; within the day mostly in the morning."""
        day = self.random.randrange(max(1, self.axis.length // DAY))
        return day * DAY + round(self.random.triangular(0, DAY - 1, 0.2 * DAY))

    def _lay(self, life: Life, second: int, *, evening: bool = False) -> Iterator[Step]:
        """Turn a life that begins at ``second`` of the axis into steps."""
        received = None
        pause = self.axis.break_after(second) if evening and life.story.channel is not Channel.PHONE else None
        if pause:
            second, begin, end = pause
            received = begin + self.random.randrange(60, min((end - begin) // SECOND, 5 * 3600)) * SECOND
        elif not self.axis.same_piece(second, second + life.lag):
            second -= life.lag
        registered = self._register(life, received or self.axis.at(second))
        moves = (Move(life.lag, life.story.registrar, registered), *life.moves)
        for order, move in enumerate(moves):
            at = self.axis.at(second + move.offset)
            if second + move.offset <= self.axis.length:
                index = life.story.index
                yield Step(at, move.actor, f"{self.seed:012x}-{index:012x}-{order:06x}", index, move.command)

    def _register(self, life: Life, received: datetime) -> Register:
        story = life.story
        by_phone = story.channel is Channel.PHONE
        answer = story.words(story.case.answer) if life.answered_at_once else None
        solved_at_once = story.case.type is TicketType.CONSULTATION and life.answered_at_once
        return Register(
            subject=story.words(story.case.subject),
            description=story.words(story.case.description),
            organization=story.clinic,
            requester=story.requester,
            mis=story.mis,
            type=story.first_type,
            priority=story.first_priority,
            channel=story.channel,
            received_at=received,
            external_number=None if by_phone else self._external(story),
            answer=answer,
            ground=(Ground.LONGER_THAN_5_MIN if solved_at_once else Ground.NOT_SOLVED) if by_phone else None,
        )

    def _external(self, story: Story) -> str:
        prefix = "ИН" if story.channel is Channel.INTERACTIVE else "ИСК"
        return f"{prefix}-{self.random.randrange(100_000, 990_000)}"
