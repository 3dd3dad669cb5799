"""Who else is at which ticket: this console's mark, renewed while a ticket is shown, and the marks of the others."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from console.dialogs.frame.form_dialog import FormDialog
from console.ticket.screen import TicketScreen
from core.store.open_consoles.presence import Present

if TYPE_CHECKING:
    from textual.screen import Screen

    from core.desk.desk import Desk
    from core.tickets.directory import Actor


def place(stack: "Sequence[Screen[Any]]") -> tuple[int | None, bool]:
    """The ticket that is looked at, and whether a form is open over it; no ticket is None."""
    number = next((screen.number for screen in reversed(stack) if isinstance(screen, TicketScreen)), None)
    forms = [screen.number for screen in stack if isinstance(screen, FormDialog) and screen.number is not None]
    return (forms[-1], True) if forms else (number, False)


def renew(desk: "Desk", actor: "Actor", number: int | None, writes: bool, *, mark: bool) -> tuple[Present, ...]:
    """Tell who else is where; first renew this console's mark, or take it away, unless it never had one."""
    presence, now = desk.consoles.marks(), desk.now()
    if mark:
        presence.mark(actor.login, actor.name, number, now, writes=writes)
    return presence.others(now)
