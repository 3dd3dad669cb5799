"""Another reading of the same configuration: some keys set otherwise, for judging and never for use."""

from collections.abc import Iterable
from dataclasses import replace as replaced
from pathlib import Path
from typing import Any

from core.policy.errors import ConfigError, Problem
from core.policy.policy import Policy
from core.text import nearest

_LISTS = frozenset({"pauses"})
_FILES = ("lifecycle.yaml", "working_hours.yaml")


def variant(directory: Path | None, settings: Iterable[str]) -> Policy:
    """The policy of a folder with ``key=value`` pairs set otherwise.

    Keys are those of ``lifecycle.yaml`` and ``working_hours.yaml``, and cells of the norm table written as
    ``error.medium.resolution=10d``. Raises ConfigError that names the key and the nearest known one.
    """
    from core.policy.compiling.compile import compile_policy
    from core.policy.configuration.files import read_files
    from core.policy.configuration.strict_yaml import Document
    from core.policy.configuration.validate import validate

    files = read_files(directory)
    for setting in settings:
        key, equals, text = setting.partition("=")
        if not equals:
            raise ConfigError([Problem("--set", None, setting, "нужно КЛЮЧ=ЗНАЧЕНИЕ")])
        name, data = _changed(
            {each: files[each].model.model_dump(mode="json", by_alias=True) for each in files}, key, text
        )
        try:
            changed = validate(type(files[name].model), Document("--set", data, {}))
        except ConfigError as error:
            said = error.problems[0].message
            raise ConfigError([Problem("--set", None, key, f"значение «{text}» не годится: {said}")]) from None
        files[name] = replaced(files[name], model=changed)
    return compile_policy(files)


def _changed(files: dict[str, dict[str, Any]], key: str, text: str) -> tuple[str, dict[str, Any]]:
    """The file that a key stands in, with its new value."""
    if key.count(".") == 2:
        kind, priority, clock = key.split(".")
        for row in files["priorities.yaml"]["norms"]:
            if (row["type"], row["priority"]) == (kind, priority) and clock in row:
                row[clock] = text
                return "priorities.yaml", files["priorities.yaml"]
    for name in _FILES:
        if key in files[name]:
            files[name][key] = _value(key, text, files[name][key])
            return name, files[name]
    known = [each for name in _FILES for each in files[name]]
    raise ConfigError([Problem("--set", None, key, "такого ключа нет", nearest(key, known))])


def _value(key: str, text: str, present: Any) -> Any:
    if key in _LISTS:
        return [word.strip() for word in text.split(",") if word.strip()]
    if isinstance(present, bool):
        return {"true": True, "false": False}.get(text, text)
    return int(text) if isinstance(present, int) and text.isdecimal() else text
