"""``pult sweep``: what time alone causes, once, whoever else sweeps, and never at night."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.console.cli.calls import MON, TUE, at, registered, run
from tests.console.cli.conftest import Cli
from tests.support.patience import PATIENCE


def swept(desk: Cli, now: str, *args: str) -> list[tuple[int, str]]:
    return [(each["number"], each["what"]) for each in run(desk, now, "ivanova", "sweep", *args)["swept"]]


def test_a_breach_near_is_told_once_and_the_breach_itself_once(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"), priority="very_high")  # first reaction due 09:05, resolution 13:00
    assert swept(desk, at(MON, "09:02:59")) == []
    assert swept(desk, at(MON, "09:03:00")) == [(1, "breach_near")]
    assert swept(desk, at(MON, "09:05:00")) == []
    assert swept(desk, at(MON, "09:05:01")) == [(1, "breached")]
    assert swept(desk, at(MON, "09:06:00")) == []


def test_warnings_are_counted_in_working_time_and_never_given_at_night(desk: Cli) -> None:
    registered(desk, at(MON, "17:29"), priority="high")  # due Tue 08:49; the warning is 2 working minutes before
    assert swept(desk, at(MON, "17:31")) == []
    assert swept(desk, at(TUE, "03:00")) == []
    assert swept(desk, at(TUE, "08:46:59")) == []
    assert swept(desk, at(TUE, "08:47:00")) == [(1, "breach_near")]


def test_a_term_not_agreed_after_two_hours_is_reminded_of(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"), type="other", priority="none")
    assert swept(desk, at(MON, "10:59:59")) == []
    assert swept(desk, at(MON, "11:00:00")) == [(1, "no_term")]
    assert swept(desk, at(MON, "12:00:00")) == []


def test_an_overdue_task_and_an_overdue_dispute_are_told(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"), type="other", priority="none")
    run(desk, at(MON, "09:01"), "ivanova", "ticket", "term", "1", "--due", "2027-01-29T12:00", "--agreed-with",
        "Синицына", "--reason", "Проект")  # fmt: skip
    run(desk, at(MON, "09:02"), "ivanova", "ticket", "task", "1", "--text", "Проверить журнал", "--to", "orlova",
        "--due", at(MON, "12:00"))  # fmt: skip
    run(desk, at(MON, "09:03"), "ivanova", "ticket", "dispute", "1", "--open", "--text", "Срок")
    assert swept(desk, at(MON, "12:00")) == []
    assert swept(desk, at(MON, "12:00:01")) == [(1, "task_overdue")]
    assert swept(desk, "2026-11-30T17:29:59") == []
    assert swept(desk, "2026-12-01T08:30:00") == [(1, "dispute_overdue")]


def test_an_open_dispute_is_told_once_and_nothing_closes_by_itself(desk: Cli) -> None:
    registered(desk, "2026-11-20T15:00")
    run(desk, "2026-11-20T15:01", "ivanova", "ticket", "take", "1")
    run(desk, "2026-11-20T16:00", "ivanova", "ticket", "resolve", "1", "--solution", "Карта открывается")
    run(desk, "2026-11-20T16:30", "ivanova", "ticket", "dispute", "1", "--open", "--text", "Срок")
    assert swept(desk, "2026-11-28T12:00", "--dry-run") == []  # a Saturday: no alert, and no silence either
    assert swept(desk, "2026-11-30T09:00") == [(1, "dispute_overdue")]
    assert swept(desk, "2026-11-30T09:00") == []


def test_a_sweep_that_comes_late_closes_at_the_end_of_the_fifth_working_day(desk: Cli) -> None:
    registered(desk, "2026-11-20T15:00")
    run(desk, "2026-11-20T15:01", "ivanova", "ticket", "take", "1")
    run(desk, "2026-11-20T16:00", "ivanova", "ticket", "resolve", "1", "--solution", "Карта открывается")
    assert swept(desk, "2026-11-28T12:00", "--dry-run") == [(1, "closed")]  # a Saturday: no alert
    assert swept(desk, "2026-12-01T09:00") == [(1, "closed")]
    shown = run(desk, "2026-12-01T09:00", "ivanova", "ticket", "show", "1")
    assert (shown["closed_at"], shown["outcome"]) == ("2026-11-27T17:30:00+07:00", "automatic")
    assert (shown["timeline"][-1]["kind"], shown["timeline"][-1]["at"]) == ("closed", "2026-12-01T09:00:00+07:00")
    assert swept(desk, "2026-12-01T09:00") == []


def test_a_remote_session_that_nobody_ends_is_told(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"), type="other", priority="none")
    run(desk, at(MON, "09:01"), "ivanova", "ticket", "term", "1", "--due", "2027-01-29T12:00", "--agreed-with",
        "Синицына", "--reason", "Проект")  # fmt: skip
    run(desk, at(MON, "12:00"), "ivanova", "ticket", "remote", "1", "--start", "--pc", "KKB-117", "--consent-by",
        "Синицына", "--consent-how", "phone")  # fmt: skip
    assert swept(desk, at(MON, "14:59:59")) == []
    assert swept(desk, at(MON, "15:00:00")) == [(1, "remote_open")]  # an hour before lunch and one after


def test_a_dry_sweep_changes_nothing(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"), priority="very_high")
    assert swept(desk, at(MON, "10:00"), "--dry-run") == [(1, "breached")]
    assert run(desk, at(MON, "10:00"), "ivanova", "ticket", "show", "1")["version"] == 1
    assert swept(desk, at(MON, "10:00")) == [(1, "breached")]


def test_four_sweeps_at_once_do_everything_once(desk: Cli) -> None:
    for minute in range(12):
        registered(
            desk, at(MON, f"09:{minute:02}"), priority="very_high",
            channel="interactive", subject=f"Отказ модуля {minute}",
            description=f"Сбой номер {minute} в отделении {minute}",
        )  # fmt: skip
    call = [str(Path(sys.executable).with_name("pult")), "sweep", "--json"]
    environment = os.environ | {"PULT_NOW": at(MON, "10:00"), "PYTHONUTF8": "1"}
    running = [subprocess.Popen(call, env=environment, stdout=-1, stderr=-1) for _ in range(4)]
    outcomes = [(each.communicate(timeout=PATIENCE), each.returncode) for each in running]
    assert [(code, err) for (_out, err), code in outcomes] == [(0, b"")] * 4
    told = [each["number"] for (out, _err), _code in outcomes for each in json.loads(out)["swept"]]
    assert sorted(told) == list(range(1, 13))
    assert swept(desk, at(MON, "10:00")) == []
    assert run(desk, at(MON, "10:01"), "admin", "verify")["ok"] is True
