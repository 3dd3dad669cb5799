"""The dictionary's word graphs read where they lie in their files, instead of being copied into each process.

dawg2-python 0.9 copies 14 MB of them into the memory of each process. Mapped, a page is in memory once for all the
processes of a host, and only if it was looked at.
"""

from __future__ import annotations

import struct
from functools import cache
from mmap import ACCESS_READ, mmap
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from dawg_python import wrapper  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from io import BytesIO

_COUNT: Final = struct.Struct("=I")
_UNIT: Final = 4


class MappedDictionary(wrapper.Dictionary):  # type: ignore[misc]
    """The graph's units, four bytes each."""

    def read(self, fp: BytesIO) -> None:
        """Take them from where a file stands, which is left behind them. Raises OSError."""
        self._units = cast("Any", _mapped(fp, _UNIT).cast("I"))


class MappedGuide(wrapper.Guide):  # type: ignore[misc]
    """The order in which the graph is walked, two bytes a unit."""

    def read(self, fp: BytesIO) -> None:
        """Take it from where a file stands, which is left behind it. Raises OSError."""
        self._units = cast("Any", _mapped(fp, 2))


@cache
def map_dictionaries() -> None:
    """Have every graph that is loaded from now on read in its file."""
    wrapper.Dictionary = MappedDictionary
    wrapper.Guide = MappedGuide


def _mapped(file: BytesIO | BinaryIO, size: int) -> memoryview:
    """So many units as the file says next, each of ``size`` bytes."""
    count = _COUNT.unpack(file.read(_COUNT.size))[0]
    start = file.tell()
    end = file.seek(start + count * size)
    whole = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
    if end > len(whole):
        raise EOFError("the dictionary's file is cut short")
    return whole[start:end]
