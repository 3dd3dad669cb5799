"""Bringing a store's schema up to the program's: the only module that loads Alembic, when it is called."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, text

from core.store.errors import StoreUnavailable
from core.store.place import place_of
from core.store.store import REVISION, Store, Writing, revision_of

MIGRATIONS = Path(__file__).parent / "migrations"


@contextmanager
def creating(database: str | Path | None) -> Iterator[Writing]:
    """Make the file and its schema, and give the transaction for what a new store must hold.

    The caller commits; without that nothing but an empty private file is left. Raises StoreUnavailable, also when
    the store was prepared before or the file is another program's database.
    """
    place = place_of(database)
    place.make_file()
    with Store(place) as store, store.writing() as tx:
        if revision_of(tx.connection) is not None:
            raise StoreUnavailable(f"Хранилище {place.path} уже подготовлено")
        if _has_tables(tx.connection):
            raise StoreUnavailable(f"В файле {place.path} уже есть чужая база данных: укажите другой путь")
        _upgrade(tx.connection)
        yield tx


def migrate(database: str | Path | None) -> tuple[str, str]:
    """Bring an existing store to the program's schema, in one transaction; gives the revision before and after.

    Raises StoreUnavailable: no store, never initialised, or newer than the program.
    """
    place = place_of(database)
    if not place.exists():
        raise StoreUnavailable(f"Хранилища {place.path} ещё нет: выполните pult init")
    with Store(place) as store, store.writing() as tx:
        before = revision_of(tx.connection)
        if before is None:
            raise StoreUnavailable(f"Хранилище {place.path} не подготовлено: выполните pult init")
        if before > REVISION:
            raise StoreUnavailable("Хранилище новее программы: обновите пульт")
        if before < REVISION:
            _upgrade(tx.connection)
            tx.commit()
    return before, REVISION


def _has_tables(connection: Connection) -> bool:
    return connection.execute(text("SELECT 1 FROM sqlite_master")).first() is not None


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError:
        raise StoreUnavailable("Хранилище неизвестной версии: восстановите его из резервной копии") from None
