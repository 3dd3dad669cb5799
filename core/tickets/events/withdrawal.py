"""An act that its author has taken back at once: both stay in the log, and the ticket is as if neither had been."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """The actor took his own last act back; ``events`` are the ``seq`` of what it had recorded in this ticket."""

    kind: ClassVar[str] = "taken_back"
    events: tuple[int, ...]
