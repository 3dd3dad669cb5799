"""The gate: texts cleaned before any rule sees them, nothing cut silently, nothing that the store could not hold."""

from dataclasses import replace
from datetime import datetime
from typing import Any, get_type_hints

import pytest

from core.desk.handling.input_cleaning import TITLES, clean_command
from core.policy import TextLimits
from core.tickets.answers.comments import Comment
from core.tickets.assignment.commands import Release
from core.tickets.classification.commands import SetPriority
from core.tickets.command import DeskCommand, TicketCommand
from core.tickets.directory import Actor
from core.tickets.people.commands import AddPerson
from core.tickets.refusal import Refusal, RefusalKind
from core.tickets.registration.commands import Register
from core.tickets.staff.commands import AddUser
from core.tickets.use_cases.rights import DESK_RIGHTS, TICKET_RIGHTS
from core.vocabulary import Priority, Role
from tests.support.desk import FrozenDesk, moment, register, registered

LIMITS = TextLimits(subject=200, body=20_000, line=2_000)
HOSTILE = "[/] [@click=app.quit] \x1b]52;c;eA==\x07 путь [/var/log]"


def refused(command: Any) -> Refusal:
    result = clean_command(command, LIMITS)
    assert isinstance(result, Refusal), result
    assert result.kind is RefusalKind.BAD_INPUT
    return result


def test_a_subject_becomes_one_clean_line() -> None:
    cleaned = clean_command(register(subject="  Не\tработает\r\n печать  "), LIMITS)
    assert not isinstance(cleaned, Refusal)
    assert cleaned.subject == "Не работает печать"


def test_a_text_keeps_its_lines() -> None:
    assert clean_command(Comment(number=1, text="\n раз\r\nдва\n\n"), LIMITS) == Comment(number=1, text="раз\nдва")


def test_escapes_become_visible_and_markup_stays_text(desk: FrozenDesk, ivanova: Actor) -> None:
    number = registered(desk, subject=HOSTILE)
    shown = desk.tickets.view(number, ivanova)
    assert not isinstance(shown, Refusal)
    assert shown.ticket.subject == "[/] [@click=app.quit] ␛]52;c;eA==␇ путь [/var/log]"
    assert desk.queue.rows((number,))[0].subject == shown.ticket.subject


@pytest.mark.parametrize(
    ("command", "field", "said"),
    [
        (register(subject=" \n "), "subject", "Не заполнено: тема"),
        (register(description=""), "description", "Не заполнено: описание"),
        (Comment(number=1, text="\u200b \u2060\u3164"), "text", "Не заполнено: текст"),
        (Release(number=1, to="petrov", watchers=("orlova", " ")), "watchers", "Не заполнено: наблюдатели"),
        (register(subject="т" * 201), "subject", "Тема: слишком длинный текст: 201 знак при пределе 200"),
        (register(description="т\n" * 10_001), "description", "Описание: слишком длинный текст: 20001 знак"),
        (Comment(number=1, text="т" * 2_001), "text", "Текст: слишком длинная строка 1: 2001 знак"),
        (register(received_at=datetime(2026, 11, 23, 9)), "received_at", "нужен часовой пояс"),
        (register(received_at=moment("1812-09-07T05:30")), "received_at", "год 1812 вне календаря"),
        (Release(number=1, to="p", indicative_due=moment("9999-12-31T00:00")), "indicative_due", "год 9999"),
        (register(organization=2**63), "organization", "Такого номера быть не может"),
    ],
)
def test_what_cannot_be_taken_names_its_field(command: Any, field: str, said: str) -> None:
    result = refused(command)
    assert result.details["field"] == field
    assert said in result.message


def test_a_text_at_its_limit_is_taken_whole() -> None:
    command = register(subject="т" * 200, description="т" * 2_000)
    assert clean_command(command, LIMITS) == command


def test_a_megabyte_is_refused(desk: FrozenDesk, ivanova: Actor) -> None:
    result = desk.commands.perform(register(description="\x1b[31m" * 200_000), ivanova)
    assert isinstance(result, Refusal)
    assert result.code == "text.too_long"


def test_an_optional_text_that_is_blank_counts_as_not_given() -> None:
    command = SetPriority(number=1, priority=Priority.LOW, reason=" ")
    assert clean_command(command, LIMITS) == replace(command, reason=None)


def test_names_and_words_of_the_directory_are_cleaned_too() -> None:
    person = AddPerson(full_name=" Зимина\x1b[2J  Ольга ", organization=1, phone="", email=" a@b ")
    assert clean_command(person, LIMITS) == AddPerson(full_name="Зимина␛[2J Ольга", organization=1, email="a@b")
    user = AddUser(login=" petrov ", full_name="П", role=Role.SUPERVISOR, competences=(" qms\n", "нси"))
    assert clean_command(user, LIMITS) == replace(user, login="petrov", competences=("qms", "нси"))


def test_every_text_and_instant_of_a_command_has_a_russian_name() -> None:
    commands = [Register, *TicketCommand.__subclasses__(), *DeskCommand.__subclasses__()]
    words = {str, str | None, tuple[str, ...], datetime | None}
    named = {name for each in commands for name, hint in get_type_hints(each).items() if hint in words}
    assert {each.name for each in commands} == {*TICKET_RIGHTS, *DESK_RIGHTS}
    assert named - TITLES.keys() == set()
