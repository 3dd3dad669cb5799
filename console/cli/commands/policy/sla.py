"""``pult sla TYPE PRIORITY``: the norms of a pair and the due instants of a ticket received at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from console.cli.command_classes import PultCommand
from console.cli.failure import bad_input, from_refusal
from console.cli.input.typed_values import code, optional_instant
from console.cli.output import answer
from console.cli.session import Session, with_session
from core.text import sentence

if TYPE_CHECKING:
    from datetime import datetime

    from core.policy.norms import NormRow
    from core.policy.policy import Policy
    from core.tickets.clocks.clock import Clock, Clocks
    from core.vocabulary import Priority, TicketType


@click.command(
    "sla", cls=PultCommand, help="Показать сроки обращения: нормы Прил. 2, табл. 1 и когда они истекут."
)  # fmt: skip
@click.argument("type_", metavar="ТИП", help="consultation, error, setup, other — или по-русски.")
@click.argument("priority", metavar="ПРИОРИТЕТ", help="very_high, high, medium, low, none — или по-русски.")
@click.option("--at", metavar="ВРЕМЯ", help="Когда поступило обращение («пн 9:00», «24.11 9:00»); без него — сейчас.")
@with_session
def command(session: Session, type_: str, priority: str, at: str | None) -> None:
    """Read the clocks of a ticket that is registered at that time and has nothing done yet."""
    from core.tickets.classification.pairs import no_such_pair
    from core.vocabulary import Priority, TicketType
    from core.when import ASKED

    policy = session.policy
    type, urgency = code(policy, TicketType, type_), code(policy, Priority, priority)
    received = optional_instant(session, at, ASKED, "--at") or session.now()
    refusal = no_such_pair(type, urgency, policy)
    row = policy.norms.of(type, urgency)
    if refusal or row is None:
        raise from_refusal(refusal) if refusal else AssertionError("a pair without a row and without a refusal")
    clocks = _clocks(policy, type, urgency, received)
    document = {"type": type, "priority": urgency, "clocks": _document(policy, row, clocks)}
    answer(document, lambda: _text(policy, row, clocks, received), as_json=session.as_json)


def _clocks(policy: Policy, type: TicketType, priority: Priority, received: datetime) -> Clocks:
    """Read the clocks of an invented ticket that has only just been registered."""
    from core.tickets.clocks.reading import read_clocks
    from core.tickets.log import Recorded
    from core.tickets.registration.events import Registered
    from core.vocabulary import Channel, Mis, Role

    event = Registered(
        subject="", description="", type=type, priority=priority, channel=Channel.PHONE, mis=Mis.QMS,
        organization=0, requester=0, received_at=received,
    )  # fmt: skip
    try:
        return read_clocks((Recorded(1, 1, received, "", Role.FIRST_LINE, event),), policy, received)
    except ValueError as error:
        raise bad_input(sentence(str(error)), "instant", value=received.isoformat()) from None


def _document(policy: Policy, row: NormRow, clocks: Clocks) -> dict[str, Any]:
    from console.cli.json_shapes.values import instant_json
    from core.instants import floor_seconds

    full_day = policy.schedule.full_day
    shapes = {}
    for clock in clocks:
        norm = row.cell(clock.name)
        shapes[clock.name.value] = {
            "norm_seconds": floor_seconds(norm.duration(full_day)) if norm.amount else None,
            "kind": norm.kind.value,
            "due_at": instant_json(clock.due_at, policy.zone),
            "clause": norm.clause,
            "provisional": clock.provisional,
        }
    return shapes


def _text(policy: Policy, row: NormRow, clocks: Clocks, received: datetime) -> str:
    from console.cli.plain_texts.table import table
    from core.wording import moment

    rows = []
    for clock in clocks:
        norm = row.cell(clock.name)
        due = moment(clock.due_at, policy.zone) if clock.due_at else _without_due(clock)
        rows.append((policy.labels.of(clock.name), norm.text, due + (" (предварительно)" if clock.provisional else "")))
    head = f"{policy.labels.of(row.type)}, {policy.labels.of(row.priority)}; поступило {moment(received, policy.zone)}"
    return f"{head}\n{row.first_reaction.clause}\n\n{table(('Срок', 'Норма', 'Истекает'), rows)}"


def _without_due(clock: Clock) -> str:
    """Say why a clock has no due yet: the executor's starts with the release (п. 5.9)."""
    return "отсчёт с передачи исполнителю" if clock.state == "not_started" and clock.norm else "—"
