"""Where answers go: one JSON document or Russian text on standard output, diagnostics on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any, TextIO

import click

from console.cli.failure import Failure


def dump(document: Any, stream: TextIO) -> str:
    """Write a document as one JSON text; escaped where the stream cannot carry Russian."""
    utf8 = (stream.encoding or "utf-8").lower().replace("-", "").startswith("utf8")
    return json.dumps(document, ensure_ascii=not utf8, indent=2)


def answer(document: Any, text: Callable[[], str], *, as_json: bool) -> None:
    """Answer on standard output; *text* is asked for only when it is shown."""
    click.echo(_encodable(dump(document, sys.stdout)) if as_json else _harmless(text()))


def write_new(destination: str, body: bytes) -> None:
    """Write a file that did not exist, private; raises Failure (8) where there is one, or no room."""
    from console.cli.failure import bad_input
    from core.wording import reason

    try:
        with os.fdopen(os.open(destination, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as stream:
            stream.write(body)
    except OSError as error:
        raise bad_input(f"Файл {destination} не записан: {reason(error)}.", "file") from None


def note(text: str) -> None:
    """Tell the operator something beside the answer, on standard error."""
    click.echo(_harmless(text), err=True)


def tell(failure: Failure, *, as_json: bool) -> None:
    """Tell a failure on standard error."""
    click.echo(_encodable(dump(failure.document(), sys.stderr)) if as_json else _harmless(failure.text()), err=True)


def _harmless(text: str) -> str:
    """Make a whole text harmless to a terminal, whatever people's words it holds."""
    from core.text import safe

    return safe(text)


def _encodable(text: str) -> str:
    """Replace halves of surrogate pairs, which bytes of arguments that are not UTF-8 become."""
    return text.encode("utf-8", "replace").decode("utf-8")
