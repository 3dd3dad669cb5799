"""The story of a ticket: who did what and when; what is public and what is not told apart by glyph, word and rule."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta

from textual.content import Content

from console.widgets.line_view import ACCENT, INNER, MUTED, STRONG, Line, LineView, Piece, flow, wrap
from console.wording.instants import initials
from core.desk.views import TimelineEntry
from core.text import safe, safe_line
from core.wording import WEEKDAYS

_GUTTER = 9
"""Cells before a body: «10:42  ● » without the last one."""
_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
_MODES = {"all": "всё", "public": "видит инициатор", "inner": "внутреннее", "words": "только слова"}
_COUNTED = 400
"""Working days after which they are no longer counted."""
_NARROW = 90
"""Cells below which names are told by their initials."""
_SPEECH = frozenset({"registered", "commented", "resolved"})


class Timeline(LineView):
    """The entries of one ticket, oldest first. It opens at the newest and stays there while it was there."""

    BORDER_TITLE = "История"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: tuple[TimelineEntry, ...] = ()
        self._now: datetime | None = None
        self._works: Callable[[date], bool] | None = None
        self._mode = "all"
        self._above = False

    def begin(self) -> None:
        """Another ticket: its whole story will be told."""
        self._entries, self._mode, self._above, self.border_title = (), "all", False, self.BORDER_TITLE
        super().begin()

    def filter(self) -> None:
        """The next of what is told: everything, what is public, what is not, people's words alone."""
        names = list(_MODES)
        self._mode = names[(names.index(self._mode) + 1) % len(names)]
        self.border_title = f"История · {_MODES[self._mode]}" if self._mode != "all" else "История"
        self.relay()
        self.call_after_refresh(self.scroll_end, animate=False)

    def _told(self) -> Iterator[TimelineEntry]:
        for entry in self._entries:
            inner = not entry.public
            if (
                self._mode == "all"
                or (self._mode == "words" and entry.text)
                or (self._mode == "public" and entry.public)
                or (self._mode == "inner" and inner)
            ):
                yield entry

    def show(
        self, entries: Sequence[TimelineEntry], now: datetime, works: "Callable[[date], bool] | None" = None
    ) -> None:
        """Tell the story anew; the scroll position stays, or follows the newest entry when it was in sight.

        ``works`` tells working days, by which the days are numbered from the first.
        """
        if tuple(entries) == self._entries:
            return
        first, follow = not self._entries, self.is_vertical_scroll_end
        self._entries, self._now, self._works = tuple(entries), now, works
        self.relay()
        if first and self.laid:
            self.scroll_end(animate=False, immediate=True)
        elif first or follow:
            self.call_after_refresh(self.scroll_end, animate=False)

    @property
    def mode(self) -> str:
        """What of the story is told, in a word; «» for all of it."""
        return _MODES[self._mode] if self._mode != "all" else ""

    def tell_above(self, above: bool) -> None:
        """Whether the description stands above the story in full: then it is not told a second time."""
        if above != self._above:
            self._above = above
            self.keep_end()
            self.relay()

    def keep_end(self) -> None:
        """Another height: the newest entry stays in sight where it was."""
        if self.is_vertical_scroll_end:
            self.call_after_refresh(self.scroll_end, animate=False)

    def lay(self, width: int) -> list[Line]:
        """Lines of all the entries, with a heading for each day."""
        lines: list[Line] = []
        day: date | None = None
        for entry in self._told():
            local = entry.at.astimezone(self._now.tzinfo) if self._now else entry.at
            if local.date() != day:
                day = local.date()
                lines.append(self._day_line(day, width))
            lines += self._entry(entry, local, width)
        return lines

    def _day_line(self, day: date, width: int) -> Line:
        year = f" {day.year}" if self._now and day.year != self._now.year else ""
        title = f" {WEEKDAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]}{year}{self._working_day(day)} "
        return (("──", MUTED), (title, MUTED), ("─" * max(0, width - len(title) - 2), MUTED))

    def _working_day(self, day: date) -> str:
        """«· 3-й рабочий день» from the first entry on; «· выходной»."""
        if self._works is None or not self._entries or self._now is None:
            return ""
        if not self._works(day):
            return " · выходной"
        first = self._entries[0].at.astimezone(self._now.tzinfo).date()
        count = sum(self._works(first + timedelta(days=passed)) for passed in range((day - first).days + 1))
        return f" · {count}-й рабочий день" if 1 < count < _COUNTED else ""

    def _entry(self, entry: TimelineEntry, local: datetime, width: int) -> Iterator[Line]:
        told = [(f"{local:%H:%M}  ", MUTED), *_mark(entry, width < _NARROW)]
        yield from _head(told, safe_line(entry.actor_name), entry.clause or "", width)
        if entry.text and not (self._above and entry is self._entries[0]):
            yield from _body(entry.text, entry.public, width)
            yield ()


def _head(told: list[Piece], who: str, clause: str, width: int) -> list[Line]:
    """What happened and who did it; the clause at the right margin of the first line, where that has room for it."""
    first, *rest = flow([*told, (f" · {who}", MUTED)], width, indent=_GUTTER)
    if rest:
        first, *rest = flow([*told, (f" · {initials(who)}", MUTED)], width, indent=_GUTTER)
    used = sum(Content(text).cell_length for text, _ in first)
    shown = next((each for each in (clause, _shorter(clause)) if each and used + len(each) + 2 <= width), "")
    if not shown:
        return [first, *rest]
    return [(*first, (" " * (width - used - len(shown)), ""), (shown, MUTED)), *rest]


def _shorter(clause: str) -> str:
    """«Прил. 2» of «Прил. 2, «Срок реакции»»: where there is little room, the place must do."""
    return clause.split(",", maxsplit=1)[0]


def _mark(entry: TimelineEntry, narrow: bool) -> tuple[Piece, ...]:
    title = safe_line(entry.title)
    if not entry.public and entry.text:
        return (("◆ ", INNER), (title, INNER), (" — внутреннее" if narrow else " — инициатор не видит", MUTED))
    if entry.kind in _SPEECH:
        return (("● ", ACCENT), (title, STRONG))
    return (("○ ", MUTED), (title, ""))


def _body(text: str, public: bool, width: int) -> Iterator[Line]:
    rule, style = ("│ ", ACCENT) if public else ("┆ ", INNER)
    for line in wrap(safe(text), width - _GUTTER):
        yield ((" " * (_GUTTER - 2), ""), (rule, style), (line, ""))
