"""Which changes of others a command does not stand beside: what it rests on and what it sets, denied unless listed.

A command that was written to an older version is carried out on the present one only where nobody has touched what its
writer had before his eyes when he decided. What costs a penalty or cannot be taken back (п. 4.9, 6.8, 7.6, 11.1) is
listed widely or not at all; words that everybody may add stand beside anything.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from core.tickets.command import TicketCommand
from core.tickets.merging.changed import COMPARED, ENTRIES, FieldChange
from core.tickets.use_cases.catalogue import of_tickets

ADDITIVE: Final = frozenset(
    [name for name, each in COMPARED.items() if each.additive]
    + [each.name for each in ENTRIES.values() if each.additive]
)
"""What is only added to a ticket: it changes nothing that a command could rest on."""

PREMISES: Final[Mapping[str, frozenset[str]]] = {
    each.name: frozenset(each.rests_on.split()) for each in of_tickets() if each.rests_on is not None
}
"""The fields that each command rests on or sets, by its name. One that is missing here rests on all but ADDITIVE."""


def collisions(command: TicketCommand, changed: Iterable[FieldChange]) -> tuple[FieldChange, ...]:
    """The changes that the command does not stand beside; with none of them it may be merged."""
    return tuple(each for each in changed if _collides(command, each))


def _collides(command: TicketCommand, change: FieldChange) -> bool:
    premises = PREMISES.get(command.name)
    if premises is None:
        return change.field not in ADDITIVE
    if change.field not in premises:
        return False
    field = COMPARED.get(change.field)
    named = getattr(command, field.item, None) if field and field.item else None
    return named is None or change.item == named
