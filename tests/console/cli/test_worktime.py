"""``pult worktime`` and ``pult calendar``: п. 3.4 through the command line."""

import json
import re
from pathlib import Path

import pytest

from tests.console.cli.conftest import Cli


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        ("2026-11-23T09:00", "4h", "2026-11-23T13:00:00+07:00"),
        ("2026-11-23T02:00:00Z", "4h", "2026-11-23T13:00:00+07:00"),
        ("2026-11-24T13:20", "20m", "2026-11-24T14:20:00+07:00"),
        ("2026-11-24T16:30", "14d", "2026-12-14T16:30:00+07:00"),
        ("2026-11-28T12:00", "0s", "2026-11-30T08:30:00+07:00"),
    ],
)
def test_adding_working_time(pult: Cli, start: str, duration: str, end: str) -> None:
    assert pult("worktime", "add", start, duration, "--json").json == {"result": end, "provisional": False}


def test_the_change_of_the_zone_in_2014_moves_no_working_minute(pult: Cli) -> None:
    """Friday 17:00 is still +08:00, Monday morning +07:00; no calendar of 2014 is loaded."""
    answer = pult("worktime", "add", "2014-10-24T17:00+08:00", "1h", "--json").json
    assert answer == {"result": "2014-10-27T09:00:00+07:00", "provisional": True}


def test_working_time_between_two_instants_leaves_lunch_out(pult: Cli) -> None:
    answer = pult("worktime", "between", "2026-11-24T12:40", "2026-11-24T14:10", "--json").json
    assert answer == {"seconds": 1800, "provisional": False}


def test_the_end_before_the_start_is_zero(pult: Cli) -> None:
    assert pult("worktime", "between", "2026-11-24T12:00", "2026-11-24T10:00", "--json").json["seconds"] == 0


def test_a_year_without_a_calendar_is_provisional(pult: Cli) -> None:
    assert pult("worktime", "add", "2031-03-03T09:00", "1h", "--json").json["provisional"] is True


@pytest.mark.parametrize(
    "bad", [("x", "1h"), ("2026-11-24", "1h"), ("2026-11-24T09:00", "1y"), ("1900-01-01T09:00", "1h")]
)
def test_what_is_no_instant_or_duration_is_bad_input(pult: Cli, bad: tuple[str, str]) -> None:
    result = pult("worktime", "add", *bad, "--json")
    assert result.code == 8
    assert result.error["message"].endswith(".")
    assert re.match("[А-Я]", result.error["message"])


LINES = [
    {"op": "add", "start": "2026-11-23T09:00", "seconds": 14400},
    {"op": "between", "start": "2026-11-24T12:40:00+07:00", "end": "2026-11-24T07:10:00Z"},
    {"op": "add", "start": "2026-11-27T16:00:00+07:00", "seconds": 300},
]
ANSWERS = [
    {"result": "2026-11-23T13:00:00+07:00", "provisional": False},
    {"seconds": 1800, "provisional": False},
    {"result": "2026-11-27T16:05:00+07:00", "provisional": False},
]


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_a_batch_answers_line_by_line_in_order(pult: Cli, tmp_path: Path, more: tuple[str, ...]) -> None:
    source = tmp_path / "lines.jsonl"
    source.write_text("".join(json.dumps(line) + "\n" for line in LINES), encoding="utf-8")
    result = pult("worktime", "--batch", str(source), *more)
    assert [json.loads(line) for line in result.out.splitlines()] == ANSWERS


def test_a_batch_comes_from_standard_input(pult: Cli) -> None:
    result = pult("worktime", "--batch", "-", stdin="\n".join(map(json.dumps, LINES)))
    assert [json.loads(line) for line in result.out.splitlines()] == ANSWERS


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "",
        "[]",
        '{"op":"sub"}',
        '{"op":"add","start":"2026-11-23T09:00"}',
        '{"op":"add","start":"2026-11-23T09:00","seconds":"1"}',
        '{"op":"add","start":"2026-11-23T09:00","seconds":true}',
        '{"op":"add","start":"2026-11-23T09:00","seconds":-1}',
        '{"op":"add","start":"2026-11-23T09:00","seconds":99999999999999999999}',
        '{"op":"add","start":5,"seconds":1}',
        '{"op":"add","start":"2026-11-23T24:61:00","seconds":1}',
        '{"op":"between","start":"2026-11-23T09:00","end":"2026-11-23T09:00","ends":1}',
        "[" * 100_000,
    ],
)
def test_a_bad_line_is_named_and_nothing_is_printed(pult: Cli, line: str) -> None:
    good = json.dumps(LINES[0])
    result = pult("worktime", "--batch", "-", "--json", stdin=f"{good}\n{line}\n{good}\n")
    assert result.code == 8
    assert result.error["details"] == {"line": 2}
    assert result.error["message"].startswith("Строка 2: ")


def test_a_batch_that_is_not_there_is_bad_input(pult: Cli, tmp_path: Path) -> None:
    assert pult("worktime", "--batch", str(tmp_path / "none")).code == 8


def test_local_time_that_the_clock_passed_twice_is_read_as_by_the_single_command(pult: Cli) -> None:
    text = "2014-10-26T01:30:00"
    single = pult("worktime", "add", text, "1h", "--json").json
    batch = pult("worktime", "--batch", "-", stdin=json.dumps({"op": "add", "start": text, "seconds": 3600}))
    assert json.loads(batch.out) == single


def test_the_calendar_of_2024_has_its_moved_days(pult: Cli) -> None:
    calendar = pult("calendar", "2024", "--json").json
    assert calendar["working_weekends"] == ["2024-04-27", "2024-11-02", "2024-12-28"]
    assert "2024-04-29" in calendar["days_off"]
    assert "2024-11-02" in calendar["shortened"]
    assert "2024-04-27" not in calendar["shortened"]
    assert calendar["year"] == 2024
    assert calendar["provisional"] is False
    assert "1314" in calendar["source"]


def test_the_calendar_without_a_year_is_the_present_one(pult: Cli) -> None:
    assert pult("calendar", "--json", now="2026-11-23T09:00").json["year"] == 2026


def test_a_year_beyond_the_loaded_ones_is_provisional(pult: Cli) -> None:
    assert pult("calendar", "2040", "--json").json["provisional"] is True
    assert "предварительно" in pult("calendar", "2040").out


def test_a_year_out_of_reach_is_bad_input(pult: Cli) -> None:
    assert pult("calendar", "1812").code == 8


def test_the_calendar_is_told_in_russian_by_months(pult: Cli) -> None:
    assert "1–2, 5–9.01; 23.02; 9.03; 1, 11.05; 12.06; 4.11; 31.12" in pult("calendar", "2026").out


def test_a_batch_of_more_than_16_megabytes_is_refused_before_it_is_read_whole(pult: Cli, tmp_path: Path) -> None:
    file = tmp_path / "batch.jsonl"
    file.write_bytes(b"\n" * (16 * 1024 * 1024 + 1))
    for given, stdin in ((str(file), b""), ("-", file.read_bytes())):
        result = pult("worktime", "--batch", given, "--json", stdin=stdin)
        assert (result.code, result.error["code"]) == (8, "too_large")
        assert "больше 16 МБ" in result.error["message"]
