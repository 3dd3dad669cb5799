"""What is looked at on a pseudo-terminal: the console over a generated store, and its peers on the same rows."""

from __future__ import annotations

import csv
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from _measure import PEERS, PULT, peer_program
from stores import copied

from core.demo import LOGIN

ROWS = "ПЛТП"
"""Stands in every row of a queue, and nowhere before there are rows."""
HOME, DOWN, PAGE, ENTER, ESCAPE, CALL, END = b"\x1b[H", b"\x1b[B", b"\x1b[6~", b"\r", b"\x1b", b"\x1bOQ", b"\x1b[F"


@dataclass(frozen=True, slots=True)
class Program:
    """A command, what it shows when its data is there, and how it is to be started."""

    name: str
    command: list[str]
    word: str
    environment: dict[str, str] = field(default_factory=dict)


def console(tickets: int, folder: Path, *more: str) -> Program:
    """A console over a store of so many tickets; nothing is known of an earlier session."""
    home = folder / f"home-{tickets}"
    home.mkdir(exist_ok=True)
    store = folder / f"{tickets}.db"
    if not store.exists():
        copied(tickets, folder)
    state = {"XDG_STATE_HOME": str(home), "XDG_DATA_HOME": str(home)}
    command = [PULT, "--db", str(store), "--as", LOGIN, "console", "--view", "open", *more]
    return Program(f"console, {tickets:,} tickets", command, ROWS, state)


def empty() -> Program:
    """The floor of a start and of idling."""
    return Program("empty Textual app", [sys.executable, str(PEERS / "empty_app.py")], "READY")


def data_table(rows: int) -> Program:
    """The stock table of Textual."""
    return Program("DataTable", [sys.executable, str(PEERS / "data_table.py"), str(rows)], "назначений")


def line_list(rows: int) -> Program:
    """The floor of a key."""
    return Program("Line-API list", [sys.executable, str(PEERS / "line_list.py"), str(rows)], "назначений")


def others(tickets: int, folder: Path) -> tuple[list[Program], list[str]]:
    """less, htop, visidata and harlequin, on the rows of a store where they show rows; and which are missing."""
    text, store = folder / f"{tickets}.csv", folder / f"{tickets}.db"
    if not store.exists():
        copied(tickets, folder)
    first = _written(store, text)
    home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "LESSHISTFILE": "-"}
    wanted = {
        "less": (["-S", str(text)], first),
        "htop": ([], "CPU"),
        "vd": (["--quitguard=false", str(text)], first),
        "harlequin": (["-a", "sqlite", str(store)], "tickets"),
    }
    found, missing = [], []
    for name, (arguments, word) in wanted.items():
        program = peer_program(name)
        if program is None:
            missing.append(name)
        else:
            found.append(Program(name, [program, *arguments], word, {**home, "TERM": "xterm-256color"}))
    return found, missing


def _written(store: Path, text: Path) -> str:
    """The open tickets as a table of text; gives the beginning of the first subject."""
    with closing(sqlite3.connect(store)) as connection, text.open("w", newline="", encoding="utf-8") as stream:
        query = "SELECT subject, number, priority, type, status, line, mis, next_due, assignee FROM tickets"
        rows = connection.execute(f"{query} WHERE status <> 'closed' ORDER BY next_due IS NULL, next_due, number")
        found = rows.fetchall()
        csv.writer(stream).writerows([[each[0] for each in rows.description], *found])
    return str(found[0][0])[:8]
