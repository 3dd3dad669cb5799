"""Files that an operator names: read whole, with a Russian sentence when that fails."""

import os
from pathlib import Path
from typing import Final

from console.sandbox import require_files
from core.text import safe_line
from core.wording import reason

LARGEST_FILE: Final = 64 * 1024 * 1024
"""Bytes of the largest file that is read at all; the policy's own limit is the core's to tell."""


def read_file(path: str) -> tuple[str, bytes]:
    """Name and bytes of a file; «~» is the home folder. Raises OSError with a Russian sentence."""
    require_files()
    place = Path(path).expanduser()
    shown = safe_line(str(place))
    try:
        if not place.is_file():
            raise OSError(f"Файла {shown} нет." if not place.exists() else f"{shown} — не файл.")
        if place.stat().st_size > LARGEST_FILE:
            raise OSError(f"Файл {shown} больше {LARGEST_FILE // (1024 * 1024)} МБ.")
        return place.name, place.read_bytes()
    except OSError as error:
        if error.errno is None:
            raise
        raise OSError(f"Файл {shown} не читается: {reason(error)}.") from error


def write_file(path: str, body: bytes) -> str:
    """Write a new file that its owner alone reads, and give its path; one that exists is never replaced.

    Raises OSError with a Russian sentence.
    """
    require_files()
    place = Path(path).expanduser()
    shown = safe_line(str(place))
    try:
        with os.fdopen(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as stream:
            stream.write(body)
    except FileExistsError as error:
        if place.is_dir():
            raise OSError(f"{shown} — папка: допишите имя файла.") from error
        raise OSError(f"Файл {shown} уже есть: выберите другое имя.") from error
    except OSError as error:
        raise OSError(f"Файл {shown} не записан: {reason(error)}.") from error
    return str(place)
