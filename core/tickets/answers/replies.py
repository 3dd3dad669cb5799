"""Canned replies: texts with variables that the ticket fills in (п. 4.6, 5.4)."""

import re
from collections.abc import Mapping
from typing import Final

_VARIABLE: Final = re.compile(r"\{([^{}]*)\}")


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its variables; one without a value becomes «…», so that nobody sends braces."""
    return _VARIABLE.sub(lambda match: values.get(match[1]) or "…", text)
