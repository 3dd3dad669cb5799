"""The worked examples of the regulation's readings, through the command line, at the stated times."""

import pytest

from tests.console.cli.calls import MON, THU, TUE, WED, at, clock, done, due, refused, registered, run
from tests.console.cli.conftest import Cli, Result, new
from tests.support.desk import VOROBYOV


@pytest.mark.parametrize(
    ("priority", "received", "first", "resolution"),
    [
        ("very_high", "2026-11-23T09:00", "2026-11-23T09:05", "2026-11-23T13:00"),
        ("very_high", "2026-11-27T16:00", "2026-11-27T16:05", "2026-11-30T11:00"),
        ("high", "2026-11-24T13:20", "2026-11-24T14:20", "2026-11-25T09:00"),
        ("medium", "2026-11-24T16:30", "2026-11-25T09:30", "2026-12-14T16:30"),
        ("very_high", "2024-04-27T10:00", "2024-04-27T10:05", "2024-04-27T15:00"),
    ],
)
def test_terms_run_in_working_time_from_the_receipt(
    desk: Cli, priority: str, received: str, first: str, resolution: str
) -> None:
    ticket = registered(desk, received, priority=priority)
    assert (due(ticket, "first_reaction"), due(ticket, "resolution")) == (first, resolution)


def test_lunch_uses_up_nothing_and_a_note_answers_nobody(desk: Cli) -> None:
    registered(desk, at(TUE, "12:40"))
    run(desk, at(TUE, "12:45"), "ivanova", "ticket", "note", "1", "--text", "Смотрю журнал")
    ticket = run(desk, at(TUE, "13:45"), "ivanova", "ticket", "comment", "1", "--text", "Проверяем карту")
    reaction = clock(ticket, "first_reaction")
    assert (due(ticket, "first_reaction"), reaction["state"]) == (at(TUE, "13:00"), "met")
    assert reaction["elapsed_seconds"] == 20 * 60


def test_each_line_answers_by_its_own_clock(desk: Cli) -> None:
    registered(desk, at(TUE, "09:00"), priority="very_high")
    run(desk, at(TUE, "09:03"), "ivanova", "ticket", "comment", "1", "--text", "Приняли, смотрим")
    run(desk, at(TUE, "09:04"), "ivanova", "ticket", "release", "1", "--to", "petrov")
    ticket = run(desk, at(TUE, "09:12"), "petrov", "ticket", "comment", "1", "--text", "Смотрю журнал сервера")
    first, executor = clock(ticket, "first_reaction"), clock(ticket, "executor_reaction")
    assert (first["state"], first["elapsed_seconds"]) == ("met", 180)
    assert (due(ticket, "executor_reaction"), executor["state"], executor["elapsed_seconds"]) == (
        at(TUE, "09:14"), "met", 480,
    )  # fmt: skip
    assert due(ticket, "resolution") == at(TUE, "13:00")


def test_a_rejected_solution_goes_on_with_its_90_minutes_used(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"), priority="very_high")
    run(desk, at(MON, "09:01"), "ivanova", "ticket", "take", "1")
    run(desk, at(MON, "10:30"), "ivanova", "ticket", "resolve", "1", "--solution", "Перезапущена служба")
    ticket = run(
        desk, at(TUE, "15:00"), "ivanova", "ticket", "reject", "1", "--by", "Синицына", "--reason", "Снова падает"
    )
    assert due(ticket, "resolution") == at(TUE, "17:30")
    assert clock(ticket, "resolution")["elapsed_seconds"] == 90 * 60


# --- closing ---------------------------------------------------------------------------------------------------


def solved(desk: Cli, day: str, time: str) -> None:
    registered(desk, at(day, "09:00"))
    run(desk, at(day, "09:01"), "ivanova", "ticket", "take", "1")
    run(desk, at(day, time), "ivanova", "ticket", "resolve", "1", "--solution", "Карта открывается")


def status(desk: Cli, now: str) -> tuple[str, str | None]:
    ticket = run(desk, now, "ivanova", "ticket", "show", "1")
    return ticket["status"], ticket["outcome"]


@pytest.mark.parametrize(
    ("day", "time", "not_yet", "after"),
    [
        ("2026-11-20", "16:00", "2026-11-27T17:30:00", "2026-11-27T17:30:01"),
        ("2026-12-29", "12:00", "2027-01-14T17:30:00", "2027-01-14T17:30:01"),
    ],
)
def test_five_working_days_of_silence_close(desk: Cli, day: str, time: str, not_yet: str, after: str) -> None:
    solved(desk, day, time)
    run(desk, not_yet, "ivanova", "sweep")
    assert status(desk, not_yet) == ("resolved", None)
    run(desk, after, "ivanova", "sweep")
    assert status(desk, after) == ("closed", "automatic")


# --- classification --------------------------------------------------------------------------------------------


def test_raised_after_its_reaction_was_met(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"), priority="medium")
    run(desk, at(MON, "09:40"), "ivanova", "ticket", "comment", "1", "--text", "Приняли в работу")
    run(desk, at(MON, "11:30"), "ivanova", "ticket", "priority", "1", "very_high", "--reason", "Встал весь приём")
    ticket = run(desk, at(MON, "11:31"), "ivanova", "ticket", "release", "1", "--to", "petrov")
    assert clock(ticket, "first_reaction")["state"] == "met"
    assert (due(ticket, "resolution"), due(ticket, "executor_reaction")) == (at(MON, "13:00"), at(MON, "11:41"))


def test_raised_while_unanswered_the_new_reaction_runs_from_the_change(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"), priority="medium")
    ticket = run(desk, at(MON, "10:30"), "ivanova", "ticket", "priority", "1", "very_high")
    assert due(ticket, "first_reaction") == at(MON, "10:35")


def test_a_pair_without_a_row_is_refused_with_what_is_allowed(desk: Cli) -> None:
    error = refused(desk(*new(type="consultation", priority="very_high"), "--json", by="ivanova", now=at(MON, "09:00")))
    assert error["clause"] == "Прил. 2, табл. 1"
    assert error["details"]["allowed"] == ["high", "medium", "low"]


# --- the call log ----------------------------------------------------------------------------------------------


def call(desk: Cli, until: str, *args: str) -> Result:
    return desk(
        "call", "log", "--requester", "Синицына", "--from", at(MON, "10:00:00"), "--until", at(MON, until),
        "--text", "Подсказали, где сменить пароль", *args, "--json", by="ivanova", now=at(MON, "10:10"),
    )  # fmt: skip


def test_a_call_solved_in_five_minutes_is_a_line_of_the_log_and_no_ticket(desk: Cli) -> None:
    done(call(desk, "10:05:00", "--solved"))
    assert run(desk, at(MON, "10:11"), "ivanova", "ticket", "list")["total"] == 0
    assert len(run(desk, at(MON, "10:11"), "ivanova", "call", "list")["calls"]) == 1


def test_a_second_longer_or_not_solved_a_call_is_a_ticket(desk: Cli) -> None:
    longer, unsolved = refused(call(desk, "10:05:01", "--solved")), refused(call(desk, "10:03:00", "--not-solved"))
    assert {longer["clause"], unsolved["clause"]} == {"п. 5.5"}
    assert run(desk, at(MON, "10:11"), "ivanova", "call", "list")["calls"] == []
    ticket = registered(desk, at(MON, "10:12"), ground="longer_than_5_min")
    assert (ticket["number"], ticket["timeline"][0]["data"]["ground"]) == (1, "longer_than_5_min")


def test_a_caller_with_a_similar_open_ticket_is_a_comment_there(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))
    again = new(subject="Карта пациента не открывается")
    error = refused(desk(*again, "--json", by="ivanova", now=at(MON, "10:00")))
    assert (error["code"], error["clause"]) == ("register.similar", "п. 5.5")
    assert [each["number"] for each in error["details"]["similar"]] == [1]
    ticket = run(desk, at(MON, "10:01"), "ivanova", *again, "--comment-on", "1")
    assert (ticket["number"], ticket["version"]) == (1, 2)
    assert run(desk, at(MON, "10:02"), "ivanova", "ticket", "list")["total"] == 1


# --- disputes and people ---------------------------------------------------------------------------------------


def test_a_dispute_is_to_be_decided_within_five_working_days(desk: Cli) -> None:
    registered(desk, at(WED, "09:00"))
    run(desk, at(WED, "15:00"), "ivanova", "ticket", "dispute", "1", "--open", "--text", "Срок считают иначе")
    docket = run(desk, at(WED, "15:01"), "orlova", "report", "disputes")
    assert [each["due"] for each in docket["disputes"]] == ["2026-12-02T17:30:00+07:00"]


@pytest.mark.parametrize(("day", "late"), [("2026-12-01", False), ("2026-12-02", True)])
def test_blocking_is_asked_for_within_three_working_days_of_the_dismissal(desk: Cli, day: str, late: bool) -> None:
    answer = run(
        desk, at(day, "10:00"), "ivanova", "account", "request", "block", "--system", "iskiz", "--person", "Синицына",
        "--by", "Воробьёв", "--staff-number", "1234", "--reason", "Увольнение", "--dismissed-on", THU,
    )  # fmt: skip
    assert [request["late"] for request in answer["requests"]] == [late]


# --- duplicates ------------------------------------------------------------------------------------------------


def three(desk: Cli) -> None:
    """№ 1 and № 2 open, № 3 later; № 2 is another requester's."""
    registered(desk, at(MON, "09:00"))
    registered(desk, at(MON, "09:10"), requester="Воробьёв")
    registered(desk, at(MON, "09:20"), subject="Не печатается рецепт", description="Печать рецепта стоит")


def test_a_duplicate_of_an_earlier_open_ticket_is_closed_and_its_requester_watches(desk: Cli) -> None:
    three(desk)
    ticket = run(desk, at(MON, "09:30"), "ivanova", "ticket", "duplicate", "2", "--of", "1")
    assert (ticket["status"], ticket["outcome"], ticket["duplicate_of"]) == ("closed", "duplicate", 1)
    watched = run(desk, at(MON, "09:31"), "ivanova", "ticket", "show", "1")
    assert watched["watching_people"] == [VOROBYOV]


def test_a_duplicate_of_a_later_a_closed_or_no_ticket_is_refused(desk: Cli) -> None:
    three(desk)
    later = desk("ticket", "duplicate", "2", "--of", "3", "--json", by="ivanova", now=at(MON, "09:30"))
    assert refused(later)["clause"] == "Прил. 3, п. 2"
    run(desk, at(MON, "09:31"), "ivanova", "ticket", "close", "1", "--outcome", "withdrawn", "--reason", "Отозвано")
    closed_one = desk("ticket", "duplicate", "2", "--of", "1", "--json", by="ivanova", now=at(MON, "09:32"))
    assert refused(closed_one)["clause"] == "Прил. 3, п. 2"
    assert desk("ticket", "duplicate", "2", "--of", "99", by="ivanova", now=at(MON, "09:33")).code == 4
    assert desk("ticket", "duplicate", "2", by="ivanova", now=at(MON, "09:33")).code == 2
