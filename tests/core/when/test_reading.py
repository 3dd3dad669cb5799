"""Dates and instants as people type them, told at a known instant; each right value was computed by hand."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.policy import load_policy
from core.when import (
    ASKED,
    DUE,
    EXACTLY,
    EXPECTED,
    FORMS,
    HAPPENED,
    LASTS,
    PLANNED,
    Meaning,
    Toward,
    read_day,
    read_instant,
    read_written,
)

ZONE = ZoneInfo("Asia/Krasnoyarsk")
WORKTIME = load_policy().worktime()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


TUESDAY = at("2026-11-24T11:20")


def read(text: str, meaning: Meaning = DUE, now: datetime = TUESDAY) -> datetime:
    return read_instant(text, now, meaning, WORKTIME).at


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("24.11.2026 16:30", "2026-11-24T16:30"),
        ("24.11.2026, 16:30", "2026-11-24T16:30"),
        ("24.11.2026г. в 16:30", "2026-11-24T16:30"),
        ("24.11.26 16:30", "2026-11-24T16:30"),
        ("24.11 16:30", "2026-11-24T16:30"),
        ("16:30 24.11", "2026-11-24T16:30"),
        ("24.11 16.30", "2026-11-24T16:30"),
        ("24.11 16-30", "2026-11-24T16:30"),
        ("24.11 16", "2026-11-24T16:00"),
        ("24.11", "2026-11-24T17:30"),  # a term that is a day ends with its working hours (п. 3.4)
        ("28.11", "2026-11-28T17:30"),  # a Saturday
        ("24 ноября 16:30", "2026-11-24T16:30"),
        ("24 ноя 2026 г. 16:30", "2026-11-24T16:30"),
        ("1 мая", "2027-05-01T17:30"),
        ("20.11 12:00", "2027-11-20T12:00"),  # a term looks ahead: the next one
        ("20.11.2026 12:00", "2026-11-20T12:00"),
        ("29.02 12:00", "2028-02-29T12:00"),
        ("пт 12:00", "2026-11-27T12:00"),
        ("Пт. 12:00", "2026-11-27T12:00"),
        ("пт 27.11.2026 12:00", "2026-11-27T12:00"),  # as the program itself says it
        ("в пятницу 12", "2026-11-27T12:00"),
        ("в пятницу в 12 часов", "2026-11-27T12:00"),
        ("во вторник 12:00", "2026-11-24T12:00"),
        ("вт 11:00", "2026-12-01T11:00"),
        ("завтра 12", "2026-11-25T12:00"),
        ("завтра в 12:00", "2026-11-25T12:00"),
        ("завтра в 9 утра", "2026-11-25T09:00"),
        ("завтра в 5 вечера", "2026-11-25T17:00"),
        ("завтра 3 часа дня", "2026-11-25T15:00"),
        ("сегодня 15:30", "2026-11-24T15:30"),
        ("сегодня 9:00", "2026-11-24T09:00"),
        ("послезавтра", "2026-11-26T17:30"),
        ("Послезавтра 8.30", "2026-11-26T08:30"),
        ("12:00", "2026-11-24T12:00"),
        ("9:00", "2026-11-25T09:00"),
        ("12:00:30", "2026-11-24T12:00:30"),
        ("в 12 часов", "2026-11-24T12:00"),
        ("2026-11-24T16:30", "2026-11-24T16:30"),
        ("2026-11-24 16:30", "2026-11-24T16:30"),
        ("2026-11-24T12:30+03:00", "2026-11-24T16:30"),
        ("2026-11-24T09:30Z", "2026-11-24T16:30"),
        ("2026-11-24", "2026-11-24T17:30"),
        ("gn 12:00", "2026-11-27T12:00"),  # the other layout
        ("pfdnhf 12:00", "2026-11-25T12:00"),
    ],
)
def test_a_term_is_read_as_people_type_it(typed: str, meant: str) -> None:
    assert read(typed) == at(meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("+2ч", "2026-11-24T14:20"),  # 1 ч 40 мин before lunch, 20 мин after it
        ("+2h", "2026-11-24T14:20"),
        ("через 2 часа", "2026-11-24T14:20"),
        ("через два часа", "2026-11-24T14:20"),
        ("через час", "2026-11-24T12:20"),
        ("через полчаса", "2026-11-24T11:50"),
        ("через полтора часа", "2026-11-24T12:50"),
        ("+1,5ч", "2026-11-24T12:50"),
        ("+30м", "2026-11-24T11:50"),
        ("+ 30 мин", "2026-11-24T11:50"),
        ("+1ч 30м", "2026-11-24T12:50"),
        ("+3д", "2026-11-27T11:20"),
        ("+4д", "2026-11-30T11:20"),  # Saturday and Sunday do not count
        ("через 4 рабочих дня", "2026-11-30T11:20"),
        ("через 4 календарных дня", "2026-11-28T11:20"),
        ("через неделю", "2026-12-01T11:20"),
        ("+2x", "2026-11-24T14:20"),
    ],
)
def test_a_length_of_a_term_is_working_time(typed: str, meant: str) -> None:
    assert read(typed) == at(meant)


def test_it_is_said_that_a_length_was_counted_in_working_time() -> None:
    assert read_instant("+2ч", TUESDAY, DUE, WORKTIME).told(ZONE) == "вт 24.11.2026 14:20 (рабочее время)"
    assert read_instant("пт 12:00", TUESDAY, DUE, WORKTIME).told(ZONE) == "пт 27.11.2026 12:00"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("+2ч", "2026-11-24T13:20"),
        ("+4д", "2026-11-28T11:20"),
        ("через 4 рабочих дня", "2026-11-30T11:20"),
        ("через месяц", "2026-12-24T11:20"),
        ("через год", "2027-11-24T11:20"),
        ("через 3 месяца", "2027-02-24T11:20"),
    ],
)
def test_elsewhere_a_length_is_that_of_the_clock(typed: str, meant: str) -> None:
    assert read(typed, EXPECTED) == at(meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("пт 12:00", "2026-11-20T12:00"),
        ("вт 11:00", "2026-11-24T11:00"),
        ("вт 12:00", "2026-11-17T12:00"),
        ("вт", "2026-11-24T00:00"),
        ("12:00", "2026-11-23T12:00"),
        ("9:00", "2026-11-24T09:00"),
        ("24.12 9:00", "2025-12-24T09:00"),
        ("вчера", "2026-11-23T00:00"),
        ("вчера 16:40", "2026-11-23T16:40"),
        ("позавчера 16:40", "2026-11-22T16:40"),
        ("20 минут назад", "2026-11-24T11:00"),
        ("час назад", "2026-11-24T10:20"),
        ("полчаса назад", "2026-11-24T10:50"),
        ("-2ч", "2026-11-24T09:20"),
        ("2 дня назад", "2026-11-22T11:20"),
    ],
)
def test_what_has_happened_is_looked_for_behind(typed: str, meant: str) -> None:
    assert read(typed, HAPPENED) == at(meant)


@pytest.mark.parametrize(
    ("now", "meaning", "meant"),
    [
        ("2026-11-27T11:59", DUE, "2026-11-27T12:00"),
        ("2026-11-27T12:00", DUE, "2026-12-04T12:00"),
        ("2026-11-27T13:00", DUE, "2026-12-04T12:00"),  # on Friday at 13:00 the next Friday
        ("2026-11-23T09:00", HAPPENED, "2026-11-20T12:00"),  # on Monday the last one
        ("2026-11-27T12:00", HAPPENED, "2026-11-27T12:00"),
        ("2026-11-27T11:59", HAPPENED, "2026-11-20T12:00"),
    ],
)
def test_a_weekday_lies_where_the_field_looks(now: str, meaning: Meaning, meant: str) -> None:
    assert read("пт 12:00", meaning, at(now)) == at(meant)


def test_a_day_alone_means_what_the_field_means_by_a_day() -> None:
    assert read("31.12", LASTS) == at("2026-12-31T23:59:59")  # a key is good on that day too
    assert read("24.11", PLANNED) == at("2026-11-24T00:00")
    assert read("20.11", PLANNED) == at("2026-11-20T00:00")  # an absence may have begun
    assert read("вт", DUE, at("2026-11-24T18:00")) == at("2026-12-01T17:30")  # today's end has passed
    for text, meaning in (("вчера", EXACTLY), ("24.11", EXACTLY), ("2026-11-24", ASKED)):
        with pytest.raises(ValueError, match="нужно и время"):  # clocks run from there: nobody means midnight
            read(text, meaning)


@pytest.mark.parametrize(
    "typed",
    [
        "", "  ", "скоро", "12", "в 12", "16.30", "31.02 12:00", "31.11", "32.01.2026 10:00", "29.02.2026", "24.13",
        "25:00", "12:60", "завтра 25", "пт пт", "завтра вчера", "чт 27.11.2026 12:00", "10.11 12.11", "2 часа",
        "+", "+2", "+2 попугая", "через", "назад", "+999999999д", "завтра в 15 утра", "вечером 12:00", "24/11 16:30",
        "+1,5д", "2026-13-01T10:00", "12:00 13:00", "x" * 500, "01.01.0000 10:00",
    ],
)  # fmt: skip
def test_what_is_no_instant_or_more_than_one_is_refused_with_the_forms(typed: str) -> None:
    with pytest.raises(ValueError, match="Не понимаю время") as refused:
        read(typed)
    assert FORMS in str(refused.value)


def test_a_refusal_says_what_was_probably_meant() -> None:
    for typed, said in (
        ("16.30", "время пишут через двоеточие, 16:30"),
        ("12", "час пишут с минутами, 12:00"),
        ("31.02 12:00", "дня 31.02 не бывает"),
        ("чт 27.11.2026 12:00", "27.11.2026 — это пт, а не чт"),
        ("25:00", "времени «25:00» не бывает"),
    ):
        with pytest.raises(ValueError, match="Не понимаю время") as refused:
            read(typed)
        assert said in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "toward", "meant"),
    [
        ("30.11", Toward.AHEAD, date(2026, 11, 30)),
        ("30.11.2026", Toward.AHEAD, date(2026, 11, 30)),
        ("30.11.26", Toward.AHEAD, date(2026, 11, 30)),
        ("2026-11-30", Toward.AHEAD, date(2026, 11, 30)),
        ("24.11", Toward.AHEAD, date(2026, 11, 24)),
        ("14.01", Toward.AHEAD, date(2027, 1, 14)),
        ("14.01", Toward.BACK, date(2026, 1, 14)),
        ("14.12", Toward.BACK, date(2025, 12, 14)),
        ("14.01", Toward.NEAR, date(2027, 1, 14)),
        ("14.10", Toward.NEAR, date(2026, 10, 14)),
        ("пт", Toward.AHEAD, date(2026, 11, 27)),
        ("пт", Toward.BACK, date(2026, 11, 20)),
        ("вт", Toward.BACK, date(2026, 11, 24)),
        ("завтра", Toward.BACK, date(2026, 11, 25)),
        ("+3д", Toward.AHEAD, date(2026, 11, 27)),
        ("через неделю", Toward.AHEAD, date(2026, 12, 1)),
        ("3 дня назад", Toward.BACK, date(2026, 11, 21)),
        ("1 декабря", Toward.AHEAD, date(2026, 12, 1)),
    ],
)
def test_a_date_is_read_as_people_type_it(typed: str, toward: Toward, meant: date) -> None:
    assert read_day(typed, TUESDAY, toward) == meant


@pytest.mark.parametrize("typed", ["", "31.11", "30.11 12:00", "12:00", "+2ч", "24", "скоро", "29.02.2026"])
def test_what_is_no_date_is_refused_with_the_forms(typed: str) -> None:
    with pytest.raises(ValueError, match=r"Не понимаю дату .*нужно, например, 24\.11"):
        read_day(typed, TUESDAY, Toward.AHEAD)


def test_a_file_names_instants_that_do_not_depend_on_now() -> None:
    assert read_written("24.11.2026 10:35", ZONE) == at("2026-11-24T10:35")
    assert read_written("2026-11-24T10:35", ZONE) == at("2026-11-24T10:35")
    for text in ("24.11 10:35", "завтра 10:35", "пт 10:35", "10:35"):
        with pytest.raises(ValueError, match="Не понимаю время"):
            read_written(text, ZONE)


@given(st.text(alphabet="0123456789.:+- чдмптзавтрчерезназад,", max_size=30), st.sampled_from([DUE, HAPPENED, LASTS]))
def test_whatever_is_typed_is_read_or_refused(text: str, meaning: Meaning) -> None:
    try:
        said = f"{read(text, meaning)}"
    except ValueError as refused:
        said = f"{refused}"
    assert said.startswith(("Не понимаю время", "1", "2", "3"))
