"""Who works on a ticket: assignment inside a line (п. 4.8; Прил. 2)."""

from collections.abc import Mapping
from typing import Final

from core.tickets.effects import Rule

RULES: Final[Mapping[str, Rule]] = {}
