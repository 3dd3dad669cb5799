"""How each kind of event changes a ticket: the fields that it sets, by the kind."""

from collections.abc import Mapping
from typing import Any

from core.tickets.changes.base import Change
from core.tickets.changes.lifecycle import LIFECYCLE
from core.tickets.changes.oversight import OVERSIGHT
from core.tickets.changes.work import WORK

CHANGES: Mapping[type[Any], Change] = {**LIFECYCLE, **WORK, **OVERSIGHT}
"""Every kind of event but the registration, which begins a ticket."""
