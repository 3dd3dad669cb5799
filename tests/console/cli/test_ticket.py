"""The worked examples through the command line, every instant told and every value counted by hand."""

from typing import Any

from tests.console.cli.conftest import Cli, new


def registered(desk: Cli, now: str, **changes: str) -> Any:
    return desk(*new(**changes), "--json", by="ivanova", now=now).json


def test_a_new_ticket_has_the_shape_of_the_contract(desk: Cli) -> None:
    ticket = registered(desk, "2026-11-23T09:00")
    assert ticket["number"] == 1
    assert ticket["version"] == 1
    assert {"number", "version", "subject", "description", "type", "priority", "status", "outcome", "line", "assignee",
            "watchers", "organization", "initiator", "mis", "channel", "external_number", "received_at", "created_at",
            "resolved_at", "closed_at", "waiting", "duplicate_of", "clocks", "lifetime", "timeline",
            } <= set(ticket)  # fmt: skip
    assert ticket["initiator"] == {"id": 1, "name": "Синицына Анна Павловна"}
    assert (ticket["organization"], ticket["status"], ticket["line"]) == ("kkb", "new", "first")
    assert set(ticket["clocks"]) == {"first_reaction", "executor_reaction", "resolution"}
    assert {"state", "norm_seconds", "clause", "started_at", "due_at", "stopped_at", "elapsed_seconds",
            "remaining_seconds", "provisional"} <= set(ticket["clocks"]["resolution"])  # fmt: skip
    assert {"seq", "at", "actor", "kind", "text", "clause", "data"} <= set(ticket["timeline"][0])


def test_very_high_on_a_monday_morning_is_due_before_lunch(desk: Cli) -> None:
    clocks = registered(desk, "2026-11-23T09:00", priority="very_high")["clocks"]
    assert clocks["first_reaction"]["due_at"] == "2026-11-23T09:05:00+07:00"
    assert clocks["resolution"]["due_at"] == "2026-11-23T13:00:00+07:00"
    assert clocks["resolution"]["remaining_seconds"] == 14400
    assert clocks["executor_reaction"]["state"] == "not_started"


def test_an_answer_after_lunch_to_a_due_before_it_is_on_time(desk: Cli) -> None:
    registered(desk, "2026-11-24T12:40")
    desk("ticket", "note", "1", "--text", "Смотрю", by="ivanova", now="2026-11-24T12:45")
    noted = desk("ticket", "show", "1", "--json", by="ivanova", now="2026-11-24T12:46").json
    assert noted["clocks"]["first_reaction"]["state"] == "running"
    answered = desk("ticket", "comment", "1", "--text", "Исправлено", "--json", by="ivanova", now="2026-11-24T13:45")
    reaction = answered.json["clocks"]["first_reaction"]
    assert reaction["state"] == "met"
    assert reaction["due_at"] == "2026-11-24T13:00:00+07:00"
    assert reaction["stopped_at"] == "2026-11-24T13:45:00+07:00"
    assert (reaction["elapsed_seconds"], reaction["remaining_seconds"]) == (1200, 0)


def test_a_released_ticket_has_the_reaction_of_each_line(desk: Cli) -> None:
    registered(desk, "2026-11-24T09:00", priority="very_high")
    desk("ticket", "comment", "1", "--text", "Приняли", by="ivanova", now="2026-11-24T09:03")
    released = desk("ticket", "release", "1", "--to", "petrov", "--watch", "orlova", "--indicative", "2026-11-24T12:00",
                    "--text", "Проверьте журнал", "--json", by="ivanova", now="2026-11-24T09:04").json  # fmt: skip
    assert (released["line"], released["assignee"], released["watchers"]) == ("second", "petrov", ["orlova"])
    desk("ticket", "take", "1", by="petrov", now="2026-11-24T09:10")
    clocks = desk("ticket", "comment", "1", "--text", "Делаю", "--json", by="petrov", now="2026-11-24T09:12").json[
        "clocks"
    ]
    assert (clocks["first_reaction"]["state"], clocks["first_reaction"]["elapsed_seconds"]) == ("met", 180)
    assert clocks["executor_reaction"]["due_at"] == "2026-11-24T09:14:00+07:00"
    assert (clocks["executor_reaction"]["state"], clocks["executor_reaction"]["elapsed_seconds"]) == ("met", 480)
    assert clocks["resolution"]["due_at"] == "2026-11-24T13:00:00+07:00"


def test_a_rejected_solution_resumes_with_the_time_that_was_left(desk: Cli) -> None:
    registered(desk, "2026-11-23T09:00", priority="very_high")
    desk("ticket", "take", "1", by="ivanova", now="2026-11-23T09:01")
    resolved = desk(
        "ticket", "resolve", "1", "--solution", "Обновлён модуль", "--json", by="ivanova", now="2026-11-23T10:30"
    )
    assert resolved.json["clocks"]["resolution"]["elapsed_seconds"] == 5400
    assert resolved.json["resolved_at"] == "2026-11-23T10:30:00+07:00"
    rejected = desk("ticket", "reject", "1", "--by", "синицына", "--reason", "Снова падает", "--json",
                    by="ivanova", now="2026-11-24T15:00").json  # fmt: skip
    assert rejected["status"] == "in_progress"
    assert rejected["clocks"]["resolution"]["due_at"] == "2026-11-24T17:30:00+07:00"
    assert rejected["clocks"]["resolution"]["remaining_seconds"] == 9000


def test_a_confirmed_ticket_is_closed_with_its_lifetime(desk: Cli) -> None:
    registered(desk, "2026-11-23T09:00")
    desk("ticket", "take", "1", by="ivanova", now="2026-11-23T09:05")
    desk("ticket", "resolve", "1", "--solution", "Права выданы", by="ivanova", now="2026-11-23T10:00")
    closed = desk("ticket", "confirm", "1", "--by", "1", "--how", "по телефону", "--json", by="ivanova",
                  now="2026-11-23T10:30").json  # fmt: skip
    assert (closed["status"], closed["outcome"]) == ("closed", "confirmed")
    assert closed["lifetime"] == {"working_seconds": 5400, "working_days": 0.2}


def test_closing_without_a_solution_names_the_outcome(desk: Cli) -> None:
    registered(desk, "2026-11-23T09:00")
    closed = desk("ticket", "close", "1", "--outcome", "Отозвано инициатором", "--reason", "Не нужно", "--json",
                  by="ivanova", now="2026-11-23T09:10").json  # fmt: skip
    assert (closed["status"], closed["outcome"]) == ("closed", "withdrawn")


def test_type_and_priority_change_by_russian_names(desk: Cli) -> None:
    registered(desk, "2026-11-23T09:00")
    changed = desk("ticket", "priority", "1", "средний", "--json", by="ivanova", now="2026-11-23T09:01").json
    assert changed["priority"] == "medium"
    changed = desk("ticket", "type", "1", "настройка", "--json", by="ivanova", now="2026-11-23T09:02").json
    assert (changed["type"], changed["priority"], changed["version"]) == ("setup", "medium", 3)


def test_the_queue_lists_the_most_urgent_first(desk: Cli) -> None:
    registered(desk, "2026-11-23T09:00", priority="medium", subject="Медленно")
    registered(desk, "2026-11-23T09:00", priority="very_high", subject="Не работает", different_from="1")
    queue = desk("queue", "--json", by="ivanova", now="2026-11-23T09:10").json
    assert (queue["view"], queue["total"], queue["counts"]["open"]) == ("open", 2, 2)
    assert [row["number"] for row in queue["tickets"]] == [2, 1]
    first = queue["tickets"][0]
    assert (first["next_clock"], first["due_at"]) == ("first_reaction", "2026-11-23T09:05:00+07:00")
    assert (first["remaining_seconds"], first["breached"], first["version"]) == (-300, True, 1)
    filtered = desk(
        "queue", "--filter", "медленно", "--limit", "1", "--json", by="ivanova", now="2026-11-23T09:10"
    ).json
    assert [row["number"] for row in filtered["tickets"]] == [1]
    overdue = desk("queue", "--view", "просрочено", "--json", by="ivanova", now="2026-11-23T09:10").json
    assert [row["number"] for row in overdue["tickets"]] == [2]


def test_the_list_has_closed_tickets_too(desk: Cli) -> None:
    registered(desk, "2026-11-23T09:00")
    registered(desk, "2026-11-23T09:00", different_from="1")
    desk("ticket", "close", "1", "--outcome", "withdrawn", "--reason", "Не нужно", by="ivanova", now="2026-11-23T09:10")
    listed = desk("ticket", "list", "--json", by="ivanova", now="2026-11-23T09:11").json
    assert [(row["number"], row["status"]) for row in listed["tickets"]] == [(1, "closed"), (2, "new")]
    closed = desk("ticket", "list", "--status", "закрыта", "--json", by="ivanova", now="2026-11-23T09:11").json
    assert (closed["total"], closed["tickets"][0]["number"]) == (1, 1)


def test_explain_tells_every_counted_interval(desk: Cli) -> None:
    registered(desk, "2026-11-24T12:40")
    desk("ticket", "comment", "1", "--text", "Готово", by="ivanova", now="2026-11-24T14:05")
    told = desk("explain", "1", "--json", by="ivanova", now="2026-11-24T15:00").json
    assert set(told["clocks"]) == {"first_reaction", "executor_reaction", "resolution"}
    reaction = told["clocks"]["first_reaction"]
    assert reaction["state"] == "breached"
    assert reaction["counted"] == [
        {"start": "2026-11-24T12:40:00+07:00", "end": "2026-11-24T13:00:00+07:00", "seconds": 1200},
        {"start": "2026-11-24T14:00:00+07:00", "end": "2026-11-24T14:05:00+07:00", "seconds": 300},
    ]
    assert reaction["steps"][0]["at"] == "2026-11-24T12:40:00+07:00"
    assert reaction["lines"][-1].startswith("Итог: Нарушен на 5 мин")
    one = desk("explain", "1", "--clock", "решение", "--json", by="ivanova", now="2026-11-24T15:00").json
    assert set(one["clocks"]) == {"resolution"}


def test_a_text_comes_from_standard_input(desk: Cli) -> None:
    registered(desk, "2026-11-23T09:00")
    text = "Первая строка\nвторая «строка»\n"
    answered = desk("ticket", "comment", "1", "--text", "-", "--json", by="ivanova", now="2026-11-23T09:02", stdin=text)
    assert answered.json["timeline"][-1]["text"] == "Первая строка\nвторая «строка»"


def test_the_ticket_is_told_in_russian_and_harmlessly(desk: Cli) -> None:
    hostile = "[/] [@click=app.quit] \x1b]52;c;eA==\x07 путь [/var/log]"
    told = desk(*new(subject=hostile, description="\x1b[2J\u202eтекст"), by="ivanova", now="2026-11-23T09:00")
    assert told.code == 0
    assert "\x1b" not in told.out
    assert "\x07" not in told.out
    assert "\u202e" not in told.out
    assert "[/] [@click=app.quit]" in told.out
    queue = desk("queue", by="ivanova", now="2026-11-23T09:00").out
    assert "[/] [@click=app.quit]" in queue
    assert "\x1b" not in queue
    assert desk("verify", "--json").json["ok"] is True
