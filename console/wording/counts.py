"""How a counter is told: exactly as long as it was counted, «999+» beyond."""

from typing import Final

COUNTED_TO: Final = 1000
"""Lists are counted no further: nobody acts upon the difference, and every count costs each reading of the desk."""


def at_most(count: int) -> str:
    """«12», «999+»."""
    return str(count) if count < COUNTED_TO else f"{COUNTED_TO - 1}+"
