"""Two tickets side by side, so that one sees whether they tell of the same problem (Прил. 3, п. 2)."""

from itertools import zip_longest
from typing import Final

from console.widgets.line_view import ACCENT, MUTED, STRONG, Line, LineView, Piece, flow, padded
from console.wording.instants import full_moment
from core.desk.views import TicketView
from core.language.lemmas import words
from core.text import safe_line

_BETWEEN: Final = " │ "


class Compared(LineView):
    """The form's own ticket on the left, the chosen one on the right; words that both have stand out."""

    can_focus = False
    DEFAULT_CSS = """
    Compared { height: auto; max-height: 20; margin-top: 1; background: $surface; }
    """

    def __init__(self, own: TicketView) -> None:
        super().__init__(id="compared")
        self._own = own
        self._other: TicketView | None = None
        self._common: frozenset[str] = frozenset()

    def show(self, other: TicketView | None, common: frozenset[str] = frozenset()) -> None:
        """Lay another ticket beside, with the words that both have; None: nothing is chosen."""
        self._other, self._common = other, common
        self.relay()
        self.refresh(layout=True)

    def lay(self, width: int) -> list[Line]:
        """Both columns, line by line."""
        if self._other is None:
            return []
        half = (width - len(_BETWEEN)) // 2
        left, right = (self._column(view, half) for view in (self._own, self._other))
        return [
            (*padded(one, half), (_BETWEEN, MUTED), *other) for one, other in zip_longest(left, right, fillvalue=())
        ]

    def _column(self, view: TicketView, width: int) -> list[Line]:
        ticket = view.ticket
        about = f"{safe_line(view.organization.name)} · {safe_line(view.requester.name)}"
        since = (
            f"поступило {full_moment(ticket.received_at, view.at)}, {safe_line(view.assignee_name or 'не назначено')}"
        )
        return [
            *flow([(f"№ {ticket.number} ", ACCENT), *self._told(ticket.subject, STRONG)], width),
            *flow([(about, MUTED)], width),
            *flow([(since, MUTED)], width),
            (),
            *flow([*self._told(ticket.description, "")], width),
        ]

    def _told(self, text: str, plain: str) -> list[Piece]:
        """The words of a text, those that both tickets have in colour."""
        return [
            (f"{word} ", ACCENT if self._common.intersection(words(word)) else plain)
            for word in safe_line(text).split()
        ]
