"""Which files there are, and what belongs into each."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from tests.core.tickets.standing.giving import DESK_COMMANDS, TICKET_COMMANDS, of_desk, of_situation, of_ticket
from tests.core.tickets.standing.situations import SITUATIONS

FOLDER: Final = Path(__file__).parent / "answers"
ALL: Final[Mapping[str, Callable[[], str]]] = {
    **{f"ticket/{name}": partial(of_ticket, name) for name in TICKET_COMMANDS},
    **{f"desk/{name}": partial(of_desk, name) for name in DESK_COMMANDS},
    **{f"situation/{name}": partial(of_situation, name) for name in SITUATIONS},
}


def path_of(name: str) -> Path:
    """The file of a name."""
    return FOLDER / f"{name}.txt"
