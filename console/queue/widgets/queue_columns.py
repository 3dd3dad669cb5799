"""The columns of the queue: which ones fit a width, what each says of a row, how text is fitted to cells."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from rich.cells import cell_len, set_cell_size

from console.wording.instants import initials
from core.desk.views import QueueRow
from core.policy.labels import Labels
from core.text import safe_line

GAP: Final = 1
"""Cells between two columns."""
COUNTDOWN_WIDTH: Final = 16
"""Cells of the leftmost column: the cursor's mark, the state's glyph, the countdown («−22 ч 40 мин»), a gap."""
LEAST_SUBJECT: Final = 12
WIDE_SUBJECT: Final = 60
"""Cells that the subject has before other columns are told in full words, and before a third pane stands beside it."""


@dataclass(frozen=True, slots=True)
class QueueColumn:
    """One column: ``text`` tells a row, ``width`` is in cells (0: what is left over), ``tone`` names its style."""

    name: str
    title: str
    width: int
    text: Callable[[QueueRow, Labels], str]
    tone: str = "plain"
    right: bool = False


def _number(row: QueueRow, _labels: Labels) -> str:
    return str(row.number)


def _organization(row: QueueRow, _labels: Labels) -> str:
    return row.organization_name


def _assignee(row: QueueRow, _labels: Labels) -> str:
    name = initials(row.assignee_name) if row.assignee_name else row.assignee or "—"
    return f"вм. {name}" if row.standing_in else name  # the reader works in his place (п. 4.7)


_SUBJECT: Final = QueueColumn("subject", "Тема", 0, lambda row, _labels: row.subject)
_NUMBER: Final = QueueColumn("number", "№", 6, _number, "quiet", right=True)
_MIS: Final = QueueColumn("mis", "МИС", 6, lambda row, labels: labels.short(row.mis), "quiet")
_LINE: Final = QueueColumn("line", "Линия", 5, lambda row, labels: labels.short(row.line))

_FULL: Final = (
    _NUMBER,
    QueueColumn("priority", "Приоритет", 15, lambda row, labels: labels.of(row.priority), "priority"),
    QueueColumn("type", "Тип", 12, lambda row, labels: labels.of(row.type), "quiet"),
    QueueColumn("status", "Статус", 8, lambda row, labels: labels.of(row.status)),
    _LINE,
    QueueColumn("organization", "МО", 20, _organization),
    _MIS,
    _SUBJECT,
    QueueColumn("assignee", "Исполнитель", 18, _assignee, "quiet"),
)


def _when(at: datetime) -> str:
    return f"{at:%d.%m %H:%M}"


COLUMNS: Final = {
    column.name: column
    for column in (
        *_FULL,
        QueueColumn("requester", "Инициатор", 20, lambda row, _labels: initials(row.requester), "quiet"),
        QueueColumn("received", "Поступило", 11, lambda row, _labels: _when(row.received_at), "quiet"),
        QueueColumn("changed", "Изменено", 11, lambda row, _labels: _when(row.changed_at), "quiet"),
    )
}
"""Every column that a view can show, by its name, of its usual width."""
_SHORT: Final = (
    replace(_NUMBER, width=5),
    QueueColumn("priority", "Пр", 4, lambda row, labels: labels.short(row.priority), "priority"),
    QueueColumn("type", "Тип", 5, lambda row, labels: labels.short(row.type), "quiet"),
    QueueColumn("status", "Ст", 4, lambda row, labels: labels.short(row.status)),
    replace(_LINE, title="Лин", width=4),
    QueueColumn("organization", "МО", 10, lambda row, _labels: row.organization),
    _MIS,
    _SUBJECT,
    QueueColumn("assignee", "Исполнитель", 14, _assignee, "quiet"),
)
_NARROW: Final = tuple(column for column in _SHORT if column.name not in ("type", "mis", "assignee"))


def _fixed(layout: tuple[QueueColumn, ...]) -> int:
    """Cells of everything but the subject."""
    return COUNTDOWN_WIDTH + sum(column.width + GAP for column in layout)


_LAYOUTS: Final = ((_fixed(_FULL) + WIDE_SUBJECT, _FULL), (96, _SHORT), (0, _NARROW))


def columns_for(width: int) -> tuple[QueueColumn, ...]:
    """The columns right of the countdown that fit ``width`` cells, the subject widened to fill them."""
    layout = next(columns for least, columns in _LAYOUTS if width >= least)
    flexible = max(LEAST_SUBJECT, width - _fixed(layout))
    return tuple(replace(column, width=flexible) if column.width == 0 else column for column in layout)


def fit(text: str, width: int, *, right: bool = False) -> str:
    """``text`` in exactly ``width`` cells: cut with «…» or padded; wide characters count as two cells."""
    length = cell_len(text)
    if length > width:
        return set_cell_size(text, width - 1) + "…" if width > 0 else ""
    padding = " " * (width - length)
    return padding + text if right else text + padding


def cells_of(row: QueueRow, columns: tuple[QueueColumn, ...], labels: Labels) -> tuple[str, ...]:
    """What a row says in each column, made safe and fitted; each cell ends with the gap to the next."""
    return tuple(
        fit(safe_line(column.text(row, labels)), column.width, right=column.right) + " " * GAP for column in columns
    )
