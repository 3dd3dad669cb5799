"""Short ways to call ``pult`` in a test: what was done as a document, what was refused as its error."""

from typing import Any

from tests.console.cli.conftest import Cli, Result, new

MON, TUE, WED, THU = "2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"


def at(day: str, time: str) -> str:
    return f"{day}T{time}"


def done(result: Result) -> dict[str, Any]:
    assert result.code == 0, result.err
    document: dict[str, Any] = result.json
    return document


def clock(ticket: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = ticket["clocks"][name]
    return found


def due(ticket: dict[str, Any], name: str) -> str | None:
    stated = clock(ticket, name)["due_at"]
    return None if stated is None else str(stated).removesuffix(":00+07:00")


def registered(desk: Cli, now: str, **changes: str) -> dict[str, Any]:
    return done(desk(*new(**changes), "--json", by="ivanova", now=now))


def run(desk: Cli, now: str, by: str, *args: str) -> dict[str, Any]:
    return done(desk(*args, "--json", by=by, now=now))


def refused(result: Result) -> dict[str, Any]:
    assert result.code == 3, (result.code, result.out)
    return result.error
