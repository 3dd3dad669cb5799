"""``pult ticket``: forced closing, disputes, remote sessions, workplaces (п. 4.9; Прил. 2; гл. 8, 9)."""

from __future__ import annotations

import click

COMMANDS: tuple[click.Command, ...] = ()
