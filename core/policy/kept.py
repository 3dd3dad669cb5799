"""The policy kept compiled, so that neither YAML nor its models are loaded while the files stay as they are.

It lies in the user's cache folder, which must be nobody else's, under all that it was made of: each file's bytes,
the program's modules and the kind of Python. Each program keeps its own, so that two of them beside each other, an old
one and a new, do not put out what the other keeps. Any doubt, and the files are read. What is read from it are values
of named classes only: whatever else stands there is refused (``SECURITY.md``).
"""

import hashlib
import io
import os
import pickle
import stat
import sys
from dataclasses import is_dataclass
from datetime import date, time, timedelta
from enum import Enum
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from core.policy.configuration.reading import MAX_BYTES, read_bytes
from core.policy.policy import Policy
from core.worktime.engine import WorkTime

AT_MOST: Final = 8
"""So many policies are kept: of as many folders and programs."""
_LIBRARY: Final = {"datetime": (date, time, timedelta), "zoneinfo": (ZoneInfo,)}
_OURS: Final = ("core.policy.", "core.privacy", "core.vocabulary", "core.worktime.")
_MADE_BY: Final = ("policy", "privacy", "worktime")
"""The packages of core whose modules make a policy, beside the modules of core itself."""


def cache_folder() -> Path | None:
    """The user's cache folder for this program, made at need; None where it is not surely the user's own."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    home = Path(given if given.startswith("/") else os.path.expanduser("~/.cache"))
    folder = home / "pult"
    try:
        if not folder.is_dir():
            owned = next(each for each in (home, *home.parents) if each.is_dir())
            if owned.stat().st_uid != os.geteuid():
                return None
            folder.mkdir(mode=0o700, parents=True)
        state = folder.lstat()
    except OSError:
        return None
    private = stat.S_ISDIR(state.st_mode) and state.st_uid == os.geteuid() and not state.st_mode & 0o077
    return folder if private else None


def key_of(paths: list[str], directory: Path | None) -> bytes | None:
    """What a policy is made of, in 32 bytes: every file by name and content, and the program by the times and sizes of
    its modules. None where a file cannot be read, or is none that a configuration may have."""
    found = hashlib.sha256(f"{directory}\n".encode("utf-8", "surrogateescape") + _program())
    try:
        for path in paths:
            content = read_bytes(Path(path))
            if len(content) > MAX_BYTES:
                return None
            found.update(f"{path}\n{len(content)}\n".encode("utf-8", "surrogateescape") + content)
    except OSError:
        return None
    return found.digest()


@cache
def _program() -> bytes:
    """What tells this program from any other, in 32 bytes: the kind of Python, and the modules that make a policy, each
    with its time of change (ns) and size when it was first asked, which is what this process runs.

    Raises OSError.
    """
    core = Path(__file__).parents[1]
    folders = [str(core), *(folder for name in _MADE_BY for folder, _, _ in os.walk(core / name))]
    stats = [(each.path, each.stat()) for folder in folders for each in os.scandir(folder) if each.name.endswith(".py")]
    modules = sorted((path, state.st_mtime_ns, state.st_size) for path, state in stats)
    return hashlib.sha256(repr((sys.version, modules)).encode("utf-8", "surrogateescape")).digest()


def recall(key: bytes, directory: Path | None) -> Policy | None:
    """The policy that was kept under a key; None without one."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        content = _private_bytes(folder / _name(directory))
        if content[:32] != key or content[32:64] != hashlib.sha256(content[64:]).digest():
            return None
        policy = _Reader(io.BytesIO(content[64:])).load()
    except Exception:  # what is kept is only a copy: whatever is wrong with it, the files are read
        return None
    return policy if isinstance(policy, Policy) else None


def keep(key: bytes, directory: Path | None, policy: Policy) -> None:
    """Keep a policy under a key; where that cannot be done, nothing is kept."""
    folder = cache_folder()
    if folder is None:
        return
    new = folder / f"{_name(directory)}.{os.getpid()}"
    try:
        content = in_bytes(policy)
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(key + hashlib.sha256(content).digest() + content)
        new.replace(folder / _name(directory))
        _forget_the_oldest(folder)
    except (OSError, pickle.PicklingError, TypeError):
        new.unlink(missing_ok=True)


def _name(directory: Path | None) -> str:
    place = "" if directory is None else os.path.abspath(directory)
    whose = hashlib.sha256(_program() + place.encode("utf-8", "surrogateescape"))
    return f"policy-{whose.hexdigest()[:16]}"


def _forget_the_oldest(folder: Path) -> None:
    kept = sorted(folder.glob("policy-*"), key=lambda each: each.stat().st_mtime_ns, reverse=True)
    for each in kept[AT_MOST:]:
        each.unlink(missing_ok=True)


def _private_bytes(path: Path) -> bytes:
    """The content of a plain file that is ours and that nobody else may write. Raises OSError for any other."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as file:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode) or state.st_uid != os.geteuid() or state.st_mode & 0o022:
            raise OSError("not ours alone")
        return file.read()


def in_bytes(policy: Policy) -> bytes:
    """Write a policy down."""
    stream = io.BytesIO()
    _Writer(stream, policy).dump(policy)
    return stream.getvalue()


def from_bytes(content: bytes) -> Any:
    """Read what :func:`in_bytes` wrote. Raises UnpicklingError for anything but values."""
    return _Reader(io.BytesIO(content)).load()


class _Writer(pickle.Pickler):
    """Writes values; an engine of working time as the hours and calendars that it is made of."""

    def __init__(self, stream: io.BytesIO, policy: Policy) -> None:
        super().__init__(stream, protocol=5)
        self._calendars = policy.calendars

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, WorkTime):
            return WorkTime, (value.schedule, self._calendars)
        if isinstance(value, ZoneInfo):
            return ZoneInfo, (value.key,)
        return NotImplemented


class _Reader(pickle.Unpickler):
    """Makes values of the classes that a policy is made of, and calls nothing else."""

    def find_class(self, module: str, name: str, /) -> Any:
        if module in _LIBRARY:
            allowed = {each.__name__: each for each in _LIBRARY[module]}
            if name in allowed:
                return allowed[name]
        elif module.startswith(_OURS) and "." not in name:
            found = getattr(import_module(module), name, None)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, (Enum, WorkTime))):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")
