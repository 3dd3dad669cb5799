"""ПЛТП's primary processing: the checklist, the request for what is missing, templates (п. 5.4, 5.5; Прил. 3)."""

from collections.abc import Mapping
from typing import Final

from core.tickets.effects import Rule

RULES: Final[Mapping[str, Rule]] = {}
