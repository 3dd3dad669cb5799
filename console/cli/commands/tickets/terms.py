"""``pult ticket``: terms and waiting (п. 4.8, 5.9, 6.7, 6.8)."""

from __future__ import annotations

import click

from console.cli.changing import change
from console.cli.command_classes import PultCommand
from console.cli.failure import usage
from console.cli.input.options import number_argument, once, text_option
from console.cli.input.typed_values import code, instant
from console.cli.session import Session, with_desk


@click.command("term", cls=PultCommand, help="Согласовать срок с МО или назвать ориентировочный (п. 4.8, 5.9, 6.8).")
@number_argument
@click.option("--due", metavar="ВРЕМЯ", help="Согласованный срок: «пт 12:00», «24.11 16:30», «+2ч» рабочего времени.")
@click.option(
    "--agreed-with", "agreed_with", metavar="КТО", help="С кем согласован: инициатор, его замещающий, руководитель."
)
@click.option(
    "--clock",
    metavar="СРОК",
    default="resolution",
    show_default=True,
    help="first_reaction, executor_reaction, resolution.",
)
@click.option("--indicative", metavar="ВРЕМЯ", help="Ориентировочный срок: ничего не обещает.")
@text_option("--reason", "Причина.")
@once
@with_desk
def term(
    session: Session, *, number: int, due: str | None, agreed_with: str | None, clock: str, indicative: str | None,
    reason: str | None, key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Agree a term, or give an indicative one."""
    from console.cli.input.naming import clinic_person
    from core.tickets.terms.commands import AgreeTerm, IndicateTerm
    from core.vocabulary import ClockName
    from core.when import DUE

    if indicative is not None and due is None:
        change(
            session,
            IndicateTerm(number=number, due=instant(session, indicative, DUE, "--indicative"), reason=reason),
            key,
            expect_version,
        )
        return
    if due is None or agreed_with is None or reason is None or indicative is not None:
        raise usage("Нужно либо --due, --agreed-with и --reason, либо --indicative.")
    command = AgreeTerm(
        number=number, due=instant(session, due, DUE, "--due"), reason=reason,
        agreed_with=clinic_person(session, number, agreed_with), clock=code(session.policy, ClockName, clock),
    )  # fmt: skip
    change(session, command, key, expect_version)


@click.command("wait", cls=PultCommand, help="Отметить, кого ждём: ожидание измеряется, сроки идут (п. 4.6).")
@number_argument
@click.option("--for", "waiting", metavar="КОГО", required=True, help="requester, organization, approval, third_line.")
@text_option("--text", "Чего ждём.")
@once
@with_desk
def wait(
    session: Session, *, number: int, waiting: str, text: str | None, key: str | None, expect_version: int | None
) -> None:
    """Say whom the ticket waits for."""
    from core.tickets.terms.commands import Wait
    from core.vocabulary import Waiting

    awaited = code(session.policy, Waiting, waiting)
    change(session, Wait(number=number, waiting=awaited, text=text), key, expect_version)


@click.command("resume", cls=PultCommand, help="Снять ожидание.")
@number_argument
@text_option("--text", "Что получено.")
@once
@with_desk
def resume(session: Session, number: int, text: str | None, key: str | None, expect_version: int | None) -> None:
    """Say that the waiting is over."""
    from core.tickets.terms.commands import Resume

    change(session, Resume(number=number, text=text), key, expect_version)


COMMANDS: tuple[click.Command, ...] = (term, wait, resume)
