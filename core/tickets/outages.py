"""Mass incidents (п. 5.4, 6.3)."""

from collections.abc import Mapping
from typing import Final

from core.tickets.effects import DeskRule, Rule

RULES: Final[Mapping[str, Rule]] = {}

DESK_RULES: Final[Mapping[str, DeskRule]] = {}
