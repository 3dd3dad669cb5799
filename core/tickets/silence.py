"""What silence leads to: automatic and forced closing, alerts (п. 4.9; Прил. 2)."""

from collections.abc import Mapping
from typing import Final

from core.tickets.effects import Rule

RULES: Final[Mapping[str, Rule]] = {}
