"""What every command has: a name that rights, guards and rules know it by."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketCommand:
    """Something asked of one ticket; ``number`` names it."""

    name: ClassVar[str]
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskCommand:
    """Something asked of the desk itself: its directory and its registers, not of a ticket."""

    name: ClassVar[str]
