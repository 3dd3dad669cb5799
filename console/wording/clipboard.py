"""A ticket as text, for the clipboard: what one would tell a colleague of it; and its fields one by one."""

from datetime import datetime

from console.ticket.requester_rows import requester_rows
from console.ticket.ticket_fields import fact_rows
from console.wording.instants import full_moment
from core.desk.views import RequesterBackground, TicketView
from core.policy.labels import Labels
from core.text import safe, safe_line


def as_text(view: TicketView) -> str:
    """Number, subject, who, description and what was said in public, a line or paragraph each."""
    ticket = view.ticket
    lines = [
        f"№ {ticket.number} {safe_line(ticket.subject)}",
        f"{safe_line(view.organization.name)}, {safe_line(view.requester.name)}",
        f"Исполнитель: {safe_line(view.assignee_name or 'не назначен')}",
        "",
        safe(ticket.description),
    ]
    for entry in view.timeline:
        if entry.public and entry.text and entry.kind != "registered":
            lines += ["", f"{full_moment(entry.at, view.at)} {safe_line(entry.actor_name)}:", safe(entry.text)]
    return "\n".join(lines)


def copied_fields(view: TicketView, labels: Labels, now: datetime) -> list[tuple[str, str]]:
    """Label and plain value of the subject, the description and every field that has a value."""
    ticket = view.ticket
    rows = (*requester_rows(view, RequesterBackground(), labels, now), *fact_rows(view, labels, now))
    facts = [(label, "".join(text for text, _tone in pieces)) for label, pieces in rows]
    return [("Тема", safe_line(ticket.subject)), ("Описание", safe(ticket.description)), *facts]
