"""The last net: no control, bidi or invisible character of any text reaches the terminal, whatever widget it came by.

People's text is cleaned on its way in and by each widget; this stands below both, where every line becomes bytes.

Textual: 8.2.8.
Why: ``Strip.render`` writes what a segment holds, and has no place for a filter of its own.
Test: tests/console/textual_overrides/test_textual_flaws.py::test_a_line_is_written_with_whatever_stands_in_it
"""

import re
from typing import Final

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from textual.strip import Strip

_MARK: Final = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
"""A combining mark: of a flood of them, as it is while it is typed, two stay on their base."""
_UNSAFE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff"
    "\uffa0\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
    f"|(?<={_MARK}{{2}}){_MARK}+"
)
PLAIN_RENDER: Final = Strip.render
"""What Textual writes for a line."""


def install() -> None:
    """Put the net in place; doing so twice is harmless."""
    Strip.render = _safe_render  # type: ignore[method-assign]


def _safe_render(self: Strip, console: Console) -> str:
    if self._render_cache is None and any(is_foreign(segment) for segment in self._segments):
        return PLAIN_RENDER(Strip([harmless(segment) for segment in self._segments], self.cell_length), console)
    return PLAIN_RENDER(self, console)


def is_foreign(segment: Segment) -> bool:
    """Whether a piece of a line holds what must not reach the terminal."""
    style = segment.style
    return _UNSAFE.search(segment.text) is not None or (style is not None and style.link is not None)


def harmless(segment: Segment) -> Segment:
    """The same piece of a line without it, as wide as before."""
    style = segment.style
    if style is not None and style.link is not None:
        style = style.update_link(None)
    return Segment(_UNSAFE.sub(_same_width, segment.text), style)


def _same_width(match: re.Match[str]) -> str:
    """What stands for a character must be as wide as Textual counted it, or the line would slip."""
    return "\ufffd" * cell_len(match[0])
