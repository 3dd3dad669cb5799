"""Absence and substitution (п. 4.7, 4.8)."""

from collections.abc import Mapping
from typing import Final

from core.tickets.effects import DeskRule

DESK_RULES: Final[Mapping[str, DeskRule]] = {}
