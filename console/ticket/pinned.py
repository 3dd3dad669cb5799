"""What stays in sight above a ticket's story: what was asked for, whom it waits for, and by which phone one answers."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from console.ticket.requester_rows import others_open
from console.ticket.work_fields import waiting_rows
from console.widgets.line_view import ACCENT, MUTED, STRONG, WARN, Line, LineView, Piece, flow, wrap
from console.wording.instants import initials
from core.desk.views import RequesterBackground, TicketView
from core.policy.labels import Labels
from core.text import plural, safe, safe_line

_RULE = ("▌ ", ACCENT)
_WAITS = 2
"""How many of the things that are waited for are told; the card tells all."""


class Pinned(LineView):
    """The description as far as there is room for it, then what is waited for, then the requester."""

    DEFAULT_CSS = """
    Pinned { height: auto; scrollbar-size: 0 0; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.can_focus = False
        self.most = 4
        """Lines of the description."""
        self.with_requester = False
        """The requester is told here, since the fields are not in sight."""
        self._text = ""
        self._height = 0
        """How many lines the description takes."""
        self._waits: Sequence[tuple[str, Sequence[Piece]]] = ()
        self._who: Sequence[Piece] = ()

    def show(
        self,
        view: TicketView,
        known: RequesterBackground,
        labels: Labels,
        now: datetime,
        closes_at: datetime | None = None,
    ) -> None:
        """Show another reading; ``closes_at``: when silence closes the ticket."""
        self._text = safe(view.ticket.description).strip()
        self._waits = list(waiting_rows(view, labels, now, closes_at))
        self._who = _requester(view, known)
        self.relay()

    def begin(self) -> None:
        """Another ticket: nothing is known of it."""
        self._text, self._waits, self._who, self._height = "", (), (), 0
        super().begin()

    def give_room(self, most: int, *, with_requester: bool) -> None:
        """Take no more than so many lines for the description."""
        if (most, with_requester) != (self.most, self.with_requester):
            self.most, self.with_requester = most, with_requester
            self.relay()

    @property
    def whole(self) -> bool:
        """Whether all of the description is in sight."""
        return 0 < self._height <= self.most

    def lay(self, width: int) -> list[Line]:
        """The lines for a width."""
        lines = list(self._description(width - 2))
        for label, pieces in self._waits[:_WAITS]:
            lines.append(_cut([*([(f"{label}: ", WARN)] if label else []), *pieces], width))
        if self.with_requester and self._who:
            lines.append(_cut(self._who, width))
        return lines

    def _description(self, width: int) -> Iterator[Line]:
        told = [line for line in wrap(self._text, width) if line.strip()] if self._text else []
        self._height = len(told)
        left = len(told) - self.most
        shown = told if left <= 0 else told[: self.most]
        for place, line in enumerate(shown):
            if left > 0 and place == self.most - 1:
                more = f"… ещё {left} {plural(left, 'строка', 'строки', 'строк')}"
                yield (_RULE, (wrap(line, width - len(more) - 1)[0], ""), (more, MUTED))
            else:
                yield (_RULE, (line, ""))


def _requester(view: TicketView, known: RequesterBackground) -> Sequence[Piece]:
    person = view.requester
    phone: Piece = (safe_line(person.phone), STRONG) if person.phone else ("телефон не записан", MUTED)
    others = others_open(known)
    more = [(" · ", MUTED), (others, "")] if others else []
    return [phone, (" ", ""), (initials(safe_line(person.name)), ""), *more]


def _cut(pieces: Sequence[Piece], width: int) -> Line:
    """As much as one line holds."""
    first, *more = flow(pieces, width)
    return (*first, ("…", MUTED)) if more else first
