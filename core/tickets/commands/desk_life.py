"""The desk's own life: saved views of the queue, and the handing over of a shift."""

from dataclasses import dataclass
from typing import ClassVar

from core.tickets.commands.base import DeskCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveView(DeskCommand):
    """Keep a view of the queue under a name: one's own, or (``shared``) everybody's.

    ``view`` is the shipped view that it narrows by ``filter``; ``columns`` are names with widths, «number:6 subject».
    ``saved``: the view that is changed, None for a new one.
    """

    name: ClassVar[str] = "view_save"
    title: str
    view: str = "open"
    filter: str | None = None
    sort: str = "due"
    group: str | None = None
    columns: str | None = None
    shared: bool = False
    saved: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DropView(DeskCommand):
    """Take a saved view away."""

    name: ClassVar[str] = "view_drop"
    saved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverShift(DeskCommand):
    """Hand the shift over to a colleague (п. 4.5, 4.6); ``text`` is what he must know."""

    name: ClassVar[str] = "shift_hand_over"
    to: str
    text: str
    tickets: tuple[int, ...] = ()
    """The tickets that were looked through and told."""
    reason: str | None = None
    """Why to somebody who is absent (п. 4.7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptShift(DeskCommand):
    """Confirm that one has taken the shift over; ``text``: what was asked or is in doubt."""

    name: ClassVar[str] = "shift_accept"
    shift: int
    text: str | None = None
