"""This console as the others see it: a session with where one is in it, and how it ends when somebody ends it."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from console.presence.marks import place
from console.screens.desk_screen import DeskScreen
from core.desk.views import Entrance
from core.tickets.registers import OpenSession

if TYPE_CHECKING:
    from textual.screen import Screen

    from core.desk.desk import Desk
    from core.tickets.directory import Actor

ENDED = 77
"""Exit code of a console whose session was ended, or whose key or account lets in no more."""


def local_entrance() -> Entrance:
    """A console that was opened on the host itself, at its terminal."""
    with suppress(OSError, ValueError, AttributeError):
        return Entrance(address=os.ttyname(sys.stdin.fileno()).removeprefix("/dev/"))
    return Entrance()


def session_of(
    session: str, entrance: Entrance, actor: "Actor", since: datetime, stack: "Sequence[Screen[Any]]"
) -> OpenSession:
    """The lease of a console as it stands: whose it is, how it was entered, which screen is on top."""
    on_top = next((screen.SCOPE for screen in reversed(stack) if isinstance(screen, DeskScreen)), "queue")
    return OpenSession(
        id=session, login=actor.login, name=actor.name, role=actor.role, since=since, door=entrance.door,
        address=entrance.address, place=on_top, ticket=place(stack)[0],
    )  # fmt: skip


def leave(desk: "Desk", actor: "Actor") -> None:
    """Take this console's leases away: it is being closed."""
    desk.consoles.leases().leave(desk.session)
    desk.consoles.marks().mark(actor.login, actor.name, None, desk.now())


def keep_drafts(stack: "Sequence[Screen[Any]]") -> None:
    """Write down what was typed a moment ago and is no draft yet."""
    for screen in stack:
        drafting = getattr(screen, "drafting", None)
        if drafting is not None:
            drafting.keep()
