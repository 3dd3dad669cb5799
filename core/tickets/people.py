"""Clinics' contracts, their people and requests about accounts (п. 1.2; гл. 10)."""

from collections.abc import Mapping
from typing import Final

from core.tickets.effects import DeskRule

DESK_RULES: Final[Mapping[str, DeskRule]] = {}
