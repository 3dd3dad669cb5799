"""How a ticket lives: the moves of everybody who works on it, in working seconds since the request came in.

Lives are bent to the norms of Прил. 2, табл. 1: a move takes a part of its norm, or more than all of it where the
story is to be late.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import IntEnum
from random import Random

from core.demo import phrases
from core.demo.cases import Case, Words
from core.demo.cast import FIRST_LINE, SUPERVISOR, approver
from core.instants import SECOND
from core.policy import NormRow, Policy
from core.tickets.answers.comments import Comment, Note
from core.tickets.assignment.commands import Release, Take
from core.tickets.classification.commands import SetPriority, SetType
from core.tickets.closing.commands import Close, Confirm, Reject, Resolve
from core.tickets.command import TicketCommand
from core.tickets.registration.commands import Register
from core.tickets.tasks.approvals import GrantApproval, RequestApproval
from core.vocabulary import Channel, ClockName, Mis, NormKind, Priority, TicketType

MINUTE, HOUR, DAY = 60, 3600, 8 * 3600


class Stage(IntEnum):
    """How far a life goes; an open ticket has stopped at one of them."""

    NEW = 1
    ANSWERED = 2
    TAKEN = 3
    RELEASED = 4
    ENGINEER = 5
    SOLVED = 6
    REJECTED = 7
    CLOSED = 8


@dataclass(frozen=True, slots=True)
class Story:
    """One ticket to be: what it is about, who asks, who will work on it, and how far it goes.

    ``first_type`` and ``first_priority`` are those of the registration; ПЛТП corrects them later where they differ.
    ``late`` names the clock that this ticket breaches, if any.
    """

    index: int
    case: Case
    words: Words
    priority: Priority
    first_type: TicketType
    first_priority: Priority
    clinic: int
    requester: int
    mis: Mis
    channel: Channel
    stage: Stage
    rejected: bool
    late: ClockName | None
    registrar: str
    worker: str
    engineer: str | None

    @property
    def solver(self) -> str:
        """Who writes the solution."""
        return self.engineer or self.worker


@dataclass(frozen=True, slots=True)
class Move:
    """Something that ``actor`` does ``offset`` working seconds after the request came in."""

    offset: int
    actor: str
    command: Register | TicketCommand


def norm_of(row: NormRow, clock: ClockName, otherwise: int) -> int:
    """The working seconds of a norm, or ``otherwise`` where it is not timed."""
    norm = row.cell(clock)
    return norm.duration(timedelta(seconds=DAY)) // SECOND if norm.kind is NormKind.TIMED else otherwise


@dataclass(slots=True)
class Life:
    """A life as it is being told; ``lag`` is the working time from the receipt to the registration."""

    story: Story
    policy: Policy
    random: Random
    lag: int = 0
    answered_at_once: bool = False
    moves: list[Move] = field(default_factory=list)
    offset: int = 0
    approved: bool = False
    retyped: bool = False

    def tell(self) -> "Life":
        """Tell the life up to the story's stage and give itself."""
        self._begin()
        chapters: tuple[tuple[Stage, Callable[[], None]], ...] = (
            (Stage.ANSWERED, self._answer),
            (Stage.TAKEN, self._take),
            (Stage.RELEASED, self._release),
            (Stage.ENGINEER, self._accept),
            (Stage.SOLVED, self._solve),
        )
        for stage, chapter in chapters:
            if self.story.stage >= stage:
                chapter()
        if self.story.rejected or self.story.stage is Stage.REJECTED:
            self._reject()
        if self.story.stage is Stage.CLOSED:
            self._end()
        return self

    def norm(self, clock: ClockName, otherwise: int = 3 * HOUR) -> int:
        """The shorter of the norms that the story passes through, in working seconds."""
        rows = (
            self.policy.norms.of(self.story.first_type, self.story.first_priority),
            self.policy.norms.of(self.story.case.type, self.story.priority),
        )
        return min(norm_of(row, clock, otherwise) for row in rows if row is not None)

    def within(self, low: float, high: float, whole: float) -> int:
        """Draw a part of ``whole`` seconds between two shares of it."""
        return round(self.random.uniform(low, high) * whole)

    def say(self, pool: tuple[str, ...]) -> str:
        """Draw a phrase."""
        return self.random.choice(pool)

    def _do(self, pause: int, actor: str, command: TicketCommand) -> None:
        self.offset += max(pause, 15)
        self.moves.append(Move(self.offset, actor, command))

    def _begin(self) -> None:
        norm = self.norm(ClockName.FIRST_REACTION)
        quick = min(norm * 0.55, 6 * MINUTE)
        self.lag = self.offset = self.within(0.25, 1.0, quick)
        by_phone = self.story.channel is Channel.PHONE
        late = self.story.late is ClockName.FIRST_REACTION
        self.answered_at_once = by_phone and not late and self.story.stage >= Stage.ANSWERED

    def _answer(self) -> None:
        number, case = self.story.index, self.story.case
        if not self.answered_at_once:
            norm = self.norm(ClockName.FIRST_REACTION)
            late = self.story.late is ClockName.FIRST_REACTION
            due = self.within(1.08, 1.8, norm) + MINUTE if late else self.within(0.12, 0.8, min(norm, DAY / 2))
            self._do(due - self.offset, self.story.worker, Comment(number=number, text=self.story.words(case.answer)))
        if self.story.late is ClockName.FIRST_REACTION and self.random.random() < 0.25:
            self._do(HOUR // 2, SUPERVISOR, Note(number=number, text=self.say(phrases.SUPERVISED)))
        self._correct()

    def _correct(self) -> None:
        """ПЛТП corrects what the requester had proposed (п. 5.10; Прил. 2, «Типизация обращений»)."""
        story = self.story
        if story.first_type is not story.case.type:
            reason = self.say(phrases.NO_ERROR)
            command = SetType(number=story.index, type=story.case.type, priority=story.priority, reason=reason)
            self._do(self.within(0.5, 3, MINUTE), story.worker, command)
        elif story.first_priority is not story.priority:
            rank = list(Priority)
            raised = rank.index(story.priority) < rank.index(story.first_priority)
            reason = self.say(phrases.RAISED if raised else phrases.LOWERED)
            change = SetPriority(number=story.index, priority=story.priority, reason=reason)
            self._do(self.within(0.5, 3, MINUTE), story.worker, change)

    def _take(self) -> None:
        number = self.story.index
        if self.story.engineer is None:
            self._do(self.within(0.4, 4, MINUTE), self.story.worker, Take(number=number))
        if self.story.case.type is not TicketType.CONSULTATION and self.random.random() < 0.3:
            self._do(self.within(1, 5, MINUTE), self.story.worker, Comment(number=number, text=self.say(phrases.ASKED)))
        if self.random.random() < 0.15:
            self._do(self.within(1, 4, MINUTE), self.story.worker, Note(number=number, text=self.say(phrases.NOTES)))

    def _release(self) -> None:
        if self.story.engineer is None:
            return
        unhurried = self.norm(ClockName.RESOLUTION, 2 * DAY) / 40
        command = Release(number=self.story.index, to=self.story.engineer, text=self.say(phrases.HANDED_OVER))
        self._do(self.within(0.3, 1, min(unhurried, 2 * HOUR)), self.story.worker, command)

    def _accept(self) -> None:
        engineer, number = self.story.engineer, self.story.index
        if engineer is None:
            return
        norm = self.norm(ClockName.EXECUTOR_REACTION)
        late = self.story.late is ClockName.EXECUTOR_REACTION
        reaction = self.within(1.1, 2.2, norm) + MINUTE if late else self.within(0.15, 0.75, min(norm, 3 * HOUR))
        self._do(reaction // 3, engineer, Take(number=number))
        self._do(reaction - reaction // 3, engineer, Comment(number=number, text=self.say(phrases.ACCEPTED)))
        if self.story.case.type is TicketType.ERROR and self.random.random() < 0.07:
            reason, self.retyped = self.say(phrases.IS_SETUP), True
            self._do(8 * MINUTE, engineer, SetType(number=number, type=TicketType.SETUP, reason=reason))
        if self.random.random() < 0.3:
            self._do(self.within(3, 12, MINUTE), engineer, Note(number=number, text=self.say(phrases.NOTES)))

    def _solve(self) -> None:
        story = self.story
        if story.case.outcome is not None:
            return
        if story.case.type is TicketType.CONSULTATION:
            self._resolve(self.within(0.5, 3, MINUTE))
            return
        solved = self._solved_after()
        if solved - self.offset > 2 * DAY and story.solver != story.worker and self.random.random() < 0.7:
            progress = Comment(number=story.index, text=self.say(phrases.PROGRESS))
            self._do((solved - self.offset) // 2, story.solver, progress)
        self._resolve(solved - self.offset)

    def _solved_after(self) -> int:
        norm = self.norm(ClockName.RESOLUTION, 8 * DAY)
        if self.story.late is ClockName.RESOLUTION:
            return self.within(1.1, 1.9, norm) if norm <= DAY else self.within(1.02, 1.12, norm)
        if norm <= DAY:
            return self.within(0.3, 0.65 if self.story.rejected else 0.9, norm)
        quick = 0.25 if self.story.engineer is None else 1.0
        return round(DAY * self.random.triangular(0.15, 6.5, 1.0) * quick) + HOUR // 2

    def _approve(self, pause: int) -> None:
        """The clinic approves a setup before it is solved (п. 11.4)."""
        story = self.story
        if self.approved or not (self.retyped or story.case.type is TicketType.SETUP):
            return
        self.approved = True
        head = approver(story.clinic)
        asked = RequestApproval(number=story.index, person=head, text=self.say(phrases.TO_APPROVE))
        self._do(pause // 4, story.solver, asked)
        self._do(pause // 4, story.solver, GrantApproval(number=story.index, approval=1, by=head))

    def _resolve(self, pause: int) -> None:
        before = self.offset
        self._approve(pause)
        pause -= self.offset - before
        solution = self.story.words(self.story.case.solution)
        self._do(pause, self.story.solver, Resolve(number=self.story.index, solution=solution))

    def _reject(self) -> None:
        story = self.story
        reject = Reject(number=story.index, by=story.requester, reason=self.say(phrases.REJECTED))
        self._do(self.within(0.1, 1.2, DAY), story.worker, reject)
        self._do(self.within(2, 7, MINUTE), story.solver, Comment(number=story.index, text=self.say(phrases.AGAIN)))
        if story.stage is Stage.CLOSED:
            again = Resolve(number=story.index, solution=self.say(phrases.SOLVED_AGAIN))
            self._do(self.within(0.04, 0.2, min(self.norm(ClockName.RESOLUTION, DAY), DAY)), story.solver, again)

    def _end(self) -> None:
        story = self.story
        if story.case.outcome is not None:
            reason = story.words(story.case.solution)
            close = Close(number=story.index, outcome=story.case.outcome, reason=reason)
            self._do(self.within(5, 60, MINUTE), story.worker, close)
            return
        how = "phone" if story.channel is Channel.PHONE or self.random.random() < 0.3 else "external"
        confirm = Confirm(number=story.index, by=story.requester, how=how)
        by_phone = story.case.type is TicketType.CONSULTATION and story.channel is Channel.PHONE
        pause = self.within(0.3, 1, MINUTE) if by_phone else round(DAY * self.random.triangular(0.02, 3, 0.3))
        self._do(pause, self.random.choice(FIRST_LINE), confirm)
