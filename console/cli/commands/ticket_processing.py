"""``pult ticket``: checklist, requests for what is missing, templates (п. 5.4, 5.5)."""

from __future__ import annotations

import click

COMMANDS: tuple[click.Command, ...] = ()
