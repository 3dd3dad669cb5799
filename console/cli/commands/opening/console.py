"""``pult console``: the full-screen application; without a terminal, the queue as text."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import click

from console.cli.command_classes import PultCommand
from console.cli.failure import bad_input
from console.cli.input.typed_values import word
from console.cli.output import note
from console.cli.session import Session, with_session
from console.cli.themes import THEME, theme_of
from console.labels import ALL_VIEW_TITLES

if TYPE_CHECKING:
    from console.app import PultApp
    from console.commands.keymap import Keymap
    from console.link.prefetch import Ahead
    from console.wallboard.panel import Panel
    from core.desk import Desk
    from core.desk.views import Entrance


@click.command("console", cls=PultCommand, help="Открыть пульт.")
@click.option(
    "--view", metavar="ВИД",
    help="С какого вида начать: new, mine, open, soon, overdue, confirmation, closed — или по-русски; "
    "без него — там, где пульт закрыли.",
)  # fmt: skip
@THEME
@with_session
def command(session: Session, view: str | None = None, theme: str | None = None) -> int:
    """Open the console over the session's store."""
    chosen = word("вид", ALL_VIEW_TITLES, view) if view else None
    return open_console(
        session, partial(session.open_desk, paced=True), session.login, Opening(view=chosen, theme=theme_of(theme))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How the application begins: with which view and colours, or with the breach panel.

    ``entrance``: how one came in, where that was not at this terminal; ``watch_stalls``: leave a terminal that takes
    nothing any more.
    """

    view: str | None = None
    theme: str | None = None
    panel: Panel | None = None
    entrance: Entrance | None = None
    watch_stalls: bool = False
    kind: Callable[..., PultApp] | None = None
    """Which application it is, where that is not the ordinary one."""


def open_console(
    session: Session,
    open_desk: Callable[[], Desk],
    login: str,
    how: Opening,
    beside: Callable[[], None] | None = None,
) -> int:
    """Run the application and give its exit code; where there is no terminal, say so and answer with the queue.

    ``beside`` starts what is to run in threads next to it: after the console has forked and blocked its signals.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return _answer_with_text(session, how.view)
    from console.environment import block_signals
    from console.first_rows.seen import SHOWN
    from console.link.prefetch import look_ahead

    prepare_terminal()
    ahead = look_ahead(session.open_queue, login, how.view or "open", SHOWN.seen)
    block_signals()
    if beside is not None:
        beside()
    app = _application(session, open_desk, login, how, ahead)
    app.run()
    return app.return_code or 0


def _application(
    session: Session, open_desk: Callable[[], Desk], login: str, how: Opening, ahead: Ahead | None
) -> PultApp:
    from console.app import PultApp
    from console.environment import few_colours
    from console.presence.session_lease import local_entrance
    from core.desk.views import View

    keymap, problem = keymap_of(session)
    return (how.kind or PultApp)(
        open_desk,
        login,
        view=View(how.view) if how.view else None,
        ahead=ahead,
        keymap=keymap,
        keymap_problem=problem,
        theme=how.theme or ("ansi" if few_colours() else "dark"),
        panel=how.panel,
        entrance=how.entrance or local_entrance(),
        watch_stalls=how.watch_stalls,
    )


def _answer_with_text(session: Session, view: str | None) -> int:
    """Without a terminal: the queue as text."""
    from console.cli.commands.desk.queue import show

    if not session.as_json:
        note("Это не терминал: вместо пульта показываю очередь текстом.")
    show(session, view or "open")
    return 0


def prepare_terminal() -> None:
    """Make ready what the application runs in, or refuse a terminal that cannot show it."""
    from console.environment import UnusableTerminal, prepare, require_utf8

    prepare()
    try:
        require_utf8()
    except UnusableTerminal as error:
        raise bad_input(f"Пульт не открыть: {error}.", "terminal") from None


def keymap_of(session: Session) -> tuple[Keymap, str | None]:
    """The operator's own keys, or the usual ones and why."""
    from console.commands.keymap import Keymap, read_keymap
    from core.policy.errors import ConfigError

    try:
        return read_keymap(session.config), None
    except ConfigError as error:
        return Keymap(), str(error.problems[0])
