"""Events as JSON and back."""

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from core.store.event_log.codec import decode, encode, kinds
from core.tickets.answers.events import Commented, Noted
from core.tickets.assignment.events import Released, Taken
from core.tickets.classification.events import PriorityChanged, TypeChanged
from core.tickets.closing.events import Closed, Confirmed, Rejected, Resolved
from core.tickets.people.events import OrganizationAdded, PersonAdded
from core.tickets.redaction.free_text import CUT_OUT
from core.tickets.registration.events import Registered
from core.tickets.staff.events import RoleChanged, UserAdded, UserBlocked
from core.vocabulary import Channel, Mis, Outcome, Priority, Role, TicketType
from tests.support.samples import sample

AT = datetime(2026, 11, 23, 2, 0, 0, 123456, tzinfo=UTC)
REGISTERED = Registered(
    subject="Тема",
    description="Описание\nв две строки",
    type=TicketType.ERROR,
    priority=Priority.VERY_HIGH,
    channel=Channel.PHONE,
    mis=Mis.QMS,
    organization=1,
    requester=2,
    received_at=AT,
    external_number="Э-7",
)
EVENTS: tuple[Any, ...] = (
    REGISTERED,
    Commented(text="Ответ"),
    Noted(text="Заметка"),
    Taken(),
    TypeChanged(old=TicketType.ERROR, new=TicketType.OTHER, priority=Priority.NONE),
    TypeChanged(old=TicketType.ERROR, new=TicketType.SETUP, priority=Priority.LOW, reason="Причина"),
    PriorityChanged(old=Priority.LOW, new=Priority.HIGH),
    Released(to="petrov", watchers=("orlova", "ivanova"), indicative_due=AT, text="Передаю"),
    Released(to="petrov"),
    Resolved(solution="Решение"),
    Confirmed(by=2, how="comment"),
    Rejected(by=2, reason="Не помогло"),
    Closed(outcome=Outcome.WITHDRAWN, reason="Отозвано"),
    OrganizationAdded(id=1, code="kkb", title="Больница", mis=(Mis.QMS, Mis.PROMED), contract="7"),
    PersonAdded(id=1, organization=1, person_kind="it", full_name="Имя", phone="1", staff_number="42"),
    UserAdded(login="petrov", full_name="Петров", role=Role.SECOND_LINE, competences=("qms", "лаборатория")),
    UserBlocked(login="petrov"),
    RoleChanged(login="petrov", old=Role.SECOND_LINE, new=Role.SUPERVISOR),
    *(sample(kind) for kind in kinds().values()),
    *(sample(kind, full=False) for kind in kinds().values()),
)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
def test_an_event_comes_back_as_it_was(event: Any) -> None:
    body, texts = encode(event)
    stored = body | {name: {"text": "hash"} for name in texts}
    assert decode(event.kind, stored, texts, UTC) == event


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
def test_peoples_words_never_stand_in_the_body(event: Any) -> None:
    body, texts = encode(event)
    words = {f.name for f in fields(event) if f.metadata and getattr(event, f.name) is not None}
    assert set(texts) == words
    assert not words & set(body)


def test_an_instant_is_kept_to_the_microsecond_and_read_in_the_zone_asked() -> None:
    body, texts = encode(REGISTERED)
    read = decode("registered", body | {name: {} for name in texts}, texts, ZoneInfo("Asia/Krasnoyarsk"))
    assert body["received_at"] == 1_795_399_200_123_456
    assert read.received_at.isoformat() == "2026-11-23T09:00:00.123456+07:00"


def test_a_text_that_was_cut_out_says_so() -> None:
    assert decode("commented", {"text": {"text": "hash"}}, {"text": None}, UTC) == Commented(text=CUT_OUT)


def test_an_older_event_without_a_later_optional_field_stays_readable() -> None:
    assert decode("released", {"to": "petrov"}, {}, UTC) == Released(to="petrov")


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        ("teleported", {}, "неизвестный вид события «teleported»"),
        ("taken", {"where": 1}, "неизвестное поле «where»"),
        ("confirmed", {}, "не хватает полей"),
        ("priority_changed", {"old": "low", "new": "urgent"}, "urgent"),
    ],
)
def test_what_is_no_event_is_refused_clearly(kind: str, body: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        decode(kind, body, {}, UTC)
