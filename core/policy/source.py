"""The policy that follows its files: read again when they change, the last good one kept when they break."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final

from core.policy.configuration.locations import CALENDARS, shipped_directory
from core.policy.errors import ConfigError
from core.policy.load import load_policy
from core.policy.policy import Policy

Signature = tuple[tuple[str, int, int], ...]
_YAML: Final = re.compile(r"\.y.*ml\Z", re.DOTALL)


_held: dict[tuple[Path | None, Signature], Policy] = {}
"""What :func:`hold` has read: by the files that it was read from, as they were."""


class PolicySource:
    """Gives the policy in force. Safe to ask from any thread; asking costs a look at the files' times and sizes."""

    def __init__(self, directory: Path | None = None) -> None:
        """Follow the files of *directory*; None follows the shipped ones. Nothing is read yet."""
        self._directory = directory
        self._lock = Lock()
        self._signature: Signature | None = None
        self._policy: Policy | None = None
        self._problem: ConfigError | None = None

    @property
    def directory(self) -> Path | None:
        """The customer's folder; None for the shipped files."""
        return self._directory

    @property
    def problem(self) -> ConfigError | None:
        """What is wrong with the files as they were at the last :meth:`current`; None when they are in force."""
        return self._problem

    @property
    def in_force(self) -> Policy:
        """The policy of the last :meth:`current`, without a look at the files: for what is asked all the time."""
        policy = self._policy
        return policy if policy is not None else self.current()

    def current(self) -> Policy:
        """Give the policy in force, read again if the files have changed.

        Files that are broken leave the last good policy in force (see :attr:`problem`). Raises ConfigError only when
        there has never been a good one.
        """
        with self._lock:
            signature = sign(self._directory)
            if signature != self._signature:
                self._reload(signature)
                self._signature = signature
            if self._policy is None:
                raise self._problem or AssertionError("no policy and no problem")
            return self._policy

    def _reload(self, signature: Signature) -> None:
        """Take the files into force, or note why not."""
        try:
            policy = _held.get((self._directory, signature)) or load_policy(self._directory)
        except ConfigError as error:
            self._problem = error
            return
        self._problem = None
        if self._policy is None or policy.fingerprint != self._policy.fingerprint:
            self._policy = policy


def hold(directory: Path | None) -> Signature:
    """Read the policy once for every source of this process and its forks, as long as its files stay as they are.

    Gives the signature of the files. Nothing is held of a configuration that is broken.
    """
    signature = sign(directory)
    with suppress(ConfigError):
        policy = load_policy(directory)
        if sign(directory) == signature:
            _held[directory, signature] = policy
    return signature


def sign(directory: Path | None) -> Signature:
    """Sign every file that the policy may come from by name, time of change (ns) and size."""
    return tuple(sorted(each for folder in _folders(directory) for each in _signed(folder)))


@cache
def _folders(directory: Path | None) -> tuple[str, ...]:
    homes = [shipped_directory()] if directory is None else [shipped_directory(), directory]
    return tuple(str(folder) for home in homes for folder in (home, home / CALENDARS))


def _signed(folder: str) -> Iterator[tuple[str, int, int]]:
    """Every file of a folder; none of one that is not there. Asked for with every command, so names stay plain text."""
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        if ".y" in name and _YAML.search(name):
            yield _stat(f"{folder}/{name}")


def _stat(path: str) -> tuple[str, int, int]:
    """Give name, time and size of a file; a file gone meanwhile has neither."""
    try:
        stat = os.stat(path)
    except OSError:
        return path, 0, 0
    return path, stat.st_mtime_ns, stat.st_size
