"""The views of the queue with their digits and counts, in one line."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.content import Content
from textual.message import Message

from console.labels import MORE_VIEW_TITLES, VIEW_TITLES
from console.widgets.one_line import OneLine, sides
from console.wording.counts import at_most
from core.desk.views import View
from core.text import safe_line

_SHORT: Final = {
    View.OPEN: "Все",
    View.SOON: "Скоро",
    View.OVERDUE: "Просроч",
    View.CONFIRMATION: "Ждут",
    View.CLOSED: "Закр",
}
_LOUD: Final = {View.SOON: "bold $text-warning", View.OVERDUE: "bold $text-error"}


class ViewTabs(OneLine):
    """Which view is open and how many tickets each one holds."""

    DEFAULT_CSS = """
    ViewTabs { background: $surface; }
    """

    @dataclass
    class Chosen(Message):
        """A view was clicked."""

        view: View

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._view = View.OPEN
        self._counts: Mapping[View, int] = {}
        self._saved = ""
        self._look = ""
        self._notice = ""
        self._ends: list[tuple[int, View]] = []

    def tell(self, view: View, counts: Mapping[View, int], saved: str = "", look: str = "") -> None:
        """Show the open view and the counts; ``saved`` is the title of a saved view that is open, ``look`` says what of
        its order, groups and columns is not the usual."""
        self._view, self._counts, self._saved, self._look = view, counts, saved, look
        self._lay()

    def say(self, notice: str) -> None:
        """Say something at the right end: «новых: 3», «отмечено 4»; «» for nothing."""
        if notice != self._notice:
            self._notice = notice
            self._lay()

    def on_resize(self, event: events.Resize) -> None:
        """Shorten the titles where there is no room."""
        self._lay()

    def _lay(self) -> None:
        notice = Content.styled(f" {self._notice} ", "bold $text-warning reverse") if self._notice else Content("")
        look = Content.styled(f" {self._look} ", "$text-accent") if self._look else Content("")
        line, right = self._line(short=False), look + notice
        if line.cell_length >= self.size.width - right.cell_length:
            line = self._line(short=True)
        if line.cell_length >= self.size.width - right.cell_length:
            right = notice or look
        room = self.size.width - right.cell_length - 1
        self.put(sides(line.truncate(room, ellipsis=True), right, self.size.width) if right else line)

    def _line(self, *, short: bool) -> Content:
        line = Content("")
        self._ends = []
        for digit, (name, title) in enumerate(VIEW_TITLES.items(), start=1):
            view = View(name)
            line += self._tab(digit, view, _SHORT.get(view, title) if short else title, short)
            self._ends.append((line.cell_length, view))
        if self._saved or self._view.value in MORE_VIEW_TITLES:  # has no digit of its own: it stands before the others
            count = self._counts.get(self._view)
            named = f"{MORE_VIEW_TITLES.get(self._view.value, '')}{'' if count is None else f' {at_most(count)}'}"
            title = f" [{safe_line(self._saved) or named}] "
            line = Content.styled(title, "bold $accent") + line
            self._ends = [(end + len(title), view) for end, view in self._ends]
        return line

    def _tab(self, digit: int, view: View, title: str, short: bool) -> Content:
        count = self._counts.get(view)
        shown = "" if count is None else f" {at_most(count)}"
        gap = "" if short else " "
        if view is self._view and not self._saved:
            return Content.styled(f"{gap}[{digit} {title}{shown}]{gap}", "bold $accent")
        loud = _LOUD.get(view, "") if count else ""
        return Content.assemble(
            (f"{gap} {digit} ", "$text-muted"), (title, "$foreground"), (shown, loud or "$text-muted"), f" {gap}"
        )

    def on_click(self, event: events.Click) -> None:
        """A click opens a view."""
        view = next((view for end, view in self._ends if event.x < end), None)
        if view is not None:
            self.post_message(self.Chosen(view))
