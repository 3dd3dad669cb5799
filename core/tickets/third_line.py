"""ТЛТП: hand-over, return, verification (гл. 7)."""

from collections.abc import Mapping
from typing import Final

from core.tickets.effects import Rule

RULES: Final[Mapping[str, Rule]] = {}
