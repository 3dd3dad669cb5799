"""Disputes: docket, decision, escalation (Прил. 2, «Спорные ситуации»)."""

from collections.abc import Mapping
from typing import Final

from core.tickets.effects import Rule

RULES: Final[Mapping[str, Rule]] = {}
