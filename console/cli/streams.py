"""Standard streams and arguments as the command line needs them, whatever the caller closed or misnamed."""

from __future__ import annotations

import os
import sys
from typing import Any


def in_utf8(argument: str) -> str:
    """Read an argument as UTF-8 where the locale knows only ASCII (``LC_ALL=C``) and would lose every letter of it."""
    if argument.isascii() or sys.getfilesystemencoding().lower() not in ("ascii", "us-ascii", "646"):
        return argument
    return os.fsencode(argument).decode("utf-8", "surrogateescape")


def in_bytes_of_paths(text: str) -> str:
    """Give a path back as the operating system wants it: the inverse of :func:`in_utf8`."""
    if text.isascii() or sys.getfilesystemencoding().lower() not in ("ascii", "us-ascii", "646"):
        return text
    return os.fsdecode(text.encode("utf-8", "surrogateescape"))


def open_streams() -> None:
    """Put the null device in the place of closed standard output and error, and let both lose letters, not fail.

    A closed descriptor would otherwise go to the next file that is opened: the store.
    """
    if sys.stdout is None or sys.stderr is None:
        while os.open(os.devnull, os.O_RDWR) <= 2:
            pass
    sys.stdout = _usable(sys.stdout)
    sys.stderr = _usable(sys.stderr)


def _usable(stream: Any) -> Any:
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")
    return stream


def discard_output() -> None:
    """Send what is still buffered nowhere, or Python complains at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
