"""A year's calendar that is changed by a day, read from a file, and written whole or not at all (п. 3.4)."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.policy import ConfigError, Policy
from core.policy.configuration.calendar_files import NewCalendar, read_calendar, store_calendar, with_calendar, with_day
from tests.core.policy.conftest import Edit

DECREE = "Постановление № 7"
FRIDAY, SATURDAY, SUNDAY = date(2026, 12, 4), date(2026, 12, 5), date(2026, 12, 6)
EVE = date(2026, 6, 11)
"""A Thursday that is shortened."""
HOLIDAY = date(2026, 11, 4)


def lists(policy: Policy, new: NewCalendar, day: date) -> tuple[bool, bool, bool]:
    """Whether the day is off, a worked weekend, shortened; of every other day the calendar says what it said."""
    before, after = policy.worktime().calendar(2026), new.calendar
    names = ("days_off", "working_weekends", "shortened")
    assert all(getattr(before, name) - {day} == getattr(after, name) - {day} for name in names)
    return day in after.days_off, day in after.working_weekends, day in after.shortened


@pytest.mark.parametrize(
    ("day", "kind", "expected"),
    [
        (FRIDAY, "off", (True, False, False)),
        (FRIDAY, "short", (False, False, True)),
        (SATURDAY, "work", (False, True, False)),
        (SUNDAY, "work", (False, True, False)),
        (SATURDAY, "short", (False, True, True)),
        (HOLIDAY, "work", (False, False, False)),
        (HOLIDAY, "short", (False, False, True)),
        (EVE, "work", (False, False, False)),
        (EVE, "off", (True, False, False)),
    ],
)
def test_a_day_is_declared(policy: Policy, day: date, kind: str, expected: tuple[bool, bool, bool]) -> None:
    new = with_day(policy, day, kind, DECREE)
    assert lists(policy, new, day) == expected
    assert new.year == 2026
    assert new.decree == f"{policy.worktime().calendar(2026).source}; {DECREE}"
    assert new.calendar.source == new.decree
    assert f"№ 1466 «О переносе выходных дней в 2026 году»; {DECREE}\n" in new.text


@pytest.mark.parametrize(
    ("day", "kind"), [(SATURDAY, "off"), (FRIDAY, "work"), (HOLIDAY, "off"), (EVE, "short"), (SUNDAY, "off")]
)
def test_a_day_that_is_so_already(policy: Policy, day: date, kind: str) -> None:
    with pytest.raises(ConfigError) as caught:
        with_day(policy, day, kind, DECREE)
    assert str(caught.value) == f"--day: {day.isoformat()}: этот день и так такой"


def test_a_kind_that_no_day_has(policy: Policy) -> None:
    with pytest.raises(ConfigError) as caught:
        with_day(policy, FRIDAY, "выходной", DECREE)
    assert str(caught.value) == "--day: выходной: возможно: off, work, short"


def test_a_holiday_that_is_worked_is_remarked(policy: Policy) -> None:
    assert with_day(policy, FRIDAY, "off", DECREE).remarks == ()
    assert with_day(policy, HOLIDAY, "work", DECREE).remarks == (
        "04.11.2026: праздник или день отдыха по закону, а в файле рабочий",
    )


def test_the_text_is_a_file_that_reads_as_the_same_calendar(policy: Policy, tmp_path: Path) -> None:
    new = with_day(policy, SATURDAY, "short", DECREE)
    path = tmp_path / "2026.yaml"
    path.write_text(new.text, encoding="utf-8")
    assert read_calendar(path) == new
    assert new.text.startswith("year: 2026\ndecree: Постановление Правительства РФ от 24.09.2025")
    assert "working_weekends:\n- '2026-12-05'\nshortened:\n- '2026-04-30'\n" in new.text


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        read_calendar(tmp_path / "2028.yaml")
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.key) == (str(tmp_path / "2028.yaml"), None, "")
    assert problem.message.startswith("файл не читается (")


def test_a_file_with_a_wrong_day_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "2028.yaml"
    path.write_text(
        "year: 2028\ndecree: Постановление № 2\ndays_off:\n- '2028-01-08'\nworking_weekends: []\nshortened: []\n",
        encoding="utf-8",
    )
    with pytest.raises(ConfigError) as caught:
        read_calendar(path)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.key) == (str(path), 4, "days_off[0]")


def test_it_is_stored_where_the_program_looks_for_it_and_nothing_else_is_left(policy: Policy, tmp_path: Path) -> None:
    new = with_day(policy, FRIDAY, "off", DECREE)
    stored = store_calendar(tmp_path / "нет ещё", new)
    assert stored == tmp_path / "нет ещё" / "calendars" / "2026.yaml"
    assert stored.read_text(encoding="utf-8") == new.text
    assert stored.stat().st_mode & 0o777 == 0o644
    assert [each.name for each in stored.parent.iterdir()] == ["2026.yaml"]
    again = store_calendar(tmp_path / "нет ещё", with_day(policy, FRIDAY, "short", DECREE))
    assert again == stored
    assert "'2026-12-04'" in again.read_text(encoding="utf-8").partition("shortened:")[2]


def test_where_it_cannot_be_written_the_old_one_stays(
    policy: Policy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = with_day(policy, FRIDAY, "off", DECREE)
    stored = store_calendar(tmp_path, new)

    def full(_fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store_calendar(tmp_path, replace(new, text="year: 2026\n"))
    assert stored.read_text(encoding="utf-8") == new.text
    assert [each.name for each in stored.parent.iterdir()] == ["2026.yaml"]


def test_the_policy_with_it_counts_by_it_and_is_otherwise_the_same(policy: Policy) -> None:
    new = with_day(policy, FRIDAY, "off", DECREE)
    after = with_calendar(None, new)
    assert after.worktime().calendar(2026) == new.calendar
    assert after.worktime().calendar(2025) == policy.worktime().calendar(2025)
    assert (after.norms, after.labels, after.dispatch) == (policy.norms, policy.labels, policy.dispatch)


def test_in_a_folder_of_ones_own_the_rest_of_it_stays_in_force(policy: Policy, folder: Path, edit: Edit) -> None:
    edit("lifecycle.yaml", "confirmation_days: 5", "confirmation_days: 4")
    after = with_calendar(folder, with_day(policy, FRIDAY, "off", DECREE))
    assert after.lifecycle.confirmation_days == 4
    assert FRIDAY in after.worktime().calendar(2026).days_off
