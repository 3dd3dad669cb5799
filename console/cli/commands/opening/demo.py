"""``pult demo``: an invented desk that stays alive, in a store of its own."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from console.cli.command_classes import PultCommand
from console.cli.demo_store import SEED, TICKETS, DemoStore
from console.cli.failure import bad_input
from console.cli.input.options import Count
from console.cli.session import Session, data_folder, with_session


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
    living = arrivals(session.open_desk, store.seed, me=session.login)
    try:
        return open_console(session, by_hand, session.login, Opening(), beside=living.start)
    finally:
        living.stop()


def _load_console() -> None:
    """Load what the console consists of: as long as the desk is being made, nothing else is to be done."""
    from console.environment import prepare

    prepare()
    import console.app
    import console.queue.screen  # noqa: F401
