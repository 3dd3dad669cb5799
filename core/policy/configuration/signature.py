"""Which files a policy may come from, and how they are told from what they were."""

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from core.policy.configuration.locations import CALENDARS, shipped_directory

Signature = tuple[tuple[str, int, int], ...]
_YAML: Final = re.compile(r"\.y.*ml\Z", re.DOTALL)


def sign(directory: Path | None) -> Signature:
    """Sign every file that the policy may come from by name, time of change (ns) and size."""
    return tuple(sorted(map(_stat, _paths(directory))))


def paths_of(directory: Path | None) -> list[str]:
    """The path of every file that the policy may come from, in order."""
    return sorted(_paths(directory))


def _paths(directory: Path | None) -> Iterator[str]:
    return (each for folder in _folders(directory) for each in _named(folder))


@cache
def _folders(directory: Path | None) -> tuple[str, ...]:
    homes = [shipped_directory()] if directory is None else [shipped_directory(), directory]
    return tuple(str(folder) for home in homes for folder in (home, home / CALENDARS))


def _named(folder: str) -> Iterator[str]:
    """Every file of a folder; none of one that is not there. Asked for with every command, so names stay plain text."""
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        if ".y" in name and _YAML.search(name):
            yield f"{folder}/{name}"


def _stat(path: str) -> tuple[str, int, int]:
    """Give name, time and size of a file; a file gone meanwhile has neither."""
    try:
        stat = os.stat(path)
    except OSError:
        return path, 0, 0
    return path, stat.st_mtime_ns, stat.st_size
