"""JSON Schemas of the files, generated from the models that validate them, and the configuration as plain data."""

from pathlib import Path
from typing import Any

from core.policy.configuration.files import read_files
from core.policy.configuration.locations import CALENDARS
from core.policy.models import FILES, CalendarFile, PolicyFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, dict[str, Any]]:
    """Give the schema of each file by its name; ``calendars/YEAR.yaml`` stands for every year."""
    models: dict[str, type[PolicyFile]] = {**FILES, f"{CALENDARS}/YEAR.yaml": CalendarFile}
    return {name: {"$schema": DIALECT, **model.model_json_schema()} for name, model in models.items()}


def show(directory: Path | None = None) -> dict[str, Any]:
    """Give the configuration in force as plain data by file, defaults filled in; raises ConfigError when broken."""
    files = read_files(directory)
    return {name: checked.model.model_dump(mode="json", by_alias=True) for name, checked in files.items()}
