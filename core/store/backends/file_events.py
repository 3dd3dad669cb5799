"""What the system tells of files that are written to (inotify, Linux), so that nobody has to look whether they were.

Two calls of libc are all that it takes; a library for it would bring its own thread and its own loop.
"""

import os
import struct
from collections.abc import Callable, Sequence
from pathlib import Path
from select import select
from threading import Lock
from typing import Final, TypeAlias

_MODIFIED, _MOVED, _DELETED, _GONE = 0x2, 0x800, 0x400, 0x8000
_ASKED: Final = _MODIFIED | _MOVED | _DELETED
_HEAD: Final = struct.Struct("iIII")
_AT_ONCE: Final = 65_536
Files: TypeAlias = Sequence[int]
Waiting: TypeAlias = Callable[[Files, Files, Files], tuple[Files, Files, Files]]
"""Waits for files to be readable, however long that takes, as :func:`select.select` does."""


class FileEvents:
    """Of the files at ``paths``; a path at which nothing stands is watched once :meth:`watch` finds something there.

    Raises OSError where there are no such events.
    """

    def __init__(self, paths: Sequence[Path], waiting: Waiting = select) -> None:
        from ctypes import CDLL  # not loaded by whoever never waits

        self._paths = tuple(os.fsencode(path) for path in paths)
        self._waiting = waiting
        try:
            self._libc = CDLL(None, use_errno=True)
            self._events = int(self._libc.inotify_init1(os.O_CLOEXEC | os.O_NONBLOCK))
        except AttributeError:
            raise OSError("no inotify") from None
        if self._events < 0:
            raise OSError("no inotify")
        self._woken, self._waker = os.pipe()
        self._over, self._open = False, True
        self._closing = Lock()
        self.watch()

    def watch(self) -> None:
        """Watch what stands at the paths now; what is watched already stays so."""
        with self._closing:
            for path in self._paths if self._open else ():
                self._libc.inotify_add_watch(self._events, path, _ASKED)

    def wait(self) -> bool:
        """Wait until one of the files is written to, moved or removed; False once it is to :meth:`end`."""
        ready, _, _ = self._waiting([self._events, self._woken], [], [])
        if self._over:
            return False
        if self._events in ready and self._told() & (_MOVED | _DELETED | _GONE):
            self.watch()
        return True

    def end(self) -> None:
        """From another thread: whoever waits is to stop, and to :meth:`close` this."""
        self._over = True
        with self._closing:
            if self._open:
                os.write(self._waker, b".")

    def close(self) -> None:
        """Let go of it; by the thread that waits, once it does no more."""
        with self._closing:
            for each in (self._events, self._woken, self._waker) if self._open else ():
                os.close(each)
            self._open = False

    def _told(self) -> int:
        """Everything that was told since, as one mask."""
        told = os.read(self._events, _AT_ONCE)
        at, all_of_it = 0, 0
        while at < len(told):
            _, mask, _, name = _HEAD.unpack_from(told, at)
            all_of_it |= mask
            at += _HEAD.size + name
        return all_of_it
