"""Who may do what, on which line, in which state: role × command × line × state, as data. Denied unless listed.

Sources: гл. 4–8 and 11, Прил. 2. A cell holds three groups, for a ticket at ПЛТП, ВЛТП and ТЛТП, of the states in
which the role may give the command: ``n`` Новый, ``w`` В работе, ``r`` Решена, ``c`` Закрыта. ``-`` is never.
Commands of the desk know no line and no state: ``+`` or ``-``.
"""

from collections.abc import Mapping
from typing import Final

from core.vocabulary import Line, Role, Status

_COLUMNS: Final = (
    Role.FIRST_LINE,
    Role.SECOND_LINE,
    Role.SUPERVISOR,
    Role.ADMINISTRATOR,
    Role.OBSERVER,
    Role.SYSTEM,
)
_STATES: Final = {"n": Status.NEW, "w": Status.IN_PROGRESS, "r": Status.RESOLVED, "c": Status.CLOSED}

# command            ПЛТП            ВЛТП            руководитель    админ. набл. программа
_TICKETS: Final = """
comment              nwr/nwr/nwr     -/nwr/nwr       nwr/nwr/nwr     -      -     -
note                 nwrc/nwrc/nwrc  nwrc/nwrc/nwrc  nwrc/nwrc/nwrc  -      -     -
take                 nw/-/-          -/nw/nw         -               -      -     -
type                 nw/nw/nw        -/nw/nw         -               -      -     -
priority             nw/nw/nw        -               -               -      -     -
priority_confirm     nw/nw/nw        -               -               -      -     -
propose_priority     -               -/nw/nw         -               -      -     -
process              nw/-/-          -               nw/-/-          -      -     -
request_information  nw/nw/nw        -/nw/nw         nw/nw/nw        -      -     -
assign               nw/-/-          -/nw/nw         nw/nw/nw        -      -     n/-/-
release              nw/-/-          -               nw/-/-          -      -     n/-/-
send_back            -               -/nw/-          -/nw/-          -      -     -
resolve              nw/-/-          -/nw/nw         -               -      -     -
confirm              r/r/r           -/r/r           r/r/r           -      -     -
reject               r/r/r           -/r/r           r/r/r           -      -     -
close                nw/-/-          -/nw/nw         nw/nw/nw        -      -     -
answered             nwr/nwr/nwr     -/nwr/nwr       nwr/nwr/nwr     -      -     -
reopen               c/c/c           -               c/c/c           -      -     -
force_close          nwr/nwr/nwr     -/nwr/nwr       nwr/nwr/nwr     -      -     -
duplicate            nw/-/-          -/nw/nw         nw/nw/nw        -      -     -
close_silent         -               -               -               -      -     r/r/r
alert                -               -               -               -      -     nwrc/nwrc/nwrc
wait                 nw/-/-          -/nw/nw         nw/nw/nw        -      -     -
resume               nw/nw/nw        -/nw/nw         nw/nw/nw        -      -     -
term                 nw/nw/nw        -/nw/nw         nw/nw/nw        -      -     -
indicate             nw/-/-          -/nw/nw         nw/nw/nw        -      -     -
task                 nw/nw/nw        -/nw/nw         nw/nw/nw        -      -     -
task_pass            nw/nw/nw        -/nw/nw         nw/nw/nw        -      -     -
task_done            nwr/nwr/nwr     -/nwr/nwr       nwr/nwr/nwr     -      -     -
approval_request     nw/nw/nw        -/nw/nw         nw/nw/nw        -      -     -
approval_grant       nw/nw/nw        -/nw/nw         nw/nw/nw        -      -     -
approval_refuse      nw/nw/nw        -/nw/nw         nw/nw/nw        -      -     -
watch                nwr/nwr/nwr     nwr/nwr/nwr     nwr/nwr/nwr     -      -     -
attach               nwr/nwr/nwr     -/nwr/nwr       nwr/nwr/nwr     -      -     -
link                 nwrc/nwrc/nwrc  -/nwrc/nwrc     nwrc/nwrc/nwrc  -      -     -
split                nw/nw/nw        -/nw/nw         nw/nw/nw        -      -     -
external             nwrc/nwrc/nwrc  -/nwrc/nwrc     nwrc/nwrc/nwrc  -      -     nwrc/nwrc/nwrc
use_solution         nwrc/nwrc/nwrc  -/nwrc/nwrc     nwrc/nwrc/nwrc  -      -     -
join_outage          nw/nw/nw        -/nw/nw         nw/nw/nw        -      -     -
route                nw/-/-          -/nw/-          -               -      -     -
route_returned       nw/nw/nw        -/nw/nw         nw/nw/nw        -      -     -
route_verified       nw/-/-          -/nw/nw         nw/nw/nw        -      -     -
dispute_open         nwrc/nwrc/nwrc  nwrc/nwrc/nwrc  nwrc/nwrc/nwrc  -      -     -
dispute_decide       nwrc/nwrc/nwrc  -               nwrc/nwrc/nwrc  -      -     -
dispute_escalate     nwrc/nwrc/nwrc  -               nwrc/nwrc/nwrc  -      -     -
remote_start         nw/nw/nw        -/nw/nw         -               -      -     -
remote_end           nwrc/nwrc/nwrc  -/nwrc/nwrc     nwrc/nwrc/nwrc  -      -     -
mis_run_start        nw/nw/nw        -/nw/nw         -               -      -     -
mis_run_end          nwrc/nwrc/nwrc  -/nwrc/nwrc     nwrc/nwrc/nwrc  -      -     -
workplace            nw/nw/nw        -/nw/nw         -               -      -     -
undo                 nwrc/nwrc/nwrc  nwrc/nwrc/nwrc  nwrc/nwrc/nwrc  -      -     -
redact               -               -               nwrc/nwrc/nwrc  nwrc/nwrc/nwrc  -  -
archive              -               -               -               c/c/c  -     -
"""

# command            ПЛТП  ВЛТП  руководитель  админ.  набл.  программа
_DESK: Final = """
register             +     -     +             -       -      -
org_add              -     -     +             +       -      -
org_contract         -     -     +             +       -      -
person_add           +     -     +             +       -      -
person_change        +     -     +             +       -      -
person_block         +     -     +             +       -      -
person_unblock       +     -     +             +       -      -
letter_sent          +     -     +             +       -      -
account_request      +     -     +             -       -      -
account_done         +     +     +             -       -      -
account_external     +     +     +             -       -      -
account_refuse       +     +     +             -       -      -
staff_number         +     -     +             +       -      -
user_add             -     -     +             +       -      -
user_block           -     -     +             +       -      -
user_unblock         -     -     +             +       -      -
user_role            -     -     +             +       -      -
user_competences     -     -     +             +       -      -
absence_set          +     +     +             +       -      -
absence_cancel       +     +     +             +       -      -
call_log             +     -     +             -       -      -
solution_add         +     +     +             -       -      -
solution_change      +     +     +             -       -      -
solution_retire      -     +     +             -       -      -
outage_open          +     +     +             -       -      -
outage_update        +     +     +             -       -      -
outage_answer        +     +     +             -       -      -
outage_resolve       +     +     -             -       -      -
outage_end           +     +     +             -       -      -
calendar_apply       -     -     +             +       -      -
view_save            +     +     +             +       +      -
view_drop            +     +     +             +       +      -
shift_hand_over      +     +     +             -       -      -
shift_accept         +     +     +             -       -      -
export               +     +     +             +       +      -
redact_fact          -     -     +             +       -      -
archive_record       -     -     -             +       -      -
key_add              -     -     -             +       -      -
key_revoke           -     -     -             +       -      -
key_expire           -     -     -             +       -      -
session_end          -     -     +             +       -      -
"""

Cells = Mapping[Line, frozenset[Status]]
_NOWHERE: Final[Cells] = {line: frozenset() for line in Line}


def _cells(text: str) -> Cells:
    if text == "-":
        return _NOWHERE
    groups = zip(Line, text.split("/"), strict=True)
    return {line: frozenset(_STATES[each] for each in group if each != "-") for line, group in groups}


def _rows(table: str) -> Mapping[str, tuple[str, ...]]:
    lines = [line.split() for line in table.strip().splitlines()]
    if any(len(line) != len(_COLUMNS) + 1 for line in lines):
        raise ValueError("a row of rights does not have a cell for each role")
    return {name: tuple(cells) for name, *cells in lines}


TICKET_RIGHTS: Final[Mapping[str, Mapping[Role, Cells]]] = {
    name: dict(zip(_COLUMNS, map(_cells, cells), strict=True)) for name, cells in _rows(_TICKETS).items()
}
DESK_RIGHTS: Final[Mapping[str, frozenset[Role]]] = {
    name: frozenset(role for role, cell in zip(_COLUMNS, cells, strict=True) if cell == "+")
    for name, cells in _rows(_DESK).items()
}


def cell(name: str, role: Role, line: Line, status: Status) -> bool:
    """Whether a role may give a ticket's command on a line in a state; False for everything that is not listed."""
    return status in TICKET_RIGHTS.get(name, {}).get(role, _NOWHERE)[line]


def ever(name: str, role: Role) -> bool:
    """Whether a role may give a command at all, on some line in some state."""
    if name in DESK_RIGHTS:
        return role in DESK_RIGHTS[name]
    return any(TICKET_RIGHTS.get(name, {}).get(role, _NOWHERE).values())


def states(name: str, role: Role) -> frozenset[Status]:
    """The states in which a role may give a ticket's command on some line."""
    return frozenset().union(*TICKET_RIGHTS.get(name, {}).get(role, _NOWHERE).values())


def lines(name: str, role: Role, status: Status) -> frozenset[Line]:
    """The lines on which a role may give a ticket's command in a state."""
    return frozenset(line for line in Line if cell(name, role, line, status))
