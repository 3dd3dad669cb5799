"""``pult ticket``: tasks and approvals (п. 4.4, 11.4)."""

from __future__ import annotations

import click

COMMANDS: tuple[click.Command, ...] = ()
