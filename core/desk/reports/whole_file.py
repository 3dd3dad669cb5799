"""A file that is there as a whole or not at all: written beside its place, made sure of on the disk, then named."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def write_whole(place: Path, body: bytes, before: Callable[[], object]) -> None:
    """Write a file that is not there yet; ``before`` is called once its bytes are safe and before it has its name.

    Readable for the folder's group. Raises OSError, and leaves nothing behind.
    """
    beside = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        handle = os.open(beside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_NOFOLLOW, 0o640)
        with os.fdopen(handle, "wb") as stream:
            stream.write(body)
            stream.flush()
            os.fsync(handle)
        before()
        beside.rename(place)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    _sync(place.parent)


def _sync(folder: Path) -> None:
    """Make sure of the name too; a folder of the network that cannot be asked to has it all the same."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
