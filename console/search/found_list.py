"""What a search has found: groups, and below each result the piece of text that it was found by, its words marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual import events
from textual.message import Message

from console.queue.widgets.queue_columns import fit
from console.widgets.line_view import ACCENT, MUTED, STRONG, WARN, Line, LineView, Piece
from console.wording.instants import moment
from console.wording.search import GROUP_TITLES, group_count, result_head, result_place
from core.desk.search.results import Group, Result, SearchResults
from core.policy import Policy

_INDENT = 4


class FoundList(LineView, can_focus=False):
    """Results with one of them chosen; the field above moves the choice."""

    @dataclass
    class Chosen(Message):
        """A result was clicked twice."""

        result: Result

    COMPONENT_CLASSES: ClassVar[set[str]] = {"found--mark"}
    DEFAULT_CSS = """
    FoundList { height: 1fr; padding: 0 1; }
    FoundList > .found--mark { color: $text-warning; text-style: bold underline; }
    .-no-color FoundList > .found--mark { color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__(id="found")
        self._found: SearchResults | None = None
        self._policy: Policy | None = None
        self._now: datetime | None = None
        self._rows: list[int] = []
        """The line on which each result begins."""
        self._at = 0
        self.empty = ""

    @property
    def selected(self) -> Result | None:
        """The chosen result."""
        results = self._results
        return results[self._at] if self._at < len(results) else None

    @property
    def _results(self) -> Sequence[Result]:
        return self._found.results if self._found is not None else ()

    def show(self, found: SearchResults | None, policy: Policy, now: datetime, empty: str) -> None:
        """Show other results, their days as they are told ``now``; the choice stays where that was found again."""
        self._now = now
        kept = self.selected
        self._found, self._policy, self.empty = found, policy, empty
        places = {(each.kind, each.number): place for place, each in enumerate(self._results)}
        self._at = places.get((kept.kind, kept.number), 0) if kept is not None else 0
        self.relay()
        self._keep_in_sight()

    def move(self, by: int) -> None:
        """Move the choice by so many results."""
        place = max(0, min(self._at + by, len(self._results) - 1))
        if place != self._at:
            self._at = place
            self.relay()
            self._keep_in_sight()

    def page(self, by: int) -> None:
        """Move the choice by so many screenfuls."""
        self.move(by * max(1, self.size.height // 2 - 1))

    def lay(self, width: int) -> list[Line]:
        """Groups with their figures; two lines for each result."""
        self._rows = []
        found = self._found
        if found is None or self._policy is None or not found.results:
            return [((self.empty, MUTED),)] if self.empty else []
        lines: list[Line] = []
        for group in Group:
            shown = [each for each in found.results if each.group is group]
            if shown:
                lines += [()] if lines else []
                lines.append(((f"{GROUP_TITLES[group]} ", ACCENT), (group_count(found, group), MUTED)))
                for each in shown:
                    self._rows.append(len(lines))
                    lines += self._laid(each, len(self._rows) - 1 == self._at, width)
        return lines

    def _laid(self, each: Result, chosen: bool, width: int) -> Iterator[Line]:
        assert self._policy is not None
        mark: Piece = ("▌ " if chosen else "  ", ACCENT)
        at = "" if each.at is None or self._now is None else moment(each.at, self._now)
        beside = [each.clinic or "", each.who or "", at]
        told = " · ".join(filter(None, beside))
        head = result_head(each, self._policy)
        room = max(10, width - len(head) - len(told) - 6)
        title = fit(each.title, min(room, max(10, len(each.title)))).rstrip()
        tone = WARN if each.group is Group.OPEN else MUTED
        yield (mark, (f"{head} " if head else "", tone), (title, STRONG if chosen else ""), (f"  {told}", MUTED))
        place = f"{result_place(each)}: "
        begin: Line = (("▌" if chosen else " ", ACCENT), (" " * (_INDENT - 1), ""), (place, MUTED))
        yield (*begin, *_marked(each, width - len(place)))

    def _keep_in_sight(self) -> None:
        if self._at >= len(self._rows):
            return
        top, bottom = self._rows[self._at] - 1, self._rows[self._at] + 2
        first, height = self.scroll_offset.y, self.size.height
        if top < first or bottom > first + height:
            self.scroll_to(y=max(0, top if top < first else bottom - height), animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """A click chooses, a second one opens."""
        event.stop()
        line = event.y + self.scroll_offset.y
        for place, row in enumerate(self._rows):
            if row <= line <= row + 1:
                self.move(place - self._at)
                if event.chain > 1:
                    self.post_message(self.Chosen(self._results[place]))


def _marked(each: Result, width: int) -> list[Piece]:
    """The fragment as far as it has room, its marks styled."""
    text, at = each.fragment.text, 0
    room = max(10, width - _INDENT - 1)
    pieces: list[Piece] = []
    for start, end in each.fragment.marks:
        if end > room:
            break
        pieces += [(text[at:start], ""), (text[start:end], "found--mark")]
        at = end
    rest = text[at:room]
    return [*pieces, (rest + ("…" if len(text) > room and rest else ""), "")]
