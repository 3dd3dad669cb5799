"""About what a console makes itself heard (``notices.yaml``): data, no rule of the regulation."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Occasion(StrEnum):
    """What somebody wants to hear of while looking elsewhere."""

    NEW_CRITICAL = "new_critical"
    BREACH_NEAR = "breach_near"
    MENTIONED = "mentioned"
    RETURNED = "returned"
    ASSIGNED = "assigned"


@dataclass(frozen=True, slots=True)
class Signal:
    """How an occasion is told beside the line on the screen."""

    bell: bool = False
    desktop: bool = False


@dataclass(frozen=True, slots=True)
class Notices:
    """The signal of each occasion; ``over_ssh``: whether a console over SSH gives any without being asked to."""

    signals: Mapping[Occasion, Signal]
    over_ssh: bool = False
