"""What Python compiles of texts at every start, methods of dataclasses and patterns, kept compiled beside the ``.pyc``.

Python compiles the source of a module once, but what ``dataclasses`` and ``re`` are given at every start: half of the
time of ours. What is kept goes by the text itself, so it is never stale: another text is another entry, and is
compiled as ever. :mod:`core.write_generated_code` writes it, :mod:`core.kept_patterns` knows how ``re`` is met; why and
what it gains: ``docs/decisions/generated-code-kept-compiled.md``.
"""

import builtins
import dataclasses
import importlib.util
import marshal
import os
import stat
from collections.abc import Callable
from hashlib import blake2b
from mmap import ACCESS_READ, mmap
from pathlib import Path
from types import CodeType
from typing import Any, Final

from core import kept_patterns

HEAD: Final = b"pult generated code 2\n" + importlib.util.MAGIC_NUMBER
"""Begins the file: its layout, and the bytecode of the one kind of Python that may run it."""
LENGTH: Final = 4
"""Bytes of the index's length, which follows the head; the index follows, then what is kept."""


def digest(text: str) -> bytes:
    """What an entry goes by: 16 bytes of BLAKE2b over the text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def compiled(text: str) -> CodeType:
    """Compile a text as ``exec`` in the module ``dataclasses`` does: under no future statement."""
    return compile(text, "<string>", "exec", dont_inherit=True)


def place() -> Path:
    """Where it is kept: beside this module's ``.pyc``, a file for each kind of Python and of optimisation."""
    return Path(importlib.util.cache_from_source(str(Path(__file__).with_name("generated_methods.py"))))


class KeptCode:
    """Code objects and compiled patterns by the digests of their texts; one is read when it is asked for."""

    def __init__(self, content: bytes | mmap) -> None:
        """Read the index. Raises ValueError for anything that is not whole or not for this Python."""
        start = len(HEAD) + LENGTH
        if content[: len(HEAD)] != HEAD:
            raise ValueError("other code")
        end = start + int.from_bytes(content[len(HEAD) : start], "big")
        index = marshal.loads(content[start:end]) if end < len(content) else {}
        if end + sum(length for _, length in index.values()) != len(content):
            raise ValueError("cut short")
        self._content, self._start, self._index = content, end, index

    def find(self, text: str) -> CodeType | None:
        """The code of a text; None where it is not kept."""
        found: CodeType | None = self._kept(digest(text))
        return found

    def pattern(self, text: str, flags: int) -> kept_patterns.Compiled | None:
        """What a pattern compiles to; None where it is not kept."""
        found: kept_patterns.Compiled | None = self._kept(digest(kept_patterns.name_of(text, flags)))
        return found

    def _kept(self, key: bytes) -> Any:
        found = self._index.get(key)
        if found is None:
            return None
        first = self._start + found[0]
        return marshal.loads(self._content[first : first + found[1]])


def read(path: Path) -> KeptCode | None:
    """What is kept in a file; None where there is none that may be believed.

    It is believed as a ``.pyc`` is, and less: it must belong to root, to whoever runs us or to whoever owns this
    module, and nobody else may be able to write it.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0))
    except OSError:
        return None
    try:
        state = os.fstat(handle)
        owners = {0, os.geteuid(), Path(__file__).stat().st_uid}
        if not stat.S_ISREG(state.st_mode) or state.st_uid not in owners or state.st_mode & 0o022:
            return None
        return KeptCode(mmap(handle, 0, access=ACCESS_READ))
    except (OSError, ValueError, EOFError, TypeError):
        return None
    finally:
        os.close(handle)


def install(kept: KeptCode | None = None) -> None:
    """Let ``dataclasses`` and ``re`` take what is kept instead of compiling the same text again; without any all stays
    as it is.

    The name ``exec`` of ``dataclasses`` is looked up in its module first. What is run is what the text compiles to, for
    every dataclass of this process alike.
    """
    kept = kept or read(place())
    if kept is not None:
        find = kept.find
        execute_by(lambda text: find(text) or compiled(text))
        kept_patterns.compile_by(kept.pattern)


def execute_by(code_of: Callable[[str], CodeType]) -> None:
    """Let ``dataclasses`` run, for each text that it writes, the code that ``code_of`` gives."""

    def execute(text: str, names: dict[str, Any] | None = None, found: dict[str, Any] | None = None) -> None:
        builtins.exec(code_of(text), names, found)

    vars(dataclasses)["exec"] = execute


def uninstall() -> None:
    """Let ``dataclasses`` and ``re`` compile again."""
    vars(dataclasses).pop("exec", None)
    kept_patterns.uninstall()
