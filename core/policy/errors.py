"""What is wrong with a configuration: every problem with its file, line, key and the nearest valid word."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place: *line* counts from 1, *key* is a path such as ``norms[3].priority``."""

    file: str
    line: int | None
    key: str
    message: str
    suggestion: str | None = None

    def __str__(self) -> str:
        """Say the problem in one Russian line."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        key = f" {self.key}:" if self.key else ""
        hint = f"; ближайшее — «{self.suggestion}»" if self.suggestion else ""
        return f"{place}:{key} {self.message}{hint}"


class ConfigError(ValueError):
    """A configuration that cannot be taken into force; *problems* has at least one entry, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems and say them all, a line each."""
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
