"""One command, one transaction: done whole, once, on the version that was read; or nothing at all."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection

from core.desk import open_desk
from core.desk.views import Done
from core.store import StoreUnavailable, prepared
from core.store.store import Store
from core.tickets.answers.comments import Comment, Note
from core.tickets.assignment.commands import Release, Take
from core.tickets.closing.commands import Confirm, Resolve
from core.tickets.command import Command
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal, RefusalKind
from core.tickets.registration.commands import Register
from core.tickets.staff.commands import AddUser, BlockUser, ChangeRole
from core.vocabulary import Priority, Role, Status, TicketType
from tests.support.desk import SINITSYNA, FrozenDesk, actor, done, moment, register, registered, reopen
from tests.support.store import content, unchanged


def refusal(desk: FrozenDesk, command: Command, by: Actor, **options: Any) -> Refusal:
    """Give a command that must be refused, and see that it has left no trace."""
    before = content(desk.path)
    refused = desk.commands.perform(command, by, **options)
    assert isinstance(refused, Refusal), refused
    assert unchanged(desk.path, before)
    return refused


# --- the day of a ticket ---------------------------------------------------------------------------------------


def test_a_ticket_goes_from_the_phone_to_its_closing(desk: FrozenDesk) -> None:
    number = registered(desk)
    desk.clock.advance(minutes=3)
    done(desk, Comment(number=number, text="Смотрим"))
    done(desk, Release(number=number, to="petrov", watchers=("orlova",)))
    done(desk, Take(number=number), "petrov")
    done(desk, Resolve(number=number, solution="Обновлён справочник"), "petrov")
    assert done(desk, Confirm(number=number, by=SINITSYNA)) == Done(number, 6)
    shown = desk.tickets.view(number, actor(desk, "ivanova"))
    assert not isinstance(shown, Refusal)
    assert (shown.ticket.status, shown.ticket.assignee, shown.assignee_name) == (
        Status.CLOSED,
        "petrov",
        "Петров А. Н.",
    )
    assert [entry.actor_name for entry in shown.timeline[3:]] == ["Петров А. Н.", "Петров А. Н.", "Иванова М. С."]
    assert desk.administration.verify().ok


def test_registration_and_answer_are_one_command(desk: FrozenDesk) -> None:
    assert done(desk, register(answer="Уже смотрим")) == Done(1, 2)


# --- numbers and instants --------------------------------------------------------------------------------------


def test_numbers_have_no_holes_where_commands_were_refused(desk: FrozenDesk, ivanova: Actor) -> None:
    assert registered(desk) == 1
    refusal(desk, register(type=TicketType.CONSULTATION, priority=Priority.VERY_HIGH), ivanova)
    refusal(desk, register(organization=77), ivanova)
    assert [registered(desk), registered(desk)] == [2, 3]


def test_an_event_is_never_earlier_than_the_one_before_it(desk: FrozenDesk, ivanova: Actor) -> None:
    number = registered(desk)
    desk.clock.set("2026-11-23T08:59")
    done(desk, Note(number=number, text="Часы машины отстали"))
    shown = desk.tickets.view(number, ivanova)
    assert not isinstance(shown, Refusal)
    assert [entry.at for entry in shown.timeline] == [moment("2026-11-23T09:00")] * 2


# --- the same key again ----------------------------------------------------------------------------------------


def test_the_same_key_again_answers_with_the_first_result(desk: FrozenDesk, ivanova: Actor) -> None:
    first = done(desk, register(), key="звонок-1")
    before = content(desk.path)
    desk.clock.advance(hours=1)
    again = desk.commands.perform(register(), ivanova, key="звонок-1")
    assert (first, again) == (Done(1, 1), Done(1, 1, repeated=True))
    assert content(desk.path) == before


def test_a_repeated_comment_answers_before_its_version_is_looked_at(desk: FrozenDesk, ivanova: Actor) -> None:
    number = registered(desk)
    comment = Comment(number=number, text="Смотрим")
    done(desk, comment, key="k", expect_version=1)
    done(desk, Take(number=number))
    assert desk.commands.perform(comment, ivanova, key="k", expect_version=1) == Done(number, 2, repeated=True)


def test_a_key_belongs_to_one_command_of_one_person(desk: FrozenDesk, ivanova: Actor, petrov: Actor) -> None:
    number = registered(desk)
    done(desk, Note(number=number, text="Первая"), key="k")
    for command, by in ((Note(number=number, text="Вторая"), ivanova), (Note(number=number, text="Первая"), petrov)):
        refused = refusal(desk, command, by, key="k")
        assert (refused.code, refused.kind) == ("key.used", RefusalKind.BAD_INPUT)


def test_a_refused_command_leaves_its_key_free(desk: FrozenDesk, ivanova: Actor) -> None:
    refusal(desk, Comment(number=1, text="Рано"), ivanova, key="k")
    registered(desk)
    assert done(desk, Comment(number=1, text="Рано"), key="k") == Done(1, 2)


def test_a_key_serves_the_directory_as_well(desk: FrozenDesk) -> None:
    command = AddUser(login="novikov", full_name="Новиков Н. Н.", role=Role.FIRST_LINE)
    assert done(desk, command, "admin", key="k") == Done(None, None, "novikov")
    assert done(desk, command, "admin", key="k") == Done(None, None, "novikov", repeated=True)


@pytest.mark.parametrize("key", ["", "к" * 201, "a\x1b]0;b", "\udcff"])
def test_a_key_must_be_printable_and_short(desk: FrozenDesk, ivanova: Actor, key: str) -> None:
    assert refusal(desk, register(), ivanova, key=key).code == "key.unusable"


# --- two consoles, one ticket ----------------------------------------------------------------------------------


def test_a_stale_writer_is_told_what_has_changed(desk: FrozenDesk, petrov: Actor) -> None:
    number = registered(desk)
    with reopen(desk.path, desk.clock) as other:
        desk.clock.advance(minutes=3)
        done(other, Comment(number=number, text="Смотрим"))
        done(other, Release(number=number, to="petrov"))
    refused = refusal(desk, Comment(number=number, text="И я смотрю"), petrov, expect_version=1)
    assert (refused.kind, refused.code) == (RefusalKind.CONFLICT, "ticket.changed")
    assert refused.message == "Обращение 1 изменилось: вы видели версию 1, сейчас 3"
    assert refused.details["version"] == 3
    commented, released = refused.details["changes"]
    assert (commented["seq"], commented["actor_name"], commented["text"]) == (2, "Иванова М. С.", "Смотрим")
    assert (released["kind"], released["at"]) == ("released", "2026-11-23T09:03:00+07:00")


def test_the_version_that_was_read_is_accepted(desk: FrozenDesk) -> None:
    number = registered(desk)
    assert done(desk, Comment(number=number, text="Смотрим"), expect_version=1) == Done(number, 2)


def test_a_version_from_the_future_is_a_conflict_too(desk: FrozenDesk, ivanova: Actor) -> None:
    refused = refusal(desk, Note(number=registered(desk), text="?"), ivanova, expect_version=9)
    assert (refused.kind, refused.details["changes"]) == (RefusalKind.CONFLICT, [])


def test_the_version_is_looked_at_before_the_rules(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, Note(number=number, text="."))
    refused = refusal(desk, Comment(number=number, text="?"), actor(desk, "gost"), expect_version=1)
    assert refused.kind is RefusalKind.CONFLICT


@pytest.mark.parametrize("number", [7, 0, 2**31 - 1])
def test_a_ticket_that_does_not_exist_is_not_found(desk: FrozenDesk, ivanova: Actor, number: int) -> None:
    refused = refusal(desk, Take(number=number), ivanova, expect_version=3)
    assert (refused.kind, refused.message) == (RefusalKind.NOT_FOUND, f"Обращения № {number} нет")


@pytest.mark.parametrize("number", [-1, 2**63])
def test_a_number_that_no_store_could_hold_is_bad_input(desk: FrozenDesk, ivanova: Actor, number: int) -> None:
    assert refusal(desk, Take(number=number), ivanova).kind is RefusalKind.BAD_INPUT
    assert desk.tickets.view(number, ivanova).kind is RefusalKind.NOT_FOUND  # type: ignore[union-attr]
    assert desk.queue.rows([number]) == ()


# --- who ---------------------------------------------------------------------------------------------------------


def test_nobody_unknown_signs_in_or_acts(desk: FrozenDesk) -> None:
    for login in ("nobody", "", "\udcff"):
        refused = desk.sign_in(login)
        assert isinstance(refused, Refusal)
        assert refused.kind is RefusalKind.FORBIDDEN
    stranger = Actor("nobody", "Никто", Role.ADMINISTRATOR)
    assert refusal(desk, register(), stranger).kind is RefusalKind.FORBIDDEN


def test_whoever_was_blocked_meanwhile_acts_no_more(desk: FrozenDesk, ivanova: Actor) -> None:
    done(desk, BlockUser(login="ivanova"), "orlova")
    assert refusal(desk, register(), ivanova).code == "user.blocked"
    assert isinstance(desk.sign_in("ivanova"), Refusal)


def test_the_role_of_now_counts_and_not_that_of_the_signing_in(desk: FrozenDesk, ivanova: Actor) -> None:
    done(desk, ChangeRole(login="ivanova", role=Role.OBSERVER), "admin")
    assert refusal(desk, register(), ivanova).kind is RefusalKind.FORBIDDEN


# --- all or nothing ----------------------------------------------------------------------------------------------


class Broken(Exception):
    """A failure in the middle of a transaction."""


def statements_of(desk: FrozenDesk, command: Register, by: Actor, monkeypatch: pytest.MonkeyPatch, fail_at: int) -> int:
    """Perform with the n-th statement failing; gives how many were executed."""
    count = 0

    def counted(execute: Callable[..., Any]) -> Callable[..., Any]:
        def executed(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            count += 1
            if count == fail_at:
                raise Broken
            return execute(*args, **kwargs)

        return executed

    with monkeypatch.context() as patch:
        patch.setattr(Connection, "execute", counted(Connection.execute))
        patch.setattr(prepared, "execute", counted(prepared.execute))
        try:
            desk.commands.perform(command, by, key="k")
        except Broken:
            return count
    return count


def test_a_failure_after_any_statement_leaves_nothing(
    desk: FrozenDesk, ivanova: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    registered(desk)
    before = content(desk.path)
    command = register(answer="Смотрим", different_from=(1,))
    failed = 0
    for nth in range(1, 40):
        if statements_of(desk, command, ivanova, monkeypatch, nth) < nth:
            break
        assert content(desk.path) == before, f"statement {nth}"
        failed += 1
    assert failed >= 8
    assert done(desk, command, key="k") == Done(2, 2, repeated=True)
    assert desk.administration.verify().ok


def test_a_store_that_is_busy_for_too_long_is_told_and_keeps_nothing(desk: FrozenDesk, ivanova: Actor) -> None:
    before = content(desk.path)
    with open_desk(desk.path, clock=desk.clock, timeout=0.01) as impatient, Store.open(desk.path) as other:
        with other.writing(), pytest.raises(StoreUnavailable, match="занято другой программой"):
            impatient.commands.perform(register(), ivanova)
        assert content(desk.path) == before
        assert impatient.commands.perform(register(), ivanova) == Done(1, 1)
