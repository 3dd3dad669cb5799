"""How a ticket changes by what watches over it: disputes, remote sessions, alerts, redaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from core.tickets.alerts.events import Alerted
from core.tickets.changes.base import Change, Changed
from core.tickets.changes.lifecycle import nothing
from core.tickets.changes.work import with_one
from core.tickets.closing.disputes import DisputeDecided, DisputeEscalated, DisputeOpened
from core.tickets.log import Recorded
from core.tickets.records import Dispute, MisRun, RemoteSession, Said
from core.tickets.redaction.archiving import WordsArchived
from core.tickets.redaction.events import PersonalDataAdmitted, Redacted
from core.tickets.remote_access.mis_runs import MisRunEnded, MisRunStarted
from core.tickets.remote_access.sessions import RemoteEnded, RemoteStarted
from core.tickets.remote_access.workplaces import WorkplaceChecked
from core.tickets.undo.events import TakenBack

if TYPE_CHECKING:
    from core.tickets.ticket import Ticket


def _disputed(ticket: Ticket, event: DisputeOpened, recorded: Recorded) -> Changed:
    opened = Dispute(id=event.dispute, opened_at=recorded.at, person=event.person, text=event.text)
    return {"disputes": (*ticket.disputes, opened)}


def _decided(ticket: Ticket, event: DisputeDecided, recorded: Recorded) -> Changed:
    decision = {"decided_at": recorded.at, "decision": event.text}
    return {"disputes": with_one(ticket.disputes, event.dispute, **decision)}


def _connected(ticket: Ticket, event: RemoteStarted, recorded: Recorded) -> Changed:
    session = RemoteSession(
        id=event.session,
        pc=event.pc,
        consent_by=event.consent_by,
        consent_how=event.consent_how,
        started_at=recorded.at,
        started_by=recorded.actor,
    )
    return {"remote": (*ticket.remote, session)}


def _run(ticket: Ticket, event: MisRunStarted, recorded: Recorded) -> Changed:
    run = MisRun(
        id=event.run, person=event.person, reason=event.reason, started_at=recorded.at, started_by=recorded.actor
    )
    return {"mis_runs": (*ticket.mis_runs, run)}


def _alerted(ticket: Ticket, event: Alerted, recorded: Recorded) -> Changed:
    return {"alerts": (*ticket.alerts, Said(event.alert, event.clock, event.due, event.item))}


OVERSIGHT: Mapping[type[Any], Change] = {
    DisputeOpened: _disputed,
    DisputeDecided: _decided,
    DisputeEscalated: lambda ticket, event, recorded: {
        "disputes": with_one(ticket.disputes, event.dispute, escalated_at=recorded.at)
    },
    RemoteStarted: _connected,
    RemoteEnded: lambda ticket, event, recorded: {
        "remote": with_one(ticket.remote, event.session, ended_at=recorded.at)
    },
    MisRunStarted: _run,
    MisRunEnded: lambda ticket, event, recorded: {
        "mis_runs": with_one(ticket.mis_runs, event.run, ended_at=recorded.at)
    },
    WorkplaceChecked: nothing,
    Alerted: _alerted,
    PersonalDataAdmitted: nothing,
    Redacted: nothing,
    WordsArchived: nothing,
    TakenBack: nothing,  # the fold leaves out what it names: see core.tickets.standing
}
