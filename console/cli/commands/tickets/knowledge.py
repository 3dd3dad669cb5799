"""``pult ticket outage|solution``: mass incidents and documented solutions (п. 5.4, 6.3)."""

from __future__ import annotations

import click

from console.cli.changing import change
from console.cli.command_classes import PultCommand
from console.cli.input.options import Count, number_argument, once
from console.cli.session import Session, with_desk


@click.command("outage", cls=PultCommand, help="Отнести обращение к сбою (п. 5.4, 6.3).")
@number_argument
@click.argument("outage", type=Count(1), metavar="СБОЙ", help="Номер сбоя.")
@click.option("--off", is_flag=True, help="Отделить от сбоя.")
@once
@with_desk
def outage(
    session: Session, *, number: int, outage: int, off: bool, key: str | None, expect_version: int | None
) -> None:
    """Attach the ticket to a mass incident, or take it off."""
    from core.tickets.outages.joining import JoinOutage

    change(session, JoinOutage(number=number, outage=outage, left=off), key, expect_version)


@click.command("solution", cls=PultCommand, help="Отметить, какое решение из базы применено (п. 5.4).")
@number_argument
@click.argument("solution", type=Count(1), metavar="РЕШЕНИЕ", help="Номер решения.")
@once
@with_desk
def solution(session: Session, number: int, solution: int, key: str | None, expect_version: int | None) -> None:
    """Say which documented solution was given."""
    from core.tickets.knowledge.solutions import UseSolution

    change(session, UseSolution(number=number, solution=solution), key, expect_version)


COMMANDS: tuple[click.Command, ...] = (outage, solution)
