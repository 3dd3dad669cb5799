"""Scenarios from their files: those shipped with the program, and the centre's own."""

from datetime import time
from pathlib import Path
from typing import Any

from core.drill.models import BestSection, ScenarioFile
from core.drill.scenario import Arrival, Best, DrillScenario, Newcomer, Ring
from core.policy.configuration.locations import shipped_directory
from core.policy.configuration.reading import read_bytes
from core.policy.configuration.strict_yaml import read_yaml
from core.policy.configuration.validate import validate
from core.policy.errors import ConfigError, Problem
from core.wording import reason

FOLDER = "drills"


def shipped() -> tuple[DrillScenario, ...]:
    """The scenarios that come with the program, by the order of their names."""
    return tuple(read_scenario(path) for path in sorted((shipped_directory() / FOLDER).glob("*.yaml")))


def read_scenario(path: Path) -> DrillScenario:
    """A scenario from a file of YAML. Raises ConfigError with every problem, each with line and key."""
    try:
        raw = read_bytes(path)
    except OSError as error:
        raise ConfigError([Problem(str(path), None, "", f"файл не читается: {reason(error)}")]) from error
    read = validate(ScenarioFile, read_yaml(raw, str(path)))
    return DrillScenario(
        code=path.stem,
        title=read.title,
        about=read.about,
        begins=time.fromisoformat(read.begins),
        minutes=read.minutes,
        speed=read.speed,
        around=read.around,
        people=tuple(Newcomer(**each.model_dump()) for each in read.people),
        calls=tuple(Ring(**_plain(each), best=_best(each.best)) for each in read.calls),
        requests=tuple(Arrival(**_plain(each), best=_best(each.best)) for each in read.requests),
    )


def _plain(section: Any) -> dict[str, Any]:
    """The values of a section without what is best done."""
    return {name: getattr(section, name) for name in type(section).model_fields if name != "best"}


def _best(section: BestSection) -> Best:
    return Best(**(_plain(section) | {"why": section.why or ""}))
