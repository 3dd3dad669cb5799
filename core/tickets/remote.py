"""Remote sessions and the checklist of a workplace (гл. 8, 9)."""

from collections.abc import Mapping
from typing import Final

from core.tickets.effects import Rule

RULES: Final[Mapping[str, Rule]] = {}
