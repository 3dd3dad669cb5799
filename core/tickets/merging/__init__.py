"""A save on a stale version: what others have changed since, and whether the command still stands beside it."""

from core.tickets.merging.changed import FieldChange, changes, intended
from core.tickets.merging.collisions import collisions
from core.tickets.merging.differences import Difference, WantedValue, people_named, tell, tell_wanted

__all__ = [
    "Difference",
    "FieldChange",
    "WantedValue",
    "changes",
    "collisions",
    "intended",
    "people_named",
    "tell",
    "tell_wanted",
]  # fmt: skip
