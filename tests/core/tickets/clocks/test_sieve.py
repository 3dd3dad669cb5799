"""What clocks read of a log: every clock says the same of it as of the log itself, whatever has happened."""

import ast
from dataclasses import replace
from datetime import timedelta
from inspect import getsource
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from core.desk.queue.due_index import due_index
from core.tickets.answers.events import Commented, Noted
from core.tickets.assignment.events import Taken
from core.tickets.clocks import reading
from core.tickets.clocks.reading import read_clocks
from core.tickets.fold import begin, sifted
from core.tickets.forecast import effort as effort_module
from core.tickets.forecast.effort import effort
from core.tickets.log import History, Recorded, TicketEvent
from core.tickets.registration.events import Registered
from core.tickets.ticket import Ticket
from core.tickets.undo.events import TakenBack
from core.tickets.undo.standing import standing
from core.tickets.use_cases.catalogue import EVENT_KINDS
from core.vocabulary import ClockName, Priority, Role, TicketType
from tests.core.tickets.story import NUMBER, at, shipped
from tests.support.samples import sample

REGISTERED = replace(
    sample(Registered, full=False), type=TicketType.ERROR, priority=Priority.MEDIUM, received_at=at("2026-11-23 09:00")
)
KINDS = sorted(set(EVENT_KINDS) - {Registered.kind})
PRIORITIES = [row.priority for row in shipped().norms.rows if row.type is TicketType.ERROR]

happenings = st.tuples(
    st.sampled_from([*KINDS, *(kind for kind in KINDS if not EVENT_KINDS[kind].clockless), *["commented"] * 6]),
    st.sampled_from(Role),
    st.sampled_from([timedelta(0), timedelta(minutes=3), timedelta(hours=5), timedelta(days=2)]),
    st.sampled_from(PRIORITIES),
    st.sampled_from(ClockName),
)


def log_of(happened: list[tuple[str, Role, timedelta, Priority, ClockName]], back: set[int]) -> History:
    """A log of any events, sensible or not; ``back``: those that were taken back at the end, by their place."""
    now = at("2026-11-23 09:05")
    log = [Recorded(NUMBER, 1, now, "ivanova", Role.FIRST_LINE, REGISTERED)]
    for kind, role, gap, priority, clock in happened:
        now += gap
        log.append(Recorded(NUMBER, len(log) + 1, now, role.value, role, _event(kind, priority, clock)))
    if back:
        gone = TakenBack(events=tuple(seq for seq in sorted(back) if 1 < seq <= len(log)))
        log.append(Recorded(NUMBER, len(log) + 1, now, "ivanova", Role.FIRST_LINE, gone))
    return tuple(log)


def _event(kind: str, priority: Priority, clock: ClockName) -> TicketEvent:
    event: TicketEvent = sample(EVENT_KINDS[kind])
    changed = {"priority": priority, "new": priority, "clock": clock, "due": at("2026-11-25 12:00")}
    if kind == "type_changed":
        changed |= {"new": TicketType.ERROR}
    own = {name: value for name, value in changed.items() if hasattr(event, name)}
    return replace(event, **own)


def folded(log: History) -> Ticket:
    """What clocks ask of the fold: some of these logs could never have been."""
    return replace(begin(log[0]), version=log[-1].seq, changed_at=log[-1].at)


@settings(deadline=None, max_examples=150)
@given(st.lists(happenings, max_size=25), st.sets(st.integers(2, 26), max_size=3), st.integers(0, 26))
def test_clocks_read_the_same_in_a_log_and_in_its_sieve(
    happened: list[tuple[str, Role, timedelta, Priority, ClockName]], back: set[int], place: int
) -> None:
    log = log_of(happened, back)
    ticket, now = folded(log), log[-1].at + timedelta(hours=30)
    stood = standing(log)
    sieve = sifted((), stood)
    assert read_clocks(sieve, shipped(), now, ticket) == read_clocks(log, shipped(), now, ticket)
    assert due_index(sieve, shipped(), ticket) == due_index(log, shipped(), ticket)
    assert effort(sieve, shipped()) == effort(log, shipped())
    assert sifted(sifted((), stood[:place]), stood[place:]) == sieve  # in parts or at once


def test_a_sieve_does_not_grow_by_what_no_clock_reads() -> None:
    notes = [("noted", Role.FIRST_LINE, timedelta(minutes=1), Priority.HIGH, ClockName.RESOLUTION)] * 100
    said = [("commented", Role.FIRST_LINE, timedelta(minutes=1), Priority.HIGH, ClockName.RESOLUTION)] * 100
    assert [each.seq for each in sifted((), log_of(notes, set()))] == [1]
    assert [each.seq for each in sifted((), log_of(said, set()))] == [1, 2]


def test_each_role_is_heard_once_between_two_events_that_a_clock_reads() -> None:
    now = at("2026-11-23 10:00")
    roles = (Role.FIRST_LINE, Role.SECOND_LINE, Role.FIRST_LINE, Role.SECOND_LINE)
    said = [Recorded(NUMBER, seq, now, "x", role, Commented(text="да")) for seq, role in enumerate(roles, start=2)]
    took = Recorded(NUMBER, 6, now, "x", Role.FIRST_LINE, Taken())
    noted = Recorded(NUMBER, 7, now, "x", Role.FIRST_LINE, Noted(text="да"))
    again = Recorded(NUMBER, 8, now, "x", Role.FIRST_LINE, Commented(text="да"))
    first = log_of([], set())
    assert [each.seq for each in sifted((), (*first, *said, took, noted, again))] == [1, 2, 3, 6, 8]


def test_no_kind_that_a_clock_names_says_that_none_reads_it() -> None:
    """An event is left out only where its class says so; none may that is named where clocks are read."""
    named = set()
    for path in [*Path(reading.__file__).parent.glob("*.py"), Path(effort_module.__file__)]:
        named |= {node.id for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Name)}
    left_out = {cls.__name__ for cls in EVENT_KINDS.values() if cls.clockless}
    assert len(left_out) == 26
    assert left_out & named == set()
    assert "clockless" not in getsource(Registered)
