"""Who may give which command at all: the matrix of roles (гл. 4–8; Прил. 2), written out by hand."""

import pytest

from core.tickets.directory import Actor
from core.tickets.refusal import RefusalKind
from core.tickets.staff.commands import AddUser, ChangeRole
from core.tickets.use_cases.access import permit, permit_named
from core.tickets.use_cases.rights import DESK_RIGHTS, TICKET_RIGHTS
from core.vocabulary import Role
from tests.core.tickets.story import ADMINISTRATOR, CHIEF, call

# command: ПЛТП, ВЛТП, supervisor, administrator, observer, the program itself
MATRIX = """
comment             + + + - - -
note                + + + - - -
take                + + - - - -
type                + + - - - -
priority            + - - - - -
priority_confirm    + - - - - -
propose_priority    - + - - - -
process             + - + - - -
request_information + + + - - -
assign              + + + - - +
release             + - + - - +
send_back           - + + - - -
resolve             + + - - - -
confirm             + + + - - -
reject              + + + - - -
close               + + + - - -
answered            + + + - - -
reopen              + - + - - -
force_close         + + + - - -
duplicate           + + + - - -
close_silent        - - - - - +
alert               - - - - - +
wait                + + + - - -
resume              + + + - - -
term                + + + - - -
indicate            + + + - - -
task                + + + - - -
task_pass           + + + - - -
task_done           + + + - - -
callback_promise    + + + - - -
callback_done       + + + - - -
approval_request    + + + - - -
approval_grant      + + + - - -
approval_refuse     + + + - - -
watch               + + + - - -
attach              + + + - - -
link                + + + - - -
split               + + + - - -
external            + + + - - +
use_solution        + + + - - -
join_outage         + + + - - -
route               + + - - - -
route_returned      + + + - - -
route_verified      + + + - - -
dispute_open        + + + - - -
dispute_decide      + - + - - -
dispute_escalate    + - + - - -
remote_start        + + - - - -
remote_end          + + + - - -
mis_run_start       + + - - - -
mis_run_end         + + + - - -
workplace           + + - - - -
redact              - - + + - -
undo                + + + - - -
archive             - - - + - -
register            + - + - - -
org_add             - - + + - -
org_contract        - - + + - -
person_add          + - + + - -
person_change       + - + + - -
person_block        + - + + - -
person_unblock      + - + + - -
letter_sent         + - + + - -
account_request     + - + - - -
account_done        + + + - - -
account_external    + + + - - -
account_refuse      + + + - - -
staff_number        + - + + - -
user_add            - - + + - -
user_block          - - + + - -
user_unblock        - - + + - -
user_role           - - + + - -
user_competences    - - + + - -
absence_set         + + + + - -
absence_cancel      + + + + - -
call_log            + - + - - -
call_take           + + + - - -
solution_add        + + + - - -
solution_change     + + + - - -
solution_retire     - + + - - -
outage_open         + + + - - -
outage_update       + + + - - -
outage_answer       + + + - - -
outage_resolve      + + - - - -
outage_end          + + + - - -
calendar_apply      - - + + - -
view_save           + + + + + -
view_drop           + + + + + -
shift_hand_over     + + + - - -
shift_accept        + + + - - -
export              + + + + + -
redact_fact         - - + + - -
archive_record      - - - + - -
key_add             - - - + - -
key_revoke          - - - + - -
key_expire          - - - + - -
session_end         - - + + - -
"""
ROLES = (
    Role.FIRST_LINE,
    Role.SECOND_LINE,
    Role.SUPERVISOR,
    Role.ADMINISTRATOR,
    Role.OBSERVER,
    Role.SYSTEM,
)
CELLS = [
    (name, role, mark == "+")
    for name, *marks in map(str.split, MATRIX.split("\n")[1:-1])
    for role, mark in zip(ROLES, marks, strict=True)
]


@pytest.mark.parametrize(("name", "role", "allowed"), CELLS)
def test_the_matrix_of_roles(name: str, role: Role, allowed: bool) -> None:
    refusal = permit_named(name, Actor("x", "Икс", role))
    assert (refusal is None) is allowed
    if refusal:
        assert (refusal.code, refusal.kind) == ("access.role", RefusalKind.FORBIDDEN)
        assert refusal.message


def test_the_matrix_tells_of_every_command_and_role() -> None:
    assert {name for name, _, _ in CELLS} == {*TICKET_RIGHTS, *DESK_RIGHTS}
    assert set(ROLES) == set(Role)


@pytest.mark.parametrize("role", list(Role))
def test_what_is_not_listed_is_denied(role: Role) -> None:
    refusal = permit_named("teleport", Actor("x", "Икс", role))
    assert refusal is not None
    assert refusal.kind is RefusalKind.FORBIDDEN


@pytest.mark.parametrize(
    ("name", "clause"),
    [
        ("priority", "п. 5.10"),
        ("release", "п. 5.9"),
        ("register", "п. 5.5"),
        ("resolve", "п. 6.9"),
        ("close", "п. 5.4"),
    ],
)
def test_the_denial_names_its_clause(name: str, clause: str) -> None:
    refusal = permit_named(name, Actor("x", "Икс", Role.OBSERVER))
    assert refusal is not None
    assert refusal.clause == clause


@pytest.mark.parametrize(
    "command",
    [
        AddUser(login="novy", full_name="Новый Н. Н.", role=Role.ADMINISTRATOR),
        ChangeRole(login="orlova", role=Role.ADMINISTRATOR),
    ],
)
def test_only_an_administrator_makes_an_administrator(command: AddUser | ChangeRole) -> None:
    refusal = permit(command, CHIEF)
    assert refusal is not None
    assert (refusal.code, refusal.kind) == ("access.administrator", RefusalKind.FORBIDDEN)
    assert permit(command, ADMINISTRATOR) is None


def test_a_supervisor_may_make_anybody_else() -> None:
    assert permit(AddUser(login="novy", full_name="Новый Н. Н.", role=Role.SECOND_LINE), CHIEF) is None


def test_a_command_is_judged_by_its_name() -> None:
    assert permit(call(), CHIEF) is None
