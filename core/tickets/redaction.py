"""Cutting out what should never have been written (Прил. 3, п. 5)."""

from collections.abc import Mapping
from typing import Final

from core.tickets.effects import Rule

RULES: Final[Mapping[str, Rule]] = {}
