"""Who may do what, on which line, in which state: role × command × line × state. Denied unless listed.

The cells stand with each use case; here they are read.
"""

from collections.abc import Mapping
from typing import Final

from core.tickets.use_cases.catalogue import of_the_desk, of_tickets
from core.vocabulary import Line, Role, Status

_COLUMNS: Final = (
    Role.FIRST_LINE,
    Role.SECOND_LINE,
    Role.SUPERVISOR,
    Role.ADMINISTRATOR,
    Role.OBSERVER,
    Role.SYSTEM,
)
_STATES: Final = {"n": Status.NEW, "w": Status.IN_PROGRESS, "r": Status.RESOLVED, "c": Status.CLOSED}

Cells = Mapping[Line, frozenset[Status]]
_NOWHERE: Final[Cells] = {line: frozenset() for line in Line}


def _cells(text: str) -> Cells:
    if text == "-":
        return _NOWHERE
    groups = zip(Line, text.split("/"), strict=True)
    return {line: frozenset(_STATES[each] for each in group if each != "-") for line, group in groups}


def _by_role(rights: str) -> Mapping[Role, str]:
    return dict(zip(_COLUMNS, rights.split(), strict=True))


TICKET_RIGHTS: Final[Mapping[str, Mapping[Role, Cells]]] = {
    each.name: {role: _cells(cell) for role, cell in _by_role(each.rights).items()} for each in of_tickets()
}
DESK_RIGHTS: Final[Mapping[str, frozenset[Role]]] = {
    each.name: frozenset(role for role, cell in _by_role(each.rights).items() if cell == "+") for each in of_the_desk()
}


def cell(name: str, role: Role, line: Line, status: Status) -> bool:
    """Whether a role may give a ticket's command on a line in a state; False for everything that is not listed."""
    return status in TICKET_RIGHTS.get(name, {}).get(role, _NOWHERE)[line]


def ever(name: str, role: Role) -> bool:
    """Whether a role may give a command at all, on some line in some state."""
    if name in DESK_RIGHTS:
        return role in DESK_RIGHTS[name]
    return any(TICKET_RIGHTS.get(name, {}).get(role, _NOWHERE).values())


def states(name: str, role: Role) -> frozenset[Status]:
    """The states in which a role may give a ticket's command on some line."""
    return frozenset().union(*TICKET_RIGHTS.get(name, {}).get(role, _NOWHERE).values())


def lines(name: str, role: Role, status: Status) -> frozenset[Line]:
    """The lines on which a role may give a ticket's command in a state."""
    return frozenset(line for line in Line if cell(name, role, line, status))
