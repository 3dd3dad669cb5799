"""What stands beside a call: the caller's and the clinic's open tickets, similar ones, solutions that may answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from console.queue.widgets.queue_columns import fit
from console.widgets.line_view import ACCENT, MUTED, STRONG, WARN, Line, LineView
from core.desk.records.callers import CallerTicket
from core.desk.records.open_work import FoundSolution
from core.text import safe_line
from core.tickets.registration.similar import Similar

MOST = 5
"""How many of each sort are shown."""


@dataclass(frozen=True, slots=True)
class CallSuggestions:
    """What is known so far of a call."""

    own: Sequence[CallerTicket] = ()
    clinic: Sequence[CallerTicket] = ()
    similar: Sequence[Similar] = ()
    solutions: Sequence[FoundSolution] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One line to choose: a ticket by its number, or a solution."""

    head: str
    text: str
    ticket: int | None = None
    solution: FoundSolution | None = None
    tone: str = ""


class Beside(LineView, can_focus=True):
    """The lists, one below the other; ↑ and ↓ move, Enter or a digit chooses."""

    BORDER_TITLE = "Рядом"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Выше", show=False),
        Binding("down", "move(1)", "Ниже", show=False),
        Binding("enter", "choose", "Выбрать", show=False),
        *(Binding(str(digit), f"choose({digit})", "Выбрать", show=False) for digit in range(1, 10)),
    ]

    @dataclass
    class Chosen(Message):
        """A line was chosen."""

        item: Item

    class Left(Message):
        """Upwards out of the list: back to the subject."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._known = CallSuggestions()
        self._items: list[Item] = []
        self._rows: dict[int, int] = {}
        self._at = 0

    @property
    def known(self) -> CallSuggestions:
        """What is shown."""
        return self._known

    @property
    def empty(self) -> bool:
        """Whether there is nothing to choose."""
        return not self._items

    def show(self, known: CallSuggestions) -> None:
        """Show what is known now; the mark goes back to the first line when the lines are others."""
        if known == self._known:
            return
        self._known = known
        items = [item for _title, section in _sections(known) for item in section]
        if [(item.ticket, item.text) for item in items] != [(item.ticket, item.text) for item in self._items]:
            self._at = 0
        self._items = items
        self.relay()

    def summary(self) -> str:
        """The lists in one line, for a narrow screen: «Похожих 2 · решений 1 · ↓ из темы»."""
        known = self._known
        numbers = (("открыто", len(known.own)), ("похожих", len(known.similar)), ("решений", len(known.solutions)))
        told = [f"{word} {count}" for word, count in numbers if count]
        return f"Рядом: {' · '.join(told)} · ↓ из темы" if told else ""

    def lay(self, width: int) -> list[Line]:
        """A heading and its lines, for each list that has any."""
        lines: list[Line] = []
        self._rows, place = {}, 0
        for title, section in _sections(self._known):
            lines.append(((title, ACCENT),))
            for item in section:
                self._rows[place] = len(lines)
                lines.append(self._line(item, place, width))
                place += 1
        return lines or [(("Появятся, как только будет тема: похожие и решения.", MUTED),)]

    def _line(self, item: Item, place: int, width: int) -> Line:
        marked = place == self._at and self.has_focus
        mark = ("▌" if marked else " ") + (f"{place + 1} " if place < 9 else "  ")
        text = fit(safe_line(item.text), max(1, width - len(item.head) - 4))
        return ((mark, ACCENT), (f"{item.head} ", item.tone or MUTED), (text, STRONG if marked else ""))

    def action_move(self, by: int) -> None:
        """Move the mark; above the first line one is back at the subject."""
        if self._at + by < 0:
            self.post_message(self.Left())
            return
        self._at = max(0, min(len(self._items) - 1, self._at + by))
        self.relay()
        self.refresh()
        row = self._rows.get(self._at, 0)
        if not self.scroll_offset.y <= row < self.scroll_offset.y + self.size.height:
            self.scroll_to(y=max(0, row - 1), animate=False)

    def action_choose(self, digit: int | None = None) -> None:
        """Choose the marked line, or the one with a digit."""
        place = self._at if digit is None else digit - 1
        if place < len(self._items):
            self.post_message(self.Chosen(self._items[place]))

    def on_focus(self) -> None:
        """Show the mark."""
        self.relay()
        self.refresh()

    def on_blur(self) -> None:
        """Take the mark away."""
        self.relay()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click chooses a line."""
        row = event.y + self.scroll_offset.y
        for place, at in self._rows.items():
            if at == row:
                self._at = place
                self.action_choose()


def _sections(known: CallSuggestions) -> Iterator[tuple[str, list[Item]]]:
    similar = [
        Item(f"№ {each.number} {round(each.score * 100)} %", each.subject, ticket=each.number, tone=WARN)
        for each in known.similar[:MOST]
    ]
    if similar:
        yield "Похожие: Enter — звонок туда (п. 5.5)", similar
    solutions = [Item("●", each.solution.title, solution=each) for each in known.solutions[:MOST]]
    if solutions:
        yield "Решения: Enter — прочесть вслух (п. 5.4)", solutions
    told = {each.number for each in known.similar}
    for title, tickets in (("Открыто у звонящего", known.own), ("Открыто у МО", known.clinic)):
        items = [Item(f"№ {t.number}", t.subject, ticket=t.number) for t in tickets[:MOST] if t.number not in told]
        if items:
            yield title, items
