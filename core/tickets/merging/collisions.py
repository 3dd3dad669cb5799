"""Which changes of others a command does not stand beside: what it rests on and what it sets, denied unless listed.

A command that was written to an older version is carried out on the present one only where nobody has touched what its
writer had before his eyes when he decided. What costs a penalty or cannot be taken back (п. 4.9, 6.8, 7.6, 11.1) is
listed widely or not at all; words that everybody may add stand beside anything.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from core.tickets.command import TicketCommand
from core.tickets.merging.changed import Change

_ADDED: Final = "notes attachments watchers watching_people solutions alerts workplaces admissions clarified orphaned"
ADDITIVE: Final = frozenset(_ADDED.split())
"""What is only added to a ticket: it changes nothing that a command could rest on."""

_ENDED: Final = "outcome solution heard_at"
"""What every solution, verdict of the requester and closing touches; taking a ticket changes its status alone."""
_HELD: Final = "assignee accepted_by line third_line"
_TABLE: Final[Mapping[str, str]] = {
    # Words: a note stands beside everything, a public answer beside what the requester has not been told since.
    "note": "",
    "comment": f"answers withdrawals {_ENDED}",
    "attach": "",
    "watch": "",
    "link": "",
    "use_solution": "",
    "workplace": "",
    "redact": "redactions",
    "external": "external_number",
    "join_outage": f"outage {_ENDED}",
    # Classification (п. 5.5, 5.10; Прил. 2): norms follow type and priority, so the two are one premise.
    "type": f"type priority proposed_priority {_ENDED}",
    "priority": f"type priority proposed_priority clarified {_ENDED}",
    "priority_confirm": f"type priority proposed_priority {_ENDED}",
    "propose_priority": f"type priority proposed_priority {_ENDED}",
    "process": f"checklist type priority line waiting redactions {_ENDED}",
    "request_information": f"answers withdrawals waiting {_ENDED}",
    # Who holds the ticket: the rules choose an executor by type and priority (п. 5.9, 6.4).
    "take": f"status {_HELD} {_ENDED}",
    "assign": f"{_HELD} {_ENDED}",
    "send_back": f"{_HELD} {_ENDED}",
    "release": f"type priority checklist indicative_due {_HELD} {_ENDED}",
    # Terms and waits: a term was agreed for the norms of that day (п. 4.8, 6.7, 6.8).
    "term": f"promises type priority {_ENDED}",
    "indicate": f"indicative_due promises {_HELD} {_ENDED}",
    "wait": f"waiting third_line {_ENDED}",
    "resume": f"waiting third_line {_ENDED}",
    # Work with the clinic (п. 4.4, 11.4); of a task or an approval that is named, that one alone.
    "task": f"tasks {_ENDED}",
    "task_pass": f"tasks {_ENDED}",
    "task_done": "tasks",
    "approval_request": f"approvals type {_ENDED}",
    "approval_grant": f"approvals type {_ENDED}",
    "approval_refuse": f"approvals type {_ENDED}",
    # The end of the work (п. 6.9): what was agreed on terms and urgency takes nothing from a solution.
    "resolve": (
        "status answers withdrawals type waiting tasks approvals remote mis_runs outage disputes checklist links"
        f" redactions {_HELD} {_ENDED}"
    ),
    "confirm": f"status disputes tasks remote mis_runs {_ENDED}",
    "reject": f"status disputes {_ENDED}",
    "answered": f"waiting {_ENDED}",
    "route_returned": f"third_line line {_ENDED}",
    "dispute_open": f"disputes {_ENDED}",
    "remote_start": f"remote {_HELD} {_ENDED}",
    "remote_end": "remote",
    "mis_run_start": f"mis_runs {_HELD} {_ENDED}",
    "mis_run_end": "mis_runs",
}  # fmt: skip
PREMISES: Final[Mapping[str, frozenset[str]]] = {name: frozenset(row.split()) for name, row in _TABLE.items()}
"""The fields that each command rests on or sets, by its name. One that is missing here rests on all but ADDITIVE."""
_ITEM_OF: Final[Mapping[str, str]] = {"tasks": "task", "approvals": "approval"}
"""The value of a command that names one record of a field."""


def collisions(command: TicketCommand, changed: Iterable[Change]) -> tuple[Change, ...]:
    """The changes that the command does not stand beside; with none of them it may be merged."""
    return tuple(each for each in changed if _collides(command, each))


def _collides(command: TicketCommand, change: Change) -> bool:
    premises = PREMISES.get(command.name)
    if premises is None:
        return change.field not in ADDITIVE
    if change.field not in premises:
        return False
    named = getattr(command, _ITEM_OF.get(change.field, ""), None)
    return named is None or change.item == named
