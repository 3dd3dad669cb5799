"""Which files make a configuration, and where each one is taken from: the customer's folder or the shipped one."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from core.policy.configuration.locations import CALENDARS, shipped_directory
from core.policy.configuration.reading import read_bytes
from core.policy.configuration.strict_yaml import Document, read_yaml
from core.policy.configuration.validate import validate
from core.policy.errors import ConfigError, Problem
from core.policy.models import FILES, CalendarFile, PolicyFile
from core.text import nearest
from core.wording import reason

_YEAR_FILE = re.compile(r"(19|20|21)[0-9]{2}\.yaml")


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that passed its model: what was read, with places, and the typed model."""

    document: Document
    model: PolicyFile


OF_THE_CONSOLE = ("keymap.yaml",)
"""Files of a configuration's folder that the console reads, and the policy does not."""
Files = dict[str, Checked]
"""By name relative to the folder: ``priorities.yaml``, ``calendars/2026.yaml``."""


def read_files(directory: Path | None) -> Files:
    """Read and validate every file of a configuration; raises ConfigError with the problems of all of them."""
    problems: list[Problem] = [] if directory is None else _strangers(directory)
    checked: Files = {}
    for name, path in sorted(_paths(directory).items()):
        try:
            checked[name] = _read(name, path, _shown(path, directory))
        except ConfigError as error:
            problems.extend(error.problems)
    if problems:
        raise ConfigError(problems)
    return checked


def _read(name: str, path: Path, shown: str) -> Checked:
    """Read one file and put it through its model."""
    try:
        raw = read_bytes(path)
    except OSError as error:
        raise ConfigError([Problem(shown, None, "", f"файл не читается: {reason(error)}")]) from error
    document = read_yaml(raw, shown)
    checked = Checked(document, validate(FILES.get(name, CalendarFile), document))
    if not raw.endswith(b"\n"):  # half of a number is a number: who stopped within a line may mean something else
        line = raw.count(b"\n") + 1
        raise ConfigError([Problem(shown, line, "", "последняя строка не закончена: файл записан не до конца?")])
    return checked


def _paths(directory: Path | None) -> dict[str, Path]:
    """Give the path of each file: the customer's where it is there, else the shipped one."""
    paths = _own_paths(shipped_directory())
    return paths if directory is None else paths | _own_paths(directory)


def _own_paths(directory: Path) -> dict[str, Path]:
    """Give the known files that a folder has: a link that leads nowhere is one, and will be told."""
    paths = {name: directory / name for name in FILES if os.path.lexists(directory / name)}
    years = (directory / CALENDARS).glob("*.yaml")
    return paths | {f"{CALENDARS}/{path.name}": path for path in years if _YEAR_FILE.fullmatch(path.name)}


def _shown(path: Path, directory: Path | None) -> str:
    """Name a file for messages: shipped ones under ``config/``, the customer's as their path."""
    if directory is not None and path.is_relative_to(directory):
        return str(path)
    return f"config/{path.relative_to(shipped_directory()).as_posix()}"


def _strangers(directory: Path) -> list[Problem]:
    """Name the YAML files of a folder that no part of the program would read: a typo in a name must not pass."""
    if not directory.is_dir():
        return [Problem(str(directory), None, "", "нет такой папки с настройками")]
    problems = [
        Problem(str(path), None, "", "лишний файл: таких настроек нет", nearest(path.name, FILES))
        for path in sorted(directory.glob("*.y*ml"))
        if path.name not in (*FILES, *OF_THE_CONSOLE)
    ]
    return problems + [
        Problem(str(path), None, "", "файл календаря называется по году: 2026.yaml")
        for path in sorted((directory / CALENDARS).glob("*.y*ml"))
        if not _YEAR_FILE.fullmatch(path.name)
    ]
