"""Work inside a ticket: tasks, approvals, terms, waiting, links, files, disputes, redaction (гл. 4–6, 11; Прил. 2)."""

from pathlib import Path

import pytest

from tests.console.cli.calls import MON, THU, TUE, WED, at, clock, due, refused, registered, run
from tests.console.cli.conftest import Cli, Result, new


def ticket(desk: Cli, now: str, by: str, command: str, *args: str) -> dict[str, object]:
    return run(desk, now, by, "ticket", command, "1", *args)


def tried(desk: Cli, now: str, by: str, command: str, *args: str) -> Result:
    return desk("ticket", command, "1", *args, "--json", by=by, now=now)


@pytest.fixture
def handed(desk: Cli) -> Cli:
    """№ 1 is answered, at ВЛТП since 09:05, taken and answered by petrov at 09:10."""
    registered(desk, at(MON, "09:00"))
    ticket(desk, at(MON, "09:04"), "ivanova", "comment", "--text", "Передаём специалисту ВЛТП")
    ticket(desk, at(MON, "09:05"), "ivanova", "release", "--to", "petrov")
    ticket(desk, at(MON, "09:10"), "petrov", "comment", "--text", "Смотрю журнал")
    ticket(desk, at(MON, "09:10"), "petrov", "take")
    return desk


def test_a_task_goes_to_the_head_of_it_who_passes_it_on(handed: Cli) -> None:
    text = ("--text", "Проверить сеть")
    medic = tried(handed, at(MON, "09:20"), "petrov", "task", *text, "--to", "Синицына")
    assert refused(medic)["clause"] == "п. 4.4"
    run(handed, at(MON, "09:20"), "ivanova", "person", "change", "Воробьёв", "--kind", "it_head")
    run(handed, at(MON, "09:20"), "ivanova", "person", "add", "Дятлов Егор Ильич", "--org", "kkb", "--kind", "it")
    made = ticket(handed, at(MON, "09:21"), "petrov", "task", *text, "--to", "Воробьёв", "--due", at(TUE, "12:00"))
    assert made["tasks"][0]["person"] == 2  # type: ignore[index]
    ticket(handed, at(MON, "10:00"), "petrov", "task", "--pass", "1", "--to", "Дятлов")
    done = ticket(handed, at(TUE, "10:00"), "petrov", "task", "--done", "1", "--result", "Сеть исправна")
    assert (done["tasks"][0]["person"], done["tasks"][0]["result"]) == (5, "Сеть исправна")  # type: ignore[index]
    assert run(handed, at(TUE, "10:01"), "orlova", "report", "tasks")["tasks"] == []


def test_a_setup_is_not_resolved_without_an_approval(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"), type="setup")
    ticket(desk, at(MON, "09:05"), "ivanova", "release", "--to", "petrov")
    ticket(desk, at(MON, "09:06"), "petrov", "take")
    solve = ("--solution", "Справочник изменён, проверено")
    assert refused(tried(desk, at(MON, "09:20"), "petrov", "resolve", *solve))["clause"] == "п. 11.4"
    ask = ("approval", "--request", "--text", "Меняем справочник", "--from")
    own = refused(tried(desk, at(MON, "09:21"), "petrov", *ask, "Синицына"))  # the requester herself
    assert (own["code"], own["clause"]) == ("approval.not_entitled", "п. 11.4")
    run(desk, at(MON, "09:21"), "admin", "person", "add", "Дятлов Егор Ильич", "--org", "kkb", "--kind", "it_head")
    ticket(desk, at(MON, "09:21"), "petrov", *ask, "Дятлов")
    asked = tried(desk, at(MON, "09:22"), "petrov", "resolve", *solve)
    assert refused(asked)["clause"] == "п. 11.4"
    ticket(desk, at(MON, "09:30"), "petrov", "approval", "--grant", "1", "--by", "Дятлов", "--how", "phone")
    assert ticket(desk, at(MON, "09:31"), "petrov", "resolve", *solve)["status"] == "resolved"


def test_an_agreed_term_replaces_the_due_and_the_earlier_promise_is_kept(handed: Cli) -> None:
    term = ("--agreed-with", "Синицына", "--reason", "Ждём поставку")
    ticket(handed, at(MON, "10:00"), "petrov", "term", "--due", at(WED, "12:00"), *term)
    later = ticket(handed, at(TUE, "10:00"), "petrov", "term", "--due", at(THU, "12:00"), *term)
    assert due(later, "resolution") == at(THU, "12:00")
    assert [str(each["due"])[:16] for each in later["promises"]] == [at(WED, "12:00"), at(THU, "12:00")]  # type: ignore[attr-defined]


def test_a_term_is_agreed_with_the_clinic_and_lies_ahead(handed: Cli) -> None:
    lone = tried(handed, at(MON, "10:00"), "petrov", "term", "--due", at(WED, "12:00"), "--reason", "Так надо")
    assert lone.code in (2, 8)
    past = tried(handed, at(MON, "10:00"), "petrov", "term", "--due", at(MON, "09:30"), "--agreed-with", "Синицына",
                 "--reason", "Опоздали")  # fmt: skip
    assert past.code == 8


def test_an_indicative_term_promises_nothing(handed: Cli) -> None:
    before = due(ticket(handed, at(MON, "10:00"), "petrov", "show"), "resolution")
    told = ticket(handed, at(MON, "10:00"), "petrov", "term", "--indicative", at(TUE, "12:00"))
    assert (due(told, "resolution"), told["promises"]) == (before, [])
    assert str(told["indicative_due"])[:16] == at(TUE, "12:00")


def test_after_a_breach_a_term_is_demanded_until_it_is_agreed(handed: Cli) -> None:
    late = at(MON, "15:00")  # the resolution was due at 13:00
    assert queue(handed, late, "needs_term") == [1]
    ticket(handed, late, "petrov", "term", "--due", at(TUE, "12:00"), "--agreed-with", "Синицына", "--reason", "Сложно")
    assert queue(handed, at(MON, "15:01"), "needs_term") == []
    after = ticket(handed, at(MON, "15:01"), "petrov", "show")
    found = clock(after, "resolution")
    assert (due(after, "resolution"), found["agreed"], found["state"]) == (at(TUE, "12:00"), True, "agreed")
    assert (found["overdue"], found["remaining_seconds"]) == (False, 21540)  # 2 ч 29 мин today, 3 ч 30 мин tomorrow
    assert str(found["breached_at"])[:16] == at(MON, "14:00")  # the breach before the agreement stays on record
    (row,) = run(handed, at(MON, "15:01"), "orlova", "queue")["tickets"]
    assert (row["remaining_seconds"], row["breached"]) == (21540, False)
    assert queue(handed, at(TUE, "12:01"), "needs_term") == [1]  # it was exceeded too


def queue(desk: Cli, now: str, view: str) -> list[int]:
    return [each["number"] for each in run(desk, now, "orlova", "queue", "--view", view)["tickets"]]


def test_waiting_is_measured_and_stops_no_clock(handed: Cli) -> None:
    asked = ticket(handed, at(MON, "09:30"), "petrov", "ask", "--text", "Пришлите снимок экрана")
    assert asked["waiting"] == "requester"
    answered = ticket(handed, at(MON, "10:00"), "petrov", "resume")
    assert (answered["waiting"], answered["buckets"]["requester"]) == (None, 1800)  # type: ignore[index]
    assert clock(answered, "resolution")["elapsed_seconds"] == 3600
    assert queue(handed, at(MON, "09:59"), "waiting") == []


def test_the_external_number_ends_the_view_of_the_unregistered(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))
    assert queue(desk, at(MON, "09:01"), "unregistered") == [1]
    ticket(desk, at(MON, "09:02"), "ivanova", "external", "INT-77")
    assert queue(desk, at(MON, "09:03"), "unregistered") == []
    other = desk(*new(external="INT-77", channel="interactive"), "--json", by="ivanova", now=at(MON, "09:04"))
    assert refused(other)["clause"] == "п. 3.6"


def test_a_second_problem_is_split_off_with_the_terms_of_the_first(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))
    made = ticket(desk, at(MON, "10:00"), "ivanova", "split", "--subject", "Не печатается рецепт", "--description",
                  "Печать рецепта из карты не идёт")  # fmt: skip
    new_one = run(desk, at(MON, "10:01"), "ivanova", "ticket", "show", "2")
    assert str(new_one["received_at"])[:16] == at(MON, "09:00")
    assert (new_one["links"][0]["kind"], new_one["links"][0]["other"]) == ("split", 1)
    assert made["number"] in (1, 2)


def test_a_closed_ticket_that_comes_again_is_linked_as_a_repeat(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))
    ticket(desk, at(MON, "09:10"), "ivanova", "close", "--outcome", "withdrawn", "--reason", "Инициатор отозвал")
    again = registered(desk, at(TUE, "09:00"), repeat_of="1")
    assert (again["links"][0]["kind"], again["links"][0]["other"]) == ("repeat", 1)
    assert tried(desk, at(TUE, "09:01"), "ivanova", "reopen", "--reason", "Снова").code == 3


def test_a_file_is_kept_whole_and_saved_under_a_new_name_only(desk: Cli, tmp_path: Path) -> None:
    registered(desk, at(MON, "09:00"))
    source, target = tmp_path / "снимок.png", tmp_path / "копия.png"
    source.write_bytes(bytes(range(256)))
    made = ticket(desk, at(MON, "09:05"), "ivanova", "attach", str(source), "--confirm-unscreened")
    assert made["attachments"][0]["title"] == "снимок.png"  # type: ignore[index]
    assert desk("ticket", "save", "1", "1", str(target), by="petrov", now=at(MON, "09:06")).code == 0
    assert target.read_bytes() == source.read_bytes()
    assert desk("ticket", "save", "1", "1", str(target), by="petrov", now=at(MON, "09:07")).code == 8


def test_a_file_that_cannot_be_looked_through_is_confirmed_and_marked_everywhere(desk: Cli, tmp_path: Path) -> None:
    registered(desk, at(MON, "09:00"))
    source = tmp_path / "снимок.png"
    source.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(20))
    refusal = refused(tried(desk, at(MON, "09:05"), "ivanova", "attach", str(source)))
    assert (refusal["code"], refusal["clause"]) == ("attachment.unscreened", "Прил. 3, п. 5")
    assert refusal["details"] == {"screened": "no", "why": "картинка: текста нет"}
    told = desk("ticket", "attach", "1", str(source), by="ivanova", now=at(MON, "09:06"))
    assert (told.code, "--confirm-unscreened" in told.err) == (3, True)
    made = ticket(desk, at(MON, "09:07"), "ivanova", "attach", str(source), "--confirm-unscreened")
    assert made["attachments"][0]["screened"] == "no"  # type: ignore[index]
    assert made["timeline"][-1]["data"]["screened"] == "no"  # type: ignore[index]
    shown = desk("ticket", "show", "1", by="ivanova", now=at(MON, "09:08")).out
    assert "Файл 1: снимок.png (28 Б, не просмотрено)" in shown
    assert "Приложен файл 1 (не просмотрено)" in shown


def test_personal_data_of_a_file_is_told_by_place_and_its_name_is_masked(desk: Cli, tmp_path: Path) -> None:
    registered(desk, at(MON, "09:00"))
    source = tmp_path / "снилс_112-233-445_95.txt"
    source.write_text("СНИЛС 112-233-445 95", encoding="cp1251")
    refusal = tried(desk, at(MON, "09:05"), "ivanova", "attach", str(source), "--mask")
    assert refused(refusal)["code"] == "pii.found"
    assert "СНИЛС (знаки 7–20). Скрыть можно только имя" in str(refusal.error["message"])
    assert "112-233" not in refusal.err
    source.write_text("Журнал", encoding="cp1251")
    made = ticket(desk, at(MON, "09:06"), "ivanova", "attach", str(source), "--mask")
    file = made["attachments"][0]  # type: ignore[index]
    assert (file["title"], file["screened"]) == ("снилс_скрыто-СНИЛС.txt", "full")


def test_watchers_of_the_staff_are_added_and_taken_off(handed: Cli) -> None:
    assert ticket(handed, at(MON, "09:20"), "petrov", "watch", "orlova")["watchers"] == ["orlova"]
    assert ticket(handed, at(MON, "09:21"), "petrov", "watch", "orlova", "--off")["watchers"] == []


def test_the_second_line_proposes_a_priority_that_the_first_sets(handed: Cli) -> None:
    denied = tried(handed, at(MON, "09:20"), "petrov", "priority", "very_high", "--reason", "Стоит приём")
    assert (denied.code, denied.error["clause"]) == (6, "п. 5.10")
    proposed = run(handed, at(MON, "09:21"), "petrov", "ticket", "priority", "1", "very_high", "--propose", "--reason",
                   "Стоит приём")  # fmt: skip
    assert (proposed["priority"], proposed["proposed_priority"]) == ("high", "very_high")
    changed = run(handed, at(MON, "09:22"), "ivanova", "ticket", "priority", "1", "very_high")
    assert (changed["priority"], changed["proposed_priority"]) == ("very_high", None)


def test_the_second_line_changes_the_type_with_a_reason(handed: Cli) -> None:
    bare = run_type(handed, "09:20")
    assert bare.code in (3, 8)
    assert bare.error["clause"] == "Прил. 2, «Типизация обращений»"
    assert run_type(handed, "09:21", "--reason", "Это настройка прав").json["type"] == "setup"


def run_type(desk: Cli, time: str, *args: str) -> Result:
    return desk("ticket", "type", "1", "setup", *args, "--json", by="petrov", now=at(MON, time))


def test_a_solution_of_the_second_line_is_told_in_detail(handed: Cli) -> None:
    short = tried(handed, at(MON, "09:20"), "petrov", "resolve", "--solution", "Готово")
    assert (short.code, short.error["clause"]) == (8, "п. 6.9")


def test_forcing_needs_more_than_ten_working_days(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))
    ticket(desk, at(MON, "09:01"), "ivanova", "take")
    ticket(desk, at(MON, "09:30"), "ivanova", "resolve", "--solution", "Карта открывается")
    ticket(desk, at(TUE, "09:00"), "ivanova", "answered", "--by", "Синицына", "--text", "Проверю позже", "--asks-time")
    reason = ("--reason", "Инициатор не отвечает")
    early = tried(desk, "2026-12-07T17:30:00", "ivanova", "force-close", *reason)
    assert refused(early)["clause"] == "п. 4.9"
    closed = ticket(desk, "2026-12-07T17:30:01", "ivanova", "force-close", *reason)
    assert (closed["status"], closed["outcome"]) == ("closed", "forced")


def test_a_dispute_is_bundled_with_its_clocks_promises_and_calls(handed: Cli, tmp_path: Path) -> None:
    ticket(handed, at(MON, "10:00"), "petrov", "term", "--due", at(WED, "12:00"), "--agreed-with", "Синицына",
           "--reason", "Ждём поставку")  # fmt: skip
    run(handed, at(MON, "10:10"), "ivanova", "call", "log", "--requester", "Синицына", "--from", at(MON, "10:05"),
        "--until", at(MON, "10:08"), "--solved", "--text", "Спросила о сроке")  # fmt: skip
    ticket(handed, at(MON, "11:00"), "ivanova", "dispute", "--open", "--text", "Срок считают иначе")
    bundle = tmp_path / "дело.txt"
    assert handed("ticket", "dispute", "1", "--bundle", str(bundle), by="ivanova", now=at(MON, "11:01")).code == 0
    text = bundle.read_text(encoding="utf-8")
    for said in ("Срок считают иначе", "Ждём поставку", "Спросила о сроке", "п. 4.8", "30.11.2026 17:30"):
        assert said in text, said
    decided = ticket(handed, at(TUE, "11:00"), "ivanova", "dispute", "--decide", "--text", "Срок согласован")
    assert decided["disputes"][0]["decision"] == "Срок согласован"  # type: ignore[index]


def test_a_text_is_cut_out_and_the_chain_stays_whole(handed: Cli) -> None:
    ticket(handed, at(MON, "09:20"), "petrov", "note", "--text", "Звонил сосед Тарасов с жалобой")
    assert tried(handed, at(MON, "09:21"), "petrov", "redact", "--event", "6", "--reason", "Имя").code == 6
    cut = ticket(handed, at(MON, "09:22"), "orlova", "redact", "--event", "6", "--reason", "Имя пациента")
    assert "Тарасов" not in str(cut)
    assert run(handed, at(MON, "09:23"), "admin", "verify")["ok"] is True


def test_denials_are_reported_to_supervisors_alone(handed: Cli) -> None:
    tried(handed, at(MON, "09:21"), "gost", "note", "--text", "Я только смотрю")
    denials = run(handed, at(MON, "09:22"), "orlova", "report", "denials")["denials"]
    assert [(each["actor"], each["command"], each["ticket"]) for each in denials] == [("gost", "note", 1)]
    assert handed("report", "denials", by="ivanova", now=at(MON, "09:23")).code == 6


def test_urgency_is_judged_with_its_impact(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))
    bare = tried(desk, at(MON, "09:01"), "ivanova", "check")
    assert (bare.code, bare.error["clause"]) == (8, "п. 3.9")
    judged = ticket(desk, at(MON, "09:02"), "ivanova", "check", "--impact", "Не принимает один врач")
    assert judged["checklist"]["impact"] == "Не принимает один врач"  # type: ignore[index]


def test_each_system_has_its_register(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))
    registered(desk, at(MON, "09:01"), mis="promed", channel="iskiz")
    registers = [run(desk, at(MON, "09:02"), "ivanova", "ticket", "show", n)["external_register"] for n in ("1", "2")]
    assert registers == ["interactive", "iskiz"]


def test_what_is_missing_is_asked_for_and_told_in_the_checklist(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"), template="login", field="account=ivanova")
    whole = tried(desk, at(MON, "09:01"), "ivanova", "check", "--impact", "Один врач")
    assert refused(whole)["details"]["missing"] == ["Текст ошибки"]
    asked = ticket(desk, at(MON, "09:02"), "ivanova", "ask", "--text", "Что написано в окне?")
    assert asked["waiting"] == "requester"
    told = ticket(desk, at(MON, "09:10"), "ivanova", "check", "--impact", "Один врач", "--field", "message=Нет прав")
    assert told["checklist"]["details"] == "Текст ошибки: Нет прав"  # type: ignore[index]


def test_one_s_own_last_act_is_taken_back_by_the_command_line_within_a_minute(desk: Cli) -> None:
    registered(desk, at(TUE, "09:00:00"))
    run(desk, at(TUE, "09:10:00"), "ivanova", "ticket", "close", "1", "--outcome", "withdrawn", "--reason", "Отозвал")
    late = refused(desk("ticket", "undo", "1", "--json", by="ivanova", now=at(TUE, "09:11:01")))
    assert late["code"] == "undo.too_late"
    assert (
        refused(desk("ticket", "undo", "1", "--json", by="petrov", now=at(TUE, "09:10:30")))["code"] == "undo.not_yours"
    )
    back = run(desk, at(TUE, "09:11:00"), "ivanova", "ticket", "undo", "1", "--key", "k")
    assert (back["status"], back["outcome"], back["version"]) == ("new", None, 3)
    assert [each["kind"] for each in back["timeline"]] == ["registered", "closed", "taken_back"]
    assert run(desk, at(TUE, "09:20:00"), "ivanova", "ticket", "undo", "1", "--key", "k")["version"] == 3
    text = desk("ticket", "show", "1", by="ivanova", now=at(TUE, "09:20:00")).out
    assert "отменено" in text


def test_a_file_is_saved_to_a_free_name_and_nothing_is_put_on_record_before(desk: Cli, tmp_path: Path) -> None:
    registered(desk, at(MON, "09:00"))
    source = tmp_path / "снимок.png"
    source.write_bytes(b"png")
    ticket(desk, at(MON, "09:05"), "ivanova", "attach", str(source))
    refused = desk("ticket", "save", "1", "1", str(source), by="ivanova", now=at(MON, "09:06"))
    assert refused.code == 8
    assert refused.err == (
        f"Ошибка: Файл {source} уже есть и не заменяется: назовите другой, например {tmp_path / 'снимок-2.png'}.\n"
    )
    folder = desk("ticket", "save", "1", "1", str(tmp_path), "--json", by="ivanova", now=at(MON, "09:06")).error
    assert folder["details"]["suggestion"] == str(tmp_path / "снимок-2.png")
    assert desk("report", "access", "--json", by="orlova", now=at(MON, "09:07")).json["accesses"] == []
    saved = desk("ticket", "save", "1", "1", folder["details"]["suggestion"], by="ivanova", now=at(MON, "09:08"))
    assert saved.code == 0, saved.err
    assert (tmp_path / "снимок-2.png").read_bytes() == b"png"
    nowhere = desk("ticket", "save", "1", "1", str(tmp_path / "no" / "x"), by="ivanova", now=at(MON, "09:09"))
    assert "нет такого файла или папки" in nowhere.err
