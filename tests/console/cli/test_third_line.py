"""ТЛТП, remote sessions, workplaces: гл. 7–9."""

import pytest

from tests.console.cli.calls import MON, TUE, at, clock, refused, registered, run
from tests.console.cli.conftest import Cli, Result

ROUTE = ("ticket", "route", "1", "--destination", "qms_developer", "--text", "Ошибка модуля карт, журнал приложен")


@pytest.fixture
def handed(desk: Cli) -> Cli:
    """№ 1 is at ВЛТП, taken by petrov at 09:10."""
    registered(desk, at(MON, "09:00"))
    run(desk, at(MON, "09:05"), "ivanova", "ticket", "release", "1", "--to", "petrov")
    run(desk, at(MON, "09:10"), "petrov", "ticket", "take", "1")
    return desk


def route(desk: Cli, by: str, *args: str, now: str = "09:20") -> Result:
    return desk(*ROUTE, *args, "--json", by=by, now=at(MON, now))


@pytest.mark.parametrize("scenario", ["executor", "advice", "task"])
def test_the_three_scenarios_of_7_5_leave_the_term_of_the_centre_running(handed: Cli, scenario: str) -> None:
    ticket = route(handed, "petrov", "--scenario", scenario, "--ground", "malfunction").json
    assert (ticket["third_line"]["destination"], ticket["third_line"]["scenario"]) == ("qms_developer", scenario)
    assert (clock(ticket, "resolution")["state"], ticket["assignee"]) == ("running", "petrov")


def test_solving_waits_for_their_answer_and_for_the_verification(handed: Cli) -> None:
    solve = ("ticket", "resolve", "1", "--solution", "Исправлено разработчиком, проверено")
    route(handed, "petrov", "--scenario", "task", "--ground", "malfunction")
    there = handed(*solve, "--json", by="petrov", now=at(MON, "09:30"))
    assert refused(there)["clause"] == "п. 7.6"
    run(handed, at(TUE, "09:00"), "petrov", "ticket", "route", "1", "--returned", "--text", "Вышло обновление")
    unverified = handed(*solve, "--json", by="petrov", now=at(TUE, "09:05"))
    assert refused(unverified)["clause"] == "п. 7.6"
    verify = ("ticket", "route", "1", "--verified", "--text", "Карта открывается")
    assert handed(*verify, by="petrov", now=at(TUE, "09:10")).code == 2  # with whom it was agreed, and how
    agreed = ("--agreed-with", "Синицына", "--how", "phone")
    verified = run(handed, at(TUE, "09:10"), "petrov", *verify, *agreed)["timeline"][-2:]
    assert [each["kind"] for each in verified] == ["verified", "commented"]
    assert (verified[0]["data"]["agreed_with"], verified[0]["data"]["how"]) == (1, "phone")
    assert run(handed, at(TUE, "09:11"), "petrov", *solve)["status"] == "resolved"


def test_the_first_line_routes_what_is_critical_identified_and_told_to_the_requester(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"), priority="very_high")
    usual = ("--scenario", "task", "--ground", "critical")
    told = ("--inform", "Передали разработчику, ответ ждём сегодня")
    full = (*usual, *told, "--identified-at-once")
    assert refused(route(desk, "ivanova", *usual, *told))["clause"] == "п. 7.3"
    for tick in ((), ("--requester-informed",)):  # a tick is no word
        assert refused(route(desk, "ivanova", *usual, "--identified-at-once", *tick))["clause"] == "п. 5.7"
    other_ground = tuple("malfunction" if each == "critical" else each for each in full)
    assert refused(route(desk, "ivanova", *other_ground))["clause"] == "п. 7.3"
    assert [each["kind"] for each in route(desk, "ivanova", *full).json["timeline"][-2:]] == ["routed_out", "commented"]


def test_the_first_line_does_not_route_what_is_not_critical(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"), priority="medium")
    full = ("--scenario", "task", "--ground", "critical", "--requester-informed", "--identified-at-once")
    assert refused(route(desk, "ivanova", *full))["clause"] == "п. 5.7, 7.3"


def test_the_second_line_s_ground_is_one_of_7_4(handed: Cli) -> None:
    assert refused(route(handed, "petrov", "--scenario", "task", "--ground", "critical"))["clause"] == "п. 7.4"


def test_a_supervisor_and_an_observer_do_not_route(handed: Cli) -> None:
    for login in ("orlova", "gost"):
        result = route(handed, login, "--scenario", "task", "--ground", "malfunction")
        assert (result.code, result.error["clause"]) == (6, "п. 7.1")


def test_no_remote_session_without_consent_of_its_own(handed: Cli) -> None:
    start = ("ticket", "remote", "1", "--start", "--pc", "KKB-117")
    assert handed(*start, by="petrov", now=at(MON, "09:20")).code in (2, 3, 8)
    consent = ("--consent-by", "Синицына", "--consent-how", "phone")
    ticket = run(handed, at(MON, "09:21"), "petrov", *start, *consent)
    assert (ticket["remote"][0]["pc"], ticket["remote"][0]["consent_by"]) == ("KKB-117", 1)
    assert len(run(handed, at(MON, "09:22"), "orlova", "report", "remote")["sessions"]) == 1
    twice = handed(*start, *consent, "--json", by="petrov", now=at(MON, "09:23"))
    assert refused(twice)["clause"] == "п. 8.4"
    run(handed, at(MON, "09:40"), "petrov", "ticket", "remote", "1", "--end", "--result", "Сброшен кэш")
    again = handed(*start, "--json", by="petrov", now=at(MON, "09:41"))
    assert again.code in (2, 3, 8)


def test_consent_is_given_by_the_requester_and_by_nobody_else_of_the_clinic(handed: Cli) -> None:
    start = ("ticket", "remote", "1", "--start", "--pc", "X", "--consent-how", "phone", "--consent-by")
    assert handed(*start, "Зимина", by="petrov", now=at(MON, "09:20")).code in (3, 4)
    error = refused(handed(*start, "Воробьёв", "--json", by="petrov", now=at(MON, "09:20")))
    assert (error["code"], error["clause"]) == ("remote.not_initiator", "п. 8.4")


def test_a_workplace_is_checked_point_by_point(handed: Cli) -> None:
    ticket = run(handed, at(MON, "09:20"), "petrov", "ticket", "workplace", "1", "--pc", "KKB-117", "--missing",
                 "antivirus,network")  # fmt: skip
    told = ticket["timeline"][-1]
    assert (told["kind"], told["data"]["missing"]) == ("workplace_checked", ["antivirus", "network"])
    wrong = handed("ticket", "workplace", "1", "--pc", "X", "--missing", "монитор", "--json", by="petrov",
                   now=at(MON, "09:21"))  # fmt: skip
    assert wrong.code == 8


def test_a_ticket_with_an_open_session_is_not_closed_as_a_duplicate(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))
    registered(desk, at(MON, "09:01"), requester="Воробьёв")
    consent = ("--consent-by", "Воробьёв", "--consent-how", "phone")
    run(desk, at(MON, "09:02"), "ivanova", "ticket", "remote", "2", "--start", "--pc", "KKB-1", *consent)
    error = refused(desk("ticket", "duplicate", "2", "--of", "1", "--json", by="ivanova", now=at(MON, "09:03")))
    assert (error["code"], error["clause"]) == ("remote.open", "п. 8.4")
    dropped = ("ticket", "duplicate", "2", "--of", "1", "--drop", "Подключались по ошибке")
    closed = run(desk, at(MON, "09:04"), "ivanova", *dropped)
    assert (closed["status"], closed["remote"][0]["ended_at"]) == ("closed", f"{at(MON, '09:04')}:00+07:00")
