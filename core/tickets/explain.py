"""A clock that can justify itself: start, norm, every counted interval, what moved it, and the verdict, by clause."""

from collections.abc import Iterator

from core.policy import Policy, SolutionStart
from core.text import plural
from core.tickets.clock import Clock
from core.vocabulary import ClockName, ClockState, NormKind
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
        case ClockState.AGREED if clock.due_at is None:
            return "Срок по согласованию: пока не согласован (без срока)"
        case ClockState.AGREED if clock.due_at is not None:
            left = f", осталось {remaining(clock.remaining)}" if clock.remaining is not None else ""
            return f"Срок согласован: до {moment(clock.due_at, policy.zone)}{left}"
        case ClockState.PAUSED:
            return f"Приостановлен на время ожидания: использовано {elapsed(clock.elapsed)}"
        case ClockState.MET:
            return (
                "Выполнен: исполнитель — ПЛТП" if _met_by_first_line(clock) else f"Выполнен за {elapsed(clock.elapsed)}"
            )
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
    demand = "; дайте обратную связь инициатору и согласуйте срок (п. 6.8)" if clock.stopped_at is None else ""
    return f"Нарушен{over}{cause}{demand}"


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
            yield f"  {_piece(piece, policy)}"
        yield f"Всего засчитано: {elapsed(clock.elapsed)}"
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
    days, rest = divmod(clock.norm, policy.schedule.full_day)
    return f"Норма — {elapsed(clock.norm) if rest else f'{days} ' + plural(days, 'день', 'дня', 'дней')}"


def _piece(piece: Interval, policy: Policy) -> str:
    start, end = moment(piece.start, policy.zone), piece.end.astimezone(policy.zone)
    return f"{start}–{clock_time(end)} = {elapsed(piece.amount)}"
