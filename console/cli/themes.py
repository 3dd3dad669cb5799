"""The option that chooses the console's colours, for every command that opens it."""

from __future__ import annotations

import os
from typing import Final

import click

from console.cli.input.typed_values import word
from console.labels import THEME_TITLES

THEME: Final = click.option(
    "--theme",
    metavar="ТЕМА",
    envvar="PULT_THEME",
    help="Цвета: dark, light, contrast, ansi; без выбора — по терминалу [PULT_THEME].",
)


def theme_of(given: str | None) -> str | None:
    """The theme that was named, in English or Russian; None: none was. Raises Failure (8) for an unknown one.

    The variable is asked here as well: click does not ask it for a command that another one opens.
    """
    given = given or os.environ.get("PULT_THEME")
    return word("тема", THEME_TITLES, given) if given else None
