"""Archives of old years: the words go into a verified copy and leave the store, the chain stays whole."""

import hashlib
from pathlib import Path

import pytest

from core.desk import open_desk
from core.desk.upkeep.archiving import Archived, ArchivePlan, archive, plan_archive
from core.desk.views import QueueQuery, View
from core.store.errors import StoreUnavailable
from core.store.event_log.archives import let_files_go
from core.tickets.answers.comments import Note
from core.tickets.closing.commands import Close
from core.tickets.closing.disputes import OpenDispute
from core.tickets.redaction.archiving import ArchiveWords, RecordArchive
from core.tickets.refusal import Refusal
from core.tickets.relations.attachments import Attach
from core.vocabulary import Outcome
from tests.core.desk.leaking import unscreened
from tests.support.desk import FrozenDesk, actor, done, make_desk, registered
from tests.support.store import content, raw, tamper

OLD, NOW = "2020-11-24T09:00", "2026-11-24T09:00"
NAME = "Секретариусов"


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    """1: closed in 2020; 2: closed in 2020, noted in 2021; 3: closed in 2020, disputed; 4: open since 2020."""
    (tmp_path / "live").mkdir()
    made = make_desk(tmp_path / "live", OLD)
    with unscreened():
        for number in range(1, 5):
            registered(made, subject=f"Карта {NAME} {number}", description=f"Пациент {NAME}: не открывается {number}")
            done(made, Attach(number=number, title=f"скан {NAME}.png", body=b"scan" if number < 3 else b"other"))
    done(made, Note(number=1, text=f"Перезвонить, {NAME}"), key="old")
    for number in (1, 2, 3):
        done(made, Close(number=number, outcome=Outcome.WITHDRAWN, reason=f"Отозвал {NAME}"))
    done(made, OpenDispute(number=3, text="Не отзывали"))
    made.clock.set("2021-01-11T09:00")
    done(made, Note(number=2, text="Позже"))
    made.clock.set(NOW)
    return made


def planned(desk: FrozenDesk, before: int = 2021) -> ArchivePlan:
    found = plan_archive(desk, before, actor(desk, "admin"))
    assert isinstance(found, ArchivePlan)
    return found


def archived(desk: FrozenDesk, folder: Path, before: int = 2021) -> Archived:
    found = archive(desk, planned(desk, before), folder, actor(desk, "admin"))
    assert isinstance(found, Archived)
    return found


def test_a_dry_run_tells_what_would_go_and_changes_nothing(desk: FrozenDesk) -> None:
    before = content(desk.path)
    found = planned(desk)
    assert (found.tickets, found.texts) == ((1, 3), 10)  # four words of each, a note, a dispute
    assert content(desk.path) == before


def test_the_words_of_what_is_over_go_and_everything_else_stays(desk: FrozenDesk, tmp_path: Path) -> None:
    head = desk.administration.chain_head()
    made = archived(desk, tmp_path / "archives")
    assert (made.cut, made.left) == ((1,), (3,))  # a dispute is open
    assert (made.copy.head, made.copy.events) == (head.hash, head.event)
    assert hashlib.sha256(made.copy.path.read_bytes()).hexdigest() == made.sha256
    report = desk.administration.verify()
    assert report.ok, report
    assert {row.number: row.subject for row in desk.queue.rows((1, 2, 3, 4))} == {
        1: "[текст изъят]", 2: f"Карта {NAME} 2", 3: f"Карта {NAME} 3", 4: f"Карта {NAME} 4",
    }  # fmt: skip
    assert 1 in desk.queue.numbers(QueueQuery(View.CLOSED))
    view = desk.tickets.view(1, actor(desk, "ivanova"))
    assert not isinstance(view, Refusal)
    assert view.timeline[-1].title.startswith("Тексты переданы в архив")
    assert NAME not in repr(view.ticket)


def test_the_archive_is_a_whole_desk_with_every_word(desk: FrozenDesk, tmp_path: Path) -> None:
    made = archived(desk, tmp_path / "archives")
    with open_desk(made.copy.path, clock=desk.clock, read_only=True) as old:
        assert old.administration.verify().ok
        view = old.tickets.view(1, actor(desk, "ivanova"))
        assert not isinstance(view, Refusal)
        assert view.ticket.subject == f"Карта {NAME} 1"


def test_the_log_names_the_archive_by_its_file_its_bytes_and_its_head(desk: FrozenDesk, tmp_path: Path) -> None:
    made = archived(desk, tmp_path / "archives")
    accesses = desk.oversight.accesses(actor(desk, "admin"))
    assert not isinstance(accesses, Refusal)
    assert accesses[0].title == f"Архив до 2021 года: {made.copy.path.name}"
    assert accesses[0].reason == made.sha256


def test_a_file_goes_with_its_last_record_alone(desk: FrozenDesk, tmp_path: Path) -> None:
    assert archived(desk, tmp_path / "archives").files == 0, "ticket 2 has the same bytes"
    with raw(desk.path) as connection:
        assert connection.execute("SELECT count(*) FROM blobs").fetchone() == (2,)
    desk.clock.set("2027-11-24T09:00")
    assert archived(desk, tmp_path / "archives", 2022).files == 1
    with raw(desk.path) as connection:
        assert connection.execute("SELECT count(*) FROM blobs").fetchone() == (1,)
    assert desk.administration.verify().ok


def test_bytes_that_somebody_attaches_meanwhile_are_kept(desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    with raw(desk.path) as connection:
        connection.execute("UPDATE texts SET salt = NULL, body = NULL WHERE field = 'title'")
    standing = let_files_go.__globals__["_standing"]

    def and_then_attached(tx: object, after: int) -> set[str]:
        found: set[str] = standing(tx, after)
        if after == 0:
            done(desk, Attach(number=4, title="снова.png", body=b"scan"))
        return found

    monkeypatch.setitem(let_files_go.__globals__, "_standing", and_then_attached)
    let_files_go(desk.environment.store)
    with raw(desk.path) as connection:
        kept = connection.execute("SELECT body FROM blobs").fetchall()
    assert kept == [(b"scan",)]


def test_no_digest_of_old_words_is_left(desk: FrozenDesk, tmp_path: Path) -> None:
    archived(desk, tmp_path / "archives")
    with raw(desk.path) as connection:
        assert connection.execute("SELECT key, digest FROM commands").fetchall() == [("old", "")]
    files = desk.path.parent.iterdir()
    assert not any(f"Перезвонить, {NAME}".encode() in each.read_bytes() for each in files)


def test_without_a_verified_copy_nothing_goes(desk: FrozenDesk, tmp_path: Path) -> None:
    tamper(desk.path, "UPDATE texts SET body = 'иначе' WHERE event = (SELECT max(event) FROM texts)")
    before = content(desk.path)
    with pytest.raises(StoreUnavailable, match="Копия не сошлась"):
        archive(desk, planned(desk), tmp_path / "archives", actor(desk, "admin"))
    assert content(desk.path) == before
    assert list((tmp_path / "archives").iterdir()) == []


def test_what_is_kept_by_its_term_is_refused(desk: FrozenDesk, tmp_path: Path) -> None:
    refusal = plan_archive(desk, 2022, actor(desk, "admin"))
    assert isinstance(refusal, Refusal)
    assert "в архив — закрытые до 2021 года" in refusal.message
    record = RecordArchive(before=2022, file="a.db", sha256="0" * 64, events=1, head="0" * 64)
    by_hand = desk.commands.perform(record, actor(desk, "admin"))
    assert isinstance(by_hand, Refusal)
    assert by_hand.code == "archive.too_early"


@pytest.mark.parametrize("login", ["ivanova", "petrov", "orlova", "gost"])
def test_only_an_administrator_archives(desk: FrozenDesk, login: str) -> None:
    refusal = plan_archive(desk, 2021, actor(desk, login))
    assert isinstance(refusal, Refusal)
    assert refusal.code == "access.role"


def test_no_words_go_without_a_recorded_archive_that_reaches_them(desk: FrozenDesk, tmp_path: Path) -> None:
    def code(number: int, named: int) -> str:
        answer = desk.commands.perform(ArchiveWords(number=number, archive=named), actor(desk, "admin"))
        assert isinstance(answer, Refusal)
        return answer.code

    assert code(1, 1) == "archive.unknown"
    archive(desk, planned(desk), tmp_path / "archives", actor(desk, "admin"))
    with raw(desk.path) as connection:
        ((recorded,),) = connection.execute("SELECT number FROM events WHERE kind = 'archive_recorded'").fetchall()
    assert code(2, recorded) == "archive.too_young"
    assert code(1, recorded) == "archive.too_young", "it was cut already"
    assert code(3, recorded) == "archive.living"
    assert code(4, recorded) == "access.role" or code(4, recorded).startswith("ticket")


def test_what_was_interrupted_is_done_by_the_next_run(
    desk: FrozenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = archive(desk, planned(desk), tmp_path / "archives", actor(desk, "admin"), going=lambda done, _all: done < 0)
    assert isinstance(found, Archived)
    assert (found.cut, found.left) == ((), (1, 3))
    assert desk.administration.verify().ok
    desk.clock.advance(minutes=1)
    assert archived(desk, tmp_path / "archives").cut == (1,)
    assert len(list((tmp_path / "archives").iterdir())) == 2
