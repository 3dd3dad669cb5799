"""What every command has: a name that rights, guards and rules know it by."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What an actor can ask for: one frozen value per use case.

    It holds ids and codes that are already resolved and texts that are already cleaned; the desk does both before the
    rules see it.
    """

    name: ClassVar[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketCommand(Command):
    """Something asked of one ticket; ``number`` names it."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskCommand(Command):
    """Something asked of the desk itself: its directory and its registers, not of a ticket."""
