"""Nobody is given work while he is away (п. 4.7, 4.8): his substitute is named, and a reason overrides, on record."""

from dataclasses import replace
from typing import Any

import pytest

from core.tickets.decide import decide, decide_desk
from core.tickets.directory import Absence, User
from core.tickets.narration.sentences import narrate
from core.tickets.refusal import Refusal
from core.vocabulary import Role
from tests.core.tickets.clocks.test_terms_on_clocks import happened
from tests.core.tickets.story import (
    CHIEF,
    COWORKER,
    ENGINEER,
    FACTS,
    NUMBER,
    OPERATOR,
    OTHER_ENGINEER,
    at,
    context,
    released,
    shipped,
    story,
    taken,
)
from tests.core.tickets.test_rules_of_work import HEAD, IT_HEAD, WHO
from tests.support.catalogue import commands as c
from tests.support.catalogue import events as e

NEW = story("2026-11-23 09:00")
HELD = story("2026-11-23 09:00", released("09:10"), taken("09:12", by=ENGINEER))
WITH_TASK = story("2026-11-23 09:00", happened("09:10", e.TaskSet(task=1, user="kuznetsova", text="Перезвонить")))
WITH_CLINIC_TASK = story("2026-11-23 09:00", happened("09:10", e.TaskSet(task=1, person=IT_HEAD.id, text="Сеть")))
BY, UNTIL = "2026-11-23 08:30", "2026-11-24 09:00"


def away(who: Any, substitute: Any = None, until: str = UNTIL, number: int = 1) -> Absence:
    """An absence of somebody of staff, or (an id) of a clinic."""
    names = ("login", "substitute_login") if isinstance(who, str) else ("person", "substitute_person")
    return Absence(id=number, since=at(BY), until=at(until), **dict(zip(names, (who, substitute), strict=True)))


def asked(
    log: Any, command: Any, *absences: Absence, by: Any = OPERATOR, now: str = "2026-11-23 10:00", **more: Any
) -> Any:
    known = replace(FACTS, people=WHO, absences=absences, next_ids={"shifts": 1}, **more)
    given = context(by, now, known)
    return decide(log, command, given) if log else decide_desk(command, given)


HANDED_TO_ABSENT = [
    (NEW, c.Release(number=NUMBER, to="petrov"), OPERATOR, away("petrov", "sidorov")),
    (HELD, c.Assign(number=NUMBER, to="sidorov"), ENGINEER, away("sidorov", "petrov")),
    (HELD, c.SetTask(number=NUMBER, text="Помочь", user="sidorov"), ENGINEER, away("sidorov", "petrov")),
    (HELD, c.SetTask(number=NUMBER, text="Сеть", person=IT_HEAD.id), ENGINEER, away(IT_HEAD.id, COWORKER.id)),
    (WITH_TASK, c.PassTask(number=NUMBER, task=1, user="petrov"), OPERATOR, away("petrov", "sidorov")),
    (
        WITH_CLINIC_TASK,
        c.PassTask(number=NUMBER, task=1, person=COWORKER.id),
        OPERATOR,
        away(COWORKER.id, HEAD.id),
    ),
    ((), c.HandOverShift(to="kuznetsova", text="Всё спокойно"), OPERATOR, away("kuznetsova", "ivanova")),
]


@pytest.mark.parametrize(("log", "command", "by", "absence"), HANDED_TO_ABSENT, ids=lambda each: type(each).__name__)
def test_handing_to_somebody_away_is_refused_with_his_substitute_named(
    log: Any, command: Any, by: Any, absence: Absence
) -> None:
    refusal = asked(log, command, absence, by=by)
    assert isinstance(refusal, Refusal), refusal
    names = {user.login: user.name for user in FACTS.users.values()} | {each.id: each.name for each in WHO.values()}
    other = absence.substitute_login or absence.substitute_person
    assert (refusal.code.split(".")[1], refusal.clause) == ("absent", "п. 4.7, 4.8")
    assert refusal.details["substitute"] == other
    assert f"замещает {names[other or '']}" in refusal.message
    assert "до вт 24.11.2026 09:00" in refusal.message


@pytest.mark.parametrize(("log", "command", "by", "absence"), HANDED_TO_ABSENT, ids=lambda each: type(each).__name__)
def test_a_reason_overrides_and_stays_on_record(log: Any, command: Any, by: Any, absence: Absence) -> None:
    (event,) = asked(log, replace(command, reason="Отвечает удалённо"), absence, by=by)
    assert event.reason == "Отвечает удалённо"
    if log:
        assert event.despite_absence
        recorded = replace(log[-1], event=event)
        told = narrate(recorded, shipped())
        assert "хотя сейчас отсутствует (п. 4.7)" in told.title
        assert "Отвечает удалённо" in (told.text or "")


@pytest.mark.parametrize(("log", "command", "by", "absence"), HANDED_TO_ABSENT, ids=lambda each: type(each).__name__)
def test_before_and_after_the_absence_nothing_is_in_the_way(log: Any, command: Any, by: Any, absence: Absence) -> None:
    over = replace(absence, until=at("2026-11-23 10:00"))
    to_come = replace(absence, since=at("2026-11-23 10:00:01"))
    for each in (over, to_come):
        (event,) = asked(log, command, each, by=by)
        assert not getattr(event, "despite_absence", False)


def test_the_last_who_is_there_of_several_substitutes_is_named() -> None:
    more = dict(FACTS.users) | {"novikov": User("novikov", "Новиков Н. Н.", Role.SECOND_LINE)}
    chain = (away("petrov", "sidorov"), away("sidorov", "novikov", number=2))
    refusal = asked(NEW, c.Release(number=NUMBER, to="petrov"), *chain, users=more)
    assert refusal.details["substitute"] == "novikov"


def test_a_substitute_who_is_away_or_blocked_himself_is_not_named() -> None:
    both = asked(NEW, c.Release(number=NUMBER, to="petrov"), away("petrov", "sidorov"), away("sidorov", number=2))
    gone = asked(NEW, c.Release(number=NUMBER, to="petrov"), away("petrov", "uvolen"))
    for refusal in (both, gone):
        assert refusal.details["substitute"] is None
        assert "замещающий не назначен" in refusal.message


def test_who_cannot_take_it_at_all_is_told_so_first() -> None:
    first_line = asked(NEW, c.Release(number=NUMBER, to="kuznetsova"), away("kuznetsova", "ivanova"))
    assert first_line.code == "release.not_second_line"
    blocked = asked(NEW, c.Release(number=NUMBER, to="uvolen"), away("uvolen", "petrov"))
    assert blocked.code == "user.blocked"
    shift = asked((), c.HandOverShift(to="uvolen", text="Всё спокойно"))
    assert (shift.code, shift.message) == ("user.blocked", "Учётная запись Уволенный У. У. заблокирована")


def test_the_task_of_an_absent_head_of_it_goes_to_who_stands_in_for_him() -> None:
    task = c.SetTask(number=NUMBER, text="Проверить сеть", person=COWORKER.id)
    assert asked(HELD, task, by=ENGINEER).code == "person.kind"
    (event,) = asked(HELD, task, away(IT_HEAD.id, COWORKER.id), by=ENGINEER)
    assert (event.person, event.despite_absence) == (COWORKER.id, False)


def test_a_task_of_the_centre_is_given_to_a_colleague_and_one_of_the_clinic_stays_there() -> None:
    (event,) = asked(WITH_TASK, c.PassTask(number=NUMBER, task=1, user=OTHER_ENGINEER.login))
    assert (event.user, event.person) == ("sidorov", None)
    assert asked(WITH_TASK, c.PassTask(number=NUMBER, task=1, person=COWORKER.id)).code == "task.not_of_clinic"
    assert asked(WITH_CLINIC_TASK, c.PassTask(number=NUMBER, task=1, user="petrov")).code == "task.not_of_clinic"
    assert asked(WITH_TASK, c.PassTask(number=NUMBER, task=1)).code == "task.nobody"
    assert asked(WITH_TASK, c.PassTask(number=NUMBER, task=1, user="kuznetsova")).code == "task.same_person"
    assert asked(WITH_TASK, c.PassTask(number=NUMBER, task=1, user="uvolen"), by=CHIEF).code == "user.blocked"


def test_a_colleague_s_ticket_is_told_by_his_name() -> None:
    refusal = asked(HELD, c.Assign(number=NUMBER, to="sidorov"), by=OTHER_ENGINEER)
    assert "Исполнитель обращения — Петров П. П." in refusal.message
