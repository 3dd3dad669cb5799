"""The filter language: what people type, in either language and layout, and what is said of what cannot be read."""

from datetime import timedelta
from typing import Any

import pytest

from core.policy import load_policy
from core.tickets.filtering import (
    All,
    Assignee,
    Broken,
    BurningTerm,
    ClosedTerm,
    Codes,
    Completion,
    Created,
    Due,
    External,
    Flag,
    Not,
    Numbered,
    OrganizationTerm,
    Received,
    RequesterTerm,
    WordsTerm,
    complete,
    filter_help,
    parse,
    understood,
)
from core.tickets.filtering import Any as AnyOf
from core.tickets.forecast.horizons import bounds
from core.vocabulary import ClockName
from tests.support.desk import moment

POLICY = load_policy()
NOW = moment("2026-11-24T11:20")  # a Tuesday before lunch
AFTER_NOW = NOW + timedelta(microseconds=1)


def term(text: str) -> Any:
    parsed = parse(text, POLICY, NOW)
    assert parsed.problems == ()
    return parsed.term


def one(text: str) -> Any:
    (found,) = term(text).terms
    return found


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("просрочено", Flag("overdue")),
        ("Просрочено", Flag("overdue")),
        ("overdue", Flag("overdue")),
        ("ghjchjxtyj", Flag("overdue")),  # the other layout
        ("ждет", Flag("waiting")),
        ("-ждёт", Not(Flag("waiting"))),
        ('"просрочено"', WordsTerm("просрочено")),
        ('"не печатает"', WordsTerm("не печатает")),
        ('-"не печатает"', Not(WordsTerm("не печатает"))),
        ("печатает", WordsTerm("печатает")),
        ("мо:ккб", OrganizationTerm(("ккб",))),
        ('мо:"краевая больница"', OrganizationTerm(("краевая больница",))),
        ("org:kkb,gp4", OrganizationTerm(("kkb", "gp4"))),
        ("приоритет:высокий", Codes("priority", ("high",))),
        ("приоритет:высокий,средний", Codes("priority", ("high", "medium"))),
        ('приоритет:"очень высокий"', Codes("priority", ("very_high",))),
        ("приоритет:очень", Codes("priority", ("very_high",))),
        ("priority:high", Codes("priority", ("high",))),
        ("тип:ошибка", Codes("type", ("error",))),
        ("nbg:jib,rf", Codes("type", ("error",))),
        ("статус:решена", Codes("status", ("resolved",))),
        ("линия:влтп", Codes("line", ("second",))),
        ("мис:промед", Codes("mis", ("promed",))),
        ("канал:телефон", Codes("channel", ("phone",))),
        ("исполнитель:я", Assignee((), me=True)),
        ("исполнитель:нет", Assignee((None,))),
        ("исполнитель:petrov,я", Assignee(("petrov",), me=True)),
        ("инициатор:синицына", RequesterTerm(("синицына",))),
        ("номер:120,№121", Numbered((120, 121))),
        ("внешний:ИСК-7", External(("ИСК-7",))),
        ("ожидает:инициатора,тлтп", Codes("waiting", ("requester", "third_line"))),
        ("решать", Flag("to_solve")),
        ("записано:сегодня", Created(moment("2026-11-24T00:00"), moment("2026-11-25T00:00"))),
        ("закрыто:>23.11", ClosedTerm(since=moment("2026-11-23T00:00"))),
        ("срок:сегодня", Due(moment("2026-11-24T00:00"), moment("2026-11-25T00:00"))),
        ("срок:завтра", Due(moment("2026-11-25T00:00"), moment("2026-11-26T00:00"))),
        ("срок<2ч", Due(until=moment("2026-11-24T14:20"))),  # 1 ч 40 before lunch, 20 minutes after it
        ("срок:<1д", Due(until=moment("2026-11-25T11:20"))),
        ("срок<30.11", Due(until=moment("2026-11-30T00:00"))),
        ("поступило:>20.11", Received(since=moment("2026-11-20T00:00"))),
        ("поступило:вчера", Received(moment("2026-11-23T00:00"), moment("2026-11-24T00:00"))),
        ("поступило:01.11.2025", Received(moment("2025-11-01T00:00"), moment("2025-11-02T00:00"))),
        ("-мо:ккб", Not(OrganizationTerm(("ккб",)))),
    ],
)
def test_a_term_is_read(text: str, meant: object) -> None:
    assert one(text) == meant


def test_terms_are_joined_by_and_and_or_parts_them() -> None:
    assert term("") == All()
    assert term("мо:ккб просрочено -ждёт") == All((OrganizationTerm(("ккб",)), Flag("overdue"), Not(Flag("waiting"))))
    assert term("просрочено или мо:ккб скоро") == AnyOf(
        (All((Flag("overdue"),)), All((OrganizationTerm(("ккб",)), Flag("soon"))))
    )


@pytest.mark.parametrize(
    ("text", "start", "end", "said"),
    [
        ("мо:ккб приаритет:высокий", 7, 24, "Нет поля «приаритет», может быть, «приоритет:»?"),
        (
            "приоритет:высокая",
            0,
            17,
            "«приоритет»: недопустимо «высокая». Возможно, «высокий». Допустимо: очень высокий, высокий, средний, "
            "низкий, по согласованию",
        ),
        ("тип:", 0, 4, "«тип:» — после двоеточия нужно, чего именно"),
        ("номер:много", 0, 11, "«номер» — число, например номер:120"),
        (
            "срок:скоро",
            0,
            10,
            "«срок»: не понимаю «скоро»; годится вчера, сегодня, завтра, 25.11, <2ч, по согласованию",
        ),
        ("поступило:31.02", 0, 15, "«поступило»: такого дня нет — «31.02»"),
        ("(просрочено)", 0, 1, "Скобок нет: «или» действует на всё слева и справа"),
    ],
)
def test_what_cannot_be_read_is_marked_with_what_was_probably_meant(text: str, start: int, end: int, said: str) -> None:
    problem = parse(text, POLICY, NOW).problems[0]
    assert (problem.start, problem.end, problem.message) == (start, end, said)


def test_what_cannot_be_read_is_left_out_of_the_filter() -> None:
    parsed = parse("тип:оши6ка мо:ккб", POLICY, NOW)
    assert parsed.term == All((OrganizationTerm(("ккб",)),))
    assert len(parsed.problems) == 1


@pytest.mark.parametrize(
    "text", ["-", '"', "--", ":", "a:b:c", "мо:,", "срок<", "или", "или или", "мо:'x", "\x00", "9" * 400]
)
def test_nothing_that_is_typed_raises(text: str) -> None:
    parse(text, POLICY, NOW)


def texts(found: tuple[Completion, ...]) -> list[str]:
    return [each.text for each in found]


def test_keys_flags_and_values_are_completed_in_either_layout() -> None:
    labels = POLICY.labels
    assert texts(complete("при", 3, labels)) == ["приоритет:"]
    assert texts(complete("ghb", 3, labels)) == ["приоритет:"]
    assert complete("мо:ккб про", 10, labels) == (Completion(7, 10, "просрочено"),)
    assert complete("-жд", 3, labels) == (Completion(1, 3, "ждёт"),)
    assert texts(complete("приоритет:", 10, labels))[:2] == ['"очень высокий"', "высокий"]
    assert complete("приоритет:выс", 13, labels) == (Completion(10, 13, "высокий"),)
    assert complete("тип:ошибка,на", 13, labels) == (Completion(11, 13, "настройка"),)
    assert texts(complete("мо:k", 4, labels, ("kkb", "gp4"))) == ["kkb"]
    assert texts(complete("исполнитель:", 12, labels, (), ("petrov",))) == ["я", "нет", "petrov"]
    assert complete("", 0, labels) == ()


def test_the_help_tells_every_field_and_flag() -> None:
    told = " ".join(term for term, _ in filter_help(POLICY.labels))
    assert all(word in told for word in ("мо:", "приоритет:", "срок:", "просрочено", "ждёт", "-слово"))


def bounds_of(found: Any) -> tuple[Any, ...]:
    """The instants of a line; every line keeps the same hours here."""
    (bounds,) = {each for _line, each in found.bounds}
    return (bounds.late_before, *bounds.until)


@pytest.mark.parametrize(
    ("text", "near", "instants", "clocks"),
    [
        ("горит:поздно", False, ("2026-11-24T11:20",), ()),
        ("горит:15м", True, ("2026-11-24T11:20", "2026-11-24T11:35"), ()),
        # 1 ч 40 before lunch, 2 ч 20 after it
        ("горит:4ч,решение", True, ("2026-11-24T11:20", "2026-11-24T16:20"), (ClockName.RESOLUTION,)),
        ("горит:просрочено", False, ("2026-11-24T11:20",), ()),
        ("горит:реакция", False, ("2026-11-24T11:20",), (ClockName.FIRST_REACTION,)),
        ("ujhbn:gjplyj", False, ("2026-11-24T11:20",), ()),  # the other layout
    ],
)
def test_clocks_that_run_are_asked_for(*, text: str, near: bool, instants: tuple[str, ...], clocks: Any) -> None:
    found = one(text)
    assert isinstance(found, BurningTerm)
    assert (found.near, bounds_of(found), found.clocks) == (near, tuple(map(moment, instants)), clocks)


def broken(since: str | None, until: str | None, *clocks: ClockName) -> Broken:
    """Ended late in a span, or breached and still open at its end, or now where that is earlier."""
    end = min(moment(until) if until else AFTER_NOW, AFTER_NOW)
    return Broken(moment(since) if since else None, end, tuple(bounds(POLICY, min(end, NOW), ()).items()), clocks)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("нарушено:сегодня", broken("2026-11-24T00:00", "2026-11-25T00:00")),
        ("нарушено:неделя", broken("2026-11-23T00:00", None)),
        ("нарушено:месяц,исполнитель", broken("2026-11-01T00:00", None, ClockName.EXECUTOR_REACTION)),
        ('нарушено:"прошлый месяц"', broken("2026-10-01T00:00", "2026-11-01T00:00")),
        ("нарушено:решение", broken(None, None, ClockName.RESOLUTION)),
    ],
)
def test_clocks_that_ended_late_are_asked_for(text: str, meant: Broken) -> None:
    assert one(text) == meant


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "горит:вчера",
            "«горит»: не понимаю «вчера»; годится поздно, 15м, 4ч и чей срок: реакция, исполнитель, решение",
        ),
        ("горит:15м,4ч", "«горит»: что-нибудь одно — «15м» или «4ч»"),
        ("горит:999999ч", "«горит»: так далеко календарей нет"),
        (
            "нарушено:вечно",
            "«нарушено»: не понимаю «вечно»; годится вчера, сегодня, завтра, 25.11, >25.11, неделя, месяц, "
            "прошлыймесяц и чей срок: реакция, исполнитель, решение",
        ),
        (
            "горит:99999999999999ч",
            "«горит»: не понимаю «99999999999999ч»; годится поздно, 15м, 4ч и чей срок: реакция, исполнитель, решение",
        ),
        (
            "срок:<99999999999999ч",
            "«срок»: не понимаю «<99999999999999ч»; годится вчера, сегодня, завтра, 25.11, <2ч, по согласованию",
        ),
        ("горит:", "«горит:» — после двоеточия нужно, чего именно"),
        ("решать:", "«решать» пишут одним словом, без двоеточия"),
        ("ожидает:всех", "«ожидает»: недопустимо «всех». Допустимо: инициатора, мо, согласования, тлтп"),
    ],
)
def test_what_cannot_be_read_of_clocks_is_said(text: str, said: str) -> None:
    (problem,) = parse(text, POLICY, NOW).problems
    assert problem.message == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("--талон", 'исключает один минус, два ничего не значат; искать с минусами — в кавычках: "--талон"'),
        ("--статус:новый", "исключает один минус"),
        ("---", "исключает один минус"),
        ("--", "исключает один минус"),
        ("-", "после минуса нужно слово"),
        ("принтер -", "после минуса нужно слово"),
        ('""', "В кавычках пусто"),
        ('-""', "В кавычках пусто"),
        ('"  "', "В кавычках пусто"),
        ("№", "нужен номер"),
        ("-#", "нужен номер"),
        ("или", "условие нужно с обеих сторон"),
        ("принтер или", "условие нужно с обеих сторон"),
        ("или принтер", "условие нужно с обеих сторон"),
        ("принтер или или сканер", "условие нужно с обеих сторон"),
    ],
)
def test_what_would_match_everything_as_nobody_means_it_is_refused(text: str, said: str) -> None:
    (problem, *_) = parse(text, POLICY, NOW).problems
    assert said in problem.message


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ('"--талон"', WordsTerm("--талон")),
        ("-талон", Not(WordsTerm("талон"))),
        ("тест-полоски", WordsTerm("тест-полоски")),
        ("№120", WordsTerm("№120")),
    ],
)
def test_a_minus_inside_a_word_or_in_quotes_is_a_sign_like_any_other(text: str, meant: Any) -> None:
    assert one(text) == meant


def day(text: str) -> tuple[Any, Any]:
    return moment(f"{text}T00:00"), moment(f"{text}T00:00") + timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("срок:пт", Due(*day("2026-11-27"))),  # a due lies ahead
        ("срок:послезавтра", Due(*day("2026-11-26"))),
        ("срок:+2ч", Due(until=moment("2026-11-24T14:20"))),
        ('срок:<"пт 12:00"', Due(until=moment("2026-11-27T12:00"))),
        ("поступило:пт", Received(*day("2026-11-20"))),  # what has come lies behind
        ("поступило:вт", Received(*day("2026-11-24"))),
        ("поступило:2026-11-20", Received(*day("2026-11-20"))),
        ("поступило:20.11.26", Received(*day("2026-11-20"))),
        ('поступило:"20 ноября"', Received(*day("2026-11-20"))),
        ("поступило:>пн", Received(since=moment("2026-11-23T00:00"))),
        ("поступило:<01.12", Received(until=moment("2026-12-01T00:00"))),  # a date without a year is the nearest
        ("создано:позавчера", Created(*day("2026-11-22"))),
        ('записано:>"вчера 16:00"', Created(since=moment("2026-11-23T16:00"))),
        ("записано:>-2ч", Created(since=moment("2026-11-24T09:20"))),
        ('закрыто:>"2 часа назад"', ClosedTerm(since=moment("2026-11-24T09:20"))),
        ("нарушено:пт", broken("2026-11-20T00:00", "2026-11-21T00:00")),
        # a date goes as far as its month, its year and its time do, without quotation marks
        ("поступило:20 ноября", Received(*day("2026-11-20"))),
        ("поступило:20 ноября 2025", Received(*day("2025-11-20"))),
        ("поступило:>20.11.2026 16:30", Received(since=moment("2026-11-20T16:30"))),
        ("записано:>вчера 16:00", Created(since=moment("2026-11-23T16:00"))),
        ("срок:<пт в 12:00", Due(until=moment("2026-11-27T12:00"))),
        ("срок:<27 ноября 12:00", Due(until=moment("2026-11-27T12:00"))),
    ],
)
def test_days_and_instants_of_a_filter_are_typed_as_people_type_them(text: str, meant: Any) -> None:
    assert one(text) == meant


def test_what_stands_behind_a_date_and_is_no_part_of_it_is_still_looked_for() -> None:
    found = parse("поступило:>20.11 16 талон 12:00 срок:пт 5 мест", POLICY, NOW).term
    looked_for = [each.text for each in found.terms if isinstance(each, WordsTerm)]
    assert looked_for == ["16", "талон", "12:00", "5", "мест"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("срок:пт", ["срок пт 27.11.2026"]),
        ("поступило:>пн приоритет:высокий", ["поступило с пн 23.11.2026 00:00"]),
        ("срок:<2ч или -записано:вчера", ["срок до вт 24.11.2026 14:20", "записано пн 23.11.2026"]),
        ("просрочено принтер нарушено:", []),
    ],
)
def test_the_dates_of_a_filter_are_told_as_they_were_understood(text: str, meant: list[str]) -> None:
    assert list(understood(parse(text, POLICY, NOW).term, POLICY.zone)) == meant
