"""Words that are cut out are gone from the bytes of the store too, and the chain stays whole (Прил. 3, п. 5)."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from core.desk.upkeep.backups import back_up
from core.store.backends import sqlite_engine as engine
from core.store.backends.sqlite_wipe import empty_log
from core.tickets.answers.comments import Comment
from core.tickets.redaction.redacting import Redact
from core.tickets.refusal import Refusal
from core.tickets.relations.attachments import Attach
from tests.core.desk.leaking import unscreened
from tests.support.desk import FrozenDesk, actor, done, make_desk, register, registered
from tests.support.store import raw

NAME = "Секретариусов"
NOW = "2026-11-24T11:20"


def _as_built(monkeypatch: pytest.MonkeyPatch, *, helped: bool) -> None:
    """A build of SQLite that overwrites nothing that it frees, unless the program says so (``helped``)."""
    prepare = engine.prepare

    def prepared(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA secure_delete = OFF")
        prepare(connection)
        if not helped:
            connection.execute("PRAGMA secure_delete = OFF")

    monkeypatch.setattr(engine, "prepare", prepared)


@pytest.fixture(autouse=True)
def _a_build_that_overwrites_nothing_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    _as_built(monkeypatch, helped=True)


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return filled(tmp_path)


def filled(folder: Path) -> FrozenDesk:
    (folder / "live").mkdir()
    made = make_desk(folder / "live", NOW)
    with unscreened():
        registered(made, subject=f"Карта {NAME}", description=f"Пациент {NAME}: карта не открывается. " * 20)
        done(made, Attach(number=1, title=f"скан {NAME}.pdf", body=f"scan {NAME} ".encode() * 2000))
        done(made, Comment(number=1, text=f"Карту {NAME} посмотрим"), key="k1")
    for other in range(12):
        registered(made, subject=f"Другое обращение {other}", description="Обычный текст. " * 30)
    return made


def places(folder: Path) -> dict[str, int]:
    """In which files a name still stands as bytes, in the spelling of people or of the search column, and how often."""
    spellings = (NAME.encode(), NAME.lower().encode())
    counts = {path.name: sum(path.read_bytes().count(each) for each in spellings) for path in folder.iterdir()}
    return {name: count for name, count in counts.items() if count}


def cut_all(desk: FrozenDesk) -> None:
    for event in (1, 2, 3):
        done(desk, Redact(number=1, event=event, reason="Имя пациента"), "orlova")


def test_no_byte_of_cut_words_stays_in_the_file_or_its_log(desk: FrozenDesk) -> None:
    assert places(desk.path.parent)
    cut_all(desk)
    assert places(desk.path.parent) == {}
    assert desk.administration.verify().ok


def test_that_test_would_find_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _as_built(monkeypatch, helped=False)
    desk = filled(tmp_path)
    cut_all(desk)
    assert places(desk.path.parent), "without overwriting, the free space of a page keeps them"


def test_a_copy_made_afterwards_has_none_and_one_made_before_has_them_all(desk: FrozenDesk, tmp_path: Path) -> None:
    back_up(desk.path, tmp_path / "before", clock=desk.clock)
    cut_all(desk)
    back_up(desk.path, tmp_path / "after", clock=desk.clock)
    assert (bool(places(tmp_path / "before")), places(tmp_path / "after")) == (True, {})


def test_the_digest_of_a_command_does_not_let_cut_words_be_guessed(desk: FrozenDesk) -> None:
    cut_all(desk)
    with raw(desk.path) as connection:
        assert connection.execute("SELECT digest FROM commands").fetchall() == [("",)]
    with unscreened():
        again = desk.commands.perform(
            Comment(number=1, text=f"Карту {NAME} посмотрим"), actor(desk, "ivanova"), key="k1"
        )
    assert isinstance(again, Refusal), "nothing is done twice"
    assert again.code == "key.used"


def test_whoever_reads_does_not_keep_words_from_being_cut_and_the_next_sweep_empties_the_log(
    desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.store.backends.sqlite.empty_log", lambda path: empty_log(path, patience=0))
    with raw(desk.path) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM texts").fetchone()
        cut_all(desk)
        assert "pult.db-wal" in places(desk.path.parent)
    desk.administration.sweep()
    assert places(desk.path.parent) == {}


def test_emptying_the_log_of_what_is_no_store_is_no_error(tmp_path: Path) -> None:
    assert not empty_log(tmp_path / "nowhere.db", patience=0)


def test_the_file_that_was_attached_goes_with_its_record(desk: FrozenDesk) -> None:
    done(desk, Redact(number=1, event=2, reason="Имя пациента"), "orlova")
    with raw(desk.path) as connection:
        assert connection.execute("SELECT count(*) FROM blobs").fetchone() == (0,)
    assert desk.administration.verify().ok


def test_a_search_finds_a_ticket_by_cut_words_no_longer(desk: FrozenDesk) -> None:
    from core.desk.views import QueueQuery

    def found(words: str) -> Any:
        return desk.queue.numbers(QueueQuery(text=words))

    assert found(NAME) == (1,)
    cut_all(desk)
    assert found(NAME) == ()
    assert not isinstance(desk.tickets.preview(register(), actor(desk, "ivanova")), Refusal)
