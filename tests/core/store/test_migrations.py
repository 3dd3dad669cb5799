"""The migrations, the tables that the program knows, and the revision that it asks for are one and the same."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from core.store import StoreUnavailable
from core.store.event_log.audit import GUARDS
from core.store.migrate import MIGRATIONS, creating, migrate
from core.store.store import REVISION, Store
from core.store.tables import metadata
from tests.support.store import raw


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with creating(tmp_path / "pult.db") as tx:
        tx.commit()
    return tmp_path / "pult.db"


def of_the_log(_object: object, name: str, kind: str, *_more: object) -> bool:
    """The search index is each database's own, and no table that the program declares."""
    return not name.startswith("search_") or kind != "table"


def test_the_migrated_schema_is_the_one_that_the_tables_declare(path: Path) -> None:
    with Store.open(path) as store, store.reading() as tx:
        opts = {"compare_type": True, "compare_server_default": True, "include_object": of_the_log}
        context = MigrationContext.configure(tx.connection, opts=opts)
        differences = compare_metadata(context, metadata)
    beyond = {(kind, table, column.name) for kind, _schema, table, column in differences}
    assert beyond == {("remove_column", table, "centre") for table in metadata.tables}  # no query names it


def test_the_program_asks_for_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == REVISION


def test_the_migrations_put_up_every_guard_that_the_audit_looks_for(path: Path) -> None:
    with raw(path) as connection:
        found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    assert found == set(GUARDS)


def test_the_columns_of_the_migrated_tables_stand_in_the_declared_order(path: Path) -> None:
    with raw(path) as connection:
        for table in metadata.tables.values():
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")]
            assert "centre" in names  # what a later migration adds to a table stands behind it
            assert [name for name in names if name != "centre"] == [column.name for column in table.columns]


def test_a_store_that_does_not_exist_sends_to_init(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match=r"ещё нет: выполните pult init"):
        Store.open(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def test_a_file_without_any_migration_sends_to_init(tmp_path: Path) -> None:
    with raw(tmp_path / "pult.db") as connection:
        connection.execute("CREATE TABLE other (id INTEGER)")
    for action in (Store.open, migrate):
        with pytest.raises(StoreUnavailable, match=r"не подготовлено: выполните pult init"):
            action(tmp_path / "pult.db")


@pytest.mark.parametrize(("revision", "said"), [("0000", "выполните pult migrate"), ("9999", "новее программы")])
def test_a_store_of_another_revision_is_not_opened(path: Path, revision: str, said: str) -> None:
    with raw(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    with pytest.raises(StoreUnavailable, match=said):
        Store.open(path)


def test_a_newer_store_is_not_migrated(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreUnavailable, match="новее программы"):
        migrate(path)


def test_a_store_of_a_revision_that_never_was_is_not_migrated(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(StoreUnavailable, match="неизвестной версии"):
        migrate(path)


def test_migrating_a_store_that_is_up_to_date_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    assert migrate(path) == (REVISION, REVISION)
    assert path.read_bytes() == before


def test_a_store_is_made_once(path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="уже подготовлено"), creating(path):
        pass


def test_a_store_whose_making_failed_can_be_made_again(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), creating(tmp_path / "pult.db"):
        raise RuntimeError
    with creating(tmp_path / "pult.db") as tx:
        tx.commit()
    Store.open(tmp_path / "pult.db").close()
