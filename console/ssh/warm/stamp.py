"""Which program a process runs, in words that two processes can compare: the release, Python, the host's settings."""

import os
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

COMPLETE: Final = "complete"
"""The file that ``deploy/install.sh`` puts into a release once all of it is there; nothing in it changes afterwards."""
_PARTS: Final = ("config", "console", "core")
HOME: Final = Path(__file__).resolve().parents[3]
"""The folder in which the packages of the program lie."""


def program_stamp(settings: Path) -> str:
    """The stamp of the program on the disk as this process would find it now, and of the host's settings.

    A release is known by its folder. Elsewhere every file of the program is looked at by time and size.
    """
    release = os.path.realpath(sys.prefix)
    words = [release, sys.version, str(HOME), *_of_file(settings)]
    complete = Path(release, COMPLETE)
    if complete.exists() and HOME.is_relative_to(release):
        words += _of_file(complete)
    else:  # a checkout; no library of digests is loaded for it
        words.append(str(zlib.crc32("\0".join(_of_tree(HOME)).encode())))
    return " ".join(words)


def _of_file(path: Path) -> tuple[str, ...]:
    try:
        found = path.stat()
    except OSError:
        return (str(path), "")
    return (str(path), f"{found.st_mtime_ns}:{found.st_size}")


def _of_tree(home: Path) -> Iterator[str]:
    folders = [home / part for part in _PARTS]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in sorted(entries, key=lambda each: each.name):
                if entry.is_dir():
                    folders += [] if entry.name == "__pycache__" else [Path(entry.path)]
                else:
                    found = entry.stat()
                    yield f"{entry.path}:{found.st_mtime_ns}:{found.st_size}"
