"""`pult verify --since`: the chain from a noted head on, and what was touched since, against the whole log of it."""

import pytest

from core.desk.views import VerifyReport
from core.tickets.answers.comments import Note
from core.tickets.people.commands import AddPerson
from core.tickets.redaction.redacting import Redact
from core.tickets.refusal import Refusal
from tests.support.desk import FrozenDesk, actor, done, registered
from tests.support.store import tamper


@pytest.fixture
def noted(desk: FrozenDesk) -> str:
    """Two tickets (events 13 and 14), the head after them; then a note in the second (event 15)."""
    registered(desk)
    registered(desk)
    head = desk.administration.verify().head
    done(desk, Note(number=2, text="Позвонили"))
    return head


def since(desk: FrozenDesk, head: str, *, chain_only: bool = False) -> VerifyReport:
    report = desk.administration.verify_since(head, chain_only=chain_only)
    assert isinstance(report, VerifyReport)
    return report


@pytest.mark.parametrize("place", ["", "14:"])
def test_what_came_since_is_counted_and_agrees(desk: FrozenDesk, noted: str, place: str) -> None:
    report = since(desk, place + noted)
    assert (report.ok, report.events, report.tickets, report.past) == (True, 1, 1, 1)
    assert report.since is not None
    assert (report.since.event, report.since.hash) == (14, noted)
    assert report.head == desk.administration.verify().head


def test_nothing_came_since_the_last_head(desk: FrozenDesk, noted: str) -> None:
    report = since(desk, desk.administration.verify().head)
    assert (report.ok, report.events, report.tickets) == (True, 0, 0)


def test_a_head_that_the_chain_lacks_is_told_and_nothing_else_is(desk: FrozenDesk, noted: str) -> None:
    tamper(desk.path, "UPDATE tickets SET status = 'closed'")
    lost = "f" * 64
    report = since(desk, lost)
    assert report.broken_chains == (f"События с хэшем {lost} в журнале нет: его конец отрезан или переписан",)
    assert (report.ok, report.events, report.mismatches, report.past) == (False, 0, (), None)


def test_a_head_of_another_event_is_told(desk: FrozenDesk, noted: str) -> None:
    report = since(desk, f"13:{noted}")
    assert report.broken_chains == (f"Хэш {noted} — события 14, а записан был у события 13",)


@pytest.mark.parametrize("head", ["", "14", "14:", "f00d", "0:" + "f" * 64, "-1:" + "f" * 64, "F" * 64, "f" * 65])
def test_what_is_no_head_is_refused(desk: FrozenDesk, noted: str, head: str) -> None:
    assert isinstance(desk.administration.verify_since(head), Refusal)


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("UPDATE events SET at = at - 1 WHERE number = 15", "Событие 15 (обращение 2): изменено после записи"),
        ("UPDATE texts SET body = 'x' WHERE event = 15", "Событие 15 (обращение 2): текст «text» изменён после записи"),
        ("UPDATE events SET prev = '' WHERE number = 14", "Событие 14 (обращение 2): не продолжает предыдущее"),
        ("UPDATE events SET actor = 'x' WHERE number = 14", "Событие 14 (обращение 2): изменено после записи"),
        ("UPDATE events SET seq = 3 WHERE number = 15", "Обращение 2: после записи 1 идёт 3"),
    ],
)
def test_damage_since_the_head_is_found(desk: FrozenDesk, noted: str, change: str, broken: str) -> None:
    tamper(desk.path, change)
    assert broken in since(desk, noted, chain_only=True).broken_chains


def test_older_events_of_a_touched_ticket_are_held_against_their_hashes(desk: FrozenDesk, noted: str) -> None:
    head = desk.administration.verify().head
    done(desk, Note(number=1, text="Ещё"))
    tamper(desk.path, "UPDATE texts SET body = 'x' WHERE event = 13 AND field = 'subject'")
    report = since(desk, head)
    assert report.broken_chains == ("Событие 13 (обращение 1): текст «subject» изменён после записи",)
    assert report.mismatches == ("Обращение 1: расходится с журналом (search, subject)",)


def test_rows_of_touched_tickets_alone_are_compared(desk: FrozenDesk, noted: str) -> None:
    tamper(desk.path, "UPDATE tickets SET status = 'closed'")
    assert since(desk, noted).mismatches == ("Обращение 2: расходится с журналом (status)",)
    assert since(desk, noted, chain_only=True).ok


def test_words_cut_out_since_of_what_was_before_agree(desk: FrozenDesk, noted: str) -> None:
    head = desk.administration.verify().head
    done(desk, Redact(number=2, event=2, reason="Имя пациента"), "orlova")
    assert since(desk, head).ok


def test_registers_are_compared_once_the_desk_itself_was_touched(desk: FrozenDesk, noted: str) -> None:
    tamper(desk.path, "UPDATE users SET role = 'administrator' WHERE login = 'petrov'")
    assert since(desk, noted).ok
    done(desk, AddPerson(full_name="Чижова А. А.", organization=1))
    assert since(desk, noted).mismatches == ("Сотрудник petrov: расходится с журналом (role)",)


def test_keys_of_what_came_since_are_held_against_it_and_older_ones_left_alone(desk: FrozenDesk, noted: str) -> None:
    for key in ("old", "new"):
        head = desk.administration.verify().head
        desk.clock.advance(minutes=1)
        assert not isinstance(desk.commands.perform(Note(number=2, text=key), actor(desk, "ivanova"), key=key), Refusal)
    assert since(desk, head).ok
    done(desk, Note(number=1, text="."))
    tamper(desk.path, "DELETE FROM commands WHERE key = 'new'")
    assert since(desk, head).mismatches == ("Событие 17: ключа повтора, под которым дана его команда, больше нет",)
