"""What a call of ``pult`` asks for, where it surely opens the console over the view of all open tickets."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from console.palettes import PALETTES

_OPTIONS: Final = ("--db", "--config", "--as", "--theme", "--view")


@dataclass(frozen=True, slots=True)
class FirstRequest:
    """A call that opens the console: where, by which settings, as whom, in which colours."""

    database: str
    config: Path | None
    login: str
    own_login: str
    """The operating system's name of whoever calls."""
    theme: str | None
    now: str | None
    """What the clock is to show, as it was given."""


def request_of(arguments: Sequence[str], environ: Mapping[str, str]) -> FirstRequest | None:
    """Read a command line; None for whatever is not plainly ``pult`` or ``pult console`` over the open tickets."""
    given = _options(arguments)
    if given is None or given.get("--view", "open") != "open":
        return None
    theme = given.get("--theme") or environ.get("PULT_THEME") or None
    config = given.get("--config") or environ.get("PULT_CONFIG")
    own = own_login()
    if own is None or theme not in (None, *PALETTES):
        return None
    return FirstRequest(
        database=given.get("--db") or environ.get("PULT_DB") or _usual_place(environ),
        config=Path(config) if config else None,
        login=given.get("--as") or environ.get("PULT_USER") or own,
        own_login=own,
        theme=theme,
        now=environ.get("PULT_NOW") or None,
    )


def _options(arguments: Sequence[str]) -> dict[str, str] | None:
    """The options by name; None where anything else stands among them."""
    found: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name == "console" and not equals and "console" not in found:
            found["console"] = name
        elif name in _OPTIONS and (equals or rest):
            value = value if equals else rest.pop(0)
            if not value.isprintable() or not value or value.startswith("-"):
                return None
            found[name] = value
        else:
            return None
    return found if "console" in found or not found.keys() & {"--theme", "--view"} else None


def own_login() -> str | None:
    """The operating system's name of this process's user; None where it has none."""
    import pwd

    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return None


def _usual_place(environ: Mapping[str, str]) -> str:
    """The file in the XDG data folder, as :mod:`platformdirs` finds it."""
    given = environ.get("XDG_DATA_HOME", "").strip()
    return os.path.join(given or os.path.expanduser("~/.local/share"), "pult", "pult.db")
