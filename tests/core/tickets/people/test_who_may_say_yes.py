"""Who may say yes for the clinic: to a «Настройка» (п. 11.4), to a remote session (п. 8.4)."""

from dataclasses import replace
from typing import Any

import pytest

from core.policy import Policy
from core.policy.lifecycle import RemoteConsent
from core.tickets.context import Context
from core.tickets.decide import decide
from core.tickets.directory import Absence, Person
from core.tickets.log import History
from core.tickets.refusal import Refusal
from core.vocabulary import TicketType
from tests.core.tickets.clocks.test_terms_on_clocks import happened
from tests.core.tickets.lives import grown
from tests.core.tickets.story import (
    COWORKER,
    DISMISSED,
    FACTS,
    NUMBER,
    OPERATOR,
    REQUESTER,
    STRANGER,
    at,
    retyped,
    shipped,
    story,
    taken,
    under,
)
from tests.core.tickets.test_rules_of_work import HEAD, IT_HEAD, WHO, asked, code
from tests.support.catalogue import commands as c
from tests.support.catalogue import events as e

NOW = "2026-11-23 10:00"
SETUP = story("2026-11-23 09:00", taken("09:01"), type=TicketType.SETUP)
SOLVE = c.Resolve(number=NUMBER, solution="Изменён маршрут согласования")
Said = tuple[Person, bool]


def away(person: Person, substitute: Person) -> Absence:
    since, until = at("2026-11-23 08:30"), at("2026-11-24 08:30")
    return Absence(id=1, since=since, until=until, person=person.id, substitute_person=substitute.id)


def spoken(*words: Said, type: TicketType = TicketType.SETUP, absences: tuple[Absence, ...] = ()) -> History:
    """A ticket in which people of the clinic were asked and answered one after the other, all in one instant."""
    log = story("2026-11-23 09:00", taken("09:01"), type=type)
    for number, (person, yes) in enumerate(words, start=1):
        ask = c.RequestApproval(number=NUMBER, person=person.id, text="Согласуйте")
        grant = c.GrantApproval(number=NUMBER, approval=number, by=person.id)
        refuse = c.RefuseApproval(number=NUMBER, approval=number, by=person.id, reason="Не нужно")
        for command in (ask, grant if yes else refuse):
            log = grown(log, at(NOW), OPERATOR, asked(log, command, absences=absences))
    return log


@pytest.mark.parametrize(
    ("words", "solved"),
    [
        ((), False),
        (((HEAD, True),), True),
        (((IT_HEAD, True),), True),
        (((HEAD, False),), False),
        (((HEAD, True), (HEAD, False)), False),
        (((HEAD, True), (IT_HEAD, False)), False),
        (((HEAD, False), (IT_HEAD, True)), True),
        (((IT_HEAD, False), (HEAD, True), (IT_HEAD, False)), False),
        (((IT_HEAD, True), (HEAD, False), (IT_HEAD, True)), True),
    ],
)
def test_the_last_word_of_whichever_approver_counts(words: tuple[Said, ...], solved: bool) -> None:
    answer = asked(spoken(*words), SOLVE)
    if solved:
        assert isinstance(answer[-1], e.Resolved)
    else:
        assert code(answer) == ("resolve.no_approval", "п. 11.4")


@pytest.mark.parametrize("person", [REQUESTER, COWORKER, STRANGER, DISMISSED])
def test_nobody_else_approves_a_setup_not_even_its_requester(person: Person) -> None:
    ask = c.RequestApproval(number=NUMBER, person=person.id, text="Согласуйте")
    assert isinstance(asked(SETUP, ask), Refusal)
    open_ = grown(SETUP, at(NOW), OPERATOR, (e.ApprovalRequested(approval=1, person=HEAD.id, text="Согласуйте"),))
    assert isinstance(asked(open_, c.GrantApproval(number=NUMBER, approval=1, by=person.id)), Refusal)
    assert isinstance(asked(open_, c.RefuseApproval(number=NUMBER, approval=1, by=person.id, reason="Нет")), Refusal)


def test_who_stands_in_for_an_absent_head_approves_for_him_and_is_marked() -> None:
    log = spoken((COWORKER, True), absences=(away(HEAD, COWORKER),))
    granted = log[-1].event
    assert isinstance(granted, e.ApprovalGranted)
    assert (granted.capacity, granted.stands_for) == ("head", HEAD.id)
    assert isinstance(asked(log, SOLVE)[-1], e.Resolved)


def test_a_requester_who_is_the_head_approves_as_head_and_one_who_stands_in_for_him_too() -> None:
    people = WHO | {REQUESTER.id: replace(REQUESTER, kind="head")}
    ask = c.RequestApproval(number=NUMBER, person=REQUESTER.id, text="Согласуйте")
    facts = replace(FACTS, people=people)
    assert not isinstance(decide(SETUP, ask, Context(OPERATOR, at(NOW), shipped(), facts)), Refusal)
    assert not isinstance(asked(SETUP, ask, absences=(away(HEAD, REQUESTER),)), Refusal)


def test_the_word_of_the_requester_on_something_else_approves_no_setup_later() -> None:
    log = spoken((REQUESTER, True), type=TicketType.ERROR)
    setup = log + story("2026-11-23 09:00", *[taken("09:01")] * (len(log) - 1), retyped("10:05", TicketType.SETUP))[-1:]
    assert code(asked(setup, SOLVE, now="2026-11-23 10:10")) == ("resolve.no_approval", "п. 11.4")


def test_an_older_log_that_does_not_say_as_what_somebody_spoke() -> None:
    requested = happened("09:02", e.ApprovalRequested(approval=1, person=HEAD.id, text="Согласуйте"))
    for by, solved in ((REQUESTER, False), (HEAD, True)):
        granted = happened("09:05", e.ApprovalGranted(approval=1, by=by.id))
        log = story("2026-11-23 09:00", taken("09:01"), requested, granted, type=TicketType.SETUP)
        assert isinstance(asked(log, SOLVE), Refusal) is not solved


def test_who_approves_is_the_customers_to_say() -> None:
    only = under(setup_approvers=("it_head",))
    ask = c.RequestApproval(number=NUMBER, person=HEAD.id, text="Согласуйте")
    facts = replace(FACTS, people=WHO)
    refused = decide(SETUP, ask, Context(OPERATOR, at(NOW), only, facts))
    assert code(refused) == ("approval.not_entitled", "п. 11.4")
    assert not isinstance(
        decide(SETUP, replace(ask, person=IT_HEAD.id), Context(OPERATOR, at(NOW), only, facts)), Refusal
    )


# --- remote sessions (п. 8.4) ---------------------------------------------------------------------------------


def consent(by: Person, policy: Policy | None = None, absences: tuple[Absence, ...] = ()) -> Any:
    start = c.StartRemote(number=NUMBER, pc="REG-01", consent_by=by.id, consent_how="phone")
    facts = replace(FACTS, people=WHO, absences=absences)
    return decide(SETUP, start, Context(OPERATOR, at(NOW), policy or shipped(), facts))


def test_the_requester_consents_to_a_session_or_who_stands_in_for_him() -> None:
    assert consent(REQUESTER)[0].for_requester is None
    assert consent(COWORKER, absences=(away(REQUESTER, COWORKER),))[0].for_requester == REQUESTER.id


@pytest.mark.parametrize("person", [COWORKER, HEAD, IT_HEAD])
def test_somebody_else_of_the_same_clinic_does_not_unless_the_policy_lets_him(person: Person) -> None:
    assert code(consent(person)) == ("remote.not_initiator", "п. 8.4")
    anybody = under(remote_consent=RemoteConsent.ORGANIZATION)
    assert isinstance(consent(person, anybody)[0], e.RemoteStarted)
    assert isinstance(consent(STRANGER, anybody), Refusal)
    assert isinstance(consent(DISMISSED, anybody), Refusal)
