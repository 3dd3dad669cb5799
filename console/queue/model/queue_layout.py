"""Which columns a view shows, in which order and how wide: «номер:6 приоритет мо:20 тема», as people write it."""

from dataclasses import dataclass, replace
from typing import Final

from console.queue.widgets.queue_columns import COLUMNS, COUNTDOWN_WIDTH, GAP, LEAST_SUBJECT, QueueColumn
from core.language.layout import as_cyrillic
from core.text import fold, nearest

NARROWEST: Final = 2
WIDEST: Final = 80
_NAMES: Final = {fold(column.title): name for name, column in COLUMNS.items()} | {
    "номер": "number",
    "приоритет": "priority",
    "тип": "type",
    "статус": "status",
    "линия": "line",
    "мо": "organization",
    "мис": "mis",
    "тема": "subject",
    "исполнитель": "assignee",
    "инициатор": "requester",
    "поступило": "received",
    "изменено": "changed",
    **{name: name for name in COLUMNS},
}

SORT_TITLES: Final = {"due": "по сроку", "number": "по номеру", "priority": "по приоритету", "changed": "по изменению"}
GROUP_TITLES: Final = {"organization": "по МО", "line": "по линиям", "assignee": "по исполнителям"}


@dataclass(frozen=True, slots=True)
class LayoutProblem:
    """A word that names no column, or a width that cannot be; a Russian sentence."""

    message: str


def read_layout(text: str) -> tuple[QueueColumn, ...] | LayoutProblem:
    """The columns that a text names, in its order; widths in cells, a column without one has its usual width."""
    columns: list[QueueColumn] = []
    for word in text.replace(",", " ").split():
        name, colon, width = word.partition(":")
        found = _NAMES.get(fold(name)) or _NAMES.get(fold(as_cyrillic(name.lower())))
        if found is None:
            close = nearest(fold(name), _NAMES)
            hint = f", может быть, «{close}»?" if close else f". Есть: {', '.join(_titles())}"
            return LayoutProblem(f"Нет колонки «{name}»{hint}")
        if colon and not (width.isascii() and width.isdigit() and NARROWEST <= int(width) <= WIDEST):
            return LayoutProblem(f"Ширина колонки «{name}» — от {NARROWEST} до {WIDEST}")
        if any(column.name == found for column in columns):
            return LayoutProblem(f"Колонка «{name}» названа дважды")
        columns.append(replace(COLUMNS[found], width=int(width) if colon else COLUMNS[found].width))
    return tuple(columns) if columns else LayoutProblem("Назовите хотя бы одну колонку")


def written(columns: tuple[QueueColumn, ...] | None) -> str:
    """Columns as :func:`read_layout` reads them, with a width where it is not the usual one."""
    return " ".join(
        each.name if each.width == COLUMNS[each.name].width else f"{each.name}:{each.width}" for each in columns or ()
    )


def fitted(columns: tuple[QueueColumn, ...], width: int) -> tuple[QueueColumn, ...]:
    """The columns that fit ``width`` cells beside the countdown, from the left; a column of width 0 takes what is left.

    What does not fit is left out from the right; the first always stays.
    """
    room = width - COUNTDOWN_WIDTH
    kept: list[QueueColumn] = []
    for column in columns:
        needed = (column.width or LEAST_SUBJECT) + GAP
        if needed > room and kept:
            break
        kept.append(column)
        room -= needed
    flexible = [column for column in kept if column.width == 0]
    share = LEAST_SUBJECT + max(0, room) // len(flexible) if flexible else 0
    return tuple(replace(column, width=share) if column.width == 0 else column for column in kept)


def _titles() -> list[str]:
    return [name for name in _NAMES if not name.isascii() and len(name) > 1]
