"""``pult doctor``: what may stop the desk tomorrow, and how to mend it; exit code 3 where something is bad."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from console.cli.command_classes import PultCommand
from console.cli.failure import Exit
from console.cli.output import answer
from console.cli.session import Session, with_session
from console.ssh.settings import DEFAULT as HOST_SETTINGS
from console.ssh.settings import DoorClosed, read_settings
from core.text import sentence

if TYPE_CHECKING:
    from core.desk.health.doctor import HealthFinding

_SIGNS: Final = {"good": "✓", "warning": "▲", "bad": "‼"}


@click.command("doctor", cls=PultCommand, help="Осмотреть хранилище, настройки, компьютер: что не так, как исправить.")
@with_session
def command(session: Session) -> int:
    """Answer with everything that was looked at; no account is needed, and nothing is changed."""
    from core.desk.health.doctor import State, examine
    from core.desk.health.host import examine_host

    database, config = _where(session)
    found = (*examine(database, config, session.now()), *examine_host(), *_warm_host(), *_terminal(os.environ))
    document = {
        "ok": all(each.state is not State.BAD for each in found),
        "findings": [
            {"name": each.name, "state": each.state.value, "told": each.told, "mend": each.mend} for each in found
        ],
    }
    answer(document, lambda: "\n".join(map(_line, found)), as_json=session.as_json)
    return Exit.DONE if document["ok"] else Exit.RULE


def _where(session: Session) -> tuple[str, str | Path | None]:
    """The store and the configuration to look at: those that were named, else those of this host's own settings."""
    if not (session.settings.database or os.environ.get("PULT_DB")):
        with suppress(DoorClosed):
            host = read_settings(HOST_SETTINGS)
            return host.database, host.config
    return session.database, session.config


def _warm_host() -> Iterator[HealthFinding]:
    """The warm host of this host, where one is set up."""
    from console.ssh.warm.health import examine_warm_host

    with suppress(DoorClosed):
        yield from examine_warm_host(read_settings(HOST_SETTINGS))


def _line(finding: HealthFinding) -> str:
    mend = f"\n    → {finding.mend}" if finding.mend else ""
    return f"{_SIGNS[finding.state.value]} {sentence(finding.told)}{mend}"


def _terminal(environ: Mapping[str, str]) -> Iterator[HealthFinding]:
    """Locale and terminal; the size only where there is one."""
    from console.environment import UnusableTerminal, require_utf8
    from core.desk.health.doctor import HealthFinding, State

    try:
        require_utf8()
        yield HealthFinding("locale", State.GOOD, "Терминал в UTF-8")
    except UnusableTerminal as error:
        yield HealthFinding(
            "locale", State.BAD, str(error).capitalize(), "LANG=ru_RU.UTF-8 и UTF-8 в настройках терминала"
        )
    if sys.stdout.isatty():
        columns, rows = os.get_terminal_size(sys.stdout.fileno())
        told = f"Терминал {environ.get('TERM', 'неизвестный')}, {columns}×{rows}"
        if (columns, rows) < (80, 24):
            yield HealthFinding("terminal", State.WARNING, told, "пульту удобно от 80×24")
        else:
            yield HealthFinding("terminal", State.GOOD, told)
