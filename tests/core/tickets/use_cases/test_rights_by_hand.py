"""Who may do what, on which line and in which state: written by hand from the regulation, and not read from the code.

A cell is lines and states: ``12:nw`` is at ПЛТП and at ВЛТП while Новый or В работе; n Новый, w В работе, r Решена,
c Закрыта; lines 1 ПЛТП, 2 ВЛТП, 3 ТЛТП. What is not written is denied. Whoever changes a right changes two tables.
"""

from collections.abc import Mapping
from typing import Final

import pytest

from core.tickets.command import DeskCommand, TicketCommand
from core.tickets.use_cases.rights import DESK_RIGHTS, cell
from core.vocabulary import Line, Role, Status

ROLES: Final = {
    "ПЛТП": Role.FIRST_LINE,
    "ВЛТП": Role.SECOND_LINE,
    "руководитель": Role.SUPERVISOR,
    "администратор": Role.ADMINISTRATOR,
    "наблюдатель": Role.OBSERVER,
    "программа": Role.SYSTEM,
}
_LINES: Final = {"1": Line.FIRST, "2": Line.SECOND, "3": Line.THIRD}
_STATES: Final = {"n": Status.NEW, "w": Status.IN_PROGRESS, "r": Status.RESOLVED, "c": Status.CLOSED}

# Three groups of people of the centre work on a ticket. ПЛТП owns its own stage (п. 3.4, 6.4) and takes part on every
# line: it answers, details and monitors all its life (п. 5.4, 5.6). ВЛТП works after ПЛТП has finished (п. 6.4), then
# also while ТЛТП has it (п. 3.11, 7.5). The supervisor replaces whoever is missing, and does not work on the matter.
UNSOLVED: Final = {"ПЛТП": "123:nw", "ВЛТП": "23:nw", "руководитель": "123:nw"}
OPEN: Final = {"ПЛТП": "123:nwr", "ВЛТП": "23:nwr", "руководитель": "123:nwr"}
EVER: Final = {"ПЛТП": "123:nwrc", "ВЛТП": "23:nwrc", "руководитель": "123:nwrc"}
WORK: Final = {"ПЛТП": "1:nw", "ВЛТП": "23:nw", "руководитель": "123:nw"}

BY_HAND: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    # feedback and its questions
    "comment": ("п. 4.6, 5.4, 6.3", OPEN),
    "note": ("п. 5.6: everybody of the centre, at any time, on any line", {
        "ПЛТП": "123:nwrc", "ВЛТП": "123:nwrc", "руководитель": "123:nwrc"}),
    "request_information": ("п. 5.4, 6.6", UNSOLVED),
    "answered": ("п. 4.9", OPEN),
    "callback_promise": ("п. 4.6, 5.4: whoever speaks with the requester", UNSOLVED),
    "callback_done": ("п. 4.6, 5.4: whoever has called, while it may still be open", OPEN),
    "wait": ("п. 4.6: the executor says whom he waits for", WORK),
    "resume": ("п. 4.6: whoever hears that it is over", UNSOLVED),
    # primary processing, classification
    "process": ("п. 5.5: ПЛТП's stage alone", {"ПЛТП": "1:nw", "руководитель": "1:nw"}),
    "type": ("Прил. 2, «Типизация обращений»", {"ПЛТП": "123:nw", "ВЛТП": "23:nw"}),
    "priority": ("п. 5.10: ПЛТП alone, wherever the ticket is", {"ПЛТП": "123:nw"}),
    "priority_confirm": ("п. 3.9, 5.10: who chooses the priority stands by it", {"ПЛТП": "123:nw"}),
    "propose_priority": ("п. 5.10: ВЛТП proposes", {"ВЛТП": "23:nw"}),
    "split": ("Прил. 3, п. 1", UNSOLVED),
    "external": ("п. 3.6: sooner or later; the exchange does it too", {**EVER, "программа": "123:nwrc"}),
    # executors
    "take": ("Прил. 2, «В работе»: the executor himself", {"ПЛТП": "1:nw", "ВЛТП": "23:nw"}),
    "assign": ("п. 4.8; the program by the rules at birth (Прил. 2)", {**WORK, "программа": "1:n"}),
    "release": ("п. 5.9, 6.4; the program by the rules", {"ПЛТП": "1:nw", "руководитель": "1:nw", "программа": "1:n"}),
    "send_back": ("п. 6.4: sent to ВЛТП by mistake", {"ВЛТП": "2:nw", "руководитель": "2:nw"}),
    "watch": ("п. 5.9, гл. 2: a watcher of his own will too", {
        "ПЛТП": "123:nwr", "ВЛТП": "123:nwr", "руководитель": "123:nwr"}),
    # terms, tasks, approvals
    "term": ("п. 4.8, 6.7, 6.8", UNSOLVED),
    "indicate": ("п. 5.9, 6.7: the executor's line", WORK),
    "task": ("п. 4.4, 11.3", UNSOLVED),
    "task_pass": ("п. 4.4", UNSOLVED),
    "task_done": ("п. 4.4: a result may come after the solution", OPEN),
    "approval_request": ("п. 11.4", UNSOLVED),
    "approval_grant": ("п. 11.4", UNSOLVED),
    "approval_refuse": ("п. 11.4", UNSOLVED),
    # papers and relations
    "attach": ("Прил. 3, п. 3", OPEN),
    "link": ("Прил. 3, п. 2; decisions: a repeat of a closed one", EVER),
    "duplicate": ("Прил. 3, п. 2: a ticket is closed without a solution by the line that holds it", WORK),
    "use_solution": ("п. 5.4", EVER),
    "join_outage": ("п. 5.4, 6.3", UNSOLVED),
    # ТЛТП
    "route": ("п. 7.1: ПЛТП and ВЛТП alone, each from its own stage", {"ПЛТП": "1:nw", "ВЛТП": "2:nw"}),
    "route_returned": ("п. 7.6", UNSOLVED),
    "route_verified": ("п. 7.5, 7.6: the line of the executor, be it ПЛТП", WORK),
    # endings
    "confirm": ("Прил. 2: only what is solved", {"ПЛТП": "123:r", "ВЛТП": "23:r", "руководитель": "123:r"}),
    "reject": ("Прил. 2: only what is solved", {"ПЛТП": "123:r", "ВЛТП": "23:r", "руководитель": "123:r"}),
    "resolve": ("п. 6.9: the executor, on his own line", {"ПЛТП": "1:nw", "ВЛТП": "23:nw"}),
    "close": ("п. 5.4, 6.3: by the line that holds it, or the management", WORK),
    "force_close": ("п. 4.9", OPEN),
    "reopen": ("Прил. 2: where the policy lets, ПЛТП and the management", {"ПЛТП": "123:c", "руководитель": "123:c"}),
    "close_silent": ("Прил. 2: the program alone", {"программа": "123:r"}),
    "alert": ("п. 4.5: the program alone", {"программа": "123:nwrc"}),
    # disputes
    "dispute_open": ("Прил. 2: any participant, at any time", {
        "ПЛТП": "123:nwrc", "ВЛТП": "123:nwrc", "руководитель": "123:nwrc"}),
    "dispute_decide": ("Прил. 2: ПЛТП, or the management", {"ПЛТП": "123:nwrc", "руководитель": "123:nwrc"}),
    "dispute_escalate": ("Прил. 2: ПЛТП, or the management", {"ПЛТП": "123:nwrc", "руководитель": "123:nwrc"}),
    # the users' PCs and the МИС
    "remote_start": ("п. 8.1: ПЛТП and ВЛТП", {"ПЛТП": "123:nw", "ВЛТП": "23:nw"}),
    "remote_end": ("п. 8.4: an end is recorded whenever it is", EVER),
    "mis_run_start": ("п. 5.11, 6.10", {"ПЛТП": "123:nw", "ВЛТП": "23:nw"}),
    "mis_run_end": ("п. 5.11, 6.10", EVER),
    "workplace": ("п. 9.1", {"ПЛТП": "123:nw", "ВЛТП": "23:nw"}),
    # the log's own care
    "undo": ("decisions: one's own last act, wherever it was given", {
        "ПЛТП": "123:nwrc", "ВЛТП": "123:nwrc", "руководитель": "123:nwrc"}),
    "redact": ("Прил. 3, п. 5: who answers for the data", {"руководитель": "123:nwrc", "администратор": "123:nwrc"}),
    "archive": ("decisions: words of old years", {"администратор": "123:c"}),
}  # fmt: skip

STAFF: Final = frozenset({"ПЛТП", "ВЛТП", "руководитель"})
KEEPERS: Final = frozenset({"руководитель", "администратор"})
CALLED: Final = frozenset({"ПЛТП", "руководитель"})
EVERYBODY: Final = STAFF | {"администратор", "наблюдатель"}
DESK_BY_HAND: Final[Mapping[str, frozenset[str]]] = {
    # п. 5.5: calls and requests are ПЛТП's; whoever replaces it is the supervisor
    **dict.fromkeys(("register", "call_log"), CALLED),
    # п. 5.5: of a call that is saved whole, each part asks for its own right besides
    "call_take": STAFF,
    # п. 1.2: contracts are the management's
    **dict.fromkeys(("org_add", "org_contract", "calendar_apply"), KEEPERS),
    # гл. 10: people of the clinics
    **dict.fromkeys(
        ("person_add", "person_change", "person_block", "person_unblock", "letter_sent", "staff_number"),
        CALLED | {"администратор"},
    ),
    "account_request": CALLED,
    **dict.fromkeys(("account_done", "account_refuse", "account_external"), STAFF),
    # accounts of the centre, keys and sessions
    **dict.fromkeys(("user_add", "user_block", "user_unblock", "user_role", "user_competences"), KEEPERS),
    **dict.fromkeys(("key_add", "key_revoke", "key_expire", "archive_record"), frozenset({"администратор"})),
    "session_end": KEEPERS,
    # Прил. 3, п. 5: who answers for the data
    "redact_fact": KEEPERS,
    # п. 4.7: everybody who may be away; an administrator for the others
    **dict.fromkeys(("absence_set", "absence_cancel"), STAFF | {"администратор"}),
    # п. 5.4, 6.3: knowledge and outages
    **dict.fromkeys(("solution_add", "solution_change"), STAFF),
    "solution_retire": frozenset({"ВЛТП", "руководитель"}),
    **dict.fromkeys(("outage_open", "outage_update", "outage_answer", "outage_end"), STAFF),
    "outage_resolve": frozenset({"ПЛТП", "ВЛТП"}),
    # п. 4.5, 4.6: the shift; views are everybody's own
    **dict.fromkeys(("shift_hand_over", "shift_accept"), STAFF),
    **dict.fromkeys(("view_save", "view_drop", "export"), EVERYBODY),
}


def test_every_command_stands_in_the_tables() -> None:
    assert {each.name for each in TicketCommand.__subclasses__()} == set(BY_HAND)
    assert {*(each.name for each in DeskCommand.__subclasses__()), "register"} == set(DESK_BY_HAND)


@pytest.mark.parametrize("name", BY_HAND)
def test_a_command_of_a_ticket_is_given_by_whom_the_regulation_names_and_nobody_else(name: str) -> None:
    clause, rights = BY_HAND[name]
    for title, role in ROLES.items():
        lines, _, states = rights.get(title, ":").partition(":")
        for line in Line:
            for status in Status:
                listed = line in {_LINES[each] for each in lines} and status in {_STATES[each] for each in states}
                assert cell(name, role, line, status) is listed, (name, title, line, status, clause)


@pytest.mark.parametrize("name", DESK_BY_HAND)
def test_a_command_of_the_desk_is_given_by_whom_the_regulation_names_and_nobody_else(name: str) -> None:
    assert DESK_RIGHTS[name] == {ROLES[title] for title in DESK_BY_HAND[name]}
