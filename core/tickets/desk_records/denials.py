"""What the gate has denied."""

from dataclasses import dataclass
from typing import ClassVar

from core.tickets.log import DeskEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessDenied(DeskEvent):
    """The gate denied a command: which, to which ticket, with which code."""

    kind: ClassVar[str] = "access_denied"
    command: str
    code: str
    ticket: int | None = None
