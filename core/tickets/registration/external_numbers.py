"""External numbers of a ticket (п. 3.6)."""

from typing import Final

from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.refusal import Refusal
from core.tickets.registration.channels import wrong_register
from core.tickets.registration.commands import SetExternal
from core.tickets.registration.events import ExternallyRegistered
from core.tickets.ticket import Ticket
from core.tickets.use_cases.use_case import Reversal, UseCase


def external(ticket: Ticket, command: SetExternal, context: Context) -> Effects | Refusal:
    """The number of the request in ИСКИЗ or Интерактив."""
    if command.register is not None and (refusal := wrong_register(ticket.mis, command.register, context.policy)):
        return refusal
    if command.external_number == ticket.external_number:
        return Refusal("external.same", "Этот внешний номер уже записан", "п. 3.6")
    taken = context.facts.external_numbers.get(command.external_number)
    if taken not in (None, ticket.number):
        return Refusal("external.taken", f"Внешний номер уже у обращения {taken}", "п. 3.6")
    return (ExternallyRegistered(external_number=command.external_number),)


USE_CASES: Final = (
    UseCase(
        SetExternal,
        external,
        title="Внешний номер",
        about="Записать номер в ИСКИЗ или Интерактиве (п. 3.6).",
        denial="Внешний номер записывают специалисты ЦК",
        clause="п. 3.6",
        rights="nwrc/nwrc/nwrc  -/nwrc/nwrc  nwrc/nwrc/nwrc  -  -  nwrc/nwrc/nwrc",
        rests_on="external_number",
        undo=Reversal.MARKED,
    ),
)
