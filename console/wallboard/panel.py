"""How a console begins with the breach panel."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Panel:
    """Seconds that a page stays (0: pages turn by hand); whether the console is only looked at."""

    cycle: int = 0
    read_only: bool = False
