"""What the first rows were made of: the application begins with it, and nobody looks again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from core.desk.queue.glance import QueueGlance
    from core.policy.labels import Labels


class Seen(NamedTuple):
    """By whom it was seen, what, and what its codes are called."""

    login: str
    glance: QueueGlance
    labels: Labels


class ShownRows:
    """Of this process."""

    def __init__(self) -> None:
        self.seen: Seen | None = None
        """None where no rows were shown."""


SHOWN: Final = ShownRows()
"""Of this process's one terminal."""
