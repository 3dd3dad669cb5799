"""``pult person``: the requesters, people of the clinics (п. 3.8, гл. 10)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from console.cli.base import PultGroup
from console.cli.changing import perform
from console.cli.options import once
from console.cli.output import answer
from console.cli.session import Session, granted, with_desk
from console.cli.words import word
from console.titles import PERSON_KINDS

if TYPE_CHECKING:
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
@once
@with_desk
def add(
    session: Session, *, name: str, org: str, kind: str, phone: str | None, email: str | None, staff_number: str | None,
    key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Add a person and answer with the record."""
    from core.tickets.commands import AddPerson

    made = AddPerson(
        full_name=name, organization=granted(session.desk.find_organization(org)).id,
        person_kind=word("кто это", PERSON_KINDS, kind), phone=phone, email=email, staff_number=staff_number,
    )  # fmt: skip
    done = perform(session, made, key, expect_version)
    _show(session, done.subject or name, None)


@command.command("list", help="Показать инициаторов.")
@click.option("--org", metavar="МО", help="Только этой организации.")
@click.option("--filter", "words", metavar="СЛОВА", default="", help="Слова из имени.")
@with_desk
def list_(session: Session, org: str | None, words: str) -> None:
    """List people, of all clinics or of one."""
    from console.cli.shapes import person_json
    from console.cli.texts import people_text

    organization = granted(session.desk.find_organization(org)).id if org else None
    found = _placed(session, session.desk.people(organization, words))
    document = {"people": [person_json(person, clinic) for person, clinic in found]}
    answer(document, lambda: people_text(found), as_json=session.as_json)


@command.command("show", help="Показать инициатора.")
@click.argument("person", metavar="КТО", help="Номер или однозначное имя.")
@click.option("--org", metavar="МО", help="Искать в этой организации.")
@with_desk
def show(session: Session, person: str, org: str | None) -> None:
    """Show one person."""
    _show(session, person, org)


def _show(session: Session, name: str, org: str | None) -> None:
    from console.cli.shapes import person_json
    from console.cli.texts import people_text

    organization = granted(session.desk.find_organization(org)).id if org else None
    found = _placed(session, [granted(session.desk.find_person(name, organization))])
    answer(person_json(*found[0]), lambda: people_text(found), as_json=session.as_json)


def _placed(session: Session, people: Sequence[Person]) -> list[tuple[Person, Organization | None]]:
    """Put each person beside their clinic."""
    clinics = {each.id: each for each in session.desk.organizations()}
    return [(person, clinics.get(person.organization)) for person in people]
