"""The bytes of one configuration file, and no more of them than a configuration may have."""

import errno
import os
import stat
from pathlib import Path
from typing import Final

MAX_BYTES: Final = 256 * 1024
"""No file of a configuration is larger."""


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file, at most one more than :data:`MAX_BYTES`, so that a larger one is known by its size.

    Raises OSError, also for a folder, a pipe or a device: asking for one of those could wait for ever.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        kind = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(kind):
            raise OSError(errno.EISDIR if stat.S_ISDIR(kind) else errno.EINVAL, "это не обычный файл")
        return file.read(MAX_BYTES + 1)
