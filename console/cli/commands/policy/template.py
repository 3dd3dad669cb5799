"""``pult template list|show``: the templates by kind of request (п. 5.4; Прил. 3, п. 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from console.cli.command_classes import PultGroup
from console.cli.output import answer
from console.cli.session import Session, granted, with_session

if TYPE_CHECKING:
    from core.policy import Policy, Template


@click.group("template", cls=PultGroup, help="Шаблоны обращений по видам (п. 5.4).")
def command() -> None:
    """Group the commands of templates."""


@command.command("list", help="Перечислить шаблоны.")
@with_session
def list_(session: Session) -> None:
    """List every template with its fields."""
    policy = session.policy
    templates = policy.registration.templates
    document = {"total": len(templates), "templates": [_json(each) for each in templates]}

    def text() -> str:
        return "\n".join(f"{each.code:12} {each.name}" for each in templates) or "Шаблонов нет."

    answer(document, text, as_json=session.as_json)


@command.command("show", help="Показать шаблон с его полями.")
@click.argument("code", metavar="КОД", help="Код шаблона.")
@with_session
def show(session: Session, code: str) -> None:
    """Show one template; not found is exit code 4."""
    from core.tickets.registration.templates import found

    policy = session.policy
    template = granted(found(code, policy.registration))
    answer(_json(template), lambda: _text(template, policy), as_json=session.as_json)


def _json(template: Template) -> dict[str, Any]:
    return {
        "code": template.code,
        "name": template.name,
        "mis": template.mis,
        "type": template.type,
        "fields": [{"code": field.code, "label": field.label, "required": field.required} for field in template.fields],
    }


def _text(template: Template, policy: Policy) -> str:
    kind = policy.labels.of(template.type) if template.type else "любой тип"
    mis = policy.labels.of(template.mis) if template.mis else "любая МИС"
    fields = (
        f"  {field.code:12} {field.label}{'' if field.required else ' (не обязательно)'}" for field in template.fields
    )
    return "\n".join((f"{template.name} ({kind}, {mis})", *fields))
