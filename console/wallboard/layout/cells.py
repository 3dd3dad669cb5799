"""The lines of the breach panel before they are painted: cells of text, some of which lead somewhere."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from console.wallboard.goals import Goal
from console.widgets.line_view import BAD, GOOD, MUTED, STRONG, WARN
from core.desk.oversight.breach_panel import BurningClock, Wall
from core.policy import Policy

SIGNS: Final = {BAD: "‼", WARN: "▲", STRONG: "△", GOOD: "✓", MUTED: "·", "": " "}
"""A state is told by its sign too, for a screen without colours."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A safe text in one style; with a ``goal`` it can be chosen. ``count``: how many tickets the goal's list holds.

    ``burning``: the clock whose countdown the text is.
    """

    text: str
    style: str = ""
    goal: Goal | None = None
    count: int | None = None
    burning: BurningClock | None = None


Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A reading of the panel, with what it is told by; ``now`` is the present instant, later than the reading's."""

    wall: Wall
    policy: Policy
    now: datetime
