"""``pult demo``: an invented desk that stays alive, in a store of its own."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from console.cli.command_classes import PultCommand
from console.cli.demo_store import SEED, TICKETS, DemoStore
from console.cli.failure import bad_input
from console.cli.input.options import Count
from console.cli.session import Session, data_folder, with_session

if TYPE_CHECKING:
    from console.demo.app import DemoApp


@click.command("demo", cls=PultCommand, help="Открыть пульт с учебными данными: попробовать и показать.")
@click.option("--tickets", type=Count(1, 100_000), metavar="ЧИСЛО", help=f"Сколько обращений [{TICKETS}].")
@click.option("--seed", type=Count(), metavar="ЧИСЛО", help=f"Зерно случайности [{SEED}].")
@with_session
def command(session: Session, tickets: int | None, seed: int | None) -> int:
    """Build the demonstration store where it is missing or older than a day, and open it.

    PULT_DB and PULT_USER are not heeded: the demonstration never touches a real store.
    """
    from console.cli.commands.opening.console import Opening, open_console
    from core.demo import LOGIN, arrivals

    if "://" in (session.settings.database or ""):
        raise bad_input("Демонстрация живёт в файле: укажите путь.", "database")
    store = DemoStore(Path(session.settings.database or data_folder() / "demo.db").absolute())
    session.settings.database = str(store.path)
    session.settings.login = session.settings.login or LOGIN
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    store.prepare(session.now(), tickets, seed, session.config, _load_console if at_terminal else None)
    by_hand = partial(session.open_desk, paced=True)
    if not at_terminal:
        return open_console(session, by_hand, session.login, Opening())
    living, opened = arrivals(session.open_desk, store.seed, me=session.login), _Opened(store.path)
    try:
        code = open_console(session, by_hand, session.login, Opening(kind=opened.make), beside=living.start)
    finally:
        living.stop()
    if opened.app is not None and opened.app.successor is not None:
        open_as(opened.app.successor, session)
    return code


class _Opened:
    """The application of the demonstration, once it was made."""

    def __init__(self, store: Path) -> None:
        self.app: DemoApp | None = None
        self._welcomed = store.with_name(f"{store.name}.welcomed")

    def make(self, *arguments: Any, **options: Any) -> DemoApp:
        from console.demo.app import DemoApp

        self.app = DemoApp(*arguments, welcomed=self._welcomed, **options)
        return self.app


def open_as(login: str, session: Session) -> None:
    """Open the demonstration anew in the place of this process, as somebody else; raises OSError."""
    rest = ["demo", "--as", login, "--db", str(session.settings.database)]
    config = [] if session.config is None else ["--config", str(session.config)]
    os.execv(sys.executable, [sys.executable, "-m", "console", *rest, *config])


def _load_console() -> None:
    """Load what the console consists of: as long as the desk is being made, nothing else is to be done."""
    from console.environment import prepare

    prepare()
    import console.app
    import console.queue.screen  # noqa: F401
