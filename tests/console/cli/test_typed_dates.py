"""Dates as people type them at the command line; the answer says which instant was understood."""

import pytest

from tests.console.cli.calls import registered, run
from tests.console.cli.conftest import Cli, new
from tests.support.desk import SINITSYNA

TUESDAY = "2026-11-24T11:20"


def agree(due: str) -> tuple[str, ...]:
    return ("ticket", "term", "1", "--due", due, "--agreed-with", str(SINITSYNA), "--reason", "Ждём поставщика")


def test_an_agreed_term_is_typed_by_its_weekday_and_told_in_full(desk: Cli) -> None:
    registered(desk, "2026-11-24T11:00")
    told = desk(*agree("пт 12:00"), by="ivanova", now=TUESDAY)
    assert told.code == 0, told.err
    assert told.out.rstrip().endswith("понято: пт 27.11.2026 12:00")
    document = run(desk, TUESDAY, "ivanova", *agree("в понедельник 12"))
    assert document["understood"] == {"due": "2026-11-30T12:00:00+07:00"}


def test_two_hours_of_a_term_are_working_hours_and_it_is_said(desk: Cli) -> None:
    registered(desk, "2026-11-24T11:00")
    told = desk(*agree("+2ч"), by="ivanova", now=TUESDAY)
    assert "понято: вт 24.11.2026 14:20 (рабочее время)" in told.out


def test_a_request_was_received_on_the_last_friday(desk: Cli) -> None:
    told = desk(*new(received_at="пт 12:00"), by="ivanova", now="2026-11-23T09:00")
    assert told.code == 0, told.err
    assert "понято: пт 20.11.2026 12:00" in told.out


def test_what_was_understood_is_said_of_a_refusal_too(desk: Cli) -> None:
    registered(desk, "2026-11-24T11:00")
    refused = desk(*agree("24.11.2026 9:00"), by="ivanova", now=TUESDAY)
    assert refused.code != 0
    assert "понято: вт 24.11.2026 09:00" in refused.err
    error = desk(*agree("24.11.2026 9:00"), "--json", by="ivanova", now=TUESDAY).error
    assert error["details"]["understood"] == {"due": "2026-11-24T09:00:00+07:00"}


def test_each_of_two_instants_is_told_with_its_option(desk: Cli) -> None:
    told = desk("person", "absence", "petrov", "--from", "сегодня 8:30", "--until", "30.11", "--sudden",
                "--reason", "Отпуск", by="orlova", now=TUESDAY)  # fmt: skip
    assert told.code == 0, told.err
    assert "понято: вт 24.11.2026 08:30 (--from)\nпонято: пн 30.11.2026 00:00 (--until)" in told.out


@pytest.mark.parametrize(
    ("args", "understood"),
    [
        (("worktime", "add", "сегодня 9:00", "4h"), {"start": "2026-11-24T09:00:00+07:00"}),
        (("worktime", "add", "2026-11-24T09:00", "4h"), None),  # a script knows what it has written
        (("sla", "error", "high", "--at", "пт 16:00"), {"at": "2026-11-27T16:00:00+07:00"}),
    ],
)
def test_a_script_is_told_the_instant_that_people_typed(
    pult: Cli, args: tuple[str, ...], understood: dict[str, str] | None
) -> None:
    answer = pult(*args, "--json", now=TUESDAY)
    assert answer.json.get("understood") == understood


def test_a_contract_ends_on_a_day_as_people_write_it(desk: Cli) -> None:
    told = desk("org", "contract", "kkb", "--number", "7", "--from", "01.12.2026", "--until", "31.12.2027", "--json",
                by="admin", now=TUESDAY)  # fmt: skip
    assert told.code in (0, 4), told.err
    if told.code == 0:
        assert told.json["contract_until"] == "2027-12-31"


def test_the_queue_says_which_days_its_filter_means(desk: Cli) -> None:
    registered(desk, "2026-11-24T11:00")
    told = desk("queue", "--filter", "поступило:вт", by="ivanova", now=TUESDAY)
    assert told.out.rstrip().endswith("понято: поступило вт 24.11.2026")
    document = desk("queue", "--filter", "поступило:вт", "--json", by="ivanova", now=TUESDAY).json
    assert (document["total"], document["understood"]) == (1, ["поступило вт 24.11.2026"])
