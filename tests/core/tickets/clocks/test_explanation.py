"""A clock justifies itself: start, norm with clause, every counted interval, due, verdict (Прил. 2, табл. 1)."""

from core.policy import Policy
from core.tickets.clocks.clock import Clock
from core.tickets.clocks.explanation import explain, verdict
from core.vocabulary import Priority, TicketType
from tests.core.tickets.story import (
    answered,
    closed,
    raised,
    read,
    rejected,
    released,
    resolved,
    shipped,
    story,
    taken,
)


def lines(clock: Clock) -> list[str]:
    return list(explain(clock, shipped()))


def test_an_answer_over_lunch_is_explained_to_the_minute() -> None:
    history = story("2026-11-24 12:40", answered("13:45"), priority=Priority.HIGH)
    assert lines(read(history).first_reaction) == [
        "Реакция ПЛТП: срок соблюдён",
        "вт 24.11.2026 12:40  Обращение поступило",
        "вт 24.11.2026 12:40  Норма — 20 мин (Прил. 2, табл. 1)",
        "вт 24.11.2026 13:45  Публичный ответ инициатору (Прил. 2, «Срок реакции»)",
        "Засчитанное рабочее время (п. 3.4):",
        "  вт 24.11.2026 12:40–13:00 = 20 мин",
        "Всего засчитано: 20 мин",
        "Срок: вт 24.11.2026 13:00",
        "Итог: Выполнен за 20 мин",
    ]


def test_a_resumed_resolution_shows_each_piece_that_counted() -> None:
    history = story("2026-11-23 09:00", taken("09:01"), resolved("10:30"), rejected("2026-11-24 15:00"))
    told = lines(read(history, "2026-11-24 16:00").resolution)
    assert "  пн 23.11.2026 09:00–10:30 = 1 ч 30 мин" in told
    assert "  вт 24.11.2026 15:00–16:00 = 1 ч" in told
    assert told[-3:] == [
        "Всего засчитано: 2 ч 30 мин",
        "Срок: вт 24.11.2026 17:30",
        "Итог: Идёт до вт 24.11.2026 17:30: осталось 1 ч 30 мин",
    ]


def test_a_breach_says_by_how_much_and_what_it_demands() -> None:
    late = read(story("2026-11-23 09:00", taken("09:01")), "2026-11-23 14:00:01").resolution
    assert lines(late)[-1] == "Итог: Нарушен на 1 мин; дайте обратную связь инициатору и согласуйте срок (п. 6.8)"


def test_what_is_over_is_not_demanded_any_more() -> None:
    history = story("2026-11-23 09:00", taken("09:01"), resolved("14:00:01"))
    assert lines(read(history).resolution)[-1] == "Итог: Нарушен на 1 с"


def test_an_interval_without_working_time_is_not_told() -> None:
    history = story("2026-11-23 09:00", taken("09:01"), resolved("10:30"), rejected("2026-11-24 15:00"))
    told = lines(read(history, "2026-11-24 15:00").resolution)
    assert not any("15:00–15:00" in line for line in told)
    assert "Засчитанное рабочее время (п. 3.4):" not in lines(read(story("2026-11-23 09:00")).first_reaction)


def test_an_own_answer_of_the_first_line_is_no_term_of_zero_seconds(policy: Policy) -> None:
    clock = read(story("2026-11-23 09:00", answered("09:01"), taken("09:02"))).executor_reaction
    assert verdict(clock, policy) == "Выполнен: исполнитель — ПЛТП"


def test_a_norm_of_whole_days_is_told_in_days() -> None:
    told = lines(read(story("2026-11-23 09:00", priority=Priority.LOW)).executor_reaction)
    assert told[1] == "Норма — 1 день (Прил. 2, табл. 1)"


def test_a_reclassification_is_named_as_the_cause(policy: Policy) -> None:
    history = story("2026-11-23 09:00", raised("15:00", Priority.VERY_HIGH), priority=Priority.MEDIUM)
    clock = read(history).resolution
    assert verdict(clock, policy) == (
        "Нарушен на 1 ч (переклассификация); дайте обратную связь инициатору и согласуйте срок (п. 6.8)"
    )
    assert any("переклассификации" in line and line.endswith("(п. 6.8)") for line in lines(clock))


def test_a_late_consultation_is_told_softly(policy: Policy) -> None:
    history = story(
        "2026-11-23 09:00", taken("09:01"), resolved("09:25"), type=TicketType.CONSULTATION, priority=Priority.MEDIUM
    )
    clock = read(history).resolution
    assert verdict(clock, policy) == "Не сразу: срок первой реакции превышен на 5 мин"
    assert lines(clock)[0] == "Решение: не сразу"
    assert "Решение предоставляется сразу же: срок тот же, что у реакции ПЛТП (Прил. 2, табл. 1)" in lines(clock)


def test_a_clock_that_does_not_run_still_tells_its_norm_and_clause() -> None:
    waiting = read(story("2026-11-23 09:00")).executor_reaction
    assert lines(waiting) == [
        "Реакция исполнителя: срок не начат",
        "Норма — 10 мин (Прил. 2, табл. 1)",
        "Отсчёт начнётся с передачи исполнителю ВЛТП (п. 5.9)",
        "Итог: Ещё не начат",
    ]
    consultation = story("2026-11-23 09:00", type=TicketType.CONSULTATION, priority=Priority.LOW)
    assert lines(read(consultation).executor_reaction) == [
        "Реакция исполнителя: срок не применяется",
        "Норма не установлена (Прил. 2, табл. 1)",
        "Итог: Не применяется",
    ]


def test_an_agreed_term_without_a_date_says_so(policy: Policy) -> None:
    clock = read(story("2026-11-23 09:00", type=TicketType.OTHER, priority=Priority.NONE)).resolution
    assert verdict(clock, policy) == "Срок по согласованию: пока не согласован (без срока)"
    assert not any(line.startswith("Срок:") for line in lines(clock))


def test_beyond_the_loaded_calendars_it_says_provisional() -> None:
    told = lines(read(story("2027-12-24 09:00", priority=Priority.MEDIUM)).resolution)
    assert "Предварительно: производственный календарь этого года ещё не загружен" in told


def test_a_hand_over_and_a_change_name_their_clauses() -> None:
    history = story(
        "2026-11-24 09:00", released("09:04"), raised("09:30", Priority.VERY_HIGH), priority=Priority.MEDIUM
    )
    told = lines(read(history).executor_reaction)
    assert "вт 24.11.2026 09:04  Обращение передано исполнителю ВЛТП (п. 5.9)" in told
    assert (
        "вт 24.11.2026 09:30  Изменён тип или приоритет: норма — 10 мин; срок отсчитан от изменения (п. 5.10)" in told
    )


def test_a_closing_without_a_solution_is_told() -> None:
    told = lines(read(story("2026-11-23 09:00", closed("10:00"))).resolution)
    assert "пн 23.11.2026 10:00  Обращение закрыто без решения" in told
    assert told[-1] == "Итог: Не применяется"
