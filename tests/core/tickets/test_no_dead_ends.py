"""From every open state that a ticket can come into, somebody has a way to a solved and closed one (п. 4.5, 7.5, 7.6).

Closing without a solution is not among the commands of the search: a ticket that can only be given up is a dead end.
"""

from collections.abc import Mapping

import pytest

from core.tickets.use_cases import rights
from core.vocabulary import Line, Role, Scenario, Status
from tests.core.tickets.state_space import Space, explored, is_closed

SPACES: Mapping[str, tuple[str, ...]] = {
    "ТЛТП и слова инициатору": ("third line", "words"),
    "согласования и споры": ("approvals", "disputes"),
    "ожидания и задачи": ("waits", "tasks"),
    "сеансы и споры": ("sessions", "disputes"),
}
"""What is explored together, and at least how many states it has."""
LEAST = 300


def told(name: str, space: Space, dead: int) -> str:
    return f"{name}: states visited {len(space.logs)}, dead ends {dead}"


@pytest.mark.parametrize("name", SPACES)
def test_no_open_state_is_without_a_way_to_a_closed_one(name: str) -> None:
    space = explored(*SPACES[name])
    dead = space.dead_ends(is_closed)
    print(told(name, space, len(dead)))
    assert dead == [], f"{told(name, space, len(dead))}; {space.way(dead[0])}"
    assert len(space.logs) >= LEAST, told(name, space, 0)


def test_what_the_first_line_keeps_it_can_finish_without_handing_it_over() -> None:
    """п. 7.5: «исполнителем остаётся … в некоторых случаях ПЛТП»."""
    assert explored("kept", without="release").dead_ends(is_closed) == []


def test_the_search_comes_to_every_line_status_and_scenario() -> None:
    space = explored("third line")
    tickets = [ticket for ticket, _ in space.logs.values()]
    assert {each.status for each in tickets} == set(Status)
    assert {each.line for each in tickets} == set(Line)
    assert {each.third_line.scenario for each in tickets if each.third_line} == set(Scenario)


@pytest.mark.parametrize(
    ("aside", "name", "roles"),
    [
        ("kept", "route_verified", {Role.FIRST_LINE, Role.SUPERVISOR}),
        ("third line", "route_verified", {Role.SECOND_LINE, Role.SUPERVISOR}),
        ("third line", "route_returned", set(Role)),
        ("approvals", "approval_grant", set(Role)),
        ("tasks", "resolve", {Role.SECOND_LINE}),
    ],
)
def test_the_search_finds_the_dead_ends_of_a_right_that_is_missing(
    monkeypatch: pytest.MonkeyPatch, aside: str, name: str, roles: set[Role]
) -> None:
    nowhere: dict[Line, frozenset[Status]] = {line: frozenset() for line in Line}
    cells = {role: nowhere if role in roles else cell for role, cell in rights.TICKET_RIGHTS[name].items()}
    monkeypatch.setitem(rights.TICKET_RIGHTS, name, cells)  # type: ignore[arg-type]
    assert explored(aside, without="release" if Role.FIRST_LINE in roles else "").dead_ends(is_closed)
