"""The settings of a desk's host: lines ``NAME=value`` of a file that root keeps, which systemd's units read as well."""

import os
import re
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

DEFAULT: Final = Path("/etc/pult/pult.env")
WARM_SOCKET: Final = "/run/pult/warm.sock"
"""Where the warm host listens unless ``PULT_WARM`` says otherwise; ``PULT_WARM=`` means that there is none."""
_LARGEST: Final = 64 * 1024
_LINE: Final = re.compile(r"(PULT_[A-Z_]+)=(.*)")
_OPTION: Final = "--settings"


class DoorClosed(Exception):
    """Nobody can be let in: the message is for the system log."""


@dataclass(frozen=True, slots=True)
class HostSettings:
    """``path`` is the file; ``state`` the folder of drafts, None where each account's own is meant; ``warm`` the socket
    of the warm host, None where none is wanted."""

    path: Path
    database: str
    config: str | None
    state: str | None
    warm: str | None = None


def take_settings(arguments: Sequence[str]) -> tuple[HostSettings, list[str]]:
    """Read the file that ``--settings FILE`` names, or the usual one; gives the other arguments too.

    Raises DoorClosed.
    """
    rest = list(arguments)
    path = DEFAULT
    if rest[:1] == [_OPTION] and len(rest) > 1:
        path, rest = Path(rest[1]), rest[2:]
    return read_settings(path), rest


def as_arguments(settings: HostSettings) -> tuple[str, ...]:
    """The arguments by which another program of the door finds the same settings."""
    return (_OPTION, str(settings.path))


def read_settings(path: Path) -> HostSettings:
    """The settings of a file that nobody but root, or this account, can write. Raises DoorClosed."""
    try:
        with path.open("rb") as stream:
            found = os.fstat(stream.fileno())
            text = stream.read(_LARGEST).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DoorClosed(f"settings {path} cannot be read ({type(error).__name__})") from None
    if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH) or found.st_uid not in (0, os.geteuid()):
        raise DoorClosed(f"settings {path} can be written by others")
    values = _values(path, text)
    if "PULT_DB" not in values:
        raise DoorClosed(f"settings {path} name no PULT_DB")
    config, state, warm = (values.get(f"PULT_{name}") or None for name in ("CONFIG", "STATE", "WARM"))
    return HostSettings(path, values["PULT_DB"], config, state, warm if "PULT_WARM" in values else WARM_SOCKET)


def _values(path: Path, text: str) -> dict[str, str]:
    values = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None:
            raise DoorClosed(f"settings {path}, line {number}: not NAME=value")
        values[match[1]] = match[2].strip().strip('"')
    return values
