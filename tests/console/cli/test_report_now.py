"""``pult report now``: the breach panel's figures for a script, and the same ones in Russian."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from console.wallboard.sentences import left_words, share, time_words
from core.desk.views import DeskTime
from tests.console.cli.calls import MON, at, registered, run
from tests.console.cli.conftest import Cli
from tests.support.desk import KRASNOYARSK


def test_it_tells_what_is_breached_and_what_comes(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))  # an error of high priority: answered until 09:20, solved until 13:00
    found = run(desk, at(MON, "09:30"), "orlova", "report", "now")
    clocks: Any = found["clocks"]
    assert clocks["first_reaction"] == {"breached": 1, "within": {"15": 0, "60": 0, "240": 0}}
    (late,) = found["breached"]  # type: ignore[misc]
    assert (late["number"], late["clock"], late["remaining_seconds"]) == (1, "first_reaction", -600)
    assert late["why"] == "не ответили ни разу"
    assert found["standing"]["open"] == 1  # type: ignore[index]
    assert found["day"][-1]["backlog"] == 1  # type: ignore[index]


def test_in_words_it_says_the_same(desk: Cli) -> None:
    registered(desk, at(MON, "12:55"))
    said = desk("report", "now", by="orlova", now=at(MON, "13:10")).out
    assert "13:10, обед; с 14:00 за первые 15 минут сгорит 1, если не успеть" in said
    assert "не ответили ни разу" in said
    assert "по 1 обращению нет статистики" in said


def test_the_share_says_of_how_many_and_counts_what_nobody_has_ended(desk: Cli) -> None:
    for clinic, requester in (("kkb", "Синицына"), ("kkb", "Воробьёв"), ("gp4", "Зимина")):
        registered(desk, at(MON, "09:00"), org=clinic, requester=requester, mis="promed", channel="iskiz")
    desk("ticket", "comment", "1", "--text", "Смотрим", by="ivanova", now=at(MON, "09:05"))
    found: Any = run(desk, at(MON, "09:30"), "orlova", "report", "now")
    today = {each["clock"]: each for each in found["compliance"] if each["period"] == "today"}
    told = {"period": "today", "clock": "first_reaction"}
    figures = {"ended": 1, "kept": 1, "open_breached": 2, "of": 3, "share": 0.3333}
    assert today["first_reaction"] == told | figures
    said = desk("report", "now", by="orlova", now=at(MON, "09:30")).out
    assert "1 из 3 · 33 %" in said
    assert "100 %" not in said


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(0, 0, "—"), (999, 1000, "99 %"), (1, 1000, "1 %"), (1, 3, "33 %"), (3, 3, "100 %")]
)
def test_a_share_is_whole_only_when_nothing_is_missing(part: int, whole: int, said: str) -> None:
    assert share(part, whole) == said


class _Figures:
    """As much of a panel as the sentence of the time needs."""

    def __init__(self, time: DeskTime, first: int) -> None:
        self.time = time
        self.clocks = [type("Figure", (), {"within": (first, 0, 0)})()]


@pytest.mark.parametrize(
    ("now", "open_", "until", "reason", "first", "said"),
    [
        ("2026-11-23T11:20", True, "2026-11-23T13:00", None, 2, "11:20, рабочее время до 13:00"),
        (
            "2026-11-23T18:00", False, "2026-11-24T08:30", "after_hours", 0,
            "18:00, рабочий день окончен; с 24.11 08:30 за первые 15 минут не сгорит ничего",
        ),
        (
            "2026-11-28T10:00", False, "2026-11-30T08:30", "day_off", 3,
            "10:00, выходной; с 30.11 08:30 за первые 15 минут сгорят 3, если не успеть",
        ),
    ],
)  # fmt: skip
def test_while_time_stands_it_says_what_its_first_minutes_will_bring(
    *, now: str, open_: bool, until: str, reason: Any, first: int, said: str
) -> None:
    at_, then = (datetime.fromisoformat(each).replace(tzinfo=KRASNOYARSK) for each in (now, until))
    assert time_words(_Figures(DeskTime(at_, open_, then, reason), first)) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("minutes", "breached", "said"),
    [(12, False, "12 мин"), (-65, False, "−1 ч 5 мин"), (30, True, "нарушен"), (-6, True, "−6 мин")],
)
def test_what_is_left_and_what_is_over(minutes: int, breached: bool, said: str) -> None:
    row = type("Row", (), {"breached": breached})()
    burning = type("Burning", (), {"left": timedelta(minutes=minutes), "row": row, "day": timedelta(hours=8)})
    assert left_words(burning()) == said


def test_a_clinic_s_months_are_told_apart(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))  # answered until 09:20
    desk("ticket", "comment", "1", "--text", "Смотрим", by="ivanova", now=at(MON, "09:30"))
    found: Any = run(desk, at(MON, "10:00"), "orlova", "report", "clinic", "kkb")
    none = {"ended": 0, "breached": 0, "open_breached": 0, "of": 0, "share": None}
    late = {"ended": 1, "breached": 1, "open_breached": 0, "of": 1, "share": 1.0}
    assert (found["before"], found["now"]) == (none, late)
    assert {part["aspect"] for part in found["parts"]} == {"clock", "type", "priority", "assignee"}
    assert found["parts"][0] == {
        "aspect": "clock", "code": "first_reaction", "before": none, "now": late, "more": 1.0
    }  # fmt: skip
    said = desk("report", "clinic", "kkb", by="orlova", now=at(MON, "10:00")).out
    assert "с начала месяца нарушено 1 из 1 · 100 %; в прошлом месяце не было." in said
    assert "Реакция ПЛТП" in said


def test_a_clinic_that_nobody_knows_is_refused(desk: Cli) -> None:
    answer = desk("report", "clinic", "нет такой", by="orlova", now=at(MON, "10:00"))
    assert answer.code == 4
    assert "Нет организации «нет такой»" in answer.err
