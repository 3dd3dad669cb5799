"""How far long work is, told on standard error to whoever waits for it."""

from typing import Final

import click

_LARGE: Final = 5_000
"""Tickets of a desk that is worth telling of."""
_STEP: Final = 500


def index_progress(done: int, of: int) -> None:
    """The search index: a line for every tenth of a large desk."""
    if of > _LARGE and (done * 10 // of > max(0, done - _STEP) * 10 // of or done == of):
        click.echo(f"Индекс поиска: {done} обращений из {of}", err=True)
