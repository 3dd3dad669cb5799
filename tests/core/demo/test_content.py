"""The words of the demonstration: clean, whole, and nobody's personal data."""

import re
from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

import pytest

from core.demo import LOGIN
from core.demo.cases import Case, recall, words
from core.demo.cast import CLINICS, PEOPLE, STAFF
from core.demo.content import CASES, CLOSINGS, CONSULTATIONS
from core.demo.plan import plan
from core.desk.batch.known_texts import RememberingGate
from core.desk.privacy.personal_data_gate import texts_of
from core.policy import load_policy
from core.text import check_length, clean_line, safe
from core.vocabulary import Outcome, Role, TicketType

AT = datetime(2026, 11, 23, 15, 37, tzinfo=ZoneInfo("Asia/Krasnoyarsk"))
PERSONAL = re.compile(r"\d{3}-\d{3}-\d{3}|\+7|@|\b[А-ЯЁ]\. ?[А-ЯЁ]\.")


def texts(case: Case) -> tuple[str, ...]:
    say = words(Random(7), AT)
    return tuple(say(text) for text in (case.subject, case.description, case.answer, case.solution))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.subject)
def test_every_text_is_clean_whole_and_impersonal(case: Case) -> None:
    subject, *bodies = texts(case)
    assert clean_line(subject) == subject
    assert len(subject) <= 90
    for body in bodies:
        assert safe(body) == body
        assert check_length(body) is None
        assert not re.search(r"[{}]|  ", body)
        assert not PERSONAL.search(body)
        assert body.endswith((".", "?", "!"))


def test_there_are_more_than_eighty_cases_and_no_two_alike() -> None:
    assert len(CASES) >= 100
    assert len({case.subject for case in CASES}) == len({case.description for case in CASES}) == len(CASES)
    assert len({case.answer for case in CASES}) == len({case.solution for case in CASES}) == len(CASES)


def test_every_pair_of_type_and_priority_has_a_row_in_the_table_of_norms() -> None:
    norms = load_policy().norms
    pairs = {(case.type, priority) for case in CASES for priority in case.priorities}
    assert {pair for pair in pairs if norms.of(*pair) is None} == set()
    assert {type for type, _ in pairs} == set(TicketType)


def test_a_consultation_is_never_sent_to_the_second_line() -> None:
    assert not any(case.engineer for case in CONSULTATIONS)


def test_closings_tell_the_four_outcomes_that_need_no_solution() -> None:
    assert {case.outcome for case in CLOSINGS} == {
        Outcome.OUT_OF_SCOPE, Outcome.REDIRECTED, Outcome.WITHDRAWN, Outcome.REFUSED,
    }  # fmt: skip


def test_a_subject_recalls_the_slots_it_was_made_with() -> None:
    assert recall("Расписание {spec} не строится", "Расписание врача-хирурга не строится") == {"spec": "врача-хирурга"}
    assert recall("Расписание {spec} не строится", "Расписание не строится") is None


def test_nearly_fifty_people_of_a_dozen_clinics() -> None:
    assert len(CLINICS) == 12
    assert len(PEOPLE) + len(STAFF) == 46
    assert {person.clinic for person in PEOPLE} == {clinic.code for clinic in CLINICS}
    assert len({person.phone for person in PEOPLE}) == len(PEOPLE)
    assert all(person.phone.startswith("+7 391 555-01-") for person in PEOPLE)


def test_the_staff_has_every_role_and_every_competence_that_routing_asks_for_twice() -> None:
    assert {each.role for each in STAFF} == set(Role) - {Role.SYSTEM}
    assert next(each.role for each in STAFF if each.login == LOGIN) is Role.FIRST_LINE
    for wanted in {rule.competence for rule in load_policy().routing if rule.competence}:
        assert sum(wanted in each.competences for each in STAFF if each.role is Role.SECOND_LINE) >= 2, wanted


@pytest.mark.slow
def test_the_gate_finds_nothing_in_what_the_past_says_so_that_it_need_not_be_asked_again() -> None:
    policy = load_policy()
    gate = RememberingGate(policy.privacy)
    told = [text for step in plan(policy, AT, 400, 1) for _, text in texts_of(step.command)]
    assert len(set(told)) > 900
    assert {text: hits for text in told if (hits := gate.find(text))} == {}
