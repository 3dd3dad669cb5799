"""The fields of a template as options of a call: ``--field код=значение`` become lines of a text (Прил. 3, п. 3)."""

from __future__ import annotations

from collections.abc import Sequence

import click

from console.cli.failure import usage
from console.cli.input.options import Function
from console.cli.session import Session, granted


def field_option(function: Function) -> Function:
    """Add the option ``--field``, as often as there are fields."""
    return click.option(
        "--field", "fields", metavar="КОД=ЗНАЧЕНИЕ", multiple=True, help="Поле шаблона; можно несколько раз."
    )(function)


def lines(session: Session, template: str | None, fields: Sequence[str]) -> str:
    """The lines that some fields make; Failure where a field is not of the template, or there is none."""
    from core.tickets.registration.templates import filled, found

    if not fields:
        return ""
    if template is None:
        raise usage("--field: у обращения нет шаблона (--template)")
    pairs = [each.partition("=") for each in fields]
    bad = next((each for each, (_, equals, value) in zip(fields, pairs, strict=True) if not equals or not value), None)
    if bad is not None:
        raise usage(f"--field {bad}: нужно КОД=ЗНАЧЕНИЕ")
    values = {code.strip(): value.strip() for code, _, value in pairs}
    made: str = granted(filled(granted(found(template, session.policy.registration)), values))
    return made
