"""The resolution clock (Прил. 2, табл. 1; п. 4.10, 4.11, 11.1): judged from the receipt to «Решена».

Time in «Решена» is left out after a rejection; a change of type or priority re-judges the term from its original start,
and a breach that the change itself causes is recorded as a reclassification (п. 6.8); recorded breaches stay.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.policy import Norm, Policy, SolutionStart
from core.tickets.classification import Classified, at_event, classifications
from core.tickets.clock import Clock, Step
from core.tickets.events import (
    Closed,
    Confirmed,
    History,
    Registered,
    Rejected,
    Released,
    Resolved,
    Taken,
)
from core.tickets.reactions import duration
from core.tickets.spans import ZERO, Span, counted, due, elapsed
from core.vocabulary import ClockName, ClockState, Line, NormKind
from core.worktime.engine import WorkTime

RECLASSIFIED = "переклассификация"
NOT_AT_ONCE = "не сразу"
BREACH = "п. 6.8"


def resolution(history: History, policy: Policy, now: datetime, first: Clock) -> Clock:
    """Read the resolution clock; ``first`` is the ПЛТП reaction, whose due an immediate solution shares."""
    line = Line.SECOND if any(isinstance(each.event, Released) for each in history) else Line.FIRST
    rows = classifications(history, policy)
    norm = rows[-1].norm(ClockName.RESOLUTION)
    begun = _start(history, policy.lifecycle.solution_start)
    if begun is None:
        length = duration(norm, policy.worktime(line))
        return Clock(ClockName.RESOLUTION, ClockState.NOT_STARTED, norm.kind, norm=length, clause=norm.clause)
    start, seq = begun
    run = _Run(policy.worktime(line), start, now, policy.lifecycle.resume_after_reject, first, at_event(rows, seq))
    return run.follow(history[seq:], rows)


def _start(history: History, rule: SolutionStart) -> tuple[datetime, int] | None:
    """The instant and the event from which the term is judged: the receipt, or the assignment or acceptance."""
    registered = history[0].event
    if rule is SolutionStart.RECEIVED and isinstance(registered, Registered):
        return registered.received_at, 1
    released = [each.seq for each in history if isinstance(each.event, Released)]
    since = released[-1] if released else 1
    kinds = (Taken,) if rule is SolutionStart.ACCEPTED else (Taken, Released)
    return next(((each.at, each.seq) for each in history[since - 1 :] if isinstance(each.event, kinds)), None)


@dataclass(slots=True)
class _Run:
    """The resolution clock as it is followed through the log."""

    worktime: WorkTime
    start: datetime
    now: datetime
    resumes: bool
    first: Clock
    row: Classified
    spans: list[Span] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    cause: str | None = None
    recorded: bool = False
    solved: bool = False

    @property
    def norm(self) -> Norm:
        return self.row.norm(ClockName.RESOLUTION)

    def follow(self, later: History, rows: tuple[Classified, ...]) -> Clock:
        self.spans = [Span(self.start, None)]
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
                case Closed():
                    text = "Обращение закрыто" if self.solved else "Обращение закрыто без решения"
                    self._stop(each.at, text, None, solved=self.solved)
                case Confirmed():
                    self.steps.append(Step(each.at, "Инициатор подтвердил решение", "Прил. 2, «Статусы обращений»"))
        return self._reading()

    def _begin(self) -> None:
        self.steps.append(Step(self.start, "Начало срока решения", "п. 4.10, 4.11, 11.1"))
        self.steps.append(Step(self.start, f"Норма — {self.norm.text}", self.norm.clause))

    def _change(self, row: Classified) -> None:
        self.recorded = self.recorded or self._overdue_at(row.at)
        self.row = row
        self.steps.append(
            Step(row.at, f"Изменён тип или приоритет: норма — {self.norm.text}, от прежнего начала", "п. 5.10")
        )
        if not self.recorded and self._overdue_at(row.at):
            self.recorded, self.cause = True, RECLASSIFIED
            text = "Новый срок уже прошёл: нарушение из-за переклассификации, согласуйте срок с инициатором"
            self.steps.append(Step(row.at, text, BREACH))

    def _stop(self, at: datetime, text: str, clause: str | None, *, solved: bool) -> None:
        if self.spans[-1].end is None:
            self.spans[-1] = Span(self.spans[-1].start, max(at, self.spans[-1].start))
        self.solved = solved
        self.steps.append(Step(at, text, clause))

    def _resume(self, at: datetime) -> None:
        last = self.spans[-1]
        text = "Решение отклонено: срок продолжается, время в статусе «Решена» не считается"
        if not self.resumes:
            self.spans[-1] = Span(last.start, None)
            text = "Решение отклонено: срок продолжается, время в статусе «Решена» засчитано"
        else:
            self.spans.append(Span(at, None))
        self.solved = False
        self.steps.append(Step(at, text, "Прил. 2, «Статусы обращений»"))

    def _allowance(self) -> timedelta | None:
        """The working time that may be used; an immediate solution has until the due of ПЛТП's reaction."""
        if self.norm.kind is NormKind.IMMEDIATE and self.first.due_at is not None:
            return self.worktime.between(self.start, self.first.due_at)
        return self._norm_length()

    def _norm_length(self) -> timedelta | None:
        if self.norm.kind is NormKind.IMMEDIATE:
            return self.first.norm or duration(self.row.norm(ClockName.FIRST_REACTION), self.worktime)
        return duration(self.norm, self.worktime)

    def _due(self) -> datetime | None:
        allowance = self._allowance()
        return None if allowance is None else due(self.worktime, self.spans, allowance)

    def _left(self, at: datetime) -> timedelta | None:
        """The allowance less what was counted up to ``at``."""
        allowance = self._allowance()
        return None if allowance is None else allowance - elapsed(self.worktime, self.spans, at)

    def _overdue_at(self, at: datetime) -> bool:
        left = self._left(at)
        return self.norm.kind is NormKind.TIMED and left is not None and left < ZERO

    def _reading(self) -> Clock:
        stop = self.spans[-1].end
        left, until = self._left(stop or self.now), self._due()
        over = left is not None and left < ZERO
        soft = self.norm.kind is NormKind.IMMEDIATE and not self.recorded
        return Clock(
            ClockName.RESOLUTION,
            self._state(stop, over),
            self.norm.kind,
            norm=self._norm_length(),
            clause=self.norm.clause,
            started_at=self.start,
            due_at=until,
            stopped_at=stop,
            elapsed=elapsed(self.worktime, self.spans, stop or self.now),
            remaining=left,
            provisional=self.worktime.is_provisional(self.start, until or stop or self.now),
            soft=soft,
            overdue=over or self.recorded,
            uncounted=self._uncounted(left, until, stop),
            cause=NOT_AT_ONCE if over and soft else self.cause,
            counted=counted(self.worktime, self.spans, stop or self.now),
            steps=tuple(self.steps),
        )

    def _uncounted(self, left: timedelta | None, until: datetime | None, stop: datetime | None) -> timedelta:
        """Working time since a passed due less what the clock counted of it."""
        if left is None or until is None or left >= ZERO:
            return ZERO
        return self.worktime.between(until, stop or self.now) + left

    def _state(self, stop: datetime | None, over: bool) -> ClockState:
        if over or self.recorded:
            return ClockState.BREACHED
        if stop is not None:
            return ClockState.MET if self.solved else ClockState.NOT_APPLICABLE
        return ClockState.RUNNING if self._due() is not None else ClockState.AGREED
