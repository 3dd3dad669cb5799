"""``pult ticket``: assignment and ТЛТП (п. 4.8; гл. 7)."""

from __future__ import annotations

import click

COMMANDS: tuple[click.Command, ...] = ()
