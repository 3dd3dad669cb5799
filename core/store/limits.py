"""What a store can hold, whichever database it is. Loads nothing."""

from typing import Final

MAX_ID: Final = 2**31 - 1
"""The greatest number of a row that both databases hold."""


def is_id(number: int) -> bool:
    """Whether the store could hold such a number at all."""
    return 0 < number <= MAX_ID
