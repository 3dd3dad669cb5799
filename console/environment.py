"""What must be true of the process before Textual is imported: its variables are read once, at that import."""

import codecs
import gc
import os
import signal
import sys
from collections.abc import Mapping
from typing import Final

_IMPORTS_OR_WRITES = ("TEXTUAL_DRIVER", "TEXTUAL_LOG", "TEXTUAL_DEVTOOLS_HOST", "TEXTUAL_DEVTOOLS_PORT", "TEXTUAL")
"""Variables by which Textual imports any module or writes any file."""


ENDING_SIGNALS = (signal.SIGHUP, signal.SIGTERM)
"""What tells a console to end; a thread of its own waits for them (:mod:`console.terminal.signals`)."""


LEAST_WIDTH: Final = 60
LEAST_HEIGHT: Final = 16
"""Columns and rows of the least terminal in which something can be read."""


class UnusableTerminal(Exception):
    """The terminal cannot show Russian; the message says what to do."""


def prepare() -> None:
    """Set what Textual reads at its import: call it before the first ``import textual``.

    The kitty protocol is switched off: with it capital Cyrillic letters cannot be typed in some terminals and
    Ctrl+letter arrives as Ctrl+Cyrillic.
    """
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    os.environ.setdefault("ESCDELAY", "25")  # as htop waits; whoever sits behind a line that splits keys sets more
    os.environ["TEXTUAL_FPS"] = "250"  # a key's answer waits for the next frame; at 60 that is up to 17 ms
    os.environ["TEXTUAL_ANIMATIONS"] = "none"  # a line over SSH has better things to carry
    gc.disable()  # until the start is over: imports make much and leave little to collect
    for name in _IMPORTS_OR_WRITES:
        os.environ.pop(name, None)


def rest_collector() -> None:
    """The start is over: the garbage collector works again, but never over what the start has made."""
    gc.freeze()
    gc.enable()


def few_colours(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether the terminal names no more than 16 colours, as PuTTY (``xterm``) and the Linux console do: the terminal's
    own colours then stay further apart than a mixture of them."""
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return False
    return not environ.get("TERM", "").endswith(("256color", "kitty", "direct", "ghostty"))


def reduced_motion(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether the operator wants nothing to light up or move: ``PULT_MOTION=none``."""
    return environ.get("PULT_MOTION", "") == "none"


def block_signals() -> None:
    """Keep the ending signals from this thread and from all that it starts later: call it before any is started."""
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDING_SIGNALS)


def require_utf8() -> None:
    """Make the terminal's streams UTF-8 whatever the locale, since the program writes nothing else.

    Raises UnusableTerminal when the locale names another code set outright (KOI8-R, CP1251): the terminal would show
    every Russian letter as two wrong ones. The locales C and POSIX name none and are taken as UTF-8.
    """
    named = declared_charset()
    if named is not None and not _is_utf8(named):
        raise UnusableTerminal(
            f"терминал не в UTF-8 (локаль называет «{named}»): выберите в настройках терминала UTF-8 "
            "и задайте, например, LANG=ru_RU.UTF-8"
        )
    for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def declares_utf8(environ: Mapping[str, str]) -> bool:
    """Whether the locale's variables name UTF-8, or no code set at all."""
    named = declared_charset(environ)
    return named is None or _is_utf8(named)


def declared_charset(environ: Mapping[str, str] = os.environ) -> str | None:
    """The code set that the locale's variables name, None when they name none."""
    locale = next((value for name in ("LC_ALL", "LC_CTYPE", "LANG") if (value := environ.get(name))), "")
    charset = locale.partition(".")[2].partition("@")[0]
    return charset or None


def _is_utf8(charset: str) -> bool:
    try:
        return codecs.lookup(charset).name == "utf-8"
    except LookupError:
        return False
