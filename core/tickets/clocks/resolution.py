"""The resolution clock (Прил. 2, табл. 1; п. 4.10, 4.11, 11.1): judged from the receipt to «Решена».

Time in «Решена» is left out after a rejection; a change of type or priority re-judges the term from its original start,
and a breach that the change itself causes is recorded as a reclassification (п. 6.8); recorded breaches stay. A term
that is agreed after a breach settles it: the clock runs towards that term, and ends breached by the record alone.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.durations import exact
from core.instants import MICROSECOND
from core.policy import Norm, Policy, SolutionStart
from core.tickets.assignment.events import Assigned, Released, SentBack, Taken
from core.tickets.clauses import STATUSES
from core.tickets.clocks.classified import Classified, at_event
from core.tickets.clocks.clock import Clock, ClockStep
from core.tickets.clocks.hand_over import handed_over
from core.tickets.clocks.reactions import duration
from core.tickets.clocks.spans import ZERO, ClockSpan, counted, due, elapsed, signed
from core.tickets.clocks.waits import WaitSpan, merged, without
from core.tickets.closing.events import Closed, Confirmed, Rejected, Reopened, Resolved
from core.tickets.log import History
from core.tickets.registration.events import Registered
from core.tickets.terms.events import TermAgreed
from core.vocabulary import ClockName, ClockState, Line, NormKind, Outcome
from core.wording import moment
from core.worktime.engine import WorkTime

RECLASSIFIED = "переклассификация"
NOT_AT_ONCE = "не сразу"
BREACH = "п. 6.8"
AGREEMENT = "п. 4.8, 6.7, 6.8"


@dataclass(frozen=True, slots=True)
class SolvingLog:
    """What a log says that the solution is judged by: its classifications, its waits, and ПЛТП's reaction, whose due an
    immediate solution shares."""

    history: History
    rows: tuple[Classified, ...]
    waits: tuple[WaitSpan, ...]
    first: Clock


def resolution(log: SolvingLog, policy: Policy, now: datetime) -> Clock:
    """Read the resolution clock."""
    history, rows = log.history, log.rows
    line = solving_line(history)
    norm = rows[-1].norm(ClockName.RESOLUTION)
    begun = _start(history, policy.lifecycle.solution_start)
    if begun is None:
        length = duration(norm, policy.worktime(line))
        return Clock(ClockName.RESOLUTION, ClockState.NOT_STARTED, norm.kind, norm=length, clause=norm.clause)
    start, seq = begun
    run = _Run(policy, line, start, now, log.first, at_event(rows, seq))
    run.pauses = merged(wait for wait in log.waits if wait.bucket in policy.lifecycle.pauses)
    return run.follow(tuple(each for each in history if each.seq > seq), rows)


def solving_line(history: History) -> Line:
    """The line by whose hours a ticket is solved: ВЛТП's once it was handed over or came there from ТЛТП, ПЛТП's once
    it was given back."""
    moves = (each.event for each in reversed(history) if isinstance(each.event, Released | SentBack))
    last = next(moves, None)
    if last is None:
        return Line.FIRST if handed_over(history) is None else Line.SECOND
    return Line.SECOND if isinstance(last, Released) else Line.FIRST


def _start(history: History, rule: SolutionStart) -> tuple[datetime, int] | None:
    """The instant and the event from which the term is judged: the receipt, or the assignment or acceptance."""
    registered = history[0].event
    if rule is SolutionStart.RECEIVED and isinstance(registered, Registered):
        return registered.received_at, history[0].seq
    released = [each.seq for each in history if isinstance(each.event, Released)]
    since = released[-1] if released else history[0].seq
    kinds = (Taken,) if rule is SolutionStart.ACCEPTED else (Taken, Released, Assigned)
    begun = (each for each in history if each.seq >= since and isinstance(each.event, kinds))
    return next(((each.at, each.seq) for each in begun), None)


@dataclass(slots=True)
class _Run:
    """The resolution clock as it is followed through the log."""

    policy: Policy
    line: Line
    start: datetime
    now: datetime
    first: Clock
    row: Classified
    pauses: tuple[ClockSpan, ...] = ()
    spans: list[ClockSpan] = field(default_factory=list)
    steps: list[ClockStep] = field(default_factory=list)
    cause: str | None = None
    agreed: datetime | None = None
    breached_at: datetime | None = None
    settled: bool = False
    solved: bool = False
    duplicate: bool = False

    @property
    def worktime(self) -> WorkTime:
        return self.policy.worktime(self.line)

    @property
    def norm(self) -> Norm:
        return self.row.norm(ClockName.RESOLUTION)

    def follow(self, later: History, rows: tuple[Classified, ...]) -> Clock:
        self.spans = [ClockSpan(self.start, None)]
        by_seq = {row.seq: row for row in rows}
        self._begin()
        for each in later:
            if each.seq in by_seq:
                self._change(by_seq[each.seq])
            match each.event:
                case Resolved():
                    self._stop(each.at, "Обращение решено", "п. 6.9", solved=True)
                case Rejected():
                    self._resume(each.at)
                case Reopened():
                    self._resume(each.at, "Обращение открыто снова", "Прил. 2, «Работа по спорным ситуациям»")
                case TermAgreed(clock=ClockName.RESOLUTION, due=agreed):
                    self._agree(each.at, agreed)
                case Closed(outcome=outcome):
                    self.duplicate = outcome is Outcome.DUPLICATE
                    text = "Обращение закрыто" if self.solved else "Обращение закрыто без решения"
                    self._stop(each.effective, text, "Прил. 3, п. 2" if self.duplicate else None, solved=self.solved)
                case Confirmed():
                    self.steps.append(
                        ClockStep(each.at, "Инициатор подтвердил решение", "Прил. 2, «Статусы обращений»")
                    )
        return self._reading()

    def _begin(self) -> None:
        self.steps.append(ClockStep(self.start, "Начало срока решения", "п. 4.10, 4.11, 11.1"))
        self.steps.append(ClockStep(self.start, f"Норма — {self.norm.text}", self.norm.clause))

    def _change(self, row: Classified) -> None:
        self._record(row.at)
        self.row = row
        self.steps.append(
            ClockStep(row.at, f"Изменён тип или приоритет: норма — {self.norm.text}, от прежнего начала", "п. 5.10")
        )
        if self.breached_at is None and self._overdue_at(row.at):
            self.breached_at, self.cause = row.at, RECLASSIFIED
            text = "Новый срок уже прошёл: нарушение из-за переклассификации, согласуйте срок с инициатором"
            self.steps.append(ClockStep(row.at, text, BREACH))

    def _stop(self, at: datetime, text: str, clause: str | None, *, solved: bool) -> None:
        if self.spans[-1].end is None:
            self.spans[-1] = ClockSpan(self.spans[-1].start, max(at, self.spans[-1].start))
        self.solved = solved
        self.steps.append(ClockStep(at, text, clause))

    def _resume(self, at: datetime, what: str = "Решение отклонено", clause: str = STATUSES) -> None:
        last, how = self.spans[-1], "не считается"
        if self.policy.lifecycle.resume_after_reject:
            self.spans.append(ClockSpan(at, None))
        else:
            self.spans[-1], how = ClockSpan(last.start, None), "засчитано"
        self.solved = self.duplicate = False
        self.steps.append(ClockStep(at, f"{what}: срок продолжается, время в статусе «Решена» {how}", clause))

    def _agree(self, at: datetime, due: datetime) -> None:
        """Both sides agreed on a term; a breach that was there before is settled, and stays on record (п. 6.8)."""
        if (left := self._left(at)) is not None and self._overdue_at(at):
            self.steps.append(
                ClockStep(at, f"Прежний срок нарушен на {exact(left, self.worktime.working_days(1))}", BREACH)
            )
        self._record(at)
        self.agreed, self.settled = due, True
        self.steps.append(ClockStep(at, f"Согласован срок: {moment(due, self.policy.zone)}", AGREEMENT))

    def _record(self, at: datetime) -> None:
        """A breach that is there stays on record, from its first instant on, whatever due comes next."""
        if self.breached_at is None and self._overdue_at(at):
            due = self._due()
            self.breached_at = at if due is None else self.worktime.add(due, MICROSECOND)

    def _allowance(self) -> timedelta | None:
        """The working time that may be used; an immediate solution has until the due of ПЛТП's reaction."""
        if self.norm.kind is NormKind.IMMEDIATE and self.first.due_at is not None:
            return self.worktime.between(self.start, self.first.due_at)
        return self._norm_length()

    def _norm_length(self) -> timedelta | None:
        if self.norm.kind is NormKind.IMMEDIATE:
            return self.first.norm or duration(self.row.norm(ClockName.FIRST_REACTION), self.worktime)
        return self.policy.norm_length(self.norm, self.start, self.line)

    def _running(self) -> tuple[ClockSpan, ...]:
        """The spans that count: those of the status less the pauses that the policy knows."""
        return without(self.spans, self.pauses)

    @property
    def _paused(self) -> bool:
        """Whether an open wait stops the clock now."""
        return self.spans[-1].end is None and bool(self.pauses) and self.pauses[-1].end is None

    def _due(self) -> datetime | None:
        if self.agreed is not None:
            return self.agreed
        allowance, spans = self._allowance(), self._running()
        return None if allowance is None or self._paused or not spans else due(self.worktime, spans, allowance)

    def _left(self, at: datetime) -> timedelta | None:
        """The allowance less what was counted up to ``at``; working time to an agreed due."""
        if self.agreed is not None:
            return signed(self.worktime, at, self.agreed)
        allowance = self._allowance()
        return None if allowance is None else allowance - elapsed(self.worktime, self._running(), at)

    def _overdue_at(self, at: datetime) -> bool:
        left = self._left(at)
        binding = self.norm.kind is NormKind.TIMED or self.agreed is not None
        return binding and left is not None and left < ZERO

    def _reading(self) -> Clock:
        stop = self.spans[-1].end
        left, until = self._left(stop or self.now), self._due()
        over = left is not None and left < ZERO
        soft = self.norm.kind is NormKind.IMMEDIATE and self.breached_at is None and self.agreed is None
        self._record(stop or self.now)
        if self._paused and self.agreed is None:
            left, until = self._left(self.now), None
        return Clock(
            ClockName.RESOLUTION,
            self._state(stop, over),
            self.norm.kind,
            norm=self._norm_length(),
            clause=self.norm.clause,
            started_at=self.start,
            due_at=until,
            stopped_at=stop,
            elapsed=elapsed(self.worktime, self._running(), stop or self.now),
            remaining=None if until is None else left,
            provisional=self.worktime.is_provisional(self.start, until or stop or self.now),
            soft=soft,
            overdue=self._is_overdue(stop, over),
            breached_at=None if self.duplicate else self.breached_at,
            agreed=self.agreed is not None,
            line=self.line,
            uncounted=self._uncounted(left, until, stop),
            cause=NOT_AT_ONCE if over and soft else self.cause,
            counted=counted(self.worktime, self._running(), stop or self.now),
            steps=tuple(self.steps),
        )

    def _uncounted(self, left: timedelta | None, until: datetime | None, stop: datetime | None) -> timedelta:
        """Working time since a passed due less what the clock counted of it."""
        if left is None or until is None or left >= ZERO or self.agreed is not None:
            return ZERO
        return self.worktime.between(until, stop or self.now) + left

    def _is_overdue(self, stop: datetime | None, over: bool) -> bool:
        """What is true of a running clock now, and the verdict on a stopped one."""
        recorded = self.breached_at is not None and not (self.settled and stop is None)
        return (over or recorded) and not self.duplicate

    def _state(self, stop: datetime | None, over: bool) -> ClockState:
        if self.duplicate:
            return ClockState.NOT_APPLICABLE
        if self._is_overdue(stop, over):
            return ClockState.BREACHED
        if stop is not None:
            return ClockState.MET if self.solved else ClockState.NOT_APPLICABLE
        if self.agreed is None and self._allowance() is not None:
            return ClockState.PAUSED if self._paused else ClockState.RUNNING
        return ClockState.AGREED
