"""The matrix role × command × line × state at the real desk: what is not listed is denied, and the denial recorded."""

from collections.abc import Iterator
from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from core.desk.queue.due_index import due_index
from core.store.event_log.log import Author, append, history
from core.store.projections.ticket_rows import project
from core.store.search.writing import index_appended
from core.tickets.command import DeskCommand, TicketCommand
from core.tickets.directory import SYSTEM
from core.tickets.fold import evolve, replay
from core.tickets.refusal import Refusal
from core.tickets.ticket import Ticket
from core.tickets.use_cases.access import permit_here
from core.tickets.use_cases.rights import DESK_RIGHTS, TICKET_RIGHTS, cell
from core.vocabulary import Destination, Line, Outcome, Role, RoutingGround, Scenario, Status
from tests.support.catalogue import events as e
from tests.support.desk import FrozenDesk, actor, make_desk, registered
from tests.support.samples import sample
from tests.support.store import raw

LOGINS = {
    Role.FIRST_LINE: "ivanova",
    Role.SECOND_LINE: "petrov",
    Role.SUPERVISOR: "orlova",
    Role.ADMINISTRATOR: "admin",
    Role.OBSERVER: "gost",
}
TICKET_COMMANDS = {each.name: each for each in TicketCommand.__subclasses__()}
DESK_COMMANDS = {each.name: each for each in DeskCommand.__subclasses__()}
CLOSING: dict[Status, tuple[e.TicketEvent, ...]] = {
    Status.NEW: (),
    Status.IN_PROGRESS: (e.Taken(),),
    Status.RESOLVED: (e.Taken(), e.Resolved(solution="Перестроен индекс карт")),
    Status.CLOSED: (e.Taken(), e.Closed(outcome=Outcome.WITHDRAWN, reason="Отозвано")),
}
ROUTED = e.RoutedOut(
    destination=Destination.QMS_DEVELOPER,
    scenario=Scenario.EXECUTOR,
    ground=RoutingGround.MALFUNCTION,
    text="Разобрать журнал сервера",
)
REACHING: dict[Line, tuple[e.TicketEvent, ...]] = {
    Line.FIRST: (),
    Line.SECOND: (e.Released(to="petrov"),),
    Line.THIRD: (e.Released(to="petrov"), ROUTED),
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[FrozenDesk]:
    with make_desk(tmp_path) as opened:
        yield opened


def tickets_everywhere(desk: FrozenDesk) -> dict[tuple[Line, Status], Ticket]:
    """One ticket on each line in each state, as a log would have brought it there."""
    found = {}
    for line, path in REACHING.items():
        for status, end in CLOSING.items():
            number = registered(desk, subject=f"Печать бланка {line} {status}")
            found[line, status] = moved(desk, number, (*path, *end))
            assert (found[line, status].line, found[line, status].status) == (line, status)
    return found


def moved(desk: FrozenDesk, number: int, events: tuple[e.TicketEvent, ...]) -> Ticket:
    with desk.environment.store.writing() as tx:
        log = history(tx, number)
        later = append(tx, number, events, Author("petrov", Role.SECOND_LINE, "test"), desk.now())
        ticket: Ticket = reduce(evolve, later, replay(log))
        index_appended(tx, later)
        project(tx, ticket, due_index(log + later, desk.policy, ticket))
        tx.commit()
    return ticket


def denials(desk: FrozenDesk) -> list[tuple[str, str]]:
    with raw(desk.path) as connection:
        found = connection.execute("SELECT actor, body FROM events WHERE kind = 'access_denied' ORDER BY number")
        return list(found)


def test_the_matrix_has_more_than_a_thousand_cells() -> None:
    assert TICKET_RIGHTS.keys() == TICKET_COMMANDS.keys()
    assert DESK_RIGHTS.keys() == {*DESK_COMMANDS, "register"}
    assert len(TICKET_RIGHTS) * len(Role) * len(Line) * len(Status) > 1_000


@pytest.mark.slow
@pytest.mark.parametrize("role", LOGINS)
def test_every_cell_that_is_not_listed_is_denied_and_recorded(desk: FrozenDesk, role: Role) -> None:
    everywhere, who = tickets_everywhere(desk), actor(desk, LOGINS[role])
    before, expected = len(denials(desk)), 0
    for name, command in TICKET_COMMANDS.items():
        for (line, status), ticket in everywhere.items():
            allowed = permit_here(name, ticket, who)
            assert (allowed is None) is cell(name, role, line, status), (name, line, status)
            if allowed is not None:
                refusal = desk.commands.perform(for_ticket(command, ticket), who)
                assert isinstance(refusal, Refusal), (name, line, status)
                assert refusal.denied, (name, line, status, refusal)
                assert refusal.clause or refusal.code.startswith("access"), (name, line, status)
                expected += 1
    found = denials(desk)[before:]
    assert len(found) == expected
    assert {login for login, _ in found} == {who.login}
    assert desk.administration.verify().ok


def for_ticket(command: type[Any], ticket: Ticket) -> Any:
    return replace(sample(command, full=False), number=ticket.number)


@pytest.mark.parametrize("role", LOGINS)
def test_a_command_of_the_desk_that_a_role_has_not_is_denied_and_recorded(desk: FrozenDesk, role: Role) -> None:
    who = actor(desk, LOGINS[role])
    barred = [name for name in DESK_COMMANDS if role not in DESK_RIGHTS[name]]
    for name in barred:
        refusal = desk.commands.perform(sample(DESK_COMMANDS[name], full=False), who)
        assert isinstance(refusal, Refusal), name
        assert refusal.denied, (name, refusal)
    assert len(denials(desk)) == len(barred)


def test_nobody_signs_in_as_the_program_itself(desk: FrozenDesk) -> None:
    assert isinstance(desk.sign_in(SYSTEM.login), Refusal)
    number = registered(desk)
    refusal = desk.commands.perform(for_ticket(TICKET_COMMANDS["alert"], desk_ticket(desk, number)), SYSTEM)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "user.unknown"


def desk_ticket(desk: FrozenDesk, number: int) -> Ticket:
    view = desk.tickets.view(number, actor(desk, "ivanova"))
    assert not isinstance(view, Refusal)
    return view.ticket


# --- sentences of the regulation, cell by cell --------------------------------------------------------------------

OPEN = (Status.NEW, Status.IN_PROGRESS)


def may(role: Role) -> set[str]:
    return {name for name in TICKET_RIGHTS for line in Line for status in Status if cell(name, role, line, status)}


def test_an_observer_only_looks_and_an_administrator_does_no_work_on_tickets() -> None:
    assert may(Role.OBSERVER) == set()
    assert may(Role.ADMINISTRATOR) == {"redact", "archive"}


def test_only_the_first_line_changes_the_priority_and_the_second_proposes_it() -> None:
    assert {role for role in Role if "priority" in may(role)} == {Role.FIRST_LINE}  # п. 5.10
    assert {role for role in Role if "propose_priority" in may(role)} == {Role.SECOND_LINE}


def test_the_second_line_starts_only_after_the_first_has_finished() -> None:
    at_first = {name for name in TICKET_RIGHTS for status in Status if cell(name, Role.SECOND_LINE, Line.FIRST, status)}
    assert at_first <= {"note", "watch", "dispute_open", "undo"}  # п. 6.4; "undo" is of one's own act alone


def test_only_the_two_lines_route_to_the_third_and_the_executor_verifies_what_it_did() -> None:
    assert {role for role in Role if "route" in may(role)} == {Role.FIRST_LINE, Role.SECOND_LINE}  # п. 7.1
    verifying = {Role.FIRST_LINE, Role.SECOND_LINE, Role.SUPERVISOR}  # п. 7.5, 7.6
    assert {role for role in Role if "route_verified" in may(role)} == verifying


def test_a_dispute_is_decided_by_the_first_line_or_the_management() -> None:
    assert {role for role in Role if "dispute_decide" in may(role)} == {Role.FIRST_LINE, Role.SUPERVISOR}  # Прил. 2


def test_nothing_is_worked_on_after_the_closing() -> None:
    closed = {name for name in TICKET_RIGHTS for role in Role for line in Line if cell(name, role, line, Status.CLOSED)}
    after = {"reopen", "note", "link", "external", "use_solution", "remote_end", "mis_run_end", "redact", "alert"}
    after |= {"undo"}  # of one's own closing, within seconds
    assert closed <= after | {"archive", "dispute_open", "dispute_decide", "dispute_escalate"}  # Прил. 2


def test_only_what_awaits_confirmation_is_confirmed_or_rejected() -> None:
    for name in ("confirm", "reject", "close_silent"):
        states = {status for role in Role for line in Line for status in Status if cell(name, role, line, status)}
        assert states == {Status.RESOLVED}, name


def test_silence_is_closed_by_the_program_alone() -> None:
    assert may(Role.SYSTEM) == {"assign", "release", "close_silent", "alert", "external"}
    assert {role for role in Role if "close_silent" in may(role)} == {Role.SYSTEM}


def test_an_unknown_command_is_denied_to_everybody() -> None:
    assert not any(cell("teleport", role, line, status) for role in Role for line in Line for status in Status)
