"""The head of the chain as answers and exports carry it: whoever keeps one sees later that a tail was cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.store.event_log.log import Head


def head_json(head: Head) -> dict[str, Any]:
    """A head as a document: the number of the last event and its hash."""
    return {"event": head.event, "hash": head.hash}


def head_text(head: Head) -> str:
    """A head as a line."""
    return f"Журнал: последнее событие {head.event}, хэш {head.hash}"
