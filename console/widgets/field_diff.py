"""What others have changed beside what was typed: a row a field, as it was, as it is now, as it would be set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Final

from textual.content import Content

from console.widgets.line_view import ACCENT, MUTED, STRONG, WARN, Line, LineView, flow, padded, wrap
from console.wording.instants import moment
from core.text import safe, safe_line

if TYPE_CHECKING:
    from core.tickets.merging import Difference

_BETWEEN: Final = 2
_LABEL: Final = 26
_LONGEST: Final = 8
"""Lines of one value that are shown: what is longer can be read in the ticket."""


@dataclass(frozen=True, slots=True)
class Told:
    """One ticket: its ``title``, «» where it is the only one; its changes; lines of what else was typed for it.

    ``barred``: why the rules do not let it be saved over them; «» where they do.
    """

    title: str
    changed: tuple[Difference, ...]
    own: tuple[str, ...] = ()
    barred: str = ""


class Differing(LineView):
    """The changes of one ticket or of several; those that collide come first."""

    DEFAULT_CSS = "Differing { height: auto; max-height: 60vh; background: $surface; }"

    def __init__(self, told: Sequence[Told], now: datetime) -> None:
        super().__init__(id="differing")
        self._told, self._now = told, now

    def lay(self, width: int) -> list[Line]:
        """Ticket by ticket."""
        lines = [line for told in self._told for line in (*self._ticket(told, width), ())]
        return lines[:-1]

    def _ticket(self, told: Told, width: int) -> Iterator[Line]:
        if told.title:
            yield from flow([(safe_line(told.title), STRONG)], width)
        colliding = [each for each in told.changed if each.collides]
        rest = [each for each in told.changed if not each.collides]
        columns = _Columns(told.changed, self._now, width)
        if told.changed:
            yield columns.head()
        yield from columns.rows(colliding)
        if rest:
            yield (("Вашему не мешает:", MUTED),)
        yield from columns.rows(rest)
        for line in told.own:
            yield from flow([("Ваше  ", MUTED), (safe_line(line), ACCENT)], width, indent=6)[:_LONGEST]
        if told.barred:
            yield from flow([(f"Поверх не сохранить: {told.barred}", WARN)], width)


class _Columns:
    """The columns of a table of changes: label, before, after and, where the command sets the same, what was typed."""

    def __init__(self, changed: Sequence[Difference], now: datetime, width: int) -> None:
        self._now, self._width = now, width
        self._label = min(max((len(each.label) + 2 for each in changed), default=0), _LABEL, width // 4)
        rest = max(1, width - self._label - _BETWEEN)
        columns = 3 if any(each.yours is not None for each in changed) else 2
        longest = max((Content(safe_line(each.before)).cell_length for each in changed), default=0)
        before = min(max(longest, len("БЫЛО")), rest // columns - _BETWEEN)
        other = (rest - before - _BETWEEN) // (columns - 1) - _BETWEEN
        self._widths = [max(1, each) for each in (before, *[other] * (columns - 1))]

    def head(self) -> Line:
        """The titles of the columns."""
        return self._beside((), *(((title, MUTED),) for title in ("БЫЛО", "СТАЛО", "У ВАС")[: len(self._widths)]))

    def rows(self, changed: Sequence[Difference]) -> Iterator[Line]:
        """The values side by side; under those of one act who it was, when, and what he wrote about it."""
        for _act, group in groupby(changed, key=lambda each: (each.actor, each.at)):
            acts = list(group)
            for each in acts:
                yield from self._row(each)
            shown = "\n".join(each.after for each in acts)
            texts = dict.fromkeys(each.text for each in acts if each.text and each.text not in shown)
            words = [(f": {safe_line(text)}", "") for text in texts]
            about = (f"{safe_line(acts[0].actor_name)}, {moment(acts[0].at, self._now)}", MUTED)
            for line in flow([about, *words], self._width - 2)[:_LONGEST]:
                yield (("  ", ""), *line)

    def _row(self, each: Difference) -> Iterator[Line]:
        values = [(each.before, MUTED), (each.after, WARN if each.collides else STRONG), (each.yours or "", ACCENT)]
        cells = [
            [((line, style),) for line in _cut(text, width)]
            for (text, style), width in zip(values, self._widths, strict=False)
        ]
        label = flow([("● " if each.collides else "○ ", STRONG), (each.label, STRONG)], self._label, indent=2)
        for parts in zip_longest(label, *cells, fillvalue=()):
            yield self._beside(*parts)

    def _beside(self, label: Line, *cells: Line) -> Line:
        line = padded(label, self._label + _BETWEEN)
        for cell, width in zip(cells, self._widths, strict=True):
            line = (*line, *padded(cell, width + _BETWEEN))
        return line


def _cut(text: str, width: int) -> list[str]:
    """A value in its lines, not too many of them."""
    lines = wrap(safe(text), width)
    return lines if len(lines) <= _LONGEST else [*lines[: _LONGEST - 1], "…"]
