"""``pult ticket``: watchers, attachments, links, split, duplicates, external numbers."""

from __future__ import annotations

import click

COMMANDS: tuple[click.Command, ...] = ()
