"""What can happen in the desk's own life: views that are saved and dropped, shifts that are handed over."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.events.base import free_text


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewSaved:
    """A view of the queue was saved or changed by its ``owner``."""

    kind: ClassVar[str] = "view_saved"
    id: int
    owner: str
    shared: bool
    view: str
    sort: str
    group: str | None = None
    columns: str | None = None
    title: str = free_text()
    filter: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewDropped:
    """A saved view was taken away."""

    kind: ClassVar[str] = "view_dropped"
    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftHandedOver:
    """A shift was handed over (п. 4.5, 4.6)."""

    kind: ClassVar[str] = "shift_handed_over"
    id: int
    at: datetime
    by: str
    to: str
    tickets: tuple[int, ...] = ()
    text: str = free_text()
    reason: str | None = free_text(None)
    """Why to somebody who is absent (п. 4.7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftAccepted:
    """A shift was taken over."""

    kind: ClassVar[str] = "shift_accepted"
    id: int
    accepted_at: datetime
    answer: str | None = free_text(None)
