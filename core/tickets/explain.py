"""A clock that can justify itself: start, norm, every counted interval, what moved it, and the verdict, by clause."""

from collections.abc import Iterator

from core.policy import Policy
from core.tickets.clock import Clock
from core.vocabulary import ClockState, NormKind
from core.wording import clock_time, elapsed, moment, remaining
from core.worktime.values import Interval


def explain(clock: Clock, policy: Policy) -> tuple[str, ...]:
    """The clock told in Russian, a line each: what happened, which working time counted, what follows."""
    return tuple(_lines(clock, policy))


def verdict(clock: Clock, policy: Policy) -> str:
    """One sentence: met, running, breached and by how much."""
    match clock.state:
        case ClockState.NOT_STARTED:
            return "Ещё не начат"
        case ClockState.NOT_APPLICABLE:
            return "Не применяется"
        case ClockState.AGREED:
            return "Срок по согласованию: пока не согласован (без срока)"
        case ClockState.MET:
            return f"Выполнен за {elapsed(clock.elapsed)}"
        case ClockState.BREACHED:
            return _breached(clock)
    due = f" до {moment(clock.due_at, policy.zone)}" if clock.due_at else ""
    left = f": осталось {remaining(clock.remaining)}" if clock.remaining is not None else ""
    return f"Идёт{due}{left}"


def _breached(clock: Clock) -> str:
    over = f" на {remaining(clock.remaining)}" if clock.remaining is not None and clock.remaining.days < 0 else ""
    if clock.soft:
        return f"Не сразу: срок первой реакции превышен{over}"
    cause = f" ({clock.cause})" if clock.cause else ""
    return f"Нарушен{over}{cause}; дайте обратную связь инициатору и согласуйте срок (п. 6.8)"


def _lines(clock: Clock, policy: Policy) -> Iterator[str]:
    yield f"{policy.labels.of(clock.name)} — {policy.labels.of(clock.state).lower()}"
    for step in clock.steps:
        clause = f" ({step.clause})" if step.clause else ""
        yield f"{moment(step.at, policy.zone)}  {step.text}{clause}"
    if not clock.steps:
        yield f"Норма — {_norm(clock, policy)} ({clock.clause})"
    if clock.counted:
        yield "Засчитанное рабочее время (п. 3.4):"
        for piece in clock.counted:
            yield f"  {_piece(piece, policy)}"
        yield f"Всего засчитано: {elapsed(clock.elapsed)}"
    if clock.due_at is not None:
        yield f"Срок: {moment(clock.due_at, policy.zone)}"
    if clock.provisional:
        yield "Предварительно: производственный календарь этого года ещё не загружен"
    if clock.kind is NormKind.IMMEDIATE:
        yield "Решение предоставляется сразу же: срок тот же, что у реакции ПЛТП (Прил. 2, табл. 1)"
    yield f"Итог: {verdict(clock, policy)}"


def _norm(clock: Clock, policy: Policy) -> str:
    return elapsed(clock.norm) if clock.norm is not None else policy.labels.of(clock.kind).lower()


def _piece(piece: Interval, policy: Policy) -> str:
    start, end = moment(piece.start, policy.zone), piece.end.astimezone(policy.zone)
    return f"{start}–{clock_time(end)} = {elapsed(piece.amount)}"
