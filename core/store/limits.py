"""What a store can hold, whichever database it is, and the schema that it is of. Loads nothing."""

from typing import Final

REVISION: Final = "0013"
"""The schema that this program speaks: the head of the migrations."""
TERMS: Final = "terms_fingerprint"
"""The fact of the store that names the terms its due index was made under."""
MAX_ID: Final = 2**31 - 1
"""The greatest number of a row that both databases hold."""


def is_id(number: int) -> bool:
    """Whether the store could hold such a number at all."""
    return 0 < number <= MAX_ID
