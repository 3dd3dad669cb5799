"""``pult ticket``: a request from its registration to its closing. The commands stand in modules of their own."""

from __future__ import annotations

import click

from console.cli.command_classes import PultGroup
from console.cli.commands.tickets import (
    ticket_oversight,
    ticket_processing,
    ticket_reading,
    ticket_relations,
    ticket_tasks,
    ticket_terms,
    ticket_third_line,
    ticket_work,
)


@click.group("ticket", cls=PultGroup, help="Зарегистрировать обращение, вести его и закрыть.")
def command() -> None:
    """Group the commands of tickets."""


_PARTS = (
    ticket_reading,
    ticket_work,
    ticket_processing,
    ticket_terms,
    ticket_tasks,
    ticket_relations,
    ticket_third_line,
    ticket_oversight,
)
for _part in _PARTS:
    for _each in _part.COMMANDS:
        command.add_command(_each)
