"""The door to the policy: read a folder of YAML, or the shipped one, into one frozen value."""

from pathlib import Path

from core.policy.policy import Policy


def load_policy(directory: Path | None = None) -> Policy:
    """Load the policy from a folder laid out as the shipped ``config``; None loads the shipped files.

    A file that the folder lacks altogether is taken from the shipped ones. Raises ConfigError with every problem of
    every file, each with file, line and key.
    """
    from core.policy.compiling.compile import compile_policy
    from core.policy.configuration.files import read_files

    return compile_policy(read_files(directory))
