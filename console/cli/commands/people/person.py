"""``pult person``: the requesters, people of the clinics (п. 3.8, гл. 10)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from console.cli.changing import perform
from console.cli.command_classes import PultGroup
from console.cli.failure import usage
from console.cli.input.options import Count, once, text_option
from console.cli.input.typed_values import instant, optional_date, word
from console.cli.output import answer
from console.cli.session import Session, granted, with_desk
from console.labels import PERSON_KINDS

if TYPE_CHECKING:
    from core.desk.records.open_work import Holdings
    from core.tickets.directory import Organization, Person


@click.group("person", cls=PultGroup, help="Инициаторы обращений: сотрудники медицинских организаций.")
def command() -> None:
    """Group the commands of people."""


@command.command("add", help="Добавить инициатора.")
@click.argument("name", metavar="ФИО", help="Фамилия Имя Отчество.")
@click.option("--org", metavar="МО", required=True, help="Номер, код или однозначное название организации.")
@click.option(
    "--kind", metavar="КТО", default="medic", show_default=True, help="medic, it, it_head, head — или по-русски."
)
@click.option("--phone", metavar="ТЕЛЕФОН", help="Рабочий телефон.")
@click.option("--email", metavar="ПОЧТА", help="Рабочая почта.")
@click.option("--staff-number", metavar="НОМЕР", help="Табельный номер: хранится отдельно и не показывается (гл. 10).")
@click.option("--namesake", is_flag=True, help="Однофамилец: другой человек, чем тот, кто у этой МО уже есть.")
@once
@with_desk
def add(
    session: Session, *, name: str, org: str, kind: str, phone: str | None, email: str | None, staff_number: str | None,
    namesake: bool, key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Add a person and answer with the record."""
    from core.tickets.people.commands import AddPerson

    made = AddPerson(
        full_name=name, organization=granted(session.desk.directory.find_organization(org)).id,
        person_kind=word("кто это", PERSON_KINDS, kind), phone=phone, email=email, staff_number=staff_number,
        namesake=namesake,
    )  # fmt: skip
    done = perform(session, made, key, expect_version)
    _show(session, done.subject or name, None)


@command.command("list", help="Показать инициаторов.")
@click.option("--org", metavar="МО", help="Только этой организации.")
@click.option("--filter", "words", metavar="СЛОВА", default="", help="Слова из имени.")
@with_desk
def list_(session: Session, org: str | None, words: str) -> None:
    """List people, of all clinics or of one."""
    from console.cli.json_shapes.tickets import person_json
    from console.cli.plain_texts.tickets import people_text

    organization = granted(session.desk.directory.find_organization(org)).id if org else None
    found = _placed(session, session.desk.directory.people(organization, words))
    document = {"people": [person_json(person, clinic) for person, clinic in found]}
    answer(document, lambda: people_text(found), as_json=session.as_json)


@command.command("show", help="Показать инициатора.")
@click.argument("person", metavar="КТО", help="Номер или однозначное имя.")
@click.option("--org", metavar="МО", help="Искать в этой организации.")
@with_desk
def show(session: Session, person: str, org: str | None) -> None:
    """Show one person."""
    _show(session, person, org)


@command.command("absence", help="Записать отсутствие и замещающего, показать или отменить (п. 4.7).")
@click.argument("who", metavar="КТО", required=False, help="Логин сотрудника ЦК или сотрудник МО.")
@click.option("--from", "since", metavar="ВРЕМЯ", help="Начало: «01.12», «завтра 8:30», «пн».")
@click.option("--until", metavar="ВРЕМЯ", help="Конец: первый момент, когда человек снова на месте.")
@click.option("--substitute", metavar="КТО", help="Кто замещает.")
@click.option("--sudden", is_flag=True, help="Внезапное: могло уже начаться, замещающий не обязателен.")
@text_option("--reason", "Причина.")
@click.option("--cancel", type=Count(1), metavar="N", help="Отменить отсутствие N.")
@click.option("--list", "listed", is_flag=True, help="Показать, кто отсутствует и будет отсутствовать.")
@once
@with_desk
def absence(
    session: Session, *, who: str | None, since: str | None, until: str | None, substitute: str | None, sudden: bool,
    reason: str | None, cancel: int | None, listed: bool, key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Record, list or cancel absences."""
    from console.cli.input.naming import user_or_person
    from console.cli.plain_texts.left_work import left_json, left_text
    from console.cli.plain_texts.listing import records_json, records_text
    from core.desk.records.open_work import Holdings
    from core.tickets.staff.absences import CancelAbsence, SetAbsence
    from core.when import HAPPENED, PLANNED

    if cancel is not None:
        perform(session, CancelAbsence(absence=cancel), key, expect_version)
    elif who is not None and since is not None and until is not None:
        login, person = user_or_person(session, who)
        other = (None, None) if substitute is None else user_or_person(session, substitute)
        made = SetAbsence(
            since=instant(session, since, HAPPENED if sudden else PLANNED, "--from"),
            until=instant(session, until, PLANNED, "--until"), login=login, person=person,
            substitute_login=other[0], substitute_person=other[1], sudden=sudden, reason=reason,
        )  # fmt: skip
        perform(session, made, key, expect_version)
    elif not listed:
        raise usage("Нужно КТО, --from и --until, либо --cancel N, либо --list.")
    left = _left_open(session, who) if cancel is None and who is not None else Holdings()
    heads = {"id": "№", "login": "Сотрудник", "person": "Сотрудник МО", "since": "С", "until": "До"}
    heads |= {"substitute_login": "Замещает", "substitute_person": "Замещает (МО)", "sudden": "Внезапное"}
    document = records_json(session, "absences", session.desk.directory.absences())
    document |= left_json(left)

    def text() -> str:
        shown = records_text(session, session.desk.directory.absences(), heads, empty="Все на месте.")
        told = left_text(left, "Открытые обращения и задачи: передать или продлить (п. 4.8):")
        return "\n".join(filter(None, (shown, told)))

    answer(document, text, as_json=session.as_json)


def _left_open(session: Session, who: str) -> Holdings:
    """The open tickets and tasks of an executor who will be absent; none of somebody of a clinic."""
    from console.cli.input.naming import user_or_person
    from core.desk.records.open_work import Holdings

    login, _person = user_or_person(session, who)
    return Holdings() if login is None else session.desk.registers.holdings(login)


@command.command("change", help="Изменить данные сотрудника МО (п. 10.3).")
@click.argument("person", metavar="КТО", help="Номер или однозначное имя.")
@click.option("--name", metavar="ФИО", help="Новое имя.")
@click.option("--kind", metavar="КТО", help="medic, it, it_head, head.")
@click.option("--phone", metavar="ТЕЛЕФОН", help="Рабочий телефон.")
@click.option("--email", metavar="ПОЧТА", help="Рабочая почта.")
@click.option("--staff-number", metavar="НОМЕР", help="Табельный номер: хранится отдельно.")
@once
@with_desk
def change(
    session: Session, *, person: str, name: str | None, kind: str | None, phone: str | None, email: str | None,
    staff_number: str | None, key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Change what is known of a person."""
    from console.cli.input.naming import person_of
    from core.tickets.people.commands import ChangePerson

    found = person_of(session, person)
    made = ChangePerson(
        person=found, full_name=name, person_kind=word("кто это", PERSON_KINDS, kind) if kind else None, phone=phone,
        email=email, staff_number=staff_number,
    )  # fmt: skip
    perform(session, made, key, expect_version)
    _show(session, str(found), None)


@command.command("block", help="Заблокировать: людей не удаляют (п. 10.2, 10.7).")
@click.argument("person", metavar="КТО", help="Номер или однозначное имя.")
@click.option("--ground", metavar="ОСНОВАНИЕ", required=True, help="dismissal, maternity, abuse.")
@text_option("--reason", "Что случилось; при abuse войдёт в письмо.")
@click.option("--decision", metavar="НОМЕР", help="Номер решения УК (п. 10.7).")
@click.option("--decided-on", metavar="ДАТА", help="Дата решения УК: «20.11», «вчера».")
@once
@with_desk
def block(
    session: Session, *, person: str, ground: str, reason: str | None, decision: str | None, decided_on: str | None,
    key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Block a person; for abuse, answer with the letter to the head of the clinic."""
    from console.cli.input.naming import person_of
    from console.cli.json_shapes.tickets import person_json
    from console.cli.plain_texts.left_work import left_json, left_text
    from console.cli.plain_texts.tickets import people_text
    from core.tickets.people.cards import GROUNDS
    from core.tickets.people.commands import BlockPerson
    from core.when import Toward

    found = person_of(session, person)
    made = BlockPerson(
        person=found, ground=word("основание", GROUNDS, ground), reason=reason, decision=decision,
        decided_on=optional_date(session, decided_on, Toward.BACK, "--decided-on"),
    )  # fmt: skip
    perform(session, made, key, expect_version)
    shown = _placed(session, [granted(session.desk.directory.find_person(str(found)))])
    letter = session.desk.registers.letter_about(found) if made.ground == "abuse" else None
    left = session.desk.registers.requests_of(found)
    document = person_json(*shown[0]) | {"letter": letter and letter.text, "letter_id": letter and letter.id}
    told = f"Письмо № {letter.id} (п. 10.7):\n\n{letter.text}" if letter else ""
    still = left_text(left, "Его открытые обращения и задачи: решите, с кем их вести:")
    parts = (people_text(shown), still, told)
    answer(document | left_json(left), lambda: "\n\n".join(filter(None, parts)), as_json=session.as_json)


@command.command("unblock", help="Вернуть: та же карточка и учётная запись (гл. 10).")
@click.argument("person", metavar="КТО", help="Номер или однозначное имя.")
@text_option("--reason", "Почему: вышла из отпуска, заблокировано по ошибке.", required=True)
@once
@with_desk
def unblock(session: Session, person: str, reason: str, key: str | None, expect_version: int | None) -> None:
    """Let a person back and answer with the record."""
    from console.cli.input.naming import person_of
    from core.tickets.people.commands import UnblockPerson

    found = person_of(session, person)
    perform(session, UnblockPerson(person=found, reason=reason), key, expect_version)
    _show(session, str(found), None)


@command.command("staff-number", help="Показать табельный номер: кто и зачем смотрел, записывается (п. 10.3).")
@click.argument("person", metavar="КТО", help="Номер или однозначное имя.")
@text_option("--reason", "Зачем.", required=True)
@with_desk
def staff_number(session: Session, person: str, reason: str) -> None:
    """Read a protected staff number."""
    from console.cli.input.naming import person_of
    from core.tickets.people.commands import ShowStaffNumber

    found = person_of(session, person)
    number = granted(session.desk.commands.staff_number(ShowStaffNumber(person=found, reason=reason), session.actor))
    answer({"id": found, "staff_number": number}, lambda: number or "Не записан.", as_json=session.as_json)


def _show(session: Session, name: str, org: str | None) -> None:
    from console.cli.json_shapes.tickets import person_json
    from console.cli.plain_texts.tickets import people_text

    organization = granted(session.desk.directory.find_organization(org)).id if org else None
    found = _placed(session, [granted(session.desk.directory.find_person(name, organization))])
    answer(person_json(*found[0]), lambda: people_text(found), as_json=session.as_json)


def _placed(session: Session, people: Sequence[Person]) -> list[tuple[Person, Organization | None]]:
    """Put each person beside their clinic."""
    clinics = {each.id: each for each in session.desk.directory.organizations()}
    return [(person, clinics.get(person.organization)) for person in people]
