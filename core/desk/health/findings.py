"""What a doctor finds."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How something is."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class HealthFinding:
    """What was looked at and how it is; ``mend`` says what to do about it, «» where nothing need be done."""

    name: str
    state: State
    told: str
    mend: str = ""
