"""``pult ticket``: terms, waiting, proposed priorities (п. 4.8, 6.7, 6.8)."""

from __future__ import annotations

import click

COMMANDS: tuple[click.Command, ...] = ()
