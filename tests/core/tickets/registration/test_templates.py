"""Templates by kind of request: their fields are lines of the description, and what lacks them is not complete."""

from dataclasses import replace

import pytest

from core.policy import Template, TemplateField
from core.tickets.classification.events import Processed
from core.tickets.context import Context
from core.tickets.decide import decide
from core.tickets.refusal import Refusal
from core.tickets.registration.templates import filled, found, lacking
from core.vocabulary import Channel, Mis, Priority, TicketType
from tests.core.tickets.story import CLINIC, FACTS, OPERATOR, REQUESTER, at, shipped, story
from tests.support.catalogue import commands as c

LOGIN = Template(
    "login",
    "Не удаётся войти",
    None,
    TicketType.ERROR,
    (
        TemplateField("account", "Логин", True),
        TemplateField("pc", "Имя ПК", False),
        TemplateField("text", "Ёлка", True),
    ),
)


def registration(**fields: object) -> c.Register:
    asked = c.Register(
        subject="Не входит", description="Не пускает", organization=CLINIC.id, requester=REQUESTER.id,
        mis=Mis.QMS, type=TicketType.ERROR, priority=Priority.HIGH, channel=Channel.PHONE,
    )  # fmt: skip
    return replace(asked, **fields)  # type: ignore[arg-type]


def refused(command: c.Register) -> tuple[str, str | None]:
    answer = decide((), command, Context(OPERATOR, at("2026-11-23 09:00"), shipped(), FACTS))
    assert isinstance(answer, Refusal)
    return answer.code, answer.clause


def test_values_become_lines_in_the_order_of_the_template() -> None:
    assert filled(LOGIN, {"text": "нет прав", "account": "ivanova"}) == "Логин: ivanova\nЁлка: нет прав"


def test_a_field_of_another_template_is_refused_by_name() -> None:
    answer = filled(LOGIN, {"registry": "12"})
    assert isinstance(answer, Refusal)
    assert (answer.code, answer.details["field"]) == ("template.no_field", "registry")
    assert "account, pc, text" in answer.message


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("", ("Логин", "Ёлка")),
        ("Логин: ivanova\nЁлка: да", ()),
        ("логин :  ivanova\n  елка: да", ()),
        ("Логин:\nЁлка:   ", ("Логин", "Ёлка")),
        ("Её логин: ivanova\nЁлка - да", ("Логин", "Ёлка")),
        ("Имя ПК: PC-1", ("Логин", "Ёлка")),
    ],
)
def test_only_a_line_with_a_value_fills_a_required_field(text: str, missing: tuple[str, ...]) -> None:
    assert lacking(LOGIN, text) == missing


def test_what_was_learned_later_fills_fields_too() -> None:
    assert lacking(LOGIN, "Логин: ivanova", None, "Ёлка: да") == ()


def test_an_unknown_template_is_not_found_and_the_nearest_is_named() -> None:
    answer = found("logim", shipped().registration)
    assert isinstance(answer, Refusal)
    assert "«login»" in answer.message
    assert refused(registration(template="logim")) == ("template.unknown", None)


def test_a_template_of_another_type_or_mis_is_refused() -> None:
    assert refused(registration(template="howto")) == ("template.unfit", "п. 5.4")
    assert refused(registration(template="registry")) == ("template.unfit", "п. 5.4")


def processed(description: str, **fields: object) -> object:
    (first,) = story("2026-11-23 09:00")
    log = (replace(first, event=replace(first.event, description=description, template="login")),)  # type: ignore[call-arg]
    command = c.Process(number=log[0].ticket, impact="один врач", **fields)  # type: ignore[arg-type]
    return decide(log, command, Context(OPERATOR, at("2026-11-23 09:05"), shipped(), FACTS))


def test_processing_is_not_complete_while_the_template_lacks_a_field() -> None:
    answer = processed("Не пускает\nЛогин: ivanova")
    assert isinstance(answer, Refusal)
    assert (answer.code, answer.clause) == ("process.incomplete", "Прил. 3, п. 3")
    assert answer.details == {"missing": ["Текст ошибки"]}


def test_it_may_be_recorded_as_incomplete_or_with_what_was_learned() -> None:
    lacks = processed("Логин: ivanova", complete=False, missing="текст ошибки")
    learned = processed("Логин: ivanova", details="Текст ошибки: нет прав")
    assert isinstance(lacks, tuple)
    assert isinstance(learned, tuple)
    assert isinstance(learned[0], Processed)
    assert learned[0].details == "Текст ошибки: нет прав"
