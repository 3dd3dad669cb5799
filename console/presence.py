"""Who else is at the ticket that this console shows: marks renewed while it is shown, read beside them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from console.screens.dialogs.form import FormDialog
from console.screens.ticket import TicketScreen
from core.store.presence import Present

if TYPE_CHECKING:
    from textual.screen import Screen

    from core.desk.desk import Desk
    from core.tickets.directory import Actor


def place(stack: "Sequence[Screen[Any]]") -> tuple[int | None, bool]:
    """The ticket that is looked at, and whether a form is open over it; no ticket is None."""
    number = next((screen.number for screen in reversed(stack) if isinstance(screen, TicketScreen)), None)
    forms = [screen.number for screen in stack if isinstance(screen, FormDialog) and screen.number is not None]
    return (forms[-1], True) if forms else (number, False)


def renew(desk: "Desk", actor: "Actor", number: int | None, writes: bool) -> tuple[Present, ...]:
    """Renew this console's mark, and tell who is at the same ticket."""
    presence, now = desk.presence(), desk.now()
    presence.mark(actor.login, actor.name, number, now, writes=writes)
    return tuple(each for each in presence.others(now) if number is not None and each.ticket == number)


def told(others: Sequence[Present]) -> str:
    """«здесь: Петров А. Н. (пишет), Сидоров К. В.»; «» for nobody."""
    names = [f"{each.name} (пишет)" if each.writes else each.name for each in others]
    return f"здесь: {', '.join(dict.fromkeys(names))}" if names else ""
