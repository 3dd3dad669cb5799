"""What the warm host loads before it forks: the program as a console may come to it, and nothing of a desk."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

HOME: Final = Path(__file__).resolve().parents[3]
PACKAGES: Final = ("core", "console")
LEFT_OUT: Final = (
    "console.__main__",
    "console.cli.commands",
    "console.cli.demo_store",
    "console.cli.json_shapes",
    "console.cli.main",
    "console.cli.plain_texts",
    "console.door",
    "console.ssh",
    "core.demo",
    "core.desk.exchange",
    "core.desk.health",
    "core.desk.upkeep",
    "core.documents",
    "core.store.backends.postgres",
    "core.store.copies",
    "core.store.migrate",
    "core.store.migrations",
)
"""Begins the names of what no console over SSH comes to, or only once in a while."""
AND_THESE: Final = (
    "concurrent.futures.thread",
    "console.cli.commands.opening.console",
    "console.ssh.console",
    "core.desk.upkeep.administration",
    "core.desk.upkeep.last_runs",
    "core.desk.upkeep.sweep",
    "core.desk.upkeep.verification",
    "core.documents.reading",
    "ctypes",
    "pickle",
    "rich._unicode_data.unicode17-0-0",
    "sqlalchemy.dialects.sqlite.pysqlite",
    "textual.drivers.headless_driver",
    "textual.layouts.factory",
    "textual.layouts.horizontal",
    "textual.layouts.stream",
    "textual.pilot",
    "textual.scrollbar",
)
"""What a console loads all the same, and what libraries load when they first need it."""
OF_A_SERVER: Final = ("core.store.backends.postgres", "sqlalchemy.dialects.postgresql.psycopg")
"""What a store on a database server needs besides."""


def preload(*, server: bool) -> None:
    """Import all of it; what it makes is shared by every fork. ``server``: the store is on a database server."""
    for name in (*wanted(), *(OF_A_SERVER if server else ())):
        importlib.import_module(name)


def wanted() -> Iterator[str]:
    """The names of the modules, in an order that does not matter."""
    yield from AND_THESE
    for package in PACKAGES:
        for found in pkgutil.walk_packages([str(HOME / package)], f"{package}."):
            if not any(found.name == each or found.name.startswith((f"{each}.", f"{each}_")) for each in LEFT_OUT):
                yield found.name
