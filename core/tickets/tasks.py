"""Tasks and approvals inside a ticket (п. 4.4, 6.5, 11.3, 11.4)."""

from collections.abc import Mapping
from typing import Final

from core.tickets.effects import Rule

RULES: Final[Mapping[str, Rule]] = {}
