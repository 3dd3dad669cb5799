"""What makes cut words really go: the write-ahead log, which keeps every page as it was, is emptied after a redaction.

A cut text is a NULL in its row at once, and its page is overwritten (``secure_delete``, set for every connection: the
default differs from build to build, and a page that was rearranged earlier keeps copies). Copies that were made before
keep the words; nothing here reaches them, nor what a disk keeps of blocks that a file let go.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from core.store.backends.sqlite_engine import connector
from core.store.errors import StoreUnavailable

PATIENCE: Final = 3.0
"""Seconds for which the log is tried to be emptied while others read; a sweep tries again."""
_TURN: Final = 0.1
"""Seconds that one try may keep writers waiting."""
_PAUSE: Final = 0.02


def empty_log(path: Path, patience: float = PATIENCE) -> bool:
    """Carry the write-ahead log over and empty it; False where readers did not let go of it in time.

    Never raises: words are cut already, and whoever cannot empty the log now is followed by one who can.
    """
    deadline = monotonic() + patience
    try:
        with closing(connector(path, _TURN)()) as connection:
            while not _emptied(connection):
                if monotonic() >= deadline:
                    return False
                sleep(_PAUSE)
    except (sqlite3.Error, StoreUnavailable):
        return False
    return True


def _emptied(connection: sqlite3.Connection) -> bool:
    try:
        (busy, *_frames) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError:  # another checkpoint is under way
        return False
    return not busy
