"""The two reaction clocks (Прил. 2, табл. 1): of ПЛТП from the receipt, of the executor from the hand-over."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.durations import exact
from core.instants import MICROSECOND
from core.policy import Norm, Policy
from core.tickets.assignment.events import Released, SentBack, Taken
from core.tickets.clocks.classified import Classified, at_event
from core.tickets.clocks.clock import Clock, ClockStep
from core.tickets.clocks.first_answer import is_answer
from core.tickets.clocks.hand_over import handed_over
from core.tickets.clocks.spans import ZERO, ClockSpan, counted, signed
from core.tickets.closing.events import Closed, Confirmed
from core.tickets.log import History, Recorded
from core.tickets.registration.events import Registered
from core.tickets.terms.events import TermAgreed
from core.vocabulary import ClockName, ClockState, Line, NormKind
from core.wording import moment
from core.worktime.engine import WorkTime

ASSIGNMENT = "п. 5.9"
AGREEMENT = "п. 4.8, 6.7, 6.8"
BREACH = "п. 6.8"


def first_reaction(history: History, rows: tuple[Classified, ...], policy: Policy, now: datetime) -> Clock:
    """ПЛТП's reaction: from the receipt to the first public text by any staff; ``rows``: how it was classified."""
    registered = history[0].event
    assert isinstance(registered, Registered)
    run = _Run(history[0].ticket, ClockName.FIRST_REACTION, policy, Line.FIRST, registered.received_at, now)
    run.begin(rows[0], "Обращение поступило", None)
    return run.follow(history, rows, is_answer)


def executor_reaction(history: History, rows: tuple[Classified, ...], policy: Policy, now: datetime) -> Clock:
    """The executor's reaction: from the hand-over to ВЛТП to the first public text by that line.

    While ПЛТП is itself the executor its comment satisfies both clocks; a consultation has no executor's clock. Of a
    visit to ВЛТП that was a mistake the reaction does not apply, unless it was due by then: a breach stays.
    """
    visits = _visits(history)
    if not visits:
        return _without_release(history, rows, policy, now)
    clocks: list[Clock] = []
    for visit in visits:
        run = _Run(visit[0].ticket, ClockName.EXECUTOR_REACTION, policy, Line.SECOND, visit[0].at, now)
        run.breached_at = next((clock.breached_at for clock in clocks if clock.breached_at is not None), None)
        run.begin(at_event(rows, visit[0].seq), "Обращение передано исполнителю ВЛТП", ASSIGNMENT)
        clocks.append(run.follow(visit[1:], rows, lambda recorded: is_answer(recorded, Line.SECOND)))
    if clocks[-1].overdue or not isinstance(visits[-1][-1].event, SentBack):
        return clocks[-1]
    away = {(recorded.ticket, recorded.seq) for visit in visits for recorded in visit}
    own = tuple(recorded for recorded in history if (recorded.ticket, recorded.seq) not in away)
    here = _by_first_line(own, rows[-1].norm(ClockName.EXECUTOR_REACTION), policy)
    return here if here.state is ClockState.MET else clocks[-1]


def _visits(history: History) -> tuple[History, ...]:
    """The times at ВЛТП, each from its hand-over up to its giving back, or to the end of the log."""
    starts = [place for place, each in enumerate(history) if isinstance(each.event, Released)]
    backs = [place for place, each in enumerate(history) if isinstance(each.event, SentBack)]
    ends = [next((back + 1 for back in backs if back > start), len(history)) for start in starts]
    last_start = dict(zip(ends, starts, strict=True))
    return tuple(history[start:end] for end, start in last_start.items())


def _without_release(history: History, rows: tuple[Classified, ...], policy: Policy, now: datetime) -> Clock:
    """ПЛТП has not handed over: its own, or come to ВЛТП from ТЛТП and counted from whoever got it there."""
    norm, over = rows[-1].norm(ClockName.EXECUTOR_REACTION), handed_over(history)
    if over is None:
        return _by_first_line(history, norm, policy)
    if over.given is None:
        return _not_begun(norm, policy.worktime(Line.SECOND))
    run = _Run(over.given.ticket, ClockName.EXECUTOR_REACTION, policy, Line.SECOND, over.given.at, now)
    run.begin(at_event(rows, over.given.seq), "Исполнитель ВЛТП назначен после ответа ТЛТП", "п. 7.5, 7.6")
    later = tuple(recorded for recorded in history if recorded.seq > over.given.seq)
    return run.follow(later, rows, lambda recorded: is_answer(recorded, Line.SECOND))


def _by_first_line(history: History, norm: Norm, policy: Policy) -> Clock:
    """No hand-over: not started, or met by ПЛТП's own answer once ПЛТП is the executor."""
    waiting = _not_begun(norm, policy.worktime(Line.FIRST))
    taken = [recorded for recorded in history if isinstance(recorded.event, Taken)]
    answers = [recorded for recorded in history if is_answer(recorded, Line.FIRST)]
    if norm.kind is NormKind.NONE or not taken or not answers:
        return waiting
    at = max(taken[0].at, answers[0].at)
    step = ClockStep(at, "ПЛТП сама исполнитель: её ответ закрывает обе реакции", norm.clause)
    return Clock(
        ClockName.EXECUTOR_REACTION,
        ClockState.MET,
        norm.kind,
        norm=waiting.norm,
        clause=norm.clause,
        started_at=at,
        stopped_at=at,
        steps=(step,),
    )


def _not_begun(norm: Norm, worktime: WorkTime) -> Clock:
    """The executor's clock before anybody is executor; not applicable where the norms know none."""
    if norm.kind is NormKind.NONE:
        return Clock(ClockName.EXECUTOR_REACTION, ClockState.NOT_APPLICABLE, norm.kind, clause=norm.clause)
    length = duration(norm, worktime)
    return Clock(ClockName.EXECUTOR_REACTION, ClockState.NOT_STARTED, norm.kind, norm=length, clause=norm.clause)


def duration(norm: Norm, worktime: WorkTime) -> timedelta | None:
    """The working time of a norm; None for one that is not timed."""
    return norm.duration(worktime.working_days(1)) if norm.kind is NormKind.TIMED else None


@dataclass(slots=True)
class _Run:
    """One reaction clock as it is followed through the log."""

    number: int
    name: ClockName
    policy: Policy
    line: Line
    start: datetime
    now: datetime
    norm: Norm | None = None
    due: datetime | None = None
    set_aside: datetime | None = None
    agreed: bool = False
    breached_at: datetime | None = None
    settled: bool = False
    steps: list[ClockStep] = field(default_factory=list)

    @property
    def worktime(self) -> WorkTime:
        return self.policy.worktime(self.line)

    def begin(self, row: Classified, text: str, clause: str | None) -> None:
        self.norm = row.norm(self.name)
        self.steps.append(ClockStep(self.start, text, clause))
        self.steps.append(ClockStep(self.start, f"Норма — {self.norm.text}", self.norm.clause))
        length = self.policy.norm_length(self.norm, self.start, self.line)
        self.due = None if length is None else self.worktime.add(self.start, length)

    def follow(self, events: History, rows: tuple[Classified, ...], stops: Callable[[Recorded], bool]) -> Clock:
        by_seq = {row.seq: row for row in rows}
        for recorded in events:
            if stops(recorded):
                where = "" if recorded.ticket == self.number else f" в обращении № {recorded.ticket}"
                self.steps.append(
                    ClockStep(recorded.at, f"Публичный ответ инициатору{where}", "Прил. 2, «Срок реакции»")
                )
                return self._reading(recorded.at)
            if isinstance(recorded.event, Closed | Confirmed):
                self.steps.append(ClockStep(recorded.effective, "Обращение закрыто без ответа этой линии", None))
                return self._reading(recorded.effective, answered=False)
            if isinstance(recorded.event, SentBack) and self.line is Line.SECOND:
                self.steps.append(ClockStep(recorded.at, "Обращение возвращено ПЛТП без ответа этой линии", ASSIGNMENT))
                return self._reading(recorded.at, answered=False)
            if recorded.seq in by_seq and recorded.seq > rows[0].seq:
                self._change(by_seq[recorded.seq])
            if isinstance(recorded.event, TermAgreed) and recorded.event.clock is self.name:
                self._agree(recorded.at, recorded.event.due)
        return self._reading(None)

    def _change(self, row: Classified) -> None:
        """An open reaction clock takes min(old due, change + new norm); one already overdue stays so."""
        if self._late(row.at):
            self.steps.append(ClockStep(row.at, "Изменён тип или приоритет: нарушение уже было и остаётся", "п. 5.10"))
            return
        self.norm = row.norm(self.name)
        length = self.policy.norm_length(self.norm, row.at, self.line)
        candidate = None if length is None else self.worktime.add(row.at, length)
        self.due, self.set_aside = self.due or self.set_aside, None
        if self.norm.kind is NormKind.NONE:
            self.due, self.set_aside, verdict = None, self.due, "эта реакция не требуется"
        elif candidate is not None and (self.due is None or candidate < self.due):
            self.due, self.agreed, verdict = candidate, False, "срок отсчитан от изменения"
        else:
            verdict = "прежний срок раньше и остаётся" if self.due else "срок по согласованию"
        self.steps.append(
            ClockStep(row.at, f"Изменён тип или приоритет: норма — {self.norm.text}; {verdict}", "п. 5.10")
        )

    def _agree(self, at: datetime, due: datetime) -> None:
        """Both sides agreed on a due; a breach that was there before is settled, and stays on record (п. 6.8)."""
        if self.due is not None and self._late(at):
            over = exact(signed(self.worktime, at, self.due), self.worktime.working_days(1))
            self.steps.append(ClockStep(at, f"Прежний срок нарушен на {over}", BREACH))
        self._record(at)
        self.due, self.agreed, self.settled = due, True, True
        self.steps.append(ClockStep(at, f"Согласован срок: {moment(due, self.policy.zone)}", AGREEMENT))

    def _record(self, at: datetime) -> None:
        """A breach that is there stays on record, from its first instant on, whatever due comes next."""
        if self.breached_at is None and self.due is not None and self._late(at):
            self.breached_at = self.worktime.add(self.due, MICROSECOND)

    def _late(self, at: datetime) -> bool:
        return self.due is not None and signed(self.worktime, at, self.due) < ZERO

    def _reading(self, stop: datetime | None, *, answered: bool = True) -> Clock:
        assert self.norm is not None
        until = stop or self.now
        left = None if self.due is None else signed(self.worktime, until, self.due)
        self._record(until)
        settled = self.settled and stop is None
        overdue = (left is not None and left < ZERO) or (self.breached_at is not None and not settled)
        spans = (ClockSpan(self.start, stop),)
        return Clock(
            self.name,
            self._state(stop, overdue, answered),
            self.norm.kind,
            norm=duration(self.norm, self.worktime),
            clause=self.norm.clause,
            started_at=self.start,
            due_at=self.due,
            stopped_at=stop,
            elapsed=self.worktime.between(self.start, until),
            remaining=left,
            provisional=self.worktime.is_provisional(self.start, self.due or until),
            overdue=overdue,
            breached_at=self.breached_at,
            agreed=self.agreed,
            line=self.line,
            counted=counted(self.worktime, spans, until),
            steps=tuple(self.steps),
        )

    def _state(self, stop: datetime | None, overdue: bool, answered: bool) -> ClockState:
        if overdue:
            return ClockState.BREACHED
        if not answered or (self.norm is not None and self.norm.kind is NormKind.NONE):
            return ClockState.NOT_APPLICABLE
        if stop is not None:
            return ClockState.MET
        return ClockState.RUNNING if self.due is not None and not self.agreed else ClockState.AGREED
