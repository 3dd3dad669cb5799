"""Two writers at one ticket: what does not collide is merged, what does is refused field by field."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.desk.views import Done
from core.tickets.context import Context
from core.tickets.directory import Actor
from core.tickets.merging import FieldChange, changes, collisions, intended
from core.tickets.merging.changed import ENTRIES
from core.tickets.merging.collisions import ADDITIVE, PREMISES
from core.tickets.records import Approval
from core.tickets.refusal import Refusal, RefusalKind
from core.tickets.use_cases.possible import guard
from core.vocabulary import Outcome, Priority
from tests.core.desk.world import TICKET_COMMANDS, World
from tests.support.catalogue import commands as c
from tests.support.desk import FrozenDesk, actor, done, make_desk, register, registered, reopen
from tests.support.store import content, unchanged

UNORDERED = ADDITIVE | {"links"}
"""What two people may add to in either order: the same is never added twice (link.same)."""


def stale(desk: FrozenDesk, command: c.Command, login: str = "ivanova", seen: int = 1, **options: Any) -> Any:
    return desk.commands.perform(command, actor(desk, login), expect_version=seen, merge=True, **options)


def higher(desk: FrozenDesk, number: int, login: str = "ivanova") -> None:
    desk.clock.advance(minutes=3)
    done(desk, c.SetPriority(number=number, priority=Priority.VERY_HIGH, reason="Встала приёмная"), login)


# --- two consoles, one ticket --------------------------------------------------------------------------------------


def test_an_answer_over_another_priority_is_merged_and_says_so(desk: FrozenDesk) -> None:
    number = registered(desk)
    with reopen(desk.path, desk.clock) as other:
        higher(other, number)
    answer = stale(desk, c.Comment(number=number, text="Смотрим"), "orlova")
    assert isinstance(answer, Done)
    assert (answer.version, answer.repeated) == (3, False)
    (told,) = answer.merged
    assert (told.label, told.before, told.after, told.actor_name) == (
        "Приоритет", "Высокий", "Очень высокий", "Иванова М. С.",
    )  # fmt: skip
    assert (told.text, told.at) == ("Встала приёмная", desk.now())
    assert desk.administration.verify().ok


def test_whoever_does_not_ask_for_a_merge_is_refused_as_ever_and_learns_the_fields_too(desk: FrozenDesk) -> None:
    number = registered(desk)
    higher(desk, number)
    before = content(desk.path)
    comment = c.Comment(number=number, text="Смотрим")
    refused = desk.commands.perform(comment, actor(desk, "orlova"), expect_version=1)
    assert isinstance(refused, Refusal)
    assert (refused.kind, refused.details["version"]) == (RefusalKind.CONFLICT, 2)
    assert [entry["kind"] for entry in refused.details["changes"]] == ["priority_changed"]
    assert [(each["label"], each["collides"], each["yours"]) for each in refused.details["fields"]] == [
        ("Приоритет", False, None)
    ]
    assert refused.details["yours"] == [{"field": "answers", "label": "Ответ инициатору", "value": "Смотрим"}]
    assert refused.details["refused"] is None
    assert content(desk.path) == before


def test_two_priorities_collide_and_the_refusal_tells_before_theirs_and_yours(desk: FrozenDesk) -> None:
    number = registered(desk)
    higher(desk, number)
    before = content(desk.path)
    refused = stale(desk, c.SetPriority(number=number, priority=Priority.LOW))
    assert isinstance(refused, Refusal)
    assert refused.code == "ticket.changed"
    assert refused.details["fields"] == [
        {
            "field": "priority", "label": "Приоритет", "before": "Высокий", "after": "Очень высокий",
            "actor": "ivanova", "actor_name": "Иванова М. С.", "at": "2026-11-23T09:03:00+07:00",
            "text": "Встала приёмная", "collides": True, "yours": "Низкий",
        }
    ]  # fmt: skip
    assert content(desk.path) == before
    assert isinstance(stale(desk, c.SetPriority(number=number, priority=Priority.LOW), seen=2), Done)


def test_what_the_rules_no_longer_let_is_told_with_the_conflict_and_recorded_nowhere(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, c.Release(number=number, to="sidorov"), "orlova")
    before = content(desk.path)
    refused = stale(desk, c.Release(number=number, to="petrov"))
    assert isinstance(refused, Refusal)
    told = {each["label"]: (each["before"], each["after"], each["yours"]) for each in refused.details["fields"]}
    assert told["Исполнитель"] == ("Петров А. Н.", "Сидоров К. В.", "Петров А. Н.")
    assert refused.details["refused"] == {"message": "Обращение уже передано на ВЛТП", "clause": "п. 5.9"}
    assert content(desk.path) == before


def test_what_collides_with_nothing_is_still_judged_by_the_rules_of_now(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, c.Close(number=number, outcome=Outcome.WITHDRAWN, reason="Отозвал"), "orlova")
    refused = stale(desk, c.Watch(number=number, login="petrov"))
    assert isinstance(refused, Refusal)
    assert refused.code == "ticket.closed"
    assert refused.denied


def test_a_merged_save_that_is_repeated_under_its_key_was_done_once(desk: FrozenDesk) -> None:
    number = registered(desk)
    higher(desk, number)
    note = c.Note(number=number, text="Перезвонить")
    assert isinstance(stale(desk, note, key="k"), Done)
    assert stale(desk, note, key="k") == Done(number, 3, repeated=True)


@pytest.mark.parametrize("seen", [0, 9, -1])
def test_a_version_that_never_was_is_never_merged(desk: FrozenDesk, seen: int) -> None:
    number = registered(desk)
    refused = stale(desk, c.Note(number=number, text="?"), seen=seen)
    assert isinstance(refused, Refusal)
    assert (refused.kind, refused.details["fields"], refused.details["yours"]) == (RefusalKind.CONFLICT, [], [])


# --- random desks --------------------------------------------------------------------------------------------------


class TwoWriters(World):
    """A world in which somebody writes to what he has read, while others go on."""

    def __init__(self, folder: Path, chance: Random) -> None:
        super().__init__(make_desk(folder), lambda choices: chance.choice(list(choices)))
        self.answers: Counter[str] = Counter()
        self.tell(register(), "ivanova")

    def possible(self, number: int) -> tuple[Any, str]:
        """A command that somebody may give to a ticket now."""
        ticket, actors = self.memory.ticket(number), self.memory.actors(self.now)
        may = [
            (kind, each.login) for kind in TICKET_COMMANDS for each in actors if guard(kind.name, ticket, each) is None
        ]
        kind, login = self.choose(may)
        return self.made(kind, number), login

    def written_meanwhile(self) -> None:
        """Somebody begins to write, another one or two save, he saves: merged, it is as if he had begun now."""
        number = self.choose(list(self.memory.logs))
        seen = len(self.memory.logs[number])
        command, login = self.possible(number)
        self.pass_time()
        for _ in range(self.choose((1, 1, 2))):
            self.tell(*self.possible(number))
        writer = self.store.sign_in(login)
        assert isinstance(writer, Actor)
        moved, before = len(self.memory.logs[number]) > seen, content(self.store.path)
        answer = self.store.commands.perform(command, writer, expect_version=seen, merge=True)
        if isinstance(answer, Refusal) and answer.kind is RefusalKind.CONFLICT:
            assert moved
            assert content(self.store.path) == before, command
            assert any(each["collides"] for each in answer.details["fields"]), command
            self.answers["collided"] += 1
            return
        expected = self.memory.perform(command, login, self.now)
        if isinstance(answer, Refusal):
            assert expected is not None, (command, answer)
            assert (answer.code, answer.clause) == (expected.code, expected.clause), command
            assert unchanged(self.store.path, before), command
            self.answers["refused"] += moved
        else:
            assert expected is None, (command, expected)
            assert bool(answer.merged) is moved
            self.agree({number})
            self.answers["merged"] += moved

    def often(self) -> bool:
        """Whether each kind of answer was given so often that the history was no idle one."""
        return min(self.answers["merged"], self.answers["collided"]) >= 5 and self.answers["same"] >= 100

    def hindsight(self) -> None:
        """A command written to any earlier version: where nothing collides, it would do now what it would have done."""
        number = self.choose(list(self.memory.logs))
        log = self.memory.logs[number]
        seen = self.choose(range(1, len(log) + 1))
        command, login = self.possible(number)
        facts = self.memory.facts_for(command, self.now)
        by = next(each for each in self.memory.actors(self.now) if each.login == login)
        context = Context(by, max(self.now, log[-1].at), self.memory.policy, facts)
        then, now = (intended(each, command, context) for each in (log[:seen], log))
        listed = PREMISES.get(command.name)
        if isinstance(now, Refusal):
            return
        for each in now if listed is not None else ():
            assert each.field in listed | UNORDERED | {entry.name for entry in ENTRIES.values()}, (command, each)
        if not isinstance(then, Refusal) and not collisions(command, changes(log, seen)):
            assert _sets(then) == _sets(now), command
            self.answers["same"] += 1


def _sets(wanted: tuple[FieldChange, ...]) -> dict[Any, Any]:
    return {each.place: _undated(each.after) for each in wanted if each.field not in UNORDERED}


def _undated(value: Any) -> Any:
    """A value without its place in the log, which is another one in a longer log."""
    return replace(value, answered_seq=0) if isinstance(value, Approval) else value


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(chance=st.randoms(use_true_random=False))
def test_a_merged_save_is_one_made_on_the_fresh_version_and_a_refused_one_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, chance: Random
) -> None:
    world = TwoWriters(tmp_path_factory.mktemp("two-writers"), chance)
    for _ in range(6):
        world.sensible()
        world.written_meanwhile()
        world.hindsight()
    world.close()


@pytest.mark.slow
def test_in_a_long_history_of_two_writers_both_answers_are_frequent(tmp_path: Path) -> None:
    world = TwoWriters(tmp_path, Random(6))
    for _ in range(200):
        if world.often():
            break
        world.scene()
        world.sensible()
        world.written_meanwhile()
        for _ in range(10):
            world.hindsight()
    world.close()
    assert world.often(), world.answers


def test_a_registration_knows_no_version(desk: FrozenDesk) -> None:
    assert stale(desk, register(), seen=7) == Done(1, 1)
