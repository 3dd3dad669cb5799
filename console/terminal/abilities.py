"""What a terminal does beyond the VT100, by the name that it gives itself: as little is leant on as will do.

Erasing leaves the present ground on some terminals and the terminal's own on others (terminfo's ``bce``), and names do
not tell: kitty comes over SSH as ``xterm-256color`` and leaves its own. So only what has no ground is erased.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_ERASING: Final = ("xterm", "linux", "putty", "tmux", "rxvt", "vte", "konsole", "alacritty", "foot", "st", "kitty")


@dataclass(frozen=True, slots=True)
class Abilities:
    """``erases_cells``: it knows ECH, which erases so many cells and leaves the cursor where it is."""

    erases_cells: bool = True


def abilities(environ: Mapping[str, str]) -> Abilities:
    """Those of the terminal that the environment names; GNU screen and what nobody knows have none."""
    return Abilities(erases_cells=environ.get("TERM", "").startswith(_ERASING))
