"""The desk: the one façade that console, command line and timers call.

Importing it is light: the store and the policy are loaded when a desk is opened.
"""

from typing import TYPE_CHECKING, Any

from core.desk.bootstrap import init_store, open_desk, open_queue, system_clock
from core.store import StoreUnavailable, is_owner

if TYPE_CHECKING:
    from core.desk.desk import Desk

__all__ = [
    "Desk",
    "StoreUnavailable",
    "init_store",
    "is_owner",
    "open_desk",
    "open_queue",
    "system_clock",
]


def __getattr__(name: str) -> Any:
    """Load the façade's class when somebody names it."""
    if name == "Desk":
        from core.desk.desk import Desk

        return Desk
    raise AttributeError(name)
