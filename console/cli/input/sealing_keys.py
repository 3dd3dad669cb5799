"""Keys of sealed copies, as ``pult backup`` and ``pult restore`` take them: nothing is loaded where none is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from console.cli.failure import bad_input

if TYPE_CHECKING:
    from core.store.copies.sealing import AgeKeys

Function = TypeVar("Function", bound=Callable[..., Any])


def identity_option(help_line: str) -> Callable[[Function], Function]:
    """Make the option that names a file with secret keys."""
    return click.option(
        "--identity", metavar="ФАЙЛ", type=click.Path(path_type=Path), envvar="PULT_IDENTITY", help=help_line
    )


def recipients_of(given: Sequence[str]) -> AgeKeys | None:
    """Whom a copy is sealed for; None where nobody is named. Raises Failure (8) for what is no key."""
    if not given:
        return None
    from core.store.copies.sealing import read_recipients

    try:
        return read_recipients(given)
    except ValueError as error:
        raise bad_input(f"{error}.", "recipient") from None


def identities_of(path: Path | None) -> AgeKeys | None:
    """What a sealed copy is opened with; None without a file. Raises Failure (8) for a file without a key."""
    if path is None:
        return None
    from core.store.copies.sealing import read_identities

    try:
        return read_identities(path)
    except ValueError as error:
        raise bad_input(f"{error}.", "identity") from None
