"""Loading a year, a day declared off, the past under another reading, and what the routing rules decided."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import config
from tests.console.cli.calls import MON, at, due, registered, run
from tests.console.cli.conftest import Cli, Result

SHIPPED = Path(config.__file__).parent
DECREE = ("--decree", "Постановление от 01.12.2026 № 1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "settings"
    shutil.copytree(SHIPPED, made, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return made


def day(desk: Cli, folder: Path, *args: str, by: str = "orlova") -> Result:
    return desk("calendar", "day", *args, "--config", str(folder), "--json", by=by, now=at(MON, "09:30"))


def medium(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"), priority="medium")  # 14 working days: Fri 11.12 at 09:00
    registered(desk, at(MON, "09:00"), priority="very_high", channel="interactive")


def moved(answer: dict[str, Any]) -> list[tuple[int, str, str]]:
    return [(each["number"], each["due_before"][:16], each["due_after"][:16]) for each in answer["moved"]]


def test_a_day_off_tells_whose_due_times_move_before_it_is_applied(desk: Cli, folder: Path) -> None:
    medium(desk)
    answer = day(desk, folder, "2026-12-04", "--off", *DECREE, "--dry-run").json
    assert moved(answer) == [(1, "2026-12-11T09:00", "2026-12-14T09:00")]
    unmoved = run(desk, at(MON, "09:31"), "ivanova", "ticket", "show", "1", "--config", str(folder))
    assert due(unmoved, "resolution") == "2026-12-11T09:00"


def test_once_applied_the_due_times_have_moved_and_everything_still_agrees(desk: Cli, folder: Path) -> None:
    medium(desk)
    assert day(desk, folder, "2026-12-04", "--off", *DECREE).code == 0
    settings = ("--config", str(folder))
    ticket = run(desk, at(MON, "09:31"), "ivanova", "ticket", "show", "1", *settings)
    assert due(ticket, "resolution") == "2026-12-14T09:00"
    assert run(desk, at(MON, "09:32"), "admin", "verify", *settings)["ok"] is True


def test_a_day_needs_its_decree_a_supervisor_and_the_clinics_own_folder(desk: Cli, folder: Path) -> None:
    assert day(desk, folder, "2026-12-04", "--off").code == 2
    assert day(desk, folder, "2026-12-04", "--off", *DECREE, by="ivanova").code == 6
    shipped = desk("calendar", "day", "2026-12-04", "--off", *DECREE, by="orlova", now=at(MON, "09:30"))
    assert shipped.code != 0
    assert day(desk, folder, "2026-12-05", "--off", *DECREE).code == 8  # a Saturday is off already


def test_terms_beyond_the_loaded_years_are_provisional_and_recomputed_on_loading(desk: Cli, folder: Path) -> None:
    settings = ("--config", str(folder))
    registered(desk, at("2027-12-20", "09:00"), priority="medium")
    before = run(desk, at("2027-12-20", "09:01"), "ivanova", "ticket", "show", "1")["clocks"]["resolution"]
    assert before["provisional"] is True
    year = folder.parent / "2028.yaml"
    year.write_text(
        'year: 2028\ndecree: "Постановление № 2"\ndays_off: ["2028-01-03", "2028-01-04", "2028-01-05", "2028-01-06", '
        '"2028-01-07", "2028-01-10", "2028-01-11"]\nworking_weekends: []\nshortened: []\n',
        encoding="utf-8",
    )
    answer = desk("calendar", "apply", str(year), *settings, "--json", by="orlova", now=at("2027-12-20", "09:02"))
    assert answer.code == 0, answer.err
    after = run(desk, at("2027-12-20", "09:03"), "ivanova", "ticket", "show", "1", *settings)["clocks"]["resolution"]
    assert after["provisional"] is False


def test_the_past_is_judged_under_another_reading(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))  # high: solved within 4 working hours of the receipt
    run(desk, at(MON, "09:05"), "ivanova", "ticket", "comment", "1", "--text", "Передаём специалисту ВЛТП")
    run(desk, at(MON, "12:00"), "ivanova", "ticket", "release", "1", "--to", "petrov")
    run(desk, at(MON, "12:05"), "petrov", "ticket", "comment", "1", "--text", "Смотрю журнал")
    run(desk, at(MON, "15:00"), "petrov", "ticket", "resolve", "1", "--solution", "Перестроен индекс карт")
    answer = run(desk, at(MON, "16:00"), "orlova", "replay", "--set", "solution_start=assigned")
    assert (answer["before"]["resolution"], answer["after"]["resolution"]) == (1, 0)


def test_an_unknown_reading_is_refused_with_the_nearest(desk: Cli) -> None:
    result = desk("replay", "--set", "solution_strat=assigned", "--json", by="orlova", now=at(MON, "16:00"))
    assert result.code == 8
    assert "solution_start" in str(result.error)


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("confirmation_days=abc", "нужно целое число, а стоит «abc»"),
        ("solution_start=sometime", "возможны: received, assigned, accepted"),
        ("error.high.resolution=soon", "срок пишется как"),
        ("confirmation_days", "нужно КЛЮЧ=ЗНАЧЕНИЕ"),
    ],
)
def test_a_value_that_no_reading_has_is_refused_in_russian(desk: Cli, setting: str, said: str) -> None:
    result = desk("replay", "--set", setting, "--json", by="orlova", now=at(MON, "16:00"))
    assert result.code == 8
    assert said in result.error["message"]


def test_why_a_ticket_was_given_to_whom_stays_on_record(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))
    why = run(desk, at(MON, "09:01"), "ivanova", "route", "--why", "1")["decision"]
    assert (why["rule"], why["executor"], why["competence"]) == ("Ошибки qMS", "petrov", "qms-emr")
    assert why["candidates"] == ["petrov"]


def test_a_dry_route_writes_nothing_and_the_linter_names_what_is_missing(desk: Cli) -> None:
    request = ("--org", "kkb", "--mis", "qms", "--type", "error", "--priority", "high")
    dry = run(desk, at(MON, "09:00"), "ivanova", "route", "--dry-run", *request)
    assert dry["decision"]["executor"] == "petrov"
    assert run(desk, at(MON, "09:00"), "ivanova", "ticket", "list")["total"] == 0
    lint = desk("route", "--lint", "--json", by="orlova", now=at(MON, "09:00"))
    assert lint.code == 8
    codes = {each["code"] for each in json.loads(lint.out)["problems"]}
    assert "rule.missing_competence" in codes
