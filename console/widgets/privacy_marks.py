"""Personal data underlined while it is typed (Прил. 3, п. 5): what the gate would stop, and what it would ask about."""

from collections.abc import Iterator
from functools import lru_cache

from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text

_STOPPED = Style(underline=True, bold=True, color="bright_red")
_ASKED = Style(underline=True, color="yellow")
Mark = tuple[int, int, Style]


@lru_cache(maxsize=64)
def marks(text: str) -> tuple[Mark, ...]:
    """Where personal data stands in a text, from a character up to another, and how it is shown."""
    from core.privacy import Level, find

    return tuple(
        (each.start, each.end, _STOPPED if each.level is Level.BLOCK else _ASKED) for each in find(text)
    )  # fmt: skip


def marks_of_line(text: str, row: int) -> Iterator[Mark]:
    """The marks of one line of a text, counted from that line's beginning."""
    start = 0
    for _ in range(row):
        start = text.index("\n", start) + 1
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    for first, last, style in marks(text):
        if first < end and last > start:
            yield max(first, start) - start, min(last, end) - start, style


class PrivacyHighlighter(Highlighter):
    """Underlines personal data in a line of input."""

    def highlight(self, text: Text) -> None:
        """Style the fragments."""
        for start, end, style in marks(text.plain):
            text.stylize(style, start, end)
