"""``pult wall``: the breach panel, for a supervisor's terminal or for a television; without a terminal, as text."""

from __future__ import annotations

import sys
from functools import partial

import click

from console.cli.command_classes import PultCommand
from console.cli.input.looking_back import AT, look_back
from console.cli.input.options import Count
from console.cli.output import note
from console.cli.session import Session, with_session
from console.cli.themes import THEME, theme_of


@click.command("wall", cls=PultCommand, help="Открыть табло: что горит, успеет ли смена, как идёт день.")
@click.option("--read-only", is_flag=True, help="Только смотреть: для экрана без клавиатуры; уйти — Ctrl+Q.")
@click.option(
    "--cycle", type=Count(0, 3600), metavar="СЕКУНДЫ", default=0,
    help="Листать страницы через столько секунд; без него — пробелом.",
)  # fmt: skip
@AT
@THEME
@with_session
def command(session: Session, *, read_only: bool, cycle: int, theme: str | None, at: str | None) -> int:
    """Open the console at its panel; to a pipe, answer as ``pult report now`` does."""
    from console.cli.commands.opening.console import Opening, open_console
    from console.wallboard.panel import Panel

    if at is not None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        from console.cli.commands.reports.report import answer_wall

        if at is None and not session.as_json:
            note("Это не терминал: показываю табло текстом.")
        look_back(session, at)
        answer_wall(session)
        return 0
    open_desk = partial(session.open_desk, read_only=read_only, paced=True)
    how = Opening(theme=theme_of(theme), panel=Panel(cycle, read_only))
    return open_console(session, open_desk, session.login, how)
