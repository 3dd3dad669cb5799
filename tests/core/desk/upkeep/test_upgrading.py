"""A store of an older program is migrated only after a copy of it that was verified; the copy leads back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from core.desk import open_desk
from core.desk.upkeep.upgrade import upgrade
from core.store import StoreUnavailable
from core.store.migrate import migrate
from core.store.store import REVISION
from tests.faults.test_migrations import REVISIONS, store_of
from tests.support.desk import KRASNOYARSK, make_desk, registered
from tests.support.store import content, plain_tables, raw, tamper

NOW = datetime(2026, 11, 24, 11, 20, tzinfo=KRASNOYARSK)
PLENTY = 10**12
OLD = REVISIONS[-2]


def upgraded(path: Path, **options: object) -> object:
    return upgrade(path, clock=lambda: NOW, **({"free": lambda _folder: PLENTY} | options))  # type: ignore[arg-type]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The store of a desk that has worked, as the program before this one had it."""
    folder = tmp_path / "now"
    folder.mkdir()
    desk = make_desk(folder)
    registered(desk)
    desk.close()
    path = store_of(tmp_path / "pult.db", OLD)
    with raw(path) as connection:
        connection.execute("ATTACH ? AS work", (str(desk.path),))
        guards = connection.execute("SELECT name, sql FROM main.sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in guards:
            connection.execute(f"DROP TRIGGER main.{name}")
        for table in plain_tables(connection):
            columns = [row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")]
            if table.startswith(("sqlite_", "alembic_")) or not columns:
                continue
            named = ", ".join(f'"{each}"' for each in columns)
            connection.execute(f"DELETE FROM main.{table}")
            connection.execute(f"INSERT INTO main.{table} ({named}) SELECT {named} FROM work.{table}")
        if "centre" not in {row[1] for row in connection.execute("PRAGMA main.table_info(meta)")}:
            connection.execute("DELETE FROM main.meta WHERE key = 'centre'")  # it came with the column of that name
        for _name, sql in guards:
            connection.execute(sql)
    return path


def revision(path: Path) -> str:
    with raw(path) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def test_the_copy_is_the_store_as_it_was_and_the_store_is_of_today(old: Path) -> None:
    before = content(old)
    done = upgraded(old)
    assert (done.before, done.after, revision(old)) == (OLD, REVISION, REVISION)  # type: ignore[attr-defined]
    copy = done.copy  # type: ignore[attr-defined]
    assert copy == old.with_name(f"pult.schema-{OLD}-20261124-042000.db")
    assert revision(copy) == OLD
    assert content(copy) == before
    assert copy.stat().st_mode & 0o777 == 0o600
    with open_desk(old, clock=lambda: NOW) as desk:
        assert desk.administration.verify().ok


def test_the_way_back_is_the_copy_and_it_can_be_gone_again(old: Path, tmp_path: Path) -> None:
    """What an older program's `pult restore` does: the copy in the store's place, of the schema that it speaks."""
    done = upgraded(old)
    with open_desk(old, clock=lambda: NOW) as desk:
        head = desk.administration.chain_head().hash
    back = tmp_path / "back.db"
    back.write_bytes(done.copy.read_bytes())  # type: ignore[attr-defined]
    assert revision(back) == OLD
    assert migrate(back) == (OLD, REVISION)
    with open_desk(back, clock=lambda: NOW) as desk:
        assert desk.administration.chain_head().hash == head


def test_the_folder_of_copies_may_be_another(old: Path, tmp_path: Path) -> None:
    done = upgraded(old, folder=tmp_path / "copies")
    assert done.copy.parent == tmp_path / "copies"  # type: ignore[attr-defined]


def test_without_room_for_the_copy_nothing_is_changed(old: Path) -> None:
    with pytest.raises(StoreUnavailable, match=r"нужно .* МБ, .*--copy-to.*--no-copy"):
        upgraded(old, free=lambda _folder: 1000)
    assert revision(old) == OLD
    assert upgraded(old, free=lambda _folder: 1000, copy=False).copy is None  # type: ignore[attr-defined]
    assert revision(old) == REVISION


def test_a_store_that_does_not_verify_is_left_as_it_is(old: Path) -> None:
    tamper(old, "UPDATE events SET body = replace(body, 'qms', 'xxx') WHERE number = 9")
    tamper(old, "UPDATE events SET hash = 'x' || substr(hash, 2) WHERE number = 8")
    with pytest.raises(StoreUnavailable, match="Хранилище не тронуто"):
        upgraded(old)
    assert revision(old) == OLD
    assert [each.name for each in old.parent.glob("pult.schema-*")] == []


@contextmanager
def writing_meanwhile(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    from core.desk.upkeep import upgrade as upgrading

    real = upgrading.last_event_of
    monkeypatch.setattr(upgrading, "last_event_of", lambda copy: real(copy) - 1)
    yield


def test_who_writes_while_the_copy_is_made_is_not_left_out_of_it(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with writing_meanwhile(old, monkeypatch), pytest.raises(StoreUnavailable, match="закройте пульты и повторите"):
        upgraded(old)
    assert revision(old) == OLD


def test_a_store_of_today_needs_no_copy(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.close()
    done = upgraded(Path(desk.path))
    assert (done.before, done.after, done.copy) == (REVISION, REVISION, None)  # type: ignore[attr-defined]
