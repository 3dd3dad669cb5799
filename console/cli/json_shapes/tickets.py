"""The JSON shapes of the contract, made from the desk's frozen values.

Instants are ISO 8601 in the desk's zone to the whole second; elapsed time is rounded up, remaining time down.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from console.cli.json_shapes.inside_tickets import record_json, work_json
from console.cli.json_shapes.values import Document, instant_json
from core.instants import ceil_seconds, floor_seconds

if TYPE_CHECKING:
    from core.desk.views import Addressee, Countdown, QueueRow, TicketView, TimelineEntry, VerifyReport
    from core.policy.policy import Policy
    from core.tickets.clocks.clock import Clock
    from core.tickets.clocks.corrections import Correction
    from core.tickets.directory import Organization, Person, User


def clock_json(clock: Clock, zone: ZoneInfo) -> Document:
    """Write one clock's reading."""
    return {
        "state": clock.state.value,
        "kind": clock.kind.value,
        "norm_seconds": None if clock.norm is None else floor_seconds(clock.norm),
        "clause": clock.clause,
        "started_at": instant_json(clock.started_at, zone),
        "due_at": instant_json(clock.due_at, zone),
        "stopped_at": instant_json(clock.stopped_at, zone),
        "elapsed_seconds": ceil_seconds(clock.elapsed),
        "remaining_seconds": None if clock.remaining is None else floor_seconds(clock.remaining),
        "provisional": clock.provisional,
        "soft": clock.soft,
        "overdue": clock.overdue,
        "breached_at": instant_json(clock.breached_at, zone),
        "agreed": clock.agreed,
        "cause": clock.cause,
    }


def explained_json(clock: Clock, lines: tuple[str, ...], verdict: str, zone: ZoneInfo) -> Document:
    """Write a clock with what moved it, what it counted, and the same told in Russian."""
    return clock_json(clock, zone) | {
        "steps": [
            {"at": instant_json(step.at, zone), "text": step.text, "clause": step.clause} for step in clock.steps
        ],
        "counted": [
            {
                "start": instant_json(piece.start, zone),
                "end": instant_json(piece.end, zone),
                "seconds": floor_seconds(piece.amount),
            }
            for piece in clock.counted
        ],
        "verdict": verdict,
        "lines": list(lines),
    }


def ticket_json(view: TicketView, policy: Policy) -> Document:
    """Write a ticket with its clocks, lifetime and timeline."""
    ticket, zone = view.ticket, policy.zone
    return {
        "number": ticket.number,
        "version": ticket.version,
        "subject": ticket.subject,
        "description": ticket.description,
        "type": ticket.type.value,
        "priority": ticket.priority.value,
        "status": ticket.status.value,
        "outcome": ticket.outcome and ticket.outcome.value,
        "line": ticket.line.value,
        **_people_json(view),
        "mis": ticket.mis.value,
        "channel": ticket.channel.value,
        "external_number": ticket.external_number,
        "received_at": instant_json(ticket.received_at, zone),
        "created_at": instant_json(ticket.created_at, zone),
        "changed_at": instant_json(ticket.changed_at, zone),
        "resolved_at": instant_json(ticket.resolved_at, zone),
        "closed_at": instant_json(ticket.closed_at, zone),
        "indicative_due": instant_json(ticket.indicative_due, zone),
        "solution": ticket.solution,
        "waiting": ticket.waits_for and ticket.waits_for.value,
        "duplicate_of": view.original,
        "inform": [addressee_json(each) for each in view.inform],
        "impact": _impact_json(view, zone),
        **work_json(ticket, zone),
        "clocks": {clock.name.value: clock_json(clock, zone) for clock in view.clocks},
        "buckets": {bucket.value: ceil_seconds(amount) for bucket, amount in view.clocks.waiting.items()},
        "net_seconds": ceil_seconds(max(view.clocks.resolution.elapsed - view.clocks.waited, timedelta(0))),
        "external_register": policy.lifecycle.registers[ticket.mis],
        "lifetime": lifetime_json(view.clocks.lifetime, policy.schedule.full_day),
        "corrections": [correction_json(each, zone) for each in view.corrections],
        "timeline": [entry_json(entry, zone) for entry in view.timeline],
    }


def _people_json(view: TicketView) -> Document:
    """Write who works on a ticket and for whom."""
    ticket = view.ticket
    return {
        "assignee": ticket.assignee,
        "assignee_name": view.assignee_name,
        "assignee_state": view.assignee_state,
        "standing_in_for": ticket.assignee if view.standing_in else None,
        "watchers": list(ticket.watchers),
        "organization": view.organization.code,
        "organization_name": view.organization.name,
        "initiator": {"id": view.requester.id, "name": view.requester.name},
    }


def _impact_json(view: TicketView, zone: ZoneInfo) -> Document | None:
    """Write urgency and impact as ПЛТП has clarified them; None while nobody has."""
    impact = view.ticket.impact
    if impact is None:
        return None
    return {**(record_json(impact, zone) or {}), "text": view.impact_text, "clarified": view.ticket.clarified}


def correction_json(correction: Correction, zone: ZoneInfo) -> Document:
    """Write a mistaken classification that was set back: what stood, what was set, by whom, when, by which events."""
    (type, priority), (wrong_type, wrong_priority) = correction.kept, correction.mistaken
    return {
        "type": type.value,
        "priority": priority.value,
        "mistaken_type": wrong_type.value,
        "mistaken_priority": wrong_priority.value,
        "by": correction.by,
        "at": instant_json(correction.at, zone),
        "corrected_at": instant_json(correction.corrected_at, zone),
        "events": list(correction.changes),
    }


def addressee_json(addressee: Addressee) -> Document:
    """Write who must be told and why; ``id`` is of somebody of a clinic, ``login`` of staff."""
    told = addressee.told
    return {
        "id": told.person,
        "login": told.login,
        "name": addressee.name,
        "organization": addressee.organization,
        "phone": addressee.phone,
        "email": addressee.email,
        "why": told.why,
        "clause": told.clause,
        "duplicates": list(told.duplicates),
        "apart": told.apart,
    }


def lifetime_json(lifetime: timedelta, full_day: timedelta) -> Document:
    """Write a lifetime (п. 4.10): working seconds rounded up, working days to one decimal."""
    return {"working_seconds": ceil_seconds(lifetime), "working_days": round(lifetime / full_day, 1)}


def entry_json(entry: TimelineEntry, zone: ZoneInfo) -> Document:
    """Write one event of the timeline; ``text`` is people's words where there are any, else the title."""
    return {
        "seq": entry.seq,
        "at": instant_json(entry.at, zone),
        "actor": entry.actor,
        "actor_name": entry.actor_name,
        "kind": entry.kind,
        "title": entry.title,
        "text": entry.title if entry.text is None else entry.text,
        "clause": entry.clause,
        "public": entry.public,
        "data": dict(entry.data),
    }


def row_json(row: QueueRow, countdown: Countdown | None, zone: ZoneInfo) -> Document:
    """Write one line of the queue; *countdown* is that of its next clock."""
    return {
        "number": row.number,
        "version": row.version,
        "subject": row.subject,
        "type": row.type.value,
        "priority": row.priority.value,
        "status": row.status.value,
        "line": row.line.value,
        "assignee": row.assignee,
        "standing_in_for": row.assignee if row.standing_in else None,
        "organization": row.organization,
        "organization_name": row.organization_name,
        "initiator": row.requester,
        "mis": row.mis.value,
        "next_clock": row.next_clock and row.next_clock.value,
        "due_at": instant_json(row.due_at, zone),
        "remaining_seconds": None if countdown is None else floor_seconds(countdown.remaining),
        "breached": countdown is not None and countdown.overdue and not row.soft,
        "soft": row.soft,
        "received_at": instant_json(row.received_at, zone),
        "changed_at": instant_json(row.changed_at, zone),
        "closed_at": instant_json(row.closed_at, zone),
    }


def organization_json(organization: Organization) -> Document:
    """Write a clinic."""
    return {
        "id": organization.id,
        "code": organization.code,
        "name": organization.name,
        "mis": [mis.value for mis in organization.mis],
        "contract": organization.contract,
        "contract_from": organization.contract_from,
        "contract_until": organization.contract_until,
    }


def person_json(person: Person, organization: Organization | None) -> Document:
    """Write somebody of a clinic; the staff number is kept apart and never shown (гл. 10)."""
    return {
        "id": person.id,
        "name": person.name,
        "organization": organization.code if organization else None,
        "organization_name": organization.name if organization else None,
        "kind": person.kind,
        "phone": person.phone,
        "email": person.email,
        "blocked": person.blocked,
    }


def user_json(user: User) -> Document:
    """Write a member of staff."""
    return {
        "login": user.login,
        "name": user.name,
        "role": user.role.value,
        "competences": list(user.competences),
        "blocked": user.blocked,
    }


def verify_json(report: VerifyReport) -> Document:
    """Write what a verification found; ``since`` is there only where it was asked for."""
    since = report.since
    return {
        "tickets": report.tickets,
        "events": report.events,
        "mismatches": list(report.mismatches),
        "broken_chains": list(report.broken_chains),
        "head": report.head,
        "past": report.past,
        "chain_only": report.chain_only,
        "ok": report.ok,
        **({} if since is None else {"since": {"event": since.event, "hash": since.hash}}),
    }
