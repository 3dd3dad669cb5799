"""Routing rules against themselves: golden cases kept beside them, and rules that nothing reaches (Прил. 2)."""

from pathlib import Path

from core.policy import ConfigError, Policy
from core.tickets.routing.lint import failing_cases, unreachable


def check_rules(directory: Path | None, policy: Policy) -> None:
    """See that the rules of a folder keep their golden cases; raises ConfigError with the line of each that fails."""
    from core.policy.configuration.files import read_files

    names = [rule.name for rule in policy.routing]
    broken: list[tuple[tuple[str | int, ...], str]] = [
        *((("cases", place), message) for place, message in failing_cases(policy)),
        *((("rules", names.index(each.place)), each.message) for each in unreachable(policy.dispatch)),
    ]
    if broken:
        document = read_files(directory)["routing.yaml"].document
        raise ConfigError([document.problem(path, message) for path, message in broken])
