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
    run(handed, at(TUE, "09:10"), "petrov", "ticket", "route", "1", "--verified", "--text", "Карта открывается")
    assert run(handed, at(TUE, "09:11"), "petrov", *solve)["status"] == "resolved"


def test_the_first_line_routes_what_is_critical_identified_and_told_to_the_requester(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"), priority="very_high")
    full = ("--scenario", "task", "--ground", "critical", "--requester-informed", "--identified-at-once")
    for lacking, clause in (("--requester-informed", "п. 5.7"), ("--identified-at-once", "п. 7.3")):
        error = refused(route(desk, "ivanova", *(each for each in full if each != lacking)))
        assert error["clause"] == clause
    other_ground = tuple("malfunction" if each == "critical" else each for each in full)
    assert refused(route(desk, "ivanova", *other_ground))["clause"] == "п. 7.3"
    assert route(desk, "ivanova", *full).code == 0


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


def test_consent_is_given_by_somebody_of_the_clinic(handed: Cli) -> None:
    strange = ("ticket", "remote", "1", "--start", "--pc", "X", "--consent-by", "Зимина", "--consent-how", "phone")
    assert handed(*strange, by="petrov", now=at(MON, "09:20")).code in (3, 4)


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
