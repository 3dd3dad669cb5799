"""Contracts, absences, accounts, blocking for abuse: гл. 10, п. 1.2, 4.7, 4.8."""

import pytest

from tests.console.cli.calls import MON, TUE, WED, at, refused, registered, run
from tests.console.cli.conftest import Cli, new

REQUEST = ("--system", "iskiz", "--person", "Синицына", "--by", "Воробьёв")


def test_a_clinic_without_a_contract_is_let_in_by_a_supervisor_alone(desk: Cli) -> None:
    run(desk, at(MON, "09:00"), "orlova", "org", "contract", "kkb", "--number", "Д-7", "--until", "2026-11-22")
    error = refused(desk(*new(), "--json", by="ivanova", now=at(MON, "09:01")))
    assert (error["code"], error["clause"]) == ("contract.none", "п. 1.2")
    reason = ("--admit-reason", "Договор на подписи")
    assert desk(*new(), *reason, by="ivanova", now=at(MON, "09:02")).code == 6
    ticket = run(desk, at(MON, "09:03"), "orlova", *new(), *reason)
    assert ticket["timeline"][0]["data"]["admitted"] == "Договор на подписи"


def test_a_contract_covers_its_last_day(desk: Cli) -> None:
    run(desk, at(MON, "09:00"), "orlova", "org", "contract", "kkb", "--number", "Д-7", "--until", MON)
    registered(desk, at(MON, "23:59"))
    assert refused(desk(*new(), "--json", by="ivanova", now=at(TUE, "00:00")))["code"] == "contract.none"


def away(desk: Cli, now: str, who: str, *args: str, by: str = "orlova") -> None:
    run(desk, now, by, "person", "absence", who, *args)


def test_an_absent_executor_is_replaced_by_his_substitute_whose_acts_are_marked(desk: Cli) -> None:
    away(desk, at(MON, "09:00"), "petrov", "--from", at(TUE, "08:30"), "--until", at(WED, "08:30"), "--substitute",
         "sidorov")  # fmt: skip
    registered(desk, at(MON, "10:00"))
    released = run(desk, at(MON, "10:01"), "ivanova", "ticket", "release", "1", "--to", "petrov")
    assert released["assignee"] == "petrov"
    ticket = run(desk, at(TUE, "09:00"), "sidorov", "ticket", "comment", "1", "--text", "Смотрю за Петрова")
    assert (ticket["timeline"][-1]["actor"], ticket["timeline"][-1]["data"]["on_behalf"]) == ("sidorov", "petrov")
    before = desk("ticket", "resolve", "1", "--solution", "Исправлено и проверено", by="sidorov", now=at(WED, "08:30"))
    assert before.code == 6


def test_a_planned_absence_names_a_substitute_and_a_sudden_one_need_not(desk: Cli) -> None:
    planned = ("person", "absence", "petrov", "--from", at(TUE, "08:30"), "--until", at(WED, "08:30"))
    assert refused(desk(*planned, "--json", by="orlova", now=at(MON, "09:00")))["clause"] == "п. 4.7"
    run(desk, at(TUE, "09:00"), "orlova", *planned, "--sudden", "--reason", "Болезнь")


def test_an_absence_tells_the_open_tickets_that_somebody_must_take_over(desk: Cli) -> None:
    registered(desk, at(MON, "10:00"))
    run(desk, at(MON, "10:01"), "ivanova", "ticket", "release", "1", "--to", "petrov")
    answer = run(desk, at(TUE, "09:00"), "orlova", "person", "absence", "petrov", "--from", at(TUE, "08:30"),
                 "--until", at(WED, "08:30"), "--sudden")  # fmt: skip
    assert [each["number"] for each in answer["open_tickets"]] == [1]


def test_the_substitute_of_an_absent_requester_confirms_for_him(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))
    run(desk, at(MON, "09:01"), "ivanova", "ticket", "take", "1")
    run(desk, at(MON, "09:30"), "ivanova", "ticket", "resolve", "1", "--solution", "Карта открывается")
    confirm = ("ticket", "confirm", "1", "--by", "Воробьёв", "--how", "phone")
    assert desk(*confirm, by="ivanova", now=at(TUE, "09:00")).code in (3, 8)
    away(desk, at(TUE, "09:01"), "Синицына", "--from", at(TUE, "08:30"), "--until", at(WED, "08:30"), "--substitute",
         "Воробьёв", "--sudden", by="ivanova")  # fmt: skip
    ticket = run(desk, at(TUE, "09:02"), "ivanova", *confirm)
    assert (ticket["status"], ticket["outcome"]) == ("closed", "confirmed")


@pytest.mark.parametrize(
    ("kind", "given", "lacking"),
    [
        ("create", ("--position", "Врач", "--specialization", "Хирургия"), "staff_number"),
        ("create", ("--staff-number", "1234", "--specialization", "Хирургия"), "position"),
        ("block", ("--staff-number", "1234", "--dismissed-on", MON), "reason"),
        ("block", ("--staff-number", "1234", "--reason", "Увольнение"), "dismissed_on"),
    ],
)
def test_a_request_about_an_account_has_its_required_data(
    desk: Cli, kind: str, given: tuple[str, ...], lacking: str
) -> None:
    system = ("--system", "qms", *REQUEST[2:])
    result = desk("account", "request", kind, *system, *given, "--json", by="ivanova", now=at(MON, "09:00"))
    assert result.code == 8
    assert result.error["details"]["field"] == lacking


def test_only_an_it_specialist_of_the_clinic_asks_for_an_account(desk: Cli) -> None:
    by_a_medic = ("--system", "iskiz", "--person", "Синицына", "--by", "Синицына", "--staff-number", "1234")
    result = desk("account", "request", "change", *by_a_medic, "--reason", "Смена имени", "--json", by="ivanova",
                  now=at(MON, "09:00"))  # fmt: skip
    assert refused(result)["clause"] == "п. 10.3"


def test_a_request_is_refused_only_for_data_that_does_not_match(desk: Cli) -> None:
    run(desk, at(MON, "09:00"), "ivanova", "account", "request", "change", *REQUEST, "--staff-number", "1234",
        "--reason", "Смена имени")  # fmt: skip
    assert desk("account", "refuse", "1", by="ivanova", now=at(MON, "09:01")).code == 2
    answer = run(desk, at(MON, "09:01"), "ivanova", "account", "refuse", "1", "--mismatch", "Табельный другого врача")
    assert answer["requests"][0]["state"] == "refused"
    again = desk("account", "done", "1", "--json", by="ivanova", now=at(MON, "09:02"))
    assert refused(again)["code"].startswith("account.")


def test_a_staff_number_is_shown_only_with_a_reason_and_nowhere_else(desk: Cli) -> None:
    run(desk, at(MON, "09:00"), "ivanova", "account", "request", "change", *REQUEST, "--staff-number", "КХ-1234",
        "--reason", "Смена имени")  # fmt: skip
    assert "КХ-1234" not in desk("account", "list", "--json", by="ivanova").out
    assert "КХ-1234" not in desk("person", "show", "Синицына", "--json", by="ivanova").out
    assert desk("person", "staff-number", "Синицына", by="ivanova").code == 2
    shown = desk("person", "staff-number", "Синицына", "--reason", "Сверка заявки", by="orlova", now=at(MON, "09:01"))
    assert "КХ-1234" in shown.out


def test_done_blocking_blocks_the_person_who_stays_known(desk: Cli) -> None:
    run(desk, at(MON, "09:00"), "ivanova", "account", "request", "block", *REQUEST, "--staff-number", "1234",
        "--reason", "Увольнение", "--dismissed-on", MON)  # fmt: skip
    run(desk, at(MON, "09:05"), "ivanova", "account", "done", "1")
    assert run(desk, at(MON, "09:06"), "ivanova", "person", "show", "Синицына")["blocked"] is True
    assert refused(desk(*new(), "--json", by="ivanova", now=at(MON, "09:07")))["clause"] == "п. 10.2"


def test_abuse_is_blocked_by_a_decision_and_the_head_gets_a_letter(desk: Cli) -> None:
    block = ("person", "block", "Зимина", "--ground", "abuse", "--reason", "Передала пароль")
    without = desk(*block, "--json", by="orlova", now=at(MON, "09:00"))
    assert refused(without)["clause"] == "п. 10.7"
    decision = ("--decision", "УК-14", "--decided-on", "2026-11-20")
    assert desk(*block, *decision, by="petrov", now=at(MON, "09:01")).code == 6
    answer = run(desk, at(MON, "09:02"), "orlova", *block, *decision)
    assert answer["blocked"] is True
    assert all(word in answer["letter"] for word in ("Журавлёв", "Зимина", "УК-14", "20.11.2026", "Передала пароль"))
