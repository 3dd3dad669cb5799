"""``pult console``: the full-screen application; without a terminal, the queue as text."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from console.cli.base import PultCommand
from console.cli.failure import bad_input
from console.cli.output import note
from console.cli.session import Session, with_session
from console.cli.words import word
from console.titles import ALL_VIEW_TITLES

if TYPE_CHECKING:
    from core.desk import Desk


@click.command("console", cls=PultCommand, help="Открыть пульт.")
@click.option(
    "--view", metavar="ВИД", default="open", show_default=True,
    help="С какого вида начать: new, mine, open, soon, overdue, confirmation, closed — или по-русски.",
)  # fmt: skip
@with_session
def command(session: Session, view: str = "open") -> int:
    """Open the console over the session's store."""
    chosen = word("вид", ALL_VIEW_TITLES, view)
    return open_console(session, session.open_desk, session.login, chosen)


def open_console(
    session: Session, open_desk: Callable[[], Desk], login: str, view: str, beside: Callable[[], None] | None = None
) -> int:
    """Run the application and give its exit code; where there is no terminal, say so and answer with the queue.

    ``beside`` starts what is to run in threads next to it: after the console has forked and blocked its signals.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        from console.cli.commands.queue import show

        if not session.as_json:
            note("Это не терминал: вместо пульта показываю очередь текстом.")
        show(session, view)
        return 0
    from console.environment import UnusableTerminal, block_signals, prepare, require_utf8
    from console.first_look import look_ahead

    prepare()
    try:
        require_utf8()
    except UnusableTerminal as error:
        raise bad_input(f"Пульт не открыть: {error}.", "terminal") from None
    ahead = look_ahead(session.open_queue, login, view)
    block_signals()
    if beside is not None:
        beside()
    from console.app import PultApp
    from core.desk.views import View

    app = PultApp(open_desk, login, view=View(view), ahead=ahead)
    app.run()
    return app.return_code or 0
