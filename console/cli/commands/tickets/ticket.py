"""``pult ticket``: a request from its registration to its closing. The commands stand in modules of their own."""

from __future__ import annotations

import click

from console.cli.command_classes import PultGroup
from console.cli.commands.tickets import (
    answers,
    assignment,
    classification,
    closing,
    knowledge,
    reading,
    relations,
    remote_access,
    tasks,
    terms,
    third_line,
)


@click.group("ticket", cls=PultGroup, help="Зарегистрировать обращение, вести его и закрыть.")
def command() -> None:
    """Group the commands of tickets."""


_PARTS = (
    reading,
    answers,
    assignment,
    classification,
    terms,
    tasks,
    relations,
    third_line,
    closing,
    remote_access,
    knowledge,
)
for _part in _PARTS:
    for _each in _part.COMMANDS:
        command.add_command(_each)
