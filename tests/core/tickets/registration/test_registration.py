"""Registering a request (п. 3.6, 5.5): what follows from it, and what is refused."""

from dataclasses import replace
from typing import Any

import pytest

from core.tickets.answers.events import Commented
from core.tickets.decide import decide
from core.tickets.directory import Actor
from core.tickets.log import Recorded
from core.tickets.refusal import Refusal, RefusalKind
from core.tickets.registration.commands import SetExternal
from core.tickets.registration.events import Registered
from core.vocabulary import Channel, Mis, Priority, TicketType
from tests.core.tickets.story import (
    CHIEF,
    DISMISSED,
    ENGINEER,
    HOSPITAL,
    NUMBER,
    OBSERVER,
    OPERATOR,
    STRANGER,
    at,
    call,
    context,
    under,
)


def test_a_phone_call_is_received_now_unless_its_start_is_told() -> None:
    (now,) = _events(call())
    (earlier,) = _events(call(received_at=at("2026-11-23 09:57")))
    assert isinstance(now, Registered)
    assert isinstance(earlier, Registered)
    assert (now.received_at, earlier.received_at) == (at("2026-11-23 10:00"), at("2026-11-23 09:57"))


def test_the_registration_keeps_everything_that_was_said() -> None:
    command = call(
        channel=Channel.ISKIZ,
        external_number="ИСКИЗ-77",
        ground="not_solved",
        type=TicketType.CONSULTATION,
        priority=Priority.LOW,
    )
    assert _events(command) == (
        Registered(
            subject="Не печатает рецепт",
            description="Печать рецепта зависает",
            type=TicketType.CONSULTATION,
            priority=Priority.LOW,
            channel=Channel.ISKIZ,
            mis=Mis.QMS,
            organization=1,
            requester=10,
            received_at=at("2026-11-23 10:00"),
            external_number="ИСКИЗ-77",
            ground="not_solved",
        ),
    )


def test_the_answer_given_on_the_phone_is_the_first_public_comment() -> None:
    assert _events(call(answer="Проверяем"))[1:] == (Commented(text="Проверяем"),)
    assert len(_events(call(answer=""))) == 1


@pytest.mark.parametrize("actor", [OPERATOR, CHIEF])
def test_first_line_and_the_supervisor_register(actor: Actor) -> None:
    assert _events(call(), actor)


@pytest.mark.parametrize("actor", [ENGINEER, OBSERVER])
def test_nobody_else_registers(actor: Actor) -> None:
    assert _refused(call(), actor) == ("access.role", "п. 5.5", RefusalKind.FORBIDDEN)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"organization": 99}, ("organization.unknown", None, RefusalKind.NOT_FOUND)),
        ({"requester": 99}, ("person.unknown", None, RefusalKind.NOT_FOUND)),
        ({"requester": STRANGER.id}, ("requester.other_organization", "п. 3.8", RefusalKind.BAD_INPUT)),
        ({"organization": HOSPITAL.id}, ("requester.other_organization", "п. 3.8", RefusalKind.BAD_INPUT)),
        ({"requester": DISMISSED.id}, ("requester.blocked", "п. 10.2", RefusalKind.RULE)),
        ({"mis": Mis.PROMED}, ("organization.other_mis", "п. 3.2", RefusalKind.RULE)),
        (
            {"received_at": at("2026-11-23 10:00:00.000001")},
            ("received.in_future", "Прил. 2, табл. 1", RefusalKind.BAD_INPUT),
        ),
        (
            {"type": TicketType.CONSULTATION, "priority": Priority.VERY_HIGH},
            ("norm.no_such_pair", "Прил. 2, табл. 1", RefusalKind.RULE),
        ),
        ({"priority": Priority.NONE}, ("norm.no_such_pair", "Прил. 2, табл. 1", RefusalKind.RULE)),
    ],
)
def test_a_registration_is_refused(changes: dict[str, Any], refusal: tuple[str, str | None, RefusalKind]) -> None:
    assert _refused(call(**changes)) == refusal


def test_received_this_very_instant_is_not_the_future() -> None:
    assert _events(call(received_at=at("2026-11-23 10:00")))


@pytest.mark.parametrize(
    ("type", "priority", "allowed"),
    [
        (TicketType.CONSULTATION, Priority.VERY_HIGH, ["high", "medium", "low"]),
        (TicketType.OTHER, Priority.HIGH, ["none"]),
        (TicketType.SETUP, Priority.NONE, ["very_high", "high", "medium", "low"]),
    ],
)
def test_a_pair_without_a_norm_is_refused_with_what_is_allowed_instead(
    type: TicketType, priority: Priority, allowed: list[str]
) -> None:
    refusal = decide((), call(type=type, priority=priority), context())
    assert isinstance(refusal, Refusal)
    assert refusal.details == {"allowed": allowed}


def test_the_refusal_of_a_very_high_consultation_reads_well() -> None:
    refusal = decide((), call(type=TicketType.CONSULTATION), context())
    assert isinstance(refusal, Refusal)
    assert refusal.message == (
        "«Консультация» не бывает с приоритетом «Очень высокий». Допустимо: «Высокий», «Средний», «Низкий»"
    )


# -- which register a request belongs to (п. 3.6; гл. 2) --------------------------------------------------------

PROMED = {"organization": HOSPITAL.id, "requester": STRANGER.id, "mis": Mis.PROMED}


def test_a_request_about_promed_does_not_come_through_the_register_of_qms() -> None:
    refusal = decide((), call(**PROMED, channel=Channel.INTERACTIVE), context())
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.clause) == ("register.wrong", "п. 3.6; гл. 2")
    assert refusal.message == "Обращения по МИС «Промед» регистрируют в «ИСКИЗ», а не в «Интерактив»"
    assert refusal.details["register"] == "iskiz"


@pytest.mark.parametrize("channel", [Channel.ISKIZ, Channel.PHONE])
def test_a_request_about_promed_comes_by_iskiz_and_by_telephone(channel: Channel) -> None:
    assert _events(call(**PROMED, channel=channel))


@pytest.mark.parametrize("channel", list(Channel))
def test_a_request_about_qms_comes_any_way(channel: Channel) -> None:
    assert _events(call(channel=channel))


def test_the_customer_says_which_register_has_which_mis() -> None:
    moved = replace(context(), policy=under(registers={Mis.QMS: "iskiz", Mis.PROMED: "interactive"}))
    assert not isinstance(decide((), call(**PROMED, channel=Channel.INTERACTIVE), moved), Refusal)
    refusal = decide((), call(channel=Channel.INTERACTIVE), moved)
    assert isinstance(refusal, Refusal)
    assert "«ИСКИЗ», а не в «Интерактив»" in refusal.message


def test_an_external_number_that_names_its_register_names_the_right_one() -> None:
    log = (Recorded(NUMBER, 1, at("2026-11-23 09:00"), OPERATOR.login, OPERATOR.role, _events(call(**PROMED))[0]),)
    wrong = SetExternal(number=NUMBER, external_number="ИН-5", register=Channel.INTERACTIVE)
    refusal = decide(log, wrong, context())
    assert isinstance(refusal, Refusal)
    assert refusal.code == "register.wrong"
    assert not isinstance(decide(log, replace(wrong, register=Channel.ISKIZ), context()), Refusal)


def _events(command: Any, actor: Actor = OPERATOR) -> tuple[Any, ...]:
    events = decide((), command, context(actor))
    assert not isinstance(events, Refusal), events
    return events


def _refused(command: Any, actor: Actor = OPERATOR) -> tuple[str, str | None, RefusalKind]:
    refusal = decide((), command, context(actor))
    assert isinstance(refusal, Refusal)
    assert refusal.message
    return refusal.code, refusal.clause, refusal.kind
