"""How a ticket changes by what watches over it: disputes, remote sessions, alerts, redaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from core.tickets import events as e
from core.tickets.changes.base import Change, Changed
from core.tickets.changes.lifecycle import nothing
from core.tickets.changes.work import with_one
from core.tickets.records import Dispute, MisRun, RemoteSession, Said

if TYPE_CHECKING:
    from core.tickets.ticket import Ticket


def _disputed(ticket: Ticket, event: e.DisputeOpened, recorded: e.Recorded) -> Changed:
    opened = Dispute(id=event.dispute, opened_at=recorded.at, person=event.person, text=event.text)
    return {"disputes": (*ticket.disputes, opened)}


def _decided(ticket: Ticket, event: e.DisputeDecided, recorded: e.Recorded) -> Changed:
    decision = {"decided_at": recorded.at, "decision": event.text}
    return {"disputes": with_one(ticket.disputes, event.dispute, **decision)}


def _connected(ticket: Ticket, event: e.RemoteStarted, recorded: e.Recorded) -> Changed:
    session = RemoteSession(
        id=event.session,
        pc=event.pc,
        consent_by=event.consent_by,
        consent_how=event.consent_how,
        started_at=recorded.at,
        started_by=recorded.actor,
    )
    return {"remote": (*ticket.remote, session)}


def _run(ticket: Ticket, event: e.MisRunStarted, recorded: e.Recorded) -> Changed:
    run = MisRun(
        id=event.run, person=event.person, reason=event.reason, started_at=recorded.at, started_by=recorded.actor
    )
    return {"mis_runs": (*ticket.mis_runs, run)}


def _alerted(ticket: Ticket, event: e.Alerted, recorded: e.Recorded) -> Changed:
    return {"alerts": (*ticket.alerts, Said(event.alert, event.clock, event.due, event.item))}


OVERSIGHT: Mapping[type[Any], Change] = {
    e.DisputeOpened: _disputed,
    e.DisputeDecided: _decided,
    e.DisputeEscalated: lambda ticket, event, recorded: {
        "disputes": with_one(ticket.disputes, event.dispute, escalated_at=recorded.at)
    },
    e.RemoteStarted: _connected,
    e.RemoteEnded: lambda ticket, event, recorded: {
        "remote": with_one(ticket.remote, event.session, ended_at=recorded.at)
    },
    e.MisRunStarted: _run,
    e.MisRunEnded: lambda ticket, event, recorded: {
        "mis_runs": with_one(ticket.mis_runs, event.run, ended_at=recorded.at)
    },
    e.WorkplaceChecked: nothing,
    e.Alerted: _alerted,
    e.PersonalDataAdmitted: nothing,
    e.Redacted: nothing,
    e.WordsArchived: nothing,
    e.TakenBack: nothing,  # the fold leaves out what it names: see core.tickets.standing
}
