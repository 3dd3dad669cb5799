"""Watchers, attachments, links, split, duplicates, external numbers (п. 3.6, 5.9; Прил. 3, п. 1–3)."""

from collections.abc import Mapping
from typing import Final

from core.tickets.effects import Rule

RULES: Final[Mapping[str, Rule]] = {}
