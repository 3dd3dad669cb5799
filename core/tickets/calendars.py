"""Production calendars loaded or changed (п. 3.4)."""

from collections.abc import Mapping
from typing import Final

from core.tickets.effects import DeskRule

DESK_RULES: Final[Mapping[str, DeskRule]] = {}
