"""``pult org``: the clinics (МО) and their contracts (п. 1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from console.cli.changing import perform
from console.cli.command_classes import PultGroup
from console.cli.input.options import once
from console.cli.input.typed_values import code, optional_date
from console.cli.output import answer
from console.cli.session import Session, granted, with_desk

if TYPE_CHECKING:
    from core.tickets.directory import Organization


@click.group("org", cls=PultGroup, help="Медицинские организации (МО).")
def command() -> None:
    """Group the commands of clinics."""


@command.command("add", help="Добавить организацию.")
@click.argument("name", metavar="НАЗВАНИЕ", help="Полное название.")
@click.option("--code", "short", metavar="КОД", required=True, help="Короткий код, единственный в своём роде.")
@click.option(
    "--mis", metavar="МИС", default="qms,promed", show_default=True, help="qms, promed или обе через запятую."
)
@click.option("--contract", metavar="НОМЕР", help="Номер договора (п. 1.2).")
@click.option("--from", "since", metavar="ДАТА", help="Начало договора: «01.01.2027» или 2027-01-01.")
@click.option("--until", metavar="ДАТА", help="Последний день договора.")
@once
@with_desk
def add(
    session: Session, *, name: str, short: str, mis: str, contract: str | None, since: str | None, until: str | None,
    key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Add a clinic and answer with it."""
    from core.tickets.people.commands import AddOrganization
    from core.vocabulary import Mis
    from core.when import Toward

    systems = tuple(dict.fromkeys(code(session.policy, Mis, word) for word in mis.split(",") if word.strip()))
    made = AddOrganization(
        title=name, code=short, mis=systems, contract=contract,
        contract_from=optional_date(session, since, Toward.NEAR, "--from"),
        contract_until=optional_date(session, until, Toward.AHEAD, "--until"),
    )  # fmt: skip
    done = perform(session, made, key, expect_version)
    _answer(session, next(each for each in session.desk.directory.organizations() if each.code == done.subject))


@command.command("list", help="Показать все организации.")
@with_desk
def list_(session: Session) -> None:
    """List the clinics."""
    from console.cli.json_shapes.tickets import organization_json
    from console.cli.plain_texts.tickets import organizations_text

    found = session.desk.directory.organizations()
    document = {"organizations": [organization_json(each) for each in found]}
    answer(document, lambda: organizations_text(found, session.policy), as_json=session.as_json)


@command.command("show", help="Показать организацию.")
@click.argument("organization", metavar="МО", help="Номер, код или однозначное название.")
@with_desk
def show(session: Session, organization: str) -> None:
    """Show one clinic."""
    _show(session, organization)


@command.command("contract", help="Записать договор организации или его конец (п. 1.2).")
@click.argument("organization", metavar="МО", help="Номер, код или однозначное название.")
@click.option("--number", "contract", metavar="НОМЕР", help="Номер договора; без него — договора нет.")
@click.option("--from", "since", metavar="ДАТА", help="Начало договора.")
@click.option("--until", metavar="ДАТА", help="Последний день договора.")
@once
@with_desk
def contract(
    session: Session, *, organization: str, contract: str | None, since: str | None, until: str | None,
    key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Set a clinic's contract and answer with the clinic."""
    from core.tickets.people.commands import SetContract
    from core.when import Toward

    made = SetContract(
        organization=granted(session.desk.directory.find_organization(organization)).id, contract=contract,
        contract_from=optional_date(session, since, Toward.NEAR, "--from"),
        contract_until=optional_date(session, until, Toward.AHEAD, "--until"),
    )  # fmt: skip
    perform(session, made, key, expect_version)
    _show(session, organization)


def _show(session: Session, name: str) -> None:
    _answer(session, granted(session.desk.directory.find_organization(name)))


def _answer(session: Session, found: Organization) -> None:
    from console.cli.json_shapes.tickets import organization_json
    from console.cli.plain_texts.tickets import organizations_text

    answer(organization_json(found), lambda: organizations_text([found], session.policy), as_json=session.as_json)
