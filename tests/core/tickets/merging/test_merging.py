"""A save on a stale version: what has changed meanwhile, told field by field, and what stands beside what."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import pytest

from core.tickets.alerts.events import Alerted
from core.tickets.answers.events import RequesterAnswered
from core.tickets.assignment.events import Assigned, Orphaned
from core.tickets.classification.events import PriorityChanged, PriorityConfirmed
from core.tickets.merging import changes, collisions, intended, people_named, tell, tell_wanted
from core.tickets.merging.changed import COMPARED, ENTRIES
from core.tickets.merging.collisions import ADDITIVE, PREMISES
from core.tickets.merging.differences import LABELS
from core.tickets.narration.values import Names
from core.tickets.refusal import Refusal
from core.tickets.registration.events import Registered
from core.tickets.relations.attachments import Attached
from core.tickets.relations.links import Linked
from core.tickets.relations.watching import Watched
from core.tickets.tasks.tasks import TaskDone, TaskSet
from core.tickets.terms.events import TermAgreed, WaitingStarted
from core.tickets.ticket import Ticket
from core.tickets.use_cases.catalogue import EVENT_KINDS
from core.vocabulary import Alert, ClockName, LinkKind, Outcome, Priority, TicketType, Waiting
from tests.core.tickets.story import (
    CHIEF,
    COLLEAGUE,
    ENGINEER,
    EVERYBODY,
    NUMBER,
    OPERATOR,
    OTHER_ENGINEER,
    REQUESTER,
    Beat,
    answered,
    at,
    context,
    noted,
    raised,
    rejected,
    released,
    resolved,
    retyped,
    shipped,
    story,
    taken,
)
from tests.support.catalogue import commands as c

NAMES = Names(shipped(), {each.login: each.name for each in EVERYBODY}, {REQUESTER.id: REQUESTER.name})
COMMANDS: Mapping[str, type[c.TicketCommand]] = {each.name: each for each in c.TicketCommand.__subclasses__()}


def happened(event: Any, when: str = "09:20", by: Any = COLLEAGUE) -> Beat:
    return Beat(when, by, lambda _: event)


def since_registration(*beats: Beat) -> Any:
    """What beats after 09:00 have changed since the first version."""
    return changes(story("2026-11-23 09:00", *beats, priority=Priority.MEDIUM), 1)


def stands_beside(command: c.TicketCommand, *beats: Beat) -> bool:
    return not collisions(command, since_registration(*beats))


PRIORITY = c.SetPriority(number=NUMBER, priority=Priority.LOW)
COMMENT = c.Comment(number=NUMBER, text="Смотрим")
NOTE = c.Note(number=NUMBER, text="Перезвонить")
RESOLVE = c.Resolve(number=NUMBER, solution="Пересоздали очередь")
RELEASE = c.Release(number=NUMBER, to=ENGINEER.login)
TAKE = c.Take(number=NUMBER)
HIGHER = raised("09:05", Priority.HIGH, COLLEAGUE)


# --- what has changed ----------------------------------------------------------------------------------------------


def test_a_change_is_told_with_its_label_before_after_who_when_and_why() -> None:
    event = Beat(
        "09:05", COLLEAGUE, lambda t: PriorityChanged(old=t.priority, new=Priority.HIGH, reason="Встала приёмная")
    )
    (told,) = tell(since_registration(event), NAMES)
    assert (told.field, told.label, told.before, told.after) == ("priority", "Приоритет", "Средний", "Высокий")
    assert (told.actor, told.actor_name, told.at) == ("kuznetsova", "Кузнецова К. К.", at("2026-11-23 09:05"))
    assert told.text == "Встала приёмная"


def test_two_folds_are_compared_so_two_changes_of_a_field_are_one_by_the_last_who_made_it() -> None:
    found = since_registration(HIGHER, raised("09:07", Priority.VERY_HIGH, CHIEF))
    (told,) = tell(found, NAMES)
    assert (told.before, told.after, told.actor, told.at) == (
        "Средний", "Очень высокий", "orlova", at("2026-11-23 09:07"),
    )  # fmt: skip


def test_nothing_has_changed_in_the_version_that_was_read() -> None:
    history = story("2026-11-23 09:00", HIGHER)
    assert changes(history, 2) == ()


def test_what_was_changed_and_changed_back_was_touched_all_the_same() -> None:
    found = since_registration(HIGHER, raised("09:07", Priority.MEDIUM, COLLEAGUE))
    assert [(each.field, each.before, each.after) for each in found] == [("priority", Priority.MEDIUM, Priority.MEDIUM)]
    assert not stands_beside(PRIORITY, HIGHER, raised("09:07", Priority.MEDIUM, COLLEAGUE))


def test_a_hand_over_tells_every_field_that_it_moved() -> None:
    told = tell(since_registration(released("09:10", watchers=("orlova",))), NAMES)
    assert {(each.label, each.before, each.after) for each in told} == {
        ("Линия", "ПЛТП", "ВЛТП"),
        ("Исполнитель", "—", "Петров П. П."),
        ("Наблюдатели", "—", "Орлова О. О."),
    }


def test_a_solution_is_told_once_and_not_again_as_its_own_reason() -> None:
    told = tell(since_registration(taken("09:05"), resolved("09:10")), NAMES)
    (solution,) = (each for each in told if each.field == "solution")
    assert (solution.after, solution.text) == ("Пересоздали очередь", None)
    (status,) = (each for each in told if each.field == "status")
    assert (status.before, status.after, status.text) == ("Новый", "Решена", "Пересоздали очередь")


def test_words_that_change_no_field_are_told_one_by_one() -> None:
    told = tell(since_registration(answered("09:05"), noted("09:06"), answered("09:07")), NAMES)
    assert [(each.label, each.before, each.after) for each in told] == [
        ("Ответ инициатору", "—", "Разбираемся"), ("Заметка", "—", "Перезвонить"),
        ("Ответ инициатору", "—", "Разбираемся"),
    ]  # fmt: skip


def test_tasks_are_compared_one_by_one() -> None:
    history = story(
        "2026-11-23 09:00",
        happened(TaskSet(task=1, user=ENGINEER.login, text="Проверить журнал"), "09:05"),
        happened(TaskSet(task=2, person=REQUESTER.id, text="Прислать снимок"), "09:06"),
        happened(TaskDone(task=2, result="Прислано"), "09:30"),
        happened(TaskSet(task=3, user=CHIEF.login, text="Позвонить"), "09:40"),
    )
    told = tell(changes(history, 3), NAMES)
    assert [(each.label, each.before, each.after, each.text) for each in told] == [
        ("Задача 2", "поставлена: Врачева В. В.", "выполнена: Врачева В. В.", "Прислано"),
        ("Задача 3", "—", "поставлена: Орлова О. О.", "Позвонить"),
    ]
    assert people_named(changes(history, 3)) == {REQUESTER.id}


def test_the_rest_of_a_ticket_is_told_in_words_too() -> None:
    due = at("2026-11-24 12:00")
    told = tell(
        since_registration(
            happened(TermAgreed(clock=ClockName.RESOLUTION, due=due, agreed_with=REQUESTER.id, reason="Ждём деталь")),
            happened(Attached(attachment=1, sha256="0" * 64, size=5, title="снимок.png")),
            happened(Linked(link=LinkKind.RELATED, other=7)),
            happened(Watched(person=REQUESTER.id)),
            happened(Alerted(alert=Alert.BREACH_NEAR)),
            happened(RequesterAnswered(by=REQUESTER.id, asks_time=True, text="Проверю завтра")),
        ),
        NAMES,
    )
    assert {each.label: each.after for each in told} == {
        "Согласованный срок": "до вт 24.11.2026 12:00 (решение)",
        "Файлы": "снимок.png",
        "Связи": "№ 7 (связано)",
        "Наблюдатели от МО": "Врачева В. В.",
        "Предупреждения": shipped().labels.of(Alert.BREACH_NEAR),
        "Ответ инициатора": "пн 23.11.2026 09:20",
    }
    assert {each.text for each in told if each.label == "Ответ инициатора"} == {"Проверю завтра"}


# --- what the command would set ------------------------------------------------------------------------------------


def wanted(history: Any, command: c.TicketCommand, actor: Any = OPERATOR) -> Any:
    return intended(history, command, context(actor))


def test_what_the_command_would_set_stands_beside_what_was_set() -> None:
    history = story("2026-11-23 09:00", HIGHER, priority=Priority.MEDIUM)
    found, own = changes(history, 1), wanted(history, PRIORITY)
    (told,) = tell(found, NAMES, colliding=collisions(PRIORITY, found), wanted=own)
    assert (told.before, told.after, told.yours, told.collides) == ("Средний", "Высокий", "Низкий", True)
    assert [(each.label, each.value) for each in tell_wanted(own, NAMES)] == [("Приоритет", "Низкий")]


def test_what_is_set_to_what_it_is_already_was_meant_so() -> None:
    named = happened(Assigned(to=ENGINEER.login, automatic=True), "09:01")
    history = story("2026-11-23 09:00", named, released("09:10", OTHER_ENGINEER))
    told = {each.field: each for each in tell(changes(history, 2), NAMES, wanted=wanted(history[:2], RELEASE))}
    assert (told["assignee"].before, told["assignee"].after, told["assignee"].yours) == (
        "Петров П. П.", "Сидоров С. С.", "Петров П. П.",
    )  # fmt: skip
    assert [each.field for each in tell_wanted(wanted(history[:2], RELEASE), NAMES)] == ["line"]


def test_what_the_rules_do_not_let_wants_nothing_and_says_why() -> None:
    history = story("2026-11-23 09:00", priority=Priority.LOW)
    for actor, code in ((OPERATOR, "priority.same"), (ENGINEER, "access.role")):
        refused = wanted(history, PRIORITY, actor)
        assert isinstance(refused, Refusal)
        assert refused.code == code


# --- what stands beside what ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [COMMENT, NOTE, TAKE, RESOLVE, c.Watch(number=NUMBER, login="orlova")])
def test_a_priority_hinders_neither_words_nor_an_assignment_nor_a_solution(command: c.TicketCommand) -> None:
    assert stands_beside(command, HIGHER)


@pytest.mark.parametrize(
    "command", [PRIORITY, RELEASE, c.SetType(number=NUMBER, type=TicketType.SETUP), c.Process(number=NUMBER)]
)
def test_a_priority_hinders_what_rests_on_it(command: c.TicketCommand) -> None:
    assert not stands_beside(command, HIGHER)


def test_setting_a_priority_merges_with_words_and_with_an_assignment_and_not_with_another_type() -> None:
    assert stands_beside(PRIORITY, answered("09:05"), noted("09:06"), taken("09:07"), released("09:10"))
    assert not stands_beside(PRIORITY, retyped("09:05", TicketType.CONSULTATION))


def test_a_note_stands_beside_everything_and_a_public_answer_not_beside_another_one() -> None:
    everything = (HIGHER, answered("09:06"), taken("09:07"), resolved("09:10"))
    assert stands_beside(NOTE, *everything)
    assert stands_beside(COMMENT, noted("09:06"), taken("09:07"))
    assert not stands_beside(COMMENT, answered("09:06"))
    assert not stands_beside(COMMENT, taken("09:07"), resolved("09:10"))


def test_a_solution_does_not_stand_beside_another_executor_or_an_earlier_solution() -> None:
    assert not stands_beside(RESOLVE, taken("09:05", COLLEAGUE))
    assert not stands_beside(RESOLVE, released("09:05"))
    assert not stands_beside(RESOLVE, taken("09:05"), resolved("09:10"))


def test_a_solution_that_the_requester_rejected_meanwhile_is_not_passed_over() -> None:
    history = story("2026-11-23 09:00", taken("09:05"), resolved("09:10"), rejected("09:20"))
    assert collisions(RESOLVE, changes(history, 2))


def test_two_hand_overs_collide() -> None:
    assert not stands_beside(RELEASE, released("09:05", OTHER_ENGINEER))


def test_of_tasks_the_one_that_is_named_alone_collides() -> None:
    finished = story(
        "2026-11-23 09:00",
        happened(TaskSet(task=1, user=ENGINEER.login, text="Проверить"), "09:05"),
        happened(TaskSet(task=2, user=ENGINEER.login, text="Позвонить"), "09:06"),
        happened(TaskDone(task=2, result="Дозвонились"), "09:30"),
    )
    found = changes(finished, 3)
    assert collisions(c.FinishTask(number=NUMBER, task=2, result="Готово"), found)
    assert not collisions(c.FinishTask(number=NUMBER, task=1, result="Готово"), found)
    assert collisions(c.SetTask(number=NUMBER, text="Позвонить", user=ENGINEER.login), found)


UNLISTED = {
    "close", "force_close", "duplicate", "reopen", "split", "route", "route_verified", "dispute_decide",
    "dispute_escalate", "close_silent", "alert", "archive", "undo",
}  # fmt: skip
"""What cannot be taken back, goes out of the house, or is the program's: it rests on all that is not additive."""


def test_what_is_not_listed_rests_on_everything_that_is_not_only_added() -> None:
    assert COMMANDS.keys() - PREMISES.keys() == UNLISTED
    closing = c.Close(number=NUMBER, outcome=Outcome.WITHDRAWN, reason="Отозвал")
    assert stands_beside(closing, noted("09:05"), happened(Watched(login="orlova")))
    for beat in (HIGHER, answered("09:05"), taken("09:05"), happened(Linked(link=LinkKind.RELATED, other=7))):
        assert not stands_beside(closing, beat)


def test_the_tables_name_what_there_is() -> None:
    places = {*COMPARED, *(each.name for each in ENTRIES.values())}
    assert all("compared" in each.metadata for each in fields(Ticket))
    assert PREMISES.keys() <= COMMANDS.keys()
    assert frozenset().union(*PREMISES.values(), ADDITIVE) <= places
    assert LABELS.keys() == places
    assert all(any("а" <= letter <= "я" for letter in label.lower()) for label in LABELS.values())


def test_every_event_that_changes_no_field_is_told_as_an_entry() -> None:
    silent = {each for each in EVENT_KINDS.values() if "apply" not in vars(each)} - {Registered}
    # a confirmation changes only who stands by the priority; an orphaning only what accompanies an executor
    assert silent | {PriorityConfirmed, Orphaned} == set(ENTRIES)


def test_whoever_waits_is_not_merged_with_another_wait() -> None:
    waits = happened(WaitingStarted(waiting=Waiting.REQUESTER))
    assert not stands_beside(c.Wait(number=NUMBER, waiting=Waiting.ORGANIZATION), waits)
    assert not stands_beside(RESOLVE, waits)
    assert stands_beside(PRIORITY, waits)


def test_a_second_answer_within_one_second_is_told_like_the_first() -> None:
    answer = RequesterAnswered(by=REQUESTER.id, text="Проверю завтра")
    log = story("2026-11-23 09:00", happened(answer), happened(answer), priority=Priority.MEDIUM)
    (told,) = changes(log, 2)
    assert (told.field, told.before == told.after, told.last.seq) == ("heard_at", True, 3)


ENDS_THE_WAIT = (
    (Waiting.APPROVAL, c.GrantApproval(number=NUMBER, approval=1, by=REQUESTER.id)),
    (Waiting.APPROVAL, c.RefuseApproval(number=NUMBER, approval=1, by=REQUESTER.id, reason="Не нужно")),
    (Waiting.ORGANIZATION, c.FinishTask(number=NUMBER, task=1, result="Проверили")),
    (Waiting.THIRD_LINE, c.Return(number=NUMBER, text="Исправлено")),
    (Waiting.REQUESTER, c.Answered(number=NUMBER, by=REQUESTER.id, text="Проверю")),
)


@pytest.mark.parametrize(("waiting", "command"), ENDS_THE_WAIT)
def test_what_ends_a_wait_is_not_merged_with_a_wait_that_its_writer_did_not_see(
    waiting: Waiting, command: c.TicketCommand
) -> None:
    assert not stands_beside(command, happened(WaitingStarted(waiting=waiting, text="Ждём")))
