"""Where a row disagrees with what the log says of it: the columns by name, never their values."""

from collections.abc import Iterator, Mapping
from typing import Any


def differences(where: str, row: Mapping[str, Any], expected: Mapping[str, Any]) -> Iterator[str]:
    """Name the columns that differ, never their values: those may be people's data."""
    names = sorted(name for name in row.keys() | expected.keys() if row.get(name) != expected.get(name))
    if names:
        yield f"{where}: расходится с журналом ({', '.join(names)})"
