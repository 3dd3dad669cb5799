"""``python -m core.write_generated_code core console``: keep generated methods and patterns of these packages compiled.

The build does so beside compiling the source (``Makefile``, ``deploy/install.sh``).
"""

import importlib
import marshal
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from pkgutil import walk_packages
from types import CodeType

from core import kept_patterns
from core.generated_code import HEAD, LENGTH, compiled, digest, execute_by, place, uninstall

_RUN_ALONE = (".__main__", ".migrations", ".write_generated_code")
"""What is no module to be imported."""
Kept = CodeType | kept_patterns.Compiled


def in_bytes(codes: Mapping[bytes, Kept]) -> bytes:
    """The content of the file that keeps these codes, by the digests of their texts."""
    index: dict[bytes, tuple[int, int]] = {}
    parts: list[bytes] = []
    length = 0
    for key, code in sorted(codes.items(), key=lambda each: each[0]):
        part = marshal.dumps(code)
        index[key] = (length, len(part))
        length += len(part)
        parts.append(part)
    head = marshal.dumps(index)
    return b"".join((HEAD, len(head).to_bytes(LENGTH, "big"), head, *parts))


def modules_of(packages: Sequence[str]) -> Iterator[str]:
    """The names of all modules of some packages, of those first that hold others."""
    for package in packages:
        yield package
        folders = importlib.import_module(package).__path__
        for module in walk_packages(folders, f"{package}."):
            if not any(part in module.name for part in _RUN_ALONE):
                yield module.name


def gather(packages: Sequence[str]) -> dict[bytes, Kept]:
    """Load every module of the packages; give the code of every dataclass and pattern that is made by the way."""
    codes: dict[bytes, Kept] = {}

    def keep(text: str) -> CodeType:
        return codes.setdefault(digest(text), compiled(text))  # type: ignore[return-value]

    def keep_pattern(text: str, flags: int) -> kept_patterns.Compiled | None:
        try:
            pattern = kept_patterns.compiled(text, flags)
        except re.error:  # to be raised by whoever compiles it
            return None
        codes[digest(kept_patterns.name_of(text, flags))] = pattern
        return pattern

    for text, flags in kept_patterns.known():
        keep_pattern(text, flags)
    execute_by(keep)
    kept_patterns.compile_by(keep_pattern)
    try:
        for name in modules_of(packages):
            importlib.import_module(name)
    finally:
        uninstall()
    return codes


def write(path: Path, codes: Mapping[bytes, Kept]) -> None:
    """Put the file of these codes in its place at once; nobody but its owner may write it."""
    path.parent.mkdir(exist_ok=True)
    new = path.with_suffix(f".{os.getpid()}")
    new.write_bytes(in_bytes(codes))
    new.chmod(0o644)
    new.replace(path)


if __name__ == "__main__":
    write(place(), gather(sys.argv[1:]))
