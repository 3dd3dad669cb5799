"""A clock that can justify itself: start, norm, every counted interval, what moved it, and the verdict, by clause."""

from collections.abc import Iterator
from datetime import timedelta

from core.durations import exact, full, norm, size
from core.policy import Policy, SolutionStart
from core.tickets.clocks.clock import Clock
from core.vocabulary import ClockName, ClockState, NormKind
from core.wording import clock_time, moment
from core.worktime.values import Interval


def explain(clock: Clock, policy: Policy) -> tuple[str, ...]:
    """The clock told in Russian, a line each: what happened, which working time counted, what follows."""
    return tuple(_lines(clock, policy))


def verdict(clock: Clock, policy: Policy) -> str:
    """One sentence: met, running and how much is left, breached and by how much; what is true now."""
    match clock.state:
        case ClockState.NOT_STARTED:
            return "Ещё не начат"
        case ClockState.NOT_APPLICABLE:
            return "Не применяется"
        case ClockState.AGREED if clock.due_at is None:
            return "Срок по согласованию: пока не согласован (без срока)"
        case ClockState.AGREED if clock.due_at is not None:
            return f"Срок согласован: до {moment(clock.due_at, policy.zone)}{_left(clock, policy, ', ')}"
        case ClockState.PAUSED:
            return f"Приостановлен на время ожидания: использовано {_used(clock, policy)}"
        case ClockState.MET:
            alone = _met_by_first_line(clock)
            return "Выполнен: исполнитель — ПЛТП" if alone else f"Выполнен {took(clock, policy)}"
        case ClockState.BREACHED:
            return _breached(clock, policy)
    due = f" до {moment(clock.due_at, policy.zone)}" if clock.due_at else ""
    return f"Идёт{due}{_left(clock, policy, ': ')}"


def day_of(clock: Clock, policy: Policy) -> timedelta:
    """The full day of the hours that a clock is counted by."""
    return policy.worktime(clock.line).working_days(1)


def took(clock: Clock, policy: Policy) -> str:
    """How long a stopped clock ran: «за 3 мин 12 с», «сразу»."""
    return f"за {_used(clock, policy)}" if clock.elapsed else "сразу"


def _left(clock: Clock, policy: Policy, before: str) -> str:
    return "" if clock.remaining is None else before + full(clock.remaining, day_of(clock, policy))


def _used(clock: Clock, policy: Policy) -> str:
    return exact(clock.elapsed, day_of(clock, policy))


def _breached(clock: Clock, policy: Policy) -> str:
    over = _over(clock, policy)
    if clock.soft:
        return f"Не сразу: срок первой реакции превышен{over}"
    cause = f" ({clock.cause})" if clock.cause else ""
    if clock.stopped_at is not None:
        kept = "; согласованный срок соблюдён" if clock.agreed and not over else ""
        return f"Нарушен{over}{cause}{kept}"
    return f"Нарушен{over}{cause}; дайте обратную связь инициатору и согласуйте срок (п. 6.8)"


def _over(clock: Clock, policy: Policy) -> str:
    """By how much it is past its present due: as every list says it while it runs, to the second once it is over."""
    if clock.remaining is None or clock.remaining >= timedelta(0):
        return ""
    told = size if clock.stopped_at is None else exact
    return f" на {told(clock.remaining, day_of(clock, policy))}"


def _met_by_first_line(clock: Clock) -> bool:
    """Whether ПЛТП was itself the executor, so that its answer met both reactions at once."""
    return clock.name is ClockName.EXECUTOR_REACTION and clock.due_at is None and clock.started_at == clock.stopped_at


def _lines(clock: Clock, policy: Policy) -> Iterator[str]:
    yield f"{policy.labels.of(clock.name)}: {_heading(clock, policy)}"
    for step in clock.steps:
        clause = f" ({step.clause})" if step.clause else ""
        yield f"{moment(step.at, policy.zone)}  {step.text}{clause}"
    if not clock.steps:
        yield f"{_norm(clock, policy)} ({clock.clause})"
    if clock.state is ClockState.NOT_STARTED:
        yield f"Отсчёт начнётся {_beginning(clock, policy)}"
    if clock.counted:
        yield "Засчитанное рабочее время (п. 3.4):"
        for piece in clock.counted:
            yield f"  {_piece(piece, policy, day_of(clock, policy))}"
        yield f"Всего засчитано: {_used(clock, policy)}"
    if clock.due_at is not None:
        yield f"Срок: {moment(clock.due_at, policy.zone)}"
    if clock.provisional:
        yield "Предварительно: производственный календарь этого года ещё не загружен"
    if clock.kind is NormKind.IMMEDIATE:
        yield "Решение предоставляется сразу же: срок тот же, что у реакции ПЛТП (Прил. 2, табл. 1)"
    yield f"Итог: {verdict(clock, policy)}"


def _heading(clock: Clock, policy: Policy) -> str:
    if clock.soft and clock.state is ClockState.BREACHED:
        return "не сразу"
    if clock.state is ClockState.AGREED and clock.due_at is not None:
        return "срок согласован"
    return f"срок {policy.labels.of(clock.state).lower()}"


def _beginning(clock: Clock, policy: Policy) -> str:
    """What a clock that has not started waits for."""
    if clock.name is ClockName.EXECUTOR_REACTION:
        return "с передачи исполнителю ВЛТП (п. 5.9)"
    accepted = policy.lifecycle.solution_start is SolutionStart.ACCEPTED
    return "со взятия в работу" if accepted else "с назначения исполнителя"


def _norm(clock: Clock, policy: Policy) -> str:
    """The norm as its table says it: in days where it is whole days."""
    if clock.kind is NormKind.NONE:
        return "Норма не установлена"
    if clock.norm is None:
        return f"Норма — {policy.labels.of(clock.kind).lower()}"
    return f"Норма — {norm(clock.norm, day_of(clock, policy))}"


def _piece(piece: Interval, policy: Policy, day: timedelta) -> str:
    start, end = moment(piece.start, policy.zone), piece.end.astimezone(policy.zone)
    return f"{start}–{clock_time(end)} = {exact(piece.amount, day)}"
