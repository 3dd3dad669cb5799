"""The bundle of a dispute: one text with the ticket, its clocks explained, promises, waits and calls (Прил. 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from console.cli.heads import head_text
from console.cli.output import answer, must_be_new, write_new
from console.cli.session import Session, granted

if TYPE_CHECKING:
    from core.desk.views import TicketView
    from core.policy.policy import Policy


def write_bundle(session: Session, number: int, destination: str) -> None:
    """Record that the bundle is taken out, and write it to a new file, or to standard output with ``-``."""
    from core.text import safe
    from core.tickets.desk_records.exports import RecordExport

    if destination != "-":
        must_be_new(destination, f"дело-{number}.txt")
    granted(session.desk.commands.perform(RecordExport(what="bundle", count=1, ticket=number), session.actor))
    text = safe(bundle_text(session, number))
    if destination == "-":
        click.echo(text)
        return
    write_new(destination, f"{text}\n".encode())
    answer({"bundle": destination}, lambda: f"Дело собрано: {destination}", as_json=session.as_json)


def bundle_text(session: Session, number: int) -> str:
    """Everything about a ticket that a dispute is decided by."""
    from console.cli.plain_texts.tickets import ticket_text

    view: TicketView = granted(session.desk.tickets.view(number, session.actor))
    policy = session.policy
    parts = [ticket_text(view, policy), *_clocks(view, policy), _promises(view, policy), _waits(view, policy)]
    head = head_text(session.desk.administration.chain_head())
    return "\n\n".join([*parts, _disputes(view, policy), _calls(session, view), head])


def _clocks(view: TicketView, policy: Policy) -> list[str]:
    from core.tickets.clocks.explanation import explain

    return ["\n".join(explain(clock, policy)) for clock in view.clocks]


def _promises(view: TicketView, policy: Policy) -> str:
    from core.wording import moment

    lines = [
        f"  {moment(each.at, policy.zone)}: {policy.labels.of(each.clock)} до {moment(each.due, policy.zone)}"
        f" — {each.reason}"
        for each in view.ticket.promises
    ]
    return "\n".join(["Согласованные сроки (п. 4.8, 6.8):", *(lines or ["  не согласовывались"])])


def _waits(view: TicketView, policy: Policy) -> str:
    from core.durations import exact

    lines = [
        f"  {policy.labels.of(bucket)}: {exact(amount, policy.schedule.full_day)}"
        for bucket, amount in view.clocks.waiting.items()
    ]
    return "\n".join(["Ожидания, рабочее время:", *(lines or ["  не было"])])


def _disputes(view: TicketView, policy: Policy) -> str:
    from core.tickets.closing.disputes import due_of
    from core.wording import moment

    lines = [
        f"  № {each.id}: открыт {moment(each.opened_at, policy.zone)},"
        f" решить до {moment(due_of(each, policy), policy.zone)}"
        + (f", решён {moment(each.decided_at, policy.zone)}" if each.decided_at else "")
        for each in view.ticket.disputes
    ]
    return "\n".join(["Споры (Прил. 2):", *(lines or ["  не открывались"])])


def _calls(session: Session, view: TicketView) -> str:
    from core.wording import moment

    zone = session.policy.zone
    calls = session.desk.registers.calls(requester=view.ticket.requester)
    lines = [f"  {moment(each.started_at, zone)}: {each.text}" for each in calls]
    return "\n".join(["Звонки инициатора (п. 5.5):", *(lines or ["  не записаны"])])
