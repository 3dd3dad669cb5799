"""`pult verify` finds what somebody changed behind the program's back, and names the place."""

from pathlib import Path

import pytest

from core.desk import StoreUnavailable
from core.desk.views import VerifyReport
from core.tickets.answers.comments import Comment, Note
from core.tickets.assignment.commands import Release
from core.tickets.closing.commands import Confirm, Resolve
from core.tickets.directory import Actor
from core.tickets.people.commands import AddPerson
from core.tickets.redaction.redacting import Redact
from core.tickets.refusal import Refusal
from core.tickets.relations.attachments import Attach
from core.tickets.staff.commands import BlockUser, ChangeRole
from core.vocabulary import Role
from tests.support.desk import SINITSYNA, FrozenDesk, done, registered
from tests.support.store import raw, tamper, unguard

MARKUP = "[/] [@click=app.quit] \x1b]52;c;eA==\x07 путь [/var/log]"
DIRECTORY_EVENTS = 12
"""The administrator, two clinics, four people and five of the staff that the template begins with."""


@pytest.fixture
def worked(desk: FrozenDesk) -> FrozenDesk:
    """Two tickets: the first from registration to closing (events 13 to 18), the second only registered (19)."""
    number = registered(desk)
    desk.clock.advance(minutes=3)
    done(desk, Comment(number=number, text="Смотрим"))
    done(desk, Release(number=number, to="petrov"))
    done(desk, Resolve(number=number, solution="Индекс перестроен, проверено"), "petrov")
    done(desk, Confirm(number=number, by=SINITSYNA))
    registered(desk)
    return desk


def unfound(ticket: int) -> str:
    """What verify says of a ticket whose words are no longer those of the index."""
    return f"Поиск: обращение {ticket} — в индексе не то, что в журнале; pult verify --rebuild-search"


def found(desk: FrozenDesk, *statements: str) -> VerifyReport:
    """What verify says after the file was changed."""
    tamper(desk.path, *statements)
    return desk.administration.verify()


def test_an_honest_store_has_nothing_to_report(worked: FrozenDesk) -> None:
    report = worked.administration.verify()
    assert (report.tickets, report.events, report.mismatches, report.broken_chains) == (2, DIRECTORY_EVENTS + 7, (), ())
    assert report.ok


def test_hostile_text_is_no_damage(desk: FrozenDesk) -> None:
    number = registered(desk, subject=MARKUP, description="[b]" * 600)
    done(desk, Comment(number=number, text=MARKUP))
    assert desk.administration.verify().ok


def test_an_edited_event_is_found(worked: FrozenDesk) -> None:
    report = found(worked, "UPDATE events SET at = at - 60000000 WHERE number = 14")
    assert "Событие 14 (обращение 1): изменено после записи" in report.broken_chains
    assert any(said.startswith("Обращение 1: расходится с журналом") for said in report.mismatches) is False


def test_an_event_rewritten_with_its_own_hash_breaks_the_next(worked: FrozenDesk) -> None:
    report = found(worked, "UPDATE events SET hash = 'f00d' WHERE number = 14")
    assert "Событие 15 (обращение 1): не продолжает предыдущее" in report.broken_chains


def test_a_dropped_event_is_found_in_the_chain_and_in_the_ticket(worked: FrozenDesk) -> None:
    report = found(worked, "DELETE FROM texts WHERE event = 14", "DELETE FROM events WHERE number = 14")
    assert "Журнал: после события 13 идёт 15" in report.broken_chains
    assert "Обращение 1: после записи 1 идёт 3" in report.broken_chains
    assert any(said.startswith("Обращение 1: журнал не восстанавливается") for said in report.mismatches)


def test_swapped_events_are_found(worked: FrozenDesk) -> None:
    report = found(
        worked,
        "UPDATE events SET seq = 99 WHERE number = 16",
        "UPDATE events SET seq = 4 WHERE number = 17",
        "UPDATE events SET seq = 5 WHERE number = 16",
    )
    assert {"Событие 16 (обращение 1): изменено после записи", "Обращение 1: после записи 3 идёт 5"} <= set(
        report.broken_chains
    )


def test_a_cut_tail_is_found_where_the_lists_still_know_of_it(worked: FrozenDesk) -> None:
    report = found(worked, "DELETE FROM texts WHERE event = 19", "DELETE FROM events WHERE number = 19")
    assert report.mismatches == ("Обращение 2: есть в списках, нет в журнале", unfound(2))


def test_an_edited_text_is_found(worked: FrozenDesk) -> None:
    report = found(worked, "UPDATE texts SET body = 'Не смотрим' WHERE event = 14")
    assert report.broken_chains == ("Событие 14 (обращение 1): текст «text» изменён после записи",)


def test_a_dropped_and_a_foreign_text_are_found(worked: FrozenDesk) -> None:
    report = found(
        worked,
        "DELETE FROM texts WHERE event = 14",
        "INSERT INTO texts (event, field, salt, body) VALUES (18, 'aside', x'00', 'подброшено')",
    )
    assert report.broken_chains == (
        "Событие 14 (обращение 1): текста «text» нет",
        "Событие 18 (обращение 1): лишний текст «aside»",
    )


def test_a_text_may_be_cut_out_and_the_chain_stays_whole(worked: FrozenDesk, ivanova: Actor) -> None:
    done(worked, Redact(number=1, event=2, reason="Имя пациента"), "orlova")
    assert worked.administration.verify().ok
    shown = worked.tickets.view(1, ivanova)
    assert not isinstance(shown, Refusal)
    assert shown.timeline[1].text == "[текст изъят]"


def test_a_subject_cut_out_of_the_log_may_not_live_on_in_the_lists(worked: FrozenDesk) -> None:
    with raw(worked.path) as connection:
        connection.execute("UPDATE texts SET body = NULL, salt = NULL WHERE event = 13 AND field = 'subject'")
    assert worked.administration.verify().mismatches == (
        "Обращение 1: расходится с журналом (search, subject)",
        unfound(1),
        "Обращение 1, запись 1: текст «subject» изъят, а записи об этом нет",
    )


def test_a_text_cut_out_without_a_record_is_found_and_the_chain_is_whole(worked: FrozenDesk) -> None:
    with raw(worked.path) as connection:  # the guards let this through
        connection.execute("UPDATE texts SET body = NULL, salt = NULL WHERE event = 14 AND field = 'text'")
    report = worked.administration.verify()
    assert report.broken_chains == ()
    assert report.mismatches == (unfound(1), "Обращение 1, запись 2: текст «text» изъят, а записи об этом нет")
    assert worked.administration.verify(chain_only=True).ok


def test_words_that_are_back_after_they_were_cut_out_are_found(worked: FrozenDesk) -> None:
    with raw(worked.path) as connection:
        salt, body = connection.execute("SELECT hex(salt), body FROM texts WHERE event = 14").fetchone()
    done(worked, Redact(number=1, event=2, reason="Имя пациента"), "orlova")
    report = found(worked, f"UPDATE texts SET salt = x'{salt}', body = '{body}' WHERE event = 14")
    told = "Обращение 1, запись 2: текст «text» записан как изъятый, а он есть"
    assert report.mismatches == (unfound(1), told)


@pytest.mark.parametrize(
    ("change", "columns"),
    [
        ("status = 'closed'", "status"),
        ("next_due = next_due + 1", "next_due"),
        ("next_clock = NULL, next_due = NULL", "next_clock, next_due"),
        ("version = 3, assignee = 'sidorov'", "assignee, version"),
        ("search = ''", "search"),
        ("sort_due = 0", "sort_due"),
        ("wake_at = wake_at + 1", "wake_at"),
        ("wake_at = NULL", "wake_at"),
        ("connected = 1", "connected"),
        ("promised = '[]'", "promised"),
    ],
)
def test_a_changed_row_of_the_lists_is_found(worked: FrozenDesk, change: str, columns: str) -> None:
    report = found(worked, f"UPDATE tickets SET {change} WHERE number = 2")
    assert report.mismatches == (f"Обращение 2: расходится с журналом ({columns})",)
    assert report.broken_chains == ()


def test_a_row_dropped_from_the_lists_is_found(worked: FrozenDesk) -> None:
    assert found(worked, "DELETE FROM tickets WHERE number = 2").mismatches == (
        "Обращение 2: есть в журнале, нет в списках",
    )


def test_a_role_given_past_the_log_is_found(worked: FrozenDesk) -> None:
    report = found(worked, "UPDATE users SET role = 'administrator' WHERE login = 'petrov'")
    assert report.mismatches == ("Сотрудник petrov: расходится с журналом (role)",)


def test_an_account_made_or_dropped_past_the_log_is_found(worked: FrozenDesk) -> None:
    report = found(
        worked,
        "INSERT INTO users (login, name, search, role, competences, blocked)"
        " VALUES ('ghost', 'Призрак', 'призрак', 'administrator', '[]', 0)",
        "DELETE FROM users WHERE login = 'gost'",
    )
    assert report.mismatches == (
        "Сотрудник ghost: есть в справочнике, нет в журнале",
        "Сотрудник gost: есть в журнале, нет в справочнике",
    )


def test_blocked_and_promoted_staff_agree_with_the_log(worked: FrozenDesk) -> None:
    done(worked, BlockUser(login="gost"), "admin")
    done(worked, ChangeRole(login="sidorov", role=Role.SUPERVISOR), "admin")
    assert worked.administration.verify().ok


def test_an_unknown_kind_of_event_is_named(worked: FrozenDesk) -> None:
    report = found(worked, "UPDATE events SET kind = 'teleported' WHERE number = 14")
    assert "Событие 14 (обращение 1): не читается (неизвестный вид события «teleported»)" in report.broken_chains


@pytest.mark.parametrize("body", ["{", "[]", "null", '{"text": 7}', '{"by": "x", "how": []}'])
def test_a_body_that_is_no_event_is_named_and_not_fatal(worked: FrozenDesk, body: str) -> None:
    report = found(worked, f"UPDATE events SET body = '{body}' WHERE number = 18")
    assert any(said.startswith("Событие 18 (обращение 1)") for said in report.broken_chains)


def test_a_ticket_of_which_nothing_can_be_read_is_named(worked: FrozenDesk) -> None:
    report = found(worked, "UPDATE events SET body = '{' WHERE ticket = 2")
    assert any(said.startswith("Обращение 2: журнал не восстанавливается") for said in report.mismatches)


@pytest.mark.parametrize(
    "column",
    ["actor = x'00'", "at = 'noon'", "seq = 'two'", "ticket = 'one'", "hash = x'00'", "seq = NULL", "ticket = NULL"],
)
def test_a_column_of_another_type_is_named_and_not_fatal(worked: FrozenDesk, column: str) -> None:
    report = found(worked, f"UPDATE events SET {column} WHERE number = 14")
    assert any(
        said.startswith("Событие 14") and said.endswith("изменено после записи") for said in report.broken_chains
    )


@pytest.mark.parametrize("change", ["salt = 'salt'", "salt = 1000000", "body = x'00'", "body = NULL"])
def test_a_text_or_salt_of_another_type_or_half_cut_out_is_found(worked: FrozenDesk, change: str) -> None:
    report = found(worked, f"UPDATE texts SET {change} WHERE event = 14")
    assert report.broken_chains == ("Событие 14 (обращение 1): текст «text» изменён после записи",)


def test_a_fact_of_the_directory_in_a_tickets_log_is_named_and_shown_as_damage(
    worked: FrozenDesk, ivanova: Actor
) -> None:
    change = """kind = 'user_blocked', body = '{"login":"gost"}'"""
    report = found(worked, f"UPDATE events SET {change} WHERE number = 14")
    assert "Событие 14 (обращение 1): не читается (неизвестный вид события «user_blocked»)" in report.broken_chains
    with pytest.raises(StoreUnavailable, match="pult verify"):
        worked.tickets.view(1, ivanova)


RESULT = '{"number":2,"subject":null,"version":%s}'


@pytest.mark.parametrize(
    "change", [f"result = '{RESULT % 7}'", "actor = 'petrov'", "result = '{'", "result = '[]'", "result = x'00'"]
)
def test_a_kept_result_that_no_event_bears_out_is_found(worked: FrozenDesk, ivanova: Actor, change: str) -> None:
    for key, command in (("k", Note(number=2, text=".")), ("u", AddPerson(full_name="Чижова А. А.", organization=1))):
        assert not isinstance(worked.commands.perform(command, ivanova, key=key), Refusal)
    assert worked.administration.verify().ok
    report = found(worked, f"UPDATE commands SET {change} WHERE key = 'k'")
    assert report.mismatches[0] == "Ключ повтора «k»: результат расходится с журналом"
    assert ("ключа повтора" in report.mismatches[-1]) is (change == "actor = 'petrov'")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("DELETE FROM commands WHERE key = 'k'", ["Событие 22"]),
        ("UPDATE commands SET at = at - 1 WHERE key = 'k'", ["Событие 22"]),
        ("UPDATE commands SET key = 'other' WHERE key = 'u'", ["Ключ повтора «other»", "Событие 20"]),
        ("UPDATE commands SET result = replace(result, '\"5\"', '\"4\"') WHERE key = 'u'", ["Ключ повтора «u»"]),
        ("UPDATE commands SET result = replace(result, 'ion\":3', 'ion\":2') WHERE key = 'k'", ["Ключ повтора «k»"]),
        ("UPDATE commands SET digest = 'other' WHERE key = 'k'", ["Ключ повтора «k»"]),
        (
            "INSERT INTO commands SELECT 'n', actor, digest, result, at, centre FROM commands LIMIT 1",
            ["Ключ повтора «n»"],
        ),
    ],
)
def test_a_key_that_is_gone_forged_or_moved_is_found(
    worked: FrozenDesk, ivanova: Actor, change: str, said: list[str]
) -> None:
    assert not isinstance(
        worked.commands.perform(AddPerson(full_name="Чижова А. А.", organization=1), ivanova, key="u"), Refusal
    )
    for key, text in ((None, "."), ("k", "..")):
        assert not isinstance(worked.commands.perform(Note(number=2, text=text), ivanova, key=key), Refusal)
    assert worked.administration.verify().ok
    report = found(worked, change)
    assert [each.partition(":")[0] for each in report.mismatches] == said


def test_keys_of_a_store_that_held_no_seals_are_borne_out_by_version_and_actor(
    worked: FrozenDesk, ivanova: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr("core.store.event_log.log.KEPT", None)
        older.setattr("core.desk.handling.attempt.seal", lambda *_: None)
        assert not isinstance(worked.commands.perform(Note(number=2, text="."), ivanova, key="old"), Refusal)
    assert worked.administration.verify().ok
    worked.clock.advance(minutes=1)
    assert not isinstance(worked.commands.perform(Note(number=2, text="."), ivanova, key="new"), Refusal)
    assert worked.administration.verify().ok


def test_a_kept_result_that_cannot_be_read_is_no_crash(worked: FrozenDesk, ivanova: Actor) -> None:
    assert not isinstance(worked.commands.perform(Note(number=2, text="."), ivanova, key="k"), Refusal)
    tamper(worked.path, "UPDATE commands SET result = '{'")
    with pytest.raises(StoreUnavailable, match="pult verify"):
        worked.commands.perform(Note(number=2, text="."), ivanova, key="k")


def test_a_tail_cut_with_its_rows_is_found_by_the_key_it_was_given_under(worked: FrozenDesk, ivanova: Actor) -> None:
    assert not isinstance(worked.commands.perform(Note(number=2, text="."), ivanova, key="k"), Refusal)
    report = found(
        worked,
        "DELETE FROM texts WHERE event = 20",
        "DELETE FROM events WHERE number = 20",
        "UPDATE tickets SET version = 1 WHERE number = 2",
    )
    assert report.mismatches == ("Ключ повтора «k»: результат расходится с журналом",)


@pytest.mark.parametrize(
    ("change", "tables"),
    [
        ("UPDATE users SET centre = 'other' WHERE login = 'ivanova'", ["users: не того центра (строк: 1)"]),
        ("UPDATE clocks SET centre = x'6d61696e'", ["clocks: не того центра (строк: 5)"]),
        ("UPDATE texts SET centre = 'other' WHERE event = 14", ["texts: не того центра (строк: 1)"]),
    ],
)
def test_rows_of_another_centre_are_found(worked: FrozenDesk, change: str, tables: list[str]) -> None:
    assert list(found(worked, change).mismatches) == [f"Таблица {each}" for each in tables]


def test_a_store_that_was_given_to_another_centre_is_found(worked: FrozenDesk) -> None:
    report = found(worked, "UPDATE meta SET value = 'other' WHERE key = 'centre'")
    assert "Таблица tickets: не того центра (строк: 2)" in report.mismatches


def test_guards_taken_off_the_log_are_missed(worked: FrozenDesk) -> None:
    unguard(worked.path)
    assert len(worked.administration.verify().broken_chains) == 6
    assert "С журнала снята защита «events_never_change»" in worked.administration.verify().broken_chains


def test_a_guard_that_was_put_in_the_place_of_another_is_found(worked: FrozenDesk) -> None:
    with raw(worked.path) as connection:
        connection.execute("DROP TRIGGER events_never_go")
        connection.execute("CREATE TRIGGER events_never_go BEFORE DELETE ON events WHEN 0 BEGIN SELECT 1; END")
    assert worked.administration.verify().broken_chains == ("Защита журнала «events_never_go» подменена",)


def test_verifying_changes_nothing(worked: FrozenDesk) -> None:
    done(worked, Note(number=2, text="."))
    signal = worked.change_signal()
    worked.administration.verify()
    assert not signal.changed()
    signal.close()


def test_reports_hold_no_words_of_people(worked: FrozenDesk, tmp_path: Path) -> None:
    report = found(worked, "UPDATE people SET name = 'Кто-то Другой', phone = '0'", "UPDATE tickets SET subject = 'x'")
    assert report.mismatches[0].startswith("Обращение 1: расходится с журналом (subject)")
    assert "Другой" not in "".join(report.mismatches)
    assert "Не открывается" not in "".join(report.mismatches)


def test_a_cut_tail_shows_by_the_head_that_was_noted_before(desk: FrozenDesk) -> None:
    number = registered(desk)
    before = desk.administration.verify()
    done(desk, Note(number=number, text="внутри"))
    after = desk.administration.verify()
    assert (len(before.head), before.ok, after.ok) == (64, True, True)
    assert after.head != before.head
    tamper(
        desk.path,
        f"DELETE FROM texts WHERE event = {after.events}",
        f"DELETE FROM events WHERE number = {after.events}",
    )
    assert desk.administration.verify().head == before.head
    assert desk.administration.verify(head=before.head).past == 0
    assert desk.administration.verify(head=after.head).broken_chains == (
        f"События с хэшем {after.head} в журнале нет: его конец отрезан или переписан",
    )


def test_a_head_noted_before_tells_how_far_the_log_has_gone_on(desk: FrozenDesk) -> None:
    number = registered(desk)
    noted = desk.administration.verify().head
    for text in ("раз", "два", "три"):
        done(desk, Note(number=number, text=text))
    report = desk.administration.verify(head=noted, chain_only=True)
    assert (report.ok, report.past) == (True, 3)


def test_the_chain_alone_says_nothing_of_what_is_derived_from_it(worked: FrozenDesk) -> None:
    tamper(
        worked.path,
        "UPDATE tickets SET status = 'closed' WHERE number = 2",
        "UPDATE texts SET body = 'x' WHERE event = 14",
    )
    report = worked.administration.verify(chain_only=True)
    assert (report.tickets, report.events, report.mismatches) == (2, DIRECTORY_EVENTS + 7, ())
    assert report.broken_chains == ("Событие 14 (обращение 1): текст «text» изменён после записи",)


def test_the_audit_goes_over_the_edge_of_a_page(worked: FrozenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.store.event_log.audit.PAGE", 1)

    monkeypatch.setattr("core.store.event_log.refolding.AT_ONCE", 1)
    monkeypatch.setattr("core.store.event_log.key_audit.PAGE", 1)
    assert worked.administration.verify().ok
    tamper(
        worked.path,
        "INSERT INTO texts VALUES (99, 'aside', x'00', 'x', 'main')",
        "INSERT INTO texts VALUES (-1, 'a', x'00', 'x', 'main')",
    )
    assert worked.administration.verify().broken_chains == (
        "Тексты события -1: самого события нет в журнале",
        "Тексты события 99: самого события нет в журнале",
    )


def attached(desk: FrozenDesk, number: int) -> None:
    done(desk, Attach(number=number, title="снимок.png", body=b"bytes of a picture"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("DELETE FROM blobs", "Обращение 1: файл 1 пропал (событие 2)"),
        ("UPDATE blobs SET body = x'00'", "Обращение 1: файл 1 изменён (событие 2)"),
        ("UPDATE blobs SET body = 'bytes of a picture'", "Обращение 1: файл 1 изменён (событие 2)"),
        ("UPDATE blobs SET size = size + 1", "Обращение 1: файл 1 изменён (событие 2)"),
        ("INSERT INTO blobs VALUES ('f00d', 1, x'00', 'main')", "Файл f00d: хранится, а в журнале его нет"),
    ],
)
def test_a_file_that_is_gone_or_changed_is_found(desk: FrozenDesk, change: str, said: str) -> None:
    attached(desk, registered(desk))
    assert desk.administration.verify().ok
    assert found(desk, change).mismatches == (said,)


def test_a_file_that_was_cut_out_takes_its_bytes_along(desk: FrozenDesk) -> None:
    number = registered(desk)
    attached(desk, number)
    done(desk, Redact(number=number, event=2, reason="Снимок с именем пациента"), "orlova")
    with raw(desk.path) as connection:
        assert connection.execute("SELECT count(*) FROM blobs").fetchone() == (0,)
    assert desk.administration.verify().ok


def test_the_same_file_of_another_ticket_stays(desk: FrozenDesk) -> None:
    first, second = registered(desk), registered(desk)
    attached(desk, first)
    attached(desk, second)
    done(desk, Redact(number=first, event=2, reason="Не то обращение"), "orlova")
    with raw(desk.path) as connection:
        assert connection.execute("SELECT count(*) FROM blobs").fetchone() == (1,)
    assert desk.administration.verify().ok
