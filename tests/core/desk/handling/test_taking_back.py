"""Taking back over a store: several tickets and registers in one act, the rows of lists, the chain, a second key."""

from pathlib import Path
from typing import Any

import pytest

from core.desk.views import QueueQuery, View
from core.tickets.answers.comments import Comment, Note
from core.tickets.assignment.commands import Release, Take
from core.tickets.closing.commands import Confirm, Duplicate, Resolve
from core.tickets.refusal import Refusal
from core.tickets.remote_access.sessions import StartRemote
from core.tickets.undo.commands import TakeBack
from core.vocabulary import Outcome, Status
from tests.support.desk import SINITSYNA, FrozenDesk, actor, done, make_desk, registered


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-24T09:00")


def view(desk: FrozenDesk, number: int) -> Any:
    found: Any = desk.tickets.view(number, actor(desk, "orlova"))
    return found


def test_a_duplicate_is_open_again_and_its_requester_follows_the_other_no_more(desk: FrozenDesk) -> None:
    original, copy = registered(desk, requester=2), registered(desk)
    before = view(desk, original).ticket
    closed = done(desk, Duplicate(number=copy, of=original), key="a")
    assert view(desk, original).ticket.watching_people == (SINITSYNA,)
    desk.clock.advance(seconds=9)
    done(desk, TakeBack(number=copy), key="b", expect_version=closed.version)
    assert desk.queue.numbers(QueueQuery(view=View.OPEN)) == (original, copy)
    assert (view(desk, copy).ticket.status, view(desk, copy).ticket.links) == (Status.NEW, ())
    after = view(desk, original).ticket
    assert (after.links, after.watching_people) == (before.links, before.watching_people)
    assert desk.administration.verify().ok


def test_three_duplicates_of_one_ticket_are_taken_back_from_the_last_to_the_first(desk: FrozenDesk) -> None:
    original = registered(desk, requester=2)
    copies = [registered(desk), registered(desk), registered(desk)]
    for copy in copies:
        done(desk, Duplicate(number=copy, of=original))
    first = desk.commands.perform(TakeBack(number=copies[0]), actor(desk, "ivanova"))
    assert isinstance(first, Refusal)
    assert first.code == "undo.gone_on"
    for copy in reversed(copies):
        done(desk, TakeBack(number=copy))
    ticket = view(desk, original).ticket
    assert (ticket.links, ticket.watching_people) == ((), ())
    assert desk.administration.verify().ok


def test_two_commands_at_one_instant_are_two_acts(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, Take(number=number))
    done(desk, Comment(number=number, text="Смотрим"))
    done(desk, TakeBack(number=number))
    assert view(desk, number).ticket.assignee == "ivanova"
    assert view(desk, number).clocks.first_reaction.stopped_at is None


def test_what_one_command_recorded_in_two_events_goes_as_one(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, Release(number=number, to="petrov"))
    done(desk, Resolve(number=number, solution="Перестроен индекс карт", document=True), "petrov")
    assert [each.solution.title for each in desk.registers.solutions()] == ["Не открывается карта пациента"]
    done(desk, TakeBack(number=number), "petrov")
    ticket = view(desk, number).ticket
    assert (ticket.status, ticket.accepted_by, ticket.solutions) == (Status.NEW, None, ())
    assert desk.registers.solutions() == ()
    assert desk.administration.verify().ok


def test_the_timeline_tells_both_and_the_requester_is_told_of_neither(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, Comment(number=number, text="Смотрим"))
    done(desk, TakeBack(number=number))
    said, back = view(desk, number).timeline[1:]
    assert said.title.endswith("— отменено")
    assert (said.text, said.public, said.data["taken_back"]) == ("Смотрим", False, True)
    assert back.title == "Своё действие отменено (запись 2)"


def test_the_same_key_again_is_the_same_taking_back(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, Take(number=number), key="a")
    first = done(desk, TakeBack(number=number), key="b")
    desk.clock.advance(minutes=3)
    again = done(desk, TakeBack(number=number), key="b")
    assert (again.version, again.repeated) == (first.version, True)
    assert view(desk, number).ticket.version == 3


def test_somebody_who_came_in_between_keeps_what_he_has_written(desk: FrozenDesk) -> None:
    number = registered(desk)
    taken = done(desk, Take(number=number))
    done(desk, Note(number=number, text="Вижу"), "petrov")
    told = desk.commands.perform(
        TakeBack(number=number), actor(desk, "ivanova"), expect_version=taken.version, merge=True
    )
    assert isinstance(told, Refusal)
    assert told.code == "undo.not_yours"
    assert view(desk, number).ticket.assignee == "ivanova"


def test_who_reads_on_from_a_version_that_was_taken_back_is_told(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, Release(number=number, to="petrov"))
    solved = done(desk, Resolve(number=number, solution="Перестроен индекс карт"), "petrov")
    done(desk, TakeBack(number=number), "petrov")
    confirm = Confirm(number=number, by=SINITSYNA)
    told = desk.commands.perform(confirm, actor(desk, "ivanova"), expect_version=solved.version, merge=True)
    assert isinstance(told, Refusal)
    assert told.code == "ticket.changed"
    assert {each["field"] for each in told.details["fields"]} >= {"status", "solution", "withdrawals"}
    assert view(desk, number).ticket.outcome is not Outcome.CONFIRMED


def test_who_was_connected_is_read_from_a_log_of_commands_with_keys(desk: FrozenDesk) -> None:
    number = registered(desk)
    started = StartRemote(number=number, pc="KKB-1", consent_by=SINITSYNA, consent_how="phone")
    done(desk, started, key="a")
    done(desk, TakeBack(number=number), key="b")
    found = desk.oversight.accesses(actor(desk, "orlova"))
    assert not isinstance(found, Refusal)
    assert len(found) == 2  # begun by mistake, and its end
