"""``pult ticket``: a request from its registration to its closing. The commands stand in two modules of their own."""

from __future__ import annotations

import click

from console.cli.base import PultGroup
from console.cli.commands import ticket_reading, ticket_work


@click.group("ticket", cls=PultGroup, help="Зарегистрировать обращение, вести его и закрыть.")
def command() -> None:
    """Group the commands of tickets."""


for _each in (*ticket_reading.COMMANDS, *ticket_work.COMMANDS):
    command.add_command(_each)
