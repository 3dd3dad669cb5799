"""``--at``: an answer as of an instant that is over, from what the log held by then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from console.cli.session import Session

AT: Final = click.option(
    "--at", "at", metavar="КОГДА",
    help="Показать как было тогда: «вчера 16:00», «24.11 16:30», «2 часа назад»; сроки и счёт — того мгновения.",
)  # fmt: skip
"""The option of every command that can answer so."""


def look_back(session: Session, text: str | None) -> None:
    """Have all that is read from here on be as of the instant that was typed; nothing where none was."""
    if text is None:
        return
    from console.cli.input.typed_values import instant
    from core.when import EXACTLY

    _ = session.actor  # who asks is settled now, and not by who he was then
    session.look_back(instant(session, text, EXACTLY, "--at"))
