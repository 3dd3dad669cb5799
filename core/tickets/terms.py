"""Terms and waiting: agreements, indicative terms, whom a ticket waits for, proposed priorities (п. 4.8, 5.9–6.8)."""

from collections.abc import Mapping
from typing import Final

from core.tickets.effects import Rule

RULES: Final[Mapping[str, Rule]] = {}
