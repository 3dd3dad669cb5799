"""Copies of a desk: verified, private, made while others write; brought back without losing what is in the way."""

import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from core.desk import open_desk
from core.desk.upkeep.backups import back_up, restore
from core.store.errors import StoreUnavailable
from core.tickets.answers.comments import Comment
from tests.support.desk import FrozenDesk, done, make_desk, registered
from tests.support.patience import PATIENCE

NOW = "2026-11-24T11:20"


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    (tmp_path / "live").mkdir()
    made = make_desk(tmp_path / "live", NOW)
    registered(made, subject="Не печатается рецепт")
    return made


def test_a_copy_holds_everything_is_private_and_named_by_its_instant(desk: FrozenDesk, tmp_path: Path) -> None:
    copied = back_up(desk.path, tmp_path / "copies", clock=desk.clock)
    assert copied.path == tmp_path / "copies" / "pult-20261124-042000.db"  # 11:20 in Krasnoyarsk
    assert stat.S_IMODE(copied.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(copied.path.parent.stat().st_mode) == 0o700
    report = desk.administration.verify()
    assert (copied.events, copied.head) == (report.events, report.head)
    assert [path.name for path in copied.path.parent.iterdir()] == [copied.path.name]
    with open_desk(copied.path, clock=desk.clock) as other:
        assert other.administration.verify() == report


def test_it_is_made_while_others_write_and_is_of_one_instant(desk: FrozenDesk, tmp_path: Path) -> None:
    number, stop, wrote = registered(desk, subject="Зависает расписание"), threading.Event(), threading.Event()

    def write() -> None:
        while not stop.is_set():
            done(desk, Comment(number=number, text="Смотрим."))
            wrote.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        wrote.wait(PATIENCE)
        copied = back_up(desk.path, tmp_path, clock=desk.clock)
    finally:
        stop.set()
        writer.join()
    assert 0 < copied.events <= desk.administration.verify().events


def test_the_newest_copies_stay(desk: FrozenDesk, tmp_path: Path) -> None:
    for minute in range(4):
        desk.clock.set(f"2026-11-24T11:2{minute}")
        copied = back_up(desk.path, tmp_path / "copies", clock=desk.clock, keep=2)
    assert [path.name for path in sorted((tmp_path / "copies").iterdir())] == [
        "pult-20261124-042200.db", "pult-20261124-042300.db",
    ]  # fmt: skip
    assert [path.name for path in copied.removed] == ["pult-20261124-042100.db"]


def test_a_copy_that_does_not_verify_is_no_copy(desk: FrozenDesk, tmp_path: Path) -> None:
    raw = sqlite3.connect(desk.path)
    with raw:
        raw.execute("UPDATE tickets SET subject = 'другое'")
    raw.close()
    with pytest.raises(StoreUnavailable, match="Копия не сошлась, и её нет: расхождений 1, первое — Обращение 1"):
        back_up(desk.path, tmp_path / "copies", clock=desk.clock)
    assert list((tmp_path / "copies").iterdir()) == []


def test_a_copy_is_put_where_no_store_is(desk: FrozenDesk, tmp_path: Path) -> None:
    copied = back_up(desk.path, tmp_path, clock=desk.clock)
    put = restore(copied.path, tmp_path / "new" / "pult.db", clock=desk.clock)
    assert (put.events, put.head, put.missing, put.aside) == (copied.events, copied.head, None, None)
    assert not put.diverged
    with open_desk(put.path, clock=desk.clock) as other:
        assert other.administration.verify().ok


def test_a_store_in_the_way_is_set_aside_and_what_it_had_beyond_is_told(desk: FrozenDesk, tmp_path: Path) -> None:
    copied = back_up(desk.path, tmp_path / "copies", clock=desk.clock)
    done(desk, Comment(number=1, text="Смотрим."))
    before = desk.administration.verify()
    desk.close()
    with pytest.raises(StoreUnavailable, match="уже есть: --replace"):
        restore(copied.path, desk.path, clock=desk.clock)
    put = restore(copied.path, desk.path, clock=desk.clock, replace=True)
    assert (put.missing, put.diverged, put.head) == (before.events - copied.events, False, copied.head)
    assert put.aside == desk.path.with_name("pult.db.before-20261124-042000")
    with open_desk(put.aside, clock=desk.clock) as aside:
        assert aside.administration.verify() == before


def test_a_store_that_went_another_way_is_told_apart(desk: FrozenDesk, tmp_path: Path) -> None:
    other = make_desk(tmp_path, NOW)
    registered(other, subject="Опечатка в справке")
    copied = back_up(other.path, tmp_path / "copies", clock=desk.clock)
    put = restore(copied.path, desk.path, clock=desk.clock, replace=True)
    assert (put.missing, put.diverged) == (None, True)


@pytest.mark.parametrize("content", [b"", b"not a store", None])
def test_what_is_no_copy_changes_nothing(desk: FrozenDesk, tmp_path: Path, content: bytes | None) -> None:
    copy = tmp_path / "copy.db"
    if content is not None:
        copy.write_bytes(content)
    before, names = desk.path.read_bytes(), sorted(path.name for path in desk.path.parent.iterdir())
    with pytest.raises(StoreUnavailable):
        restore(copy, desk.path, clock=desk.clock, replace=True)
    assert desk.path.read_bytes() == before
    assert sorted(path.name for path in desk.path.parent.iterdir()) == names


@pytest.mark.parametrize("spoilt", [b"something else entirely " * 400, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_store_that_cannot_be_read_is_what_one_restores_over(desk: FrozenDesk, tmp_path: Path, spoilt: bytes) -> None:
    copied = back_up(desk.path, tmp_path / "copies", clock=desk.clock)
    desk.close()
    desk.path.write_bytes(spoilt)
    put = restore(copied.path, desk.path, clock=desk.clock, replace=True)
    assert (put.head, put.missing, put.diverged) == (copied.head, None, False)
    assert put.aside is not None
    assert put.aside.read_bytes() == spoilt
