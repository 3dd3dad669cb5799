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


BLOCK = ("--system", "iskiz", "--person", "Синицына", "--by", "Воробьёв", "--staff-number", "1234")


def test_who_returns_is_unblocked_with_the_same_card_and_account(desk: Cli) -> None:
    run(desk, at(MON, "09:00"), "ivanova", "person", "block", "Синицына", "--ground", "maternity")
    back = ("person", "unblock", "1", "--reason", "Вышла из отпуска")
    assert desk(*back, by="petrov", now=at(MON, "09:01")).code == 6
    answer = run(desk, at(MON, "09:02"), "ivanova", *back)
    assert (answer["id"], answer["blocked"]) == (1, False)
    assert refused(desk(*back, "--json", by="ivanova", now=at(MON, "09:03")))["code"] == "person.not_blocked"
    registered(desk, at(MON, "09:04"))


def test_a_return_is_a_request_of_its_own_kind_with_staff_number_and_ground(desk: Cli) -> None:
    run(desk, at(MON, "09:00"), "ivanova", "person", "block", "Синицына", "--ground", "maternity")
    again = desk("account", "request", "create", *BLOCK[2:], "--position", "Врач", "--json", by="ivanova",
                 now=at(MON, "09:01"))  # fmt: skip
    assert refused(again)["clause"] == "п. 10.2"
    for lacking, words in (("--staff-number", "табельный номер"), ("--reason", "основание возврата")):
        given = {"--staff-number": "1234", "--reason": "Вышла из отпуска"}
        del given[lacking]
        options = [part for pair in given.items() for part in pair]
        result = desk(
            "account", "request", "unblock", *BLOCK[:6], *options, "--json", by="ivanova", now=at(MON, "09:02")
        )
        assert (result.code, result.error["message"]) == (8, f"В заявке не хватает: {words}")
    asked = run(desk, at(MON, "09:03"), "ivanova", "account", "request", "unblock", "--person", "Синицына",
                "--staff-number", "1234", "--reason", "Вышла из отпуска")  # fmt: skip
    assert (asked["requests"][0]["account_kind"], asked["requests"][0]["requested_by"]) == ("unblock", 2)
    run(desk, at(MON, "09:04"), "ivanova", "account", "done", "1")
    assert run(desk, at(MON, "09:05"), "ivanova", "person", "show", "1")["blocked"] is False


def test_each_kind_of_request_names_its_own_missing_data(desk: Cli) -> None:
    by = ("--person", "Синицына", "--by", "Воробьёв")
    missing = {
        ("change", "iskiz"): ("что изменить и почему", "п. 10.3"),
        ("create", "iskiz"): ("должность", "п. 10.3"),
        ("create", "qms"): ("табельный номер, должность, специализация", "п. 10.4"),
        ("block", "iskiz"): ("табельный номер, причина отключения, дата увольнения или отпуска", "п. 10.3"),
        ("block", "promed"): ("табельный номер, причина отключения, дата увольнения или отпуска", "п. 10.3, 10.5"),
        ("unblock", "iskiz"): ("табельный номер, основание возврата", "п. 10.3"),
    }
    for (kind, system), (words, clause) in missing.items():
        result = desk("account", "request", kind, "--system", system, *by, "--json", by="ivanova", now=at(MON, "09:00"))
        assert (result.error["message"], result.error["clause"]) == (f"В заявке не хватает: {words}", clause)


def test_a_blocked_head_of_it_is_called_blocked(desk: Cli) -> None:
    run(desk, at(MON, "09:00"), "ivanova", "person", "block", "Воробьёв", "--ground", "dismissal")
    result = desk("account", "request", "change", *BLOCK, "--reason", "Должность", "--json", by="ivanova",
                  now=at(MON, "09:01"))  # fmt: skip
    error = refused(result)
    assert (error["code"], error["clause"]) == ("person.blocked", "п. 10.2")
    assert "заблокирована: Воробьёв Пётр Ильич" in error["message"]


def test_what_has_happened_lies_not_in_the_future(desk: Cli) -> None:
    abuse = ("person", "block", "Зимина", "--ground", "abuse", "--reason", "Брань", "--decision", "УК-14")
    result = desk(*abuse, "--decided-on", TUE, "--json", by="orlova", now=at(MON, "23:59"))
    assert (result.code, result.error["code"], result.error["clause"]) == (8, "date.in_future", "п. 10.7")
    run(desk, at(TUE, "00:01"), "orlova", *abuse, "--decided-on", TUE)
    dismissed = ("account", "request", "block", *BLOCK, "--reason", "Увольнение", "--dismissed-on", WED)
    result = desk(*dismissed, "--json", by="ivanova", now=at(TUE, "09:00"))
    assert (result.code, result.error["code"], result.error["clause"]) == (8, "date.in_future", "п. 10.3")
    run(desk, at(WED, "09:00"), "ivanova", *dismissed)


def test_letters_are_a_register_printed_again_and_sent_once(desk: Cli) -> None:
    run(desk, at(MON, "09:00"), "orlova", "person", "block", "Зимина", "--ground", "abuse", "--reason", "Брань",
        "--decision", "УК-14", "--decided-on", "2026-11-20")  # fmt: skip
    (letter,) = run(desk, at(MON, "09:01"), "gost", "letter", "list")["letters"]
    assert (letter["id"], letter["person_name"], letter["addressee_name"], letter["sent_on"]) == (
        1, "Зимина Ольга Юрьевна", "Журавлёв Олег Ефимович", None,
    )  # fmt: skip
    for _ in range(2):
        shown = desk("letter", "show", "1", by="gost", now=at(MON, "09:02"))
        assert "решением УК № УК-14 от 20.11.2026" in shown.out
    sent = ("letter", "sent", "1", "--how", "почтой, исх. 14")
    for day in ("2026-11-22", WED):  # before it was written; in the future
        assert desk(*sent, "--on", day, by="orlova", now=at(TUE, "09:00")).code == 8
    assert desk(*sent, by="petrov", now=at(TUE, "09:00")).code == 6
    answer = run(desk, at(TUE, "09:00"), "orlova", *sent, "--on", MON)
    assert (answer["sent_on"], answer["how"], answer["sent_by"]) == (MON, "почтой, исх. 14", "orlova")
    assert refused(desk(*sent, "--json", by="orlova", now=at(TUE, "09:01")))["clause"] == "п. 10.7"
    assert desk("letter", "show", "2", by="orlova").code == 4


def test_account_requests_carry_an_external_number_and_count_as_unregistered_without(desk: Cli) -> None:
    change = ("account", "request", "change", *BLOCK, "--reason", "Должность")
    run(desk, at(MON, "09:00"), "ivanova", *change)
    run(desk, at(MON, "09:01"), "ivanova", *change, "--external", "И-7")
    queue = run(desk, at(MON, "09:02"), "ivanova", "queue", "--view", "unregistered")
    assert (queue["total"], queue["counts"]["unregistered"]) == (1, 1)
    assert [each["id"] for each in queue["account_requests"]] == [1]
    answer = run(desk, at(MON, "09:03"), "ivanova", "account", "external", "1", "И-8")
    assert answer["requests"][0]["external_number"] == "И-8"
    assert run(desk, at(MON, "09:04"), "ivanova", "account", "list", "--unregistered")["requests"] == []


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("Синицына Анна Павловна", ()),
        ("  СИНИЦЫНА   анна  павловна ", ()),
        ("Синицына А. П.", ()),
        ("А.П. Синицына", ()),
        ("Синицына Анна", ()),
        ("Синицына Антонина", ("--phone", "8 (391) 200-00-01")),
        ("Воробьев Петр", ()),
    ],
)
def test_a_second_card_of_the_same_person_is_refused_and_the_first_is_offered(
    desk: Cli, name: str, more: tuple[str, ...]
) -> None:
    add = ("person", "add", name, "--org", "kkb", *more)
    error = refused(desk(*add, "--json", by="ivanova", now=at(MON, "09:00")))
    assert (error["code"], error["details"]["known"]["id"]) == ("person.known", 2 if "оробь" in name else 1)
    assert run(desk, at(MON, "09:01"), "ivanova", *add, "--namesake")["id"] == 5
    assert run(desk, at(MON, "09:02"), "ivanova", "person", "add", name, "--org", "gp4", *more)["id"] == 6


def test_another_person_gets_a_card(desk: Cli) -> None:
    for name, more in (
        ("Синицына Б. П.", ()),
        ("Синицын Анна Павловна", ()),
        ("Синичкин Олег", ("--phone", "+7 391 200-00-01")),
    ):
        run(desk, at(MON, "09:00"), "ivanova", "person", "add", name, "--org", "kkb", *more)


def test_a_staff_number_tells_the_same_person_and_another_one(desk: Cli) -> None:
    run(desk, at(MON, "09:00"), "ivanova", "person", "add", "Лебедев Игорь", "--org", "kkb", "--staff-number", "КХ-7")
    married = ("person", "add", "Лебедева Инна", "--org", "kkb", "--staff-number", "кх-7")
    assert refused(desk(*married, "--json", by="ivanova", now=at(MON, "09:01")))["code"] == "person.known"
    run(desk, at(MON, "09:02"), "ivanova", "person", "add", "Лебедев И.", "--org", "kkb", "--staff-number", "КХ-8")


def test_the_card_of_who_was_blocked_is_offered_and_not_a_new_one(desk: Cli) -> None:
    run(desk, at(MON, "09:00"), "ivanova", "person", "block", "Синицына", "--ground", "maternity")
    error = refused(
        desk("person", "add", "Синицына А. П.", "--org", "kkb", "--json", by="ivanova", now=at(MON, "09:01"))
    )
    assert error["clause"] == "п. 10.2"
    assert "её возвращают" in error["message"]


@pytest.mark.parametrize(
    ("reason", "more", "clause"),
    [
        ("Табельный номер другого врача", (), "п. 10.6"),
        ("Не работает принтер", (), "п. 4.3"),
        ("МО настройку не согласовала", ("--ground", "not_approved"), "п. 11.4"),
        ("Неисправна сеть организации", ("--ground", "not_responsible"), "п. 11.2"),
        ("Договор закончился", (), "п. 1.2"),
    ],
)
def test_a_refusal_cites_the_clause_of_its_reason(desk: Cli, reason: str, more: tuple[str, ...], clause: str) -> None:
    registered(desk, at(MON, "09:00"))
    closing = ("ticket", "close", "1", "--outcome", "refused", "--reason", reason, *more)
    ticket = run(desk, at(MON, "09:01"), "ivanova", *closing)
    assert ticket["timeline"][-1]["clause"] == clause


def test_without_a_contract_a_refusal_cites_it(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))
    run(desk, at(MON, "09:01"), "orlova", "org", "contract", "kkb", "--number", "Д-1", "--until", "2026-11-22")
    closing = ("ticket", "close", "1", "--outcome", "refused", "--reason", "Поддержка не оказывается")
    assert run(desk, at(MON, "09:02"), "ivanova", *closing)["timeline"][-1]["clause"] == "п. 1.2"
    assert desk("ticket", "close", "1", "--outcome", "withdrawn", "--reason", "Отозвано", "--ground", "mismatch",
                by="ivanova").code in (3, 8)  # fmt: skip


def test_blocking_somebody_of_a_clinic_tells_his_open_tickets(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))
    answer = run(desk, at(MON, "09:01"), "ivanova", "person", "block", "Синицына", "--ground", "dismissal")
    assert [each["number"] for each in answer["open_tickets"]] == [1]


def test_blocking_a_colleague_tells_what_he_leaves(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))
    run(desk, at(MON, "09:01"), "ivanova", "ticket", "release", "1", "--to", "petrov")
    run(desk, at(MON, "09:02"), "petrov", "ticket", "task", "1", "--text", "Проверить индекс", "--to", "petrov")
    answer = run(desk, at(MON, "09:03"), "orlova", "user", "block", "petrov")
    assert [each["number"] for each in answer["open_tickets"]] == [1]
    assert [(each["number"], each["task"]) for each in answer["open_tasks"]] == [(1, 1)]
    assert run(desk, at(MON, "09:04"), "orlova", "queue", "--view", "no_executor")["total"] == 1


def test_what_was_sent_by_mistake_goes_back_by_the_command_line(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))
    run(desk, at(MON, "09:01"), "ivanova", "ticket", "release", "1", "--to", "petrov")
    ticket = run(desk, at(MON, "09:02"), "petrov", "ticket", "back", "1", "--reason", "Это решает ПЛТП")
    assert (ticket["line"], ticket["assignee"]) == ("first", "ivanova")
    assert ticket["clocks"]["executor_reaction"]["state"] == "not_applicable"
