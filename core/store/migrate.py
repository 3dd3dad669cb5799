"""Bringing a store's schema up to the program's: the only module that loads Alembic, when it is called."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, text

from core.store.errors import StoreUnavailable
from core.store.location import FilePlace, place_of
from core.store.search.rebuilding import Told, rebuild_index
from core.store.search.version import mark_current
from core.store.store import REVISION, Store, Writing, existing, revision_of

MIGRATIONS = Path(__file__).parent / "migrations"
_LAST: Final = text("SELECT coalesce(max(number), 0) FROM events")
SEARCHED_SINCE: Final = "0012"
"""The schema that has a search index."""
CENTRE: Final = "main"
"""The code of a centre that was given none."""


@contextmanager
def creating(database: str | Path | None, centre: str = CENTRE) -> Iterator[Writing]:
    """Make the file and its schema, and give the transaction for what a new store must hold.

    ``centre`` is whose desk it is: a code that stands in every row. The caller commits; without that nothing but an
    empty private file is left. Raises StoreUnavailable, also when
    the store was prepared before or the file is another program's database.
    """
    place = place_of(database)
    if isinstance(place, FilePlace):
        place.make_file()
    with Store(place) as store, store.writing() as tx:
        prepared = tx.backend.is_prepared(tx.connection)
        if prepared:
            raise StoreUnavailable(f"Хранилище {place.told} уже подготовлено")
        if prepared is None:
            raise StoreUnavailable(f"В {place.told} уже есть чужая база данных: укажите другое место")
        _upgrade(tx.connection, centre)
        mark_current(tx)
        yield tx


def migrate(
    database: str | Path | None, *, last: int | None = None, told: Told = lambda _done, _all: None
) -> tuple[str, str]:
    """Bring an existing store to the program's schema, in one transaction; gives the revision before and after.

    ``last``: the number of its last event as somebody has copied it; a store that went on since is left as it is.
    ``told`` hears how many tickets of how many are in the search index, where that is made.

    Raises StoreUnavailable: no store, never initialised, or newer than the program.
    """
    place = existing(database)
    with Store(place) as store, store.writing() as tx:
        before = revision_of(tx)
        if before is None:
            raise StoreUnavailable(f"Хранилище {place.told} не подготовлено: выполните pult init")
        if before > REVISION:
            raise StoreUnavailable("Хранилище новее программы: обновите пульт")
        if before < REVISION:
            if last is not None and last != tx.connection.execute(_LAST).scalar():
                raise StoreUnavailable("Пока делалась копия, в хранилище писали: закройте пульты и повторите")
            _upgrade(tx.connection, CENTRE)
            if before < SEARCHED_SINCE:
                rebuild_index(tx, told)
            tx.commit()
    return before, REVISION


def _upgrade(connection: Connection, centre: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes |= {"connection": connection, "centre": centre}
    try:
        command.upgrade(config, "head")
    except CommandError:
        raise StoreUnavailable("Хранилище неизвестной версии: восстановите его из резервной копии") from None
