"""The policy that follows its files: read again when they change, the last good one kept when they break."""

from contextlib import suppress
from pathlib import Path
from threading import Lock

from core.policy.configuration.signature import Signature, sign
from core.policy.errors import ConfigError
from core.policy.load import load_policy
from core.policy.policy import Policy

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
