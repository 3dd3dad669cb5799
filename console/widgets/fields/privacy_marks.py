"""Personal data underlined while it is typed (Прил. 3, п. 5): what stops a text, what will be masked, what is told.

The dictionary of names loads beside: until it is there nothing is marked, and no key waits for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text

if TYPE_CHECKING:
    from textual.widget import Widget

    from core.desk.privacy.personal_data_gate import Gate

_STYLES = {
    "block": Style(underline=True, bold=True, color="bright_red"),
    "mask": Style(underline=True, color="bright_red"),
    "warn": Style(underline=True, color="yellow"),
}
Mark = tuple[int, int, Style]


class Eye:
    """What the fields look at texts with: the gate of the open desk, once it is known, and the dictionary, once it is
    loaded. ``fields`` are looked at again when either comes."""

    def __init__(self) -> None:
        self.gate: Gate | None = None
        self._fields: WeakSet[Widget] = WeakSet()
        self._loading = Lock()
        self._asked: Any = None

    def opened(self, field: Widget) -> None:
        """A field for people's text has come on the screen: load what is not loaded, ask for what may have changed."""
        from core.privacy import loaded

        self._fields.add(field)
        if not loaded() and self._loading.acquire(blocking=False):
            Thread(target=self._load, args=(field.app,), daemon=True, name="dictionary").start()
        ask = getattr(field.app, "ask", None)
        if ask is not None and self._asked is not field.screen:
            self._asked = field.screen
            ask(lambda desk: desk.commands.gate.settled(), self.know, group="gate", on_failure=lambda _refusal: None)

    def know(self, gate: Gate | None) -> None:
        """Look at texts as the open desk does."""
        if gate != self.gate:
            self.gate = gate
            self.look_again()

    def forget(self) -> None:
        """Know nothing of any desk."""
        self.gate, self._asked = None, None
        self._fields.clear()
        marks.cache_clear()

    def look_again(self) -> None:
        """What was looked at before is looked at anew."""
        marks.cache_clear()
        for field in list(self._fields):
            if field.is_attached:
                clear = getattr(field, "marks_changed", None)
                if clear is not None:
                    clear()

    def _load(self, app: Any) -> None:
        from core.privacy import load

        load()
        try:
            app.call_from_thread(self.look_again)
        except RuntimeError:  # the application is gone
            marks.cache_clear()


EYE = Eye()
"""The one eye of a process: it has one desk."""


def marks_now(text: str) -> tuple[Mark, ...]:
    """The marks of a text, as far as they can be told without waiting."""
    from core.privacy import loaded

    return marks(text) if loaded() else ()


@lru_cache(maxsize=64)
def marks(text: str) -> tuple[Mark, ...]:
    """Where personal data stands in a text, from a character up to another, and how it is shown."""
    from core.privacy import find

    hits = find(text) if EYE.gate is None else EYE.gate.find(text)
    return tuple((hit.start, hit.end, _STYLES[hit.level.value]) for hit in hits)


def marks_of_line(text: str, row: int) -> Iterator[Mark]:
    """The marks of one line of a text, counted from that line's beginning."""
    start = 0
    for _ in range(row):
        start = text.index("\n", start) + 1
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    for first, last, style in marks_now(text):
        if first < end and last > start:
            yield max(first, start) - start, min(last, end) - start, style


class PrivacyHighlighter(Highlighter):
    """Underlines personal data in a line of input."""

    def highlight(self, text: Text) -> None:
        """Style the fragments."""
        for start, end, style in marks_now(text.plain):
            text.stylize(style, start, end)
