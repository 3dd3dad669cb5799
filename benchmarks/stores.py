"""Stores to measure over: generated ones, kept for half a day; one of open tickets whose dues are near, for one run."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import large_store

from core.desk import init_store, open_desk
from core.desk.views import Done
from core.tickets.directory import Actor
from core.tickets.people.commands import AddOrganization, AddPerson
from core.tickets.refusal import Refusal
from core.tickets.registration.commands import Register
from core.tickets.staff.commands import AddUser
from core.vocabulary import Channel, Mis, Priority, Role, TicketType

LOGIN = "first"
KINDS = ((TicketType.ERROR, Priority.MEDIUM), (TicketType.SETUP, Priority.MEDIUM))
"""Their first reaction is due within two hours (Прил. 2, табл. 1)."""

KEPT = Path(__file__).resolve().parent.parent / ".bench"
"""Where generated stores are kept."""
FRESH = timedelta(hours=12)

_ROUND_THE_CLOCK = """\
zone: "Asia/Krasnoyarsk"
working_day: [{from: "00:00", to: "23:59"}]
workdays: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]
by_weekday: {}
short_days: false
short_day_end: "16:30"
lines: {}
sla_days: rolling
procedural_days: dates
"""


def grown(tickets: int) -> Path:
    """A generated store of so many tickets as it stands now, only to be read: made where there is no fresh one."""
    KEPT.mkdir(exist_ok=True)
    made_by = [Path(large_store.__file__), *sorted((large_store.ROOT / "core" / "store").rglob("*.py"))]
    mark = sha256(b"".join(each.read_bytes() for each in made_by)).hexdigest()[:8]
    path = KEPT / f"{tickets}-{mark}.db"
    now = datetime.now(UTC)
    if path.exists() and now - datetime.fromtimestamp(path.stat().st_mtime, UTC) < FRESH:
        return path
    for old in KEPT.glob(f"{tickets}-*"):
        old.unlink()
    half = path.with_suffix(".part")
    large_store.make(half, tickets, now=now)
    half.replace(path)
    return path


def copied(tickets: int, folder: Path) -> Path:
    """A copy of a generated store to write to."""
    path = folder / f"{tickets}.db"
    shutil.copyfile(grown(tickets), path)
    with closing(sqlite3.connect(path)) as store:
        store.execute("PRAGMA journal_mode = WAL")
    return path


def round_the_clock(folder: Path) -> Path:
    """A configuration by which working time runs at any hour, so that a measurement does not depend on it."""
    folder.mkdir()
    (folder / "working_hours.yaml").write_text(_ROUND_THE_CLOCK, encoding="utf8")
    return folder


def open_tickets(path: Path, config: Path, count: int, *, oldest: timedelta) -> Path:
    """A store of ``count`` open tickets, registered through the use cases evenly since ``oldest`` ago until now."""
    start = clock = datetime.now(UTC) - oldest
    _done(init_store(path, "admin", "Админова А. А.", clock=lambda: clock))
    with open_desk(path, config=config, clock=lambda: clock) as desk:
        admin = Actor("admin", "", Role.ADMINISTRATOR)
        first = Actor(LOGIN, "", Role.FIRST_LINE)
        _done(desk.commands.perform(AddUser(login=LOGIN, full_name="Первая Л. И.", role=Role.FIRST_LINE), admin))
        _done(desk.commands.perform(AddOrganization(title="Поликлиника № 100", code="gp100", contract="1"), admin))
        _done(desk.commands.perform(AddPerson(full_name="Врачёва Вера", organization=1), admin))
        for each in range(count):
            clock = start + oldest * each / count
            _done(desk.commands.perform(_request(each), first))
    return path


def _request(number: int) -> Register:
    kind, priority = KINDS[number % len(KINDS)]
    return Register(
        subject=f"Не печатается лист назначений в отделении {number}",
        description="Документ открывается, но на принтер не уходит; на соседнем рабочем месте печатает.",
        organization=1,
        requester=1,
        mis=Mis.QMS,
        type=kind,
        priority=priority,
        channel=Channel.INTERACTIVE,
    )


def _done(result: Done | Refusal) -> None:
    if isinstance(result, Refusal):
        raise RuntimeError(result.message)
