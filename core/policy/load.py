"""The door to the policy: read a folder of YAML, or the shipped one, into one frozen value."""

from pathlib import Path

from core.policy.configuration.signature import paths_of
from core.policy.kept import keep, key_of, recall
from core.policy.policy import Policy


def load_policy(directory: Path | None = None) -> Policy:
    """Load the policy from a folder laid out as the shipped ``config``; None loads the shipped files.

    A file that the folder lacks altogether is taken from the shipped ones. Raises ConfigError with every problem of
    every file, each with file, line and key.
    """
    key = key_of(paths_of(directory), directory)
    kept = None if key is None else recall(key, directory)
    if kept is not None:
        return kept
    policy = read_policy(directory)
    if key is not None and key == key_of(paths_of(directory), directory):  # else they changed while they were read
        keep(key, directory, policy)
    return policy


def kept_policy(directory: Path | None = None) -> Policy | None:
    """The policy of a folder where it is kept as the files stand now; None otherwise: no file is judged here."""
    key = key_of(paths_of(directory), directory)
    return None if key is None else recall(key, directory)


def read_policy(directory: Path | None = None) -> Policy:
    """Read and judge every file, whatever is kept. Raises ConfigError as :func:`load_policy` does."""
    from core.policy.compiling.compile import compile_policy
    from core.policy.configuration.files import read_files

    return compile_policy(read_files(directory))
