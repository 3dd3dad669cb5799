"""``pult route``: where the rules send a request, and why (Прил. 2; п. 5.9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from console.cli.command_classes import PultCommand
from console.cli.failure import Exit, usage
from console.cli.input.options import Count, Number
from console.cli.input.typed_values import code
from console.cli.output import answer
from console.cli.plain_texts.listing import answer_records
from console.cli.session import Session, granted, with_desk
from console.wording.reports import decision_lines

if TYPE_CHECKING:
    from core.tickets.routing.decision import Decision


@dataclass(frozen=True, slots=True)
class _Shown:
    severity: str
    code: str
    place: str
    message: str


@click.command("route", cls=PultCommand, help="Объяснить назначение, примерить правила или проверить их (Прил. 2).")
@click.option("--why", type=Number(), metavar="НОМЕР", help="Почему обращение назначено так.")
@click.option("--dry-run", "dry", is_flag=True, help="Примерить правила к обращению, не записывая.")
@click.option("--lint", is_flag=True, help="Проверить правила против сотрудников и организаций (ошибка — код 8).")
@click.option(
    "--days", type=Count(1, 60), metavar="ЧИСЛО", default=10, show_default=True, help="На сколько рабочих дней вперёд."
)
@click.option("--org", metavar="МО", help="Организация.")
@click.option("--mis", metavar="МИС", help="qms или promed.")
@click.option("--type", "type_", metavar="ТИП", help="Тип обращения.")
@click.option("--priority", metavar="ПРИОРИТЕТ", help="Приоритет.")
@click.option("--channel", metavar="КАНАЛ", default="phone", show_default=True, help="phone, iskiz, interactive.")
@click.option("--subject", metavar="ТЕКСТ", default="", help="Тема.")
@click.option("--description", metavar="ТЕКСТ", default="", help="Описание.")
@with_desk
def command(session: Session, /, *, why: int | None, dry: bool, lint: bool, days: int, **request: Any) -> int | None:
    """Tell a stored decision, try the rules, or check them."""
    if lint:
        return _lint(session, days)
    if why is not None:
        _why(session, why)
    elif dry:
        _dry(session, request)
    else:
        raise usage("Нужно --why НОМЕР, --dry-run или --lint.")
    return None


def _why(session: Session, number: int) -> None:
    view = granted(session.desk.tickets.view(number, session.actor))
    stored = view.decision
    if stored is None:
        answer({"number": number, "decision": None}, lambda: "Назначено вручную.", as_json=session.as_json)
        return
    document = {"number": number, "decision": _document(stored, session)}
    answer(document, lambda: "\n".join(decision_lines(stored, session.policy)), as_json=session.as_json)


def _dry(session: Session, request: dict[str, Any]) -> None:
    from core.tickets.registration.commands import Register
    from core.vocabulary import Channel, Mis, Priority, TicketType

    missing = [name for name in ("org", "mis", "type_", "priority") if not request[name]]
    if missing:
        raise usage("Для --dry-run нужны --org, --mis, --type и --priority.")
    policy = session.policy
    command = Register(
        subject=request["subject"], description=request["description"],
        organization=granted(session.desk.directory.find_organization(request["org"])).id, requester=0,
        mis=code(policy, Mis, request["mis"]), type=code(policy, TicketType, request["type_"]),
        priority=code(policy, Priority, request["priority"]), channel=code(policy, Channel, request["channel"]),
    )  # fmt: skip
    found = session.desk.tickets.dry_route(command)
    if found is None:
        answer({"decision": None}, lambda: "Ни одно правило не подходит.", as_json=session.as_json)
        return
    stored = found.decision
    document = {"decision": _document(stored, session)}
    answer(document, lambda: "\n".join(decision_lines(stored, session.policy)), as_json=session.as_json)


def _document(stored: Decision, session: Session) -> dict[str, Any]:
    from console.cli.json_shapes.inside_tickets import record_json

    document = record_json(stored, session.policy.zone) or {}
    return document | {"excluded": [record_json(each, session.policy.zone) for each in stored.excluded]}


def _lint(session: Session, days: int) -> int:
    found = session.desk.oversight.routing_problems(days)
    heads = {"severity": "Важность", "place": "Где", "message": "Что не так"}
    records = [_Shown(each.severity.value, each.code, each.place, each.message) for each in found]
    answer_records(session, "problems", records, heads, empty="Правила в порядке.")
    return Exit.BAD_INPUT if any(each.severity == "error" for each in found) else Exit.DONE
