"""What every event is made with: the mark of people's words."""

from dataclasses import field
from typing import Any

FREE_TEXT = {"free_text": True}


def free_text(default: Any = ...) -> Any:
    """Declare a dataclass field that holds people's words."""
    return field(metadata=FREE_TEXT) if default is ... else field(default=default, metadata=FREE_TEXT)
