"""Who else is at which ticket: this console's mark, renewed while a ticket is shown, and the marks of the others."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, runtime_checkable

if TYPE_CHECKING:
    from textual.screen import Screen

    from core.desk.desk import Desk
    from core.store.open_consoles.presence import Present
    from core.tickets.directory import Actor


@runtime_checkable
class AtTicket(Protocol):
    """A screen at which one is at a ticket: told by what it has, since the screens are loaded when they are wanted."""

    WRITES: ClassVar[bool]
    """Whether something is written there, rather than only looked at."""
    number: int | None
    """Which ticket; None for none."""


@runtime_checkable
class TellsOthers(Protocol):
    """A screen that says who else is at its ticket."""

    def tell_others(self) -> None:
        """Others have come, or gone."""


def place(stack: "Sequence[Screen[Any]]") -> tuple[int | None, bool]:
    """The ticket that is looked at, and whether a form is open over it; no ticket is None."""
    at = [screen for screen in reversed(stack) if isinstance(screen, AtTicket) and screen.number is not None]
    writing = next((screen for screen in at if screen.WRITES), None)
    if writing is not None:
        return writing.number, True
    return (at[0].number if at else None), False


def renew(desk: "Desk", actor: "Actor", number: int | None, writes: bool, *, mark: bool) -> "tuple[Present, ...]":
    """Tell who else is where; first renew this console's mark, or take it away, unless it never had one."""
    presence, now = desk.consoles.marks(), desk.now()
    if mark:
        presence.mark(actor.login, actor.name, number, now, writes=writes)
    return presence.others(now)
