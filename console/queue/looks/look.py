"""How a view of the queue looks: its order, its groups, its columns. A value without a widget, as text and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from console.queue.model.queue_layout import read_layout, written
from console.queue.widgets.queue_columns import QueueColumn
from core.desk.views import Sort

SORT_TITLES: Final = {"due": "по сроку", "number": "по номеру", "priority": "по приоритету", "changed": "по изменению"}
GROUP_TITLES: Final = {"organization": "по МО", "line": "по линиям", "assignee": "по исполнителям"}


@dataclass(frozen=True, slots=True)
class ViewLook:
    """Order, groups (a key of :data:`GROUP_TITLES`) and columns (None: those that suit the width)."""

    sort: Sort = Sort.DUE
    group: str | None = None
    columns: tuple[QueueColumn, ...] | None = None

    def told(self) -> str:
        """What of it is not the usual, in words: «по номеру · группы по МО»; «» for the usual look."""
        parts = [SORT_TITLES[self.sort.value]] if self.sort is not Sort.DUE else []
        parts += [f"группы {GROUP_TITLES[self.group]}"] if self.group else []
        parts += ["свои колонки"] if self.columns else []
        return " · ".join(parts)

    def as_texts(self) -> dict[str, str | None]:
        """It, as a file or a saved view keeps it."""
        return {"sort": self.sort.value, "group": self.group, "columns": written(self.columns) or None}


USUAL: Final = ViewLook()


def look_of(kept: Mapping[str, Any]) -> ViewLook:
    """What was kept, as far as it is still known; the usual order, no groups and the usual columns for the rest."""
    sort, group, columns = kept.get("sort"), kept.get("group"), kept.get("columns")
    read = read_layout(columns) if isinstance(columns, str) and columns else None
    return ViewLook(
        Sort(sort) if isinstance(sort, str) and sort in SORT_TITLES else Sort.DUE,
        group if isinstance(group, str) and group in GROUP_TITLES else None,
        read if isinstance(read, tuple) else None,
    )
