"""Where answers go: one JSON document or Russian text on standard output, diagnostics on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TextIO

import click

from console.cli.command_classes import Settings, UnderstoodOption
from console.cli.failure import Failure, bad_input


def dump(document: Any, stream: TextIO) -> str:
    """Write a document as one JSON text; escaped where the stream cannot carry Russian."""
    utf8 = (stream.encoding or "utf-8").lower().replace("-", "").startswith("utf8")
    return json.dumps(document, ensure_ascii=not utf8, indent=2)


def answer(document: Any, text: Callable[[], str], *, as_json: bool) -> None:
    """Answer on standard output; *text* is asked for only when it is shown."""
    settings = _settings()
    read = settings.understood
    if as_json:
        if settings.at is not None and isinstance(document, dict):
            document = {"at": settings.at[0], **document}
        if (meant := _written(read)) and isinstance(document, dict):
            document = {**document, "understood": meant}
        click.echo(_encodable(dump(document, sys.stdout)))
    else:
        as_of = [] if settings.at is None else [f"ПРОШЛОЕ: так было {settings.at[1]}."]
        click.echo(_harmless("\n".join([*as_of, text(), *_told(read)])))
        if settings.barred:
            note(f"{settings.barred}.")


def _settings() -> Settings:
    """What this call has found out beside its answer."""
    context = click.get_current_context(silent=True)
    found = None if context is None else context.find_object(Settings)
    return Settings() if found is None else found


def _told(read: Sequence[UnderstoodOption]) -> list[str]:
    """«понято: пт 27.11.2026 12:00», a line each; of several each names its option."""
    return [f"понято: {each.told}" + (f" ({each.option})" if len(read) > 1 else "") for each in read]


def _written(read: Sequence[UnderstoodOption]) -> dict[str, str]:
    """By option, what people's words were understood as; ISO 8601 is what it says."""
    return {each.option.removeprefix("--").replace("-", "_").lower(): each.written for each in read if each.by_people}


def must_be_new(destination: str, named: str) -> None:
    """Raise Failure (8) where something stands at a place already, with a name that is free; ``named``: of what it is.

    Asked before anything is put on record.
    """
    place = Path(destination).expanduser()
    if place.is_dir():
        free = _free(place / named)
        raise bad_input(f"{destination} — папка: назовите файл, например {free}.", "file", suggestion=str(free))
    if os.path.lexists(place):
        free = _free(place)
        told = f"Файл {destination} уже есть и не заменяется: назовите другой, например {free}."
        raise bad_input(told, "file", suggestion=str(free))


def _free(place: Path) -> Path:
    """The place itself, or the nearest name beside it that nothing has: «скан.pdf», «скан-2.pdf»."""
    names = (place, *(place.with_name(f"{place.stem}-{count}{place.suffix}") for count in range(2, 1000)))
    return next((each for each in names if not os.path.lexists(each)), place)


def write_new(destination: str, body: bytes) -> None:
    """Write a file that did not exist, private; raises Failure (8) where there is one, or no room."""
    from core.wording import reason

    must_be_new(destination, "файл")
    destination = os.path.expanduser(destination)
    try:
        with os.fdopen(os.open(destination, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as stream:
            stream.write(body)
    except OSError as error:
        raise bad_input(f"Файл {destination} не записан: {reason(error)}.", "file") from None


def note(text: str) -> None:
    """Tell the operator something beside the answer, on standard error."""
    click.echo(_harmless(text), err=True)


def tell(failure: Failure, *, as_json: bool, read: Sequence[UnderstoodOption] = ()) -> None:
    """Tell a failure on standard error, and how dates and instants were understood: it may be the reason."""
    if as_json:
        if meant := _written(read):
            failure.details["understood"] = meant
        click.echo(_encodable(dump(failure.document(), sys.stderr)), err=True)
    else:
        click.echo(_harmless("\n".join([failure.text(), *_told(read)])), err=True)


def _harmless(text: str) -> str:
    """Make a whole text harmless to a terminal, whatever people's words it holds."""
    from core.text import safe

    return safe(text)


def _encodable(text: str) -> str:
    """Replace halves of surrogate pairs, which bytes of arguments that are not UTF-8 become."""
    return text.encode("utf-8", "replace").decode("utf-8")
