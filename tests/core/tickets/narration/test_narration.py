"""Every event told in Russian: a sentence, people's words, the clause, and whether the requester may see it."""

import json
import re

import pytest

from core.policy import Policy
from core.tickets.answers.events import Noted
from core.tickets.log import Recorded
from core.tickets.narration.sentences import narrate
from core.tickets.narration.values import Narration
from core.tickets.redaction.archiving import WordsArchived
from core.tickets.undo.events import TakenBack
from core.tickets.use_cases.catalogue import EVENT_KINDS
from core.vocabulary import Outcome, Priority, Role, TicketType
from tests.core.tickets.story import (
    ENGINEER,
    NUMBER,
    Beat,
    answered,
    at,
    closed,
    confirmed,
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
from tests.support.samples import sample

STATUSES = "Прил. 2, «Статусы обращений»"
EVERY_KIND = (
    story(
        "2026-11-23 09:00",
        answered("09:03"),
        noted("09:04"),
        retyped("09:05", TicketType.CONSULTATION, Priority.HIGH),
        raised("09:06", Priority.LOW),
        released("09:07", watchers=("orlova",), indicative_due=at("2026-11-25 12:00"), text="Смотрите журнал"),
        taken("09:08", by=ENGINEER),
        resolved("09:09", by=ENGINEER),
        rejected("09:10"),
        resolved("09:11", by=ENGINEER),
        confirmed("09:12"),
    )
    + story("2026-11-23 09:00", closed("09:20"))[1:]
)


def told(beat: Beat) -> Narration:
    return narrate(story("2026-11-23 09:00", beat)[-1], shipped())


@pytest.mark.parametrize("kind", EVENT_KINDS.values(), ids=lambda kind: kind.kind)
def test_every_kind_of_event_is_told(kind: type) -> None:
    told = narrate(Recorded(NUMBER, 2, at("2026-11-23 09:00"), "petrov", Role.SECOND_LINE, sample(kind)), shipped())
    assert re.match("[А-ЯЁ]", told.title)
    assert told.clause or kind in (Noted, TakenBack, WordsArchived)
    json.dumps(dict(told.data))


@pytest.mark.parametrize("recorded", EVERY_KIND, ids=lambda recorded: recorded.event.kind)
def test_each_is_a_russian_sentence(policy: Policy, recorded: object) -> None:
    title = narrate(recorded, policy).title.replace(ENGINEER.login, "")  # type: ignore[arg-type]
    assert re.match("[А-ЯЁ]", title)
    assert not re.search("[A-Za-z_]", title)


@pytest.mark.parametrize(
    ("kind", "public", "clause", "text"),
    [
        ("registered", True, "п. 3.6", "Печать рецепта зависает"),
        ("commented", True, "Прил. 2, «Срок реакции»", "Разбираемся"),
        ("noted", False, None, "Перезвонить"),
        ("type_changed", False, "Прил. 2, «Типизация обращений»", None),
        ("priority_changed", False, "п. 5.10", None),
        ("released", False, "п. 5.9", "Смотрите журнал"),
        ("taken", False, STATUSES, None),
        ("resolved", True, "п. 6.9", "Пересоздали очередь"),
        ("rejected", True, STATUSES, "Не печатает"),
        ("confirmed", True, STATUSES, None),
        ("closed", True, STATUSES, "Инициатор отозвал"),
    ],
)
def test_who_may_see_it_on_which_clause_with_which_words(
    policy: Policy, kind: str, public: bool, clause: str | None, text: str | None
) -> None:
    narration = next(narrate(each, policy) for each in EVERY_KIND if each.event.kind == kind)
    assert (narration.public, narration.clause, narration.text) == (public, clause, text)


@pytest.mark.parametrize(
    ("index", "title"),
    [
        (0, "Обращение зарегистрировано: ошибка, приоритет «Очень высокий», канал «Телефон»"),
        (3, "Тип изменён: «Ошибка» → «Консультация», приоритет «Высокий»"),
        (4, "Приоритет изменён: «Высокий» → «Низкий»"),
        (5, "Передано на ВЛТП, исполнитель — petrov, ориентировочно до ср 25.11.2026 12:00"),
        (10, "Инициатор подтвердил решение по телефону; обращение закрыто"),
    ],
)
def test_the_sentences_name_what_changed(policy: Policy, index: int, title: str) -> None:
    assert narrate(EVERY_KIND[index], policy).title == title


@pytest.mark.parametrize(
    ("outcome", "title", "clause"),
    [
        (Outcome.WITHDRAWN, "Обращение закрыто: отозвано инициатором", STATUSES),
        (Outcome.OUT_OF_SCOPE, "Обращение закрыто: не входит в задачи ЦК", "п. 4.3"),
        (Outcome.REDIRECTED, "Обращение закрыто: перенаправлено", "п. 3.10"),
        (Outcome.REFUSED, "Обращение закрыто: отказано", "п. 1.2, 10.6"),
    ],
)
def test_each_outcome_has_its_clause_and_keeps_its_abbreviations(outcome: Outcome, title: str, clause: str) -> None:
    narration = told(closed("09:20", outcome))
    assert (narration.title, narration.clause, narration.data) == (title, clause, {"outcome": outcome.value})


def test_the_rest_is_told_in_codes_and_iso_instants(policy: Policy) -> None:
    assert narrate(EVERY_KIND[0], policy).data == {
        "channel": "phone",
        "type": "error",
        "priority": "very_high",
        "received_at": "2026-11-23T09:00:00+07:00",
        "external_number": None,
        "ground": None,
        "template": None,
        "imported": False,
        "different_from": [],
        "admitted": None,
    }
    assert narrate(EVERY_KIND[5], policy).data == {
        "to": "petrov",
        "watchers": ["orlova"],
        "indicative_due": "2026-11-25T12:00:00+07:00",
    }
    assert narrate(EVERY_KIND[3], policy).data == {"old": "error", "new": "consultation", "priority": "high"}
