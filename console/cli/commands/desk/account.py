"""``pult account``: requests about accounts in ИСКИЗ and the МИС (п. 10.3–10.6)."""

from __future__ import annotations

import click

from console.cli.changing import perform
from console.cli.command_classes import PultGroup
from console.cli.input.options import Count, Number, once, text_option
from console.cli.input.typed_values import optional_date, word
from console.cli.plain_texts.listing import answer_records
from console.cli.session import Session, with_desk

_HEADS = {
    "id": "№",
    "account_kind": "Что",
    "system": "Где",
    "person": "Кому",
    "state": "Состояние",
    "late": "С опозданием",
    "external_number": "№ в ИСКИЗ",
    "result": "Итог",
}


@click.group("account", cls=PultGroup, help="Заявки на учётные записи в ИСКИЗ и МИС (гл. 10).")
def command() -> None:
    """Group the commands of account requests."""


@command.command("request", help="Принять заявку: create, change, block или unblock.")
@click.argument("account_kind", metavar="ЧТО", help="create, change, block, unblock.")
@click.option("--system", metavar="ГДЕ", default="iskiz", show_default=True, help="iskiz, qms, promed.")
@click.option("--person", metavar="КОМУ", required=True, help="Сотрудник МО: номер или имя.")
@click.option("--by", metavar="КТО", help="ИТ-специалист МО (п. 10.3, 10.4); без него — единственный в этой МО.")
@click.option("--staff-number", metavar="НОМЕР", help="Табельный номер: хранится отдельно.")
@click.option("--position", metavar="ДОЛЖНОСТЬ", help="Должность (п. 10.4).")
@click.option("--specialization", metavar="СПЕЦИАЛИЗАЦИЯ", help="Специализация (п. 10.4).")
@text_option("--reason", "Причина отключения, основание возврата или что изменить (п. 10.3).")
@click.option("--dismissed-on", metavar="ДАТА", help="День увольнения или начала отпуска: «30.11», «пт».")
@click.option("--ticket", type=Number(), metavar="НОМЕР", help="Обращение, которым подана.")
@click.option("--external", metavar="НОМЕР", help="Номер заявки в ИСКИЗ (п. 3.6).")
@once
@with_desk
def request(
    session: Session, *, account_kind: str, system: str, person: str, by: str | None, staff_number: str | None,
    position: str | None, specialization: str | None, reason: str | None, dismissed_on: str | None,
    ticket: int | None, external: str | None, key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Take a request about an account."""
    from console.cli.input.naming import person_of
    from core.tickets.people.accounts import KINDS, SYSTEMS, RequestAccount
    from core.when import Toward

    whose = person_of(session, person)
    made = RequestAccount(
        account_kind=word("что сделать", KINDS, account_kind), system=word("система", SYSTEMS, system),
        person=whose, requested_by=person_of(session, by) if by else _asker(session, whose), staff_number=staff_number,
        position=position, specialization=specialization, reason=reason,
        dismissed_on=optional_date(session, dismissed_on, Toward.NEAR, "--dismissed-on"), ticket=ticket,
        external_number=external,
    )  # fmt: skip
    done = perform(session, made, key, expect_version)
    _show(session, int(done.subject or 0))


@command.command("done", help="Заявка выполнена; вместе с учётной записью блокируется и сотрудник МО (п. 10.2).")
@click.argument("request", type=Count(1), metavar="N", help="Номер заявки.")
@text_option("--text", "Что сделано.")
@once
@with_desk
def done_(session: Session, *, request: int, text: str | None, key: str | None, expect_version: int | None) -> None:
    """Carry a request out."""
    from core.tickets.people.accounts import FinishAccount

    perform(session, FinishAccount(request=request, text=text), key, expect_version)
    _show(session, request)


@command.command("refuse", help="Отказать: только при несоответствии данных (п. 10.6).")
@click.argument("request", type=Count(1), metavar="N", help="Номер заявки.")
@text_option("--mismatch", "Что не соответствует.", required=True)
@once
@with_desk
def refuse(session: Session, *, request: int, mismatch: str, key: str | None, expect_version: int | None) -> None:
    """Refuse a request."""
    from core.tickets.people.accounts import RefuseAccount

    perform(session, RefuseAccount(request=request, mismatch=mismatch), key, expect_version)
    _show(session, request)


@command.command("external", help="Записать номер заявки в ИСКИЗ (п. 3.6).")
@click.argument("request", type=Count(1), metavar="N", help="Номер заявки.")
@click.argument("number", metavar="НОМЕР", help="Номер в ИСКИЗ.")
@once
@with_desk
def external(session: Session, *, request: int, number: str, key: str | None, expect_version: int | None) -> None:
    """Record the external number of a request."""
    from core.tickets.people.accounts import SetAccountNumber

    perform(session, SetAccountNumber(request=request, external_number=number), key, expect_version)
    _show(session, request)


@command.command("list", help="Показать заявки.")
@click.option("--open", "only_open", is_flag=True, help="Только открытые.")
@click.option("--unregistered", is_flag=True, help="Только без номера в ИСКИЗ (п. 3.6).")
@with_desk
def list_(session: Session, only_open: bool, unregistered: bool) -> None:
    """List requests."""
    found = [each for each in session.desk.registers.accounts() if not only_open or each.state == "open"]
    if unregistered:
        without = {each.id for each in session.desk.registers.unregistered_accounts()}
        found = [each for each in found if each.id in without]
    answer_records(session, "requests", found, _HEADS, empty="Заявок нет.")


def _asker(session: Session, person: int) -> int:
    """The one IT specialist of the person's clinic, its head of IT before the others."""
    from console.cli.failure import usage

    clinic = next(each.organization for each in session.desk.directory.people() if each.id == person)
    known = [each for each in session.desk.directory.people(clinic) if not each.blocked]
    for kind in ("it_head", "it"):
        found = [each.id for each in known if each.kind == kind]
        if len(found) == 1:
            return found[0]
    raise usage("Назовите, кто просит: --by (ИТ-специалист МО, п. 10.3).")


def _show(session: Session, number: int) -> None:
    answer_records(
        session, "requests", [each for each in session.desk.registers.accounts() if each.id == number], _HEADS
    )
