"""The demonstration desk: an invented desk of the size of a real one, filled through the use cases alone.

Importing this package is light: the planner and the desk are loaded by the first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.demo.cast import LOGIN

if TYPE_CHECKING:
    from core.demo.building import build
    from core.demo.live import Arrivals, arrivals

__all__ = ["LOGIN", "Arrivals", "arrivals", "build"]


def __getattr__(name: str) -> Any:
    """Load what makes or moves the desk when somebody names it."""
    if name == "build":
        from core.demo.building import build

        return build
    if name in ("Arrivals", "arrivals"):
        from core.demo import live

        return getattr(live, name)
    raise AttributeError(name)
