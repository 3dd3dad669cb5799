"""Which of several tickets a command will reach, which it will not and why; and what has become of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from console.dialogs.frame.toasts import differences, told_shortly, with_clause
from console.widgets.line_view import BAD, GOOD, MUTED, WARN, Line, LineView, flow
from core.desk.views import TicketView
from core.text import safe_line
from core.tickets.refusal import Refusal, RefusalKind

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.tickets.directory import Actor
    from core.tickets.merging import Difference

_SHOWN: Final = 40
"""A longer list is laid anew when a ticket is refused and now and then, not after each one."""
_EVERY: Final = 25


@dataclass(frozen=True, slots=True)
class Planned:
    """One ticket of the list: why the command is not allowed, or what became of it.

    ``seen`` is the version that the operator knows, once another one than that of ``view`` was shown; ``merged`` what
    others had changed when it was done.
    """

    view: TicketView
    refusal: Refusal | None
    done: bool = False
    seen: int | None = None
    merged: tuple[Difference, ...] = ()
    version: int = 0
    """The version that it was brought to."""

    @property
    def number(self) -> int:
        """Which ticket it is."""
        return self.view.ticket.number

    @property
    def conflict(self) -> Refusal | None:
        """The refusal, if others have changed the ticket meanwhile."""
        return self.refusal if self.refusal is not None and self.refusal.kind is RefusalKind.CONFLICT else None


class BulkPlan(LineView):
    """The tickets, each with what will happen to it."""

    can_focus = False
    DEFAULT_CSS = "BulkPlan { height: auto; max-height: 10; margin-bottom: 1; }"

    def __init__(
        self, plan: Sequence[Planned], holder: Callable[[TicketView], str | None] = lambda _view: None
    ) -> None:
        """``holder``: who would lose a ticket by the command."""
        super().__init__(id="plan")
        self.plan = tuple(plan)
        self._holder = holder

    def show(self, plan: Sequence[Planned], *, whole: bool = True) -> None:
        """Show how far it has gone; unless the ``whole`` is wanted, a long list follows in larger steps."""
        before, self.plan = self.plan, tuple(plan)
        done, refused = (sum(each.done for each in self.plan), [each.number for each in self.plan if each.refusal])
        same = refused == [each.number for each in before if each.refusal]
        if whole or len(self.plan) <= _SHOWN or done % _EVERY == 0 or not same:
            self.relay()
            self.refresh()

    def lay(self, width: int) -> list[Line]:
        """What will not happen first: that is what one wants to know."""
        ordered = sorted(self.plan, key=lambda each: each.refusal is None)
        return [line for each in ordered for line in _planned(each, width, self._holder(each.view))]


def _planned(each: Planned, width: int, holder: str | None) -> list[Line]:
    glyph, style = ("✗", BAD) if each.refusal else ("✓", GOOD) if each.done else ("·", MUTED)
    subject = safe_line(each.view.ticket.subject)
    head: list[tuple[str, str]] = [(f"{glyph} № {each.view.ticket.number}  ", style), (subject, "")]
    if each.refusal is not None:
        changed = "; ".join(told_shortly(one) for one in differences(each.refusal) if one.collides)
        head.append((f" — {f'изменилось: {changed}' if changed else with_clause(each.refusal)}", WARN))
    elif holder and not each.done:
        head.append((f" — сейчас исполнитель {safe_line(holder)}", WARN))
    elif each.merged:
        head.append((f" — пока вы писали: {'; '.join(map(told_shortly, each.merged))}", MUTED))
    return flow(head, width, indent=4)


def planned(numbers: Sequence[int], name: str, actor: Actor, desk: Desk) -> tuple[Planned, ...]:
    """What would happen to each ticket as it stands now; gone ones are left out."""
    views = [view for number in numbers if isinstance(view := desk.tickets.view(number, actor), TicketView)]
    return tuple(Planned(view, _refusal(view, name)) for view in views)


def _refusal(view: TicketView, name: str) -> Refusal | None:
    return next((action.refusal for action in view.actions if action.name == name), None)
