"""A save on a stale version: what others have changed since, and whether the command still stands beside it."""

from core.tickets.merging.changed import Change, changes, intended
from core.tickets.merging.collisions import collisions
from core.tickets.merging.differences import Difference, Wanted, people_named, tell, tell_wanted

__all__ = [
    "Change", "Difference", "Wanted", "changes", "collisions", "intended", "people_named", "tell", "tell_wanted",
]  # fmt: skip
