"""Statements of SQLAlchemy Core that are compiled once and run on the driver's own cursor, for what each command asks.

The SQL stays written once for both databases. Rows come as plain tuples, truth values as ``bool`` on both; a failure is
the same ``DBAPIError`` that the engine would have made of it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import BindParameter, Boolean, ClauseElement, Connection, Dialect, Select, bindparam
from sqlalchemy.exc import DBAPIError

from core.store.store import Reading

Rows = list[tuple[Any, ...]]
Statement = ClauseElement | Callable[[str], ClauseElement]
"""A statement, or what makes it for the dialect of a name."""
_NOTHING: Final[Mapping[str, Any]] = {}


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A statement in the words of one database."""

    sql: str
    names: tuple[str, ...] | None
    """The parameters by their places; None where the driver takes them by name."""
    fixed: Mapping[str, Any]
    """What the statement itself says of its parameters."""
    truths: tuple[int, ...]
    """The columns that hold truth values, where the driver gives numbers for them."""

    def values(self, given: Mapping[str, Any]) -> Any:
        values = {**self.fixed, **given} if self.fixed else given
        return values if self.names is None else [values[name] for name in self.names]


class Prepared:
    """One statement; its parameters are given by name with each execution. Safe to use from any thread."""

    def __init__(self, statement: Statement) -> None:
        """Take a statement without parameters that expand; nothing is compiled before it is used."""
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, tx: Reading, given: Mapping[str, Any] = _NOTHING) -> Rows:
        """Every row that it finds. Raises DBAPIError."""
        compiled = self._for(tx.connection.dialect)
        found = execute(tx, compiled.sql, compiled.values(given), rows=True)
        return [_with_truths(row, compiled.truths) for row in found] if compiled.truths else found

    def first(self, tx: Reading, given: Mapping[str, Any] = _NOTHING) -> tuple[Any, ...] | None:
        """The first row; None where there is none. Raises DBAPIError."""
        found = self.rows(tx, given)
        return found[0] if found else None

    def run(self, tx: Reading, given: Mapping[str, Any]) -> None:
        """Execute what gives no rows. Raises DBAPIError."""
        compiled = self._for(tx.connection.dialect)
        execute(tx, compiled.sql, compiled.values(given))

    def run_each(self, tx: Reading, given: Iterable[Mapping[str, Any]]) -> None:
        """Execute it once for each of some sets of parameters. Raises DBAPIError."""
        compiled = self._for(tx.connection.dialect)
        values = [compiled.values(each) for each in given]
        if len(values) == 1:
            execute(tx, compiled.sql, values[0])
        elif values:
            execute(tx, compiled.sql, values, many=True)

    def _for(self, dialect: Dialect) -> _Compiled:
        found = self._compiled.get(dialect.name)
        if found is None:
            statement = self._statement
            made = statement if isinstance(statement, ClauseElement) else statement(dialect.name)
            found = self._compiled[dialect.name] = _compile(made, dialect)
        return found


class PreparedFor:
    """The same for a list of keys of any length: compiled for 1, 2, 4, 8 … of them, the last one repeated."""

    def __init__(self, make: Callable[[Sequence[BindParameter[Any]]], Select[Any]]) -> None:
        """Take what makes the statement for some parameters that stand for the keys."""
        self._make = make
        self._prepared: dict[int, Prepared] = {}

    def rows(self, tx: Reading, keys: Iterable[Any], given: Mapping[str, Any] = _NOTHING) -> Rows:
        """Every row that it finds for some keys; none for none. Raises DBAPIError."""
        wanted = list(keys)
        if not wanted:
            return []
        size = 1 << (len(wanted) - 1).bit_length()
        prepared = self._prepared.get(size)
        if prepared is None:
            places: list[BindParameter[Any]] = [bindparam(f"key_{place}") for place in range(size)]
            prepared = self._prepared[size] = Prepared(self._make(places))
        wanted += wanted[-1:] * (size - len(wanted))
        return prepared.rows(tx, {**given, **{f"key_{place}": key for place, key in enumerate(wanted)}})


def execute(tx: Reading, sql: str, values: Any, *, rows: bool = False, many: bool = False) -> Rows:
    """Run one statement on the driver's cursor; its rows, where they are asked for. Raises DBAPIError.

    ``many``: once for each of some values.
    """
    connection = tx.connection
    driver = connection.connection.driver_connection
    assert driver is not None
    cursor = driver.cursor()
    try:
        (cursor.executemany if many else cursor.execute)(sql, values)
        found: Rows = cursor.fetchall() if rows else []
    except connection.dialect.loaded_dbapi.Error as error:
        raise as_the_engine(connection, sql, error) from error
    return found


@contextmanager
def at_once(tx: Reading) -> Iterator[None]:
    """Send what prepared statements write meanwhile in one go, where the database can. Raises DBAPIError at its end.

    Nothing may be asked through the engine meanwhile.
    """
    try:
        with tx.backend.batch(tx.connection):
            yield
    except tx.connection.dialect.loaded_dbapi.Error as error:
        raise as_the_engine(tx.connection, None, error) from error


def as_the_engine(connection: Connection, sql: str | None, error: Any) -> DBAPIError:
    """A failure of the driver as the engine tells it; a connection that is gone is given up."""
    dialect, driver = connection.dialect, connection.connection.driver_connection
    gone = dialect.is_disconnect(error, driver, None)
    if gone:
        connection.invalidate(error)
    told = DBAPIError.instance(
        sql, None, error, dialect.loaded_dbapi.Error, hide_parameters=True, connection_invalidated=gone, dialect=dialect
    )
    assert isinstance(told, DBAPIError)
    return told


def _compile(statement: ClauseElement, dialect: Dialect) -> _Compiled:
    compiled: Any = statement.compile(dialect=dialect)
    names = tuple(compiled.positiontup) if compiled.positional else None
    fixed = {name: value for name, value in compiled.params.items() if value is not None}
    native = dialect.supports_native_boolean
    columns = () if native or not isinstance(statement, Select) else tuple(statement.selected_columns)
    truths = tuple(place for place, column in enumerate(columns) if isinstance(column.type, Boolean))
    return _Compiled(str(compiled), names, fixed, truths)


def _with_truths(row: tuple[Any, ...], places: tuple[int, ...]) -> tuple[Any, ...]:
    changed = list(row)
    for place in places:
        if changed[place] is not None:
            changed[place] = bool(changed[place])
    return tuple(changed)
