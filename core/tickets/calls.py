"""The call log and the five-minute rule (п. 5.5)."""

from collections.abc import Mapping
from typing import Final

from core.tickets.effects import DeskRule

DESK_RULES: Final[Mapping[str, DeskRule]] = {}
