"""The JSON Schemas come from the models: they take the shipped files and refuse what the models refuse."""

import copy
from typing import Any

import jsonschema
import pytest

from core.policy.configuration.locations import shipped_directory
from core.policy.configuration.schema import json_schema, show
from core.policy.configuration.strict_yaml import read_yaml

SCHEMAS = json_schema()


def shipped() -> list[str]:
    root = shipped_directory()
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*.yaml") if path.parent.name != "drills")


def read(name: str) -> Any:
    return read_yaml((shipped_directory() / name).read_bytes(), name).data


def schema(name: str) -> dict[str, Any]:
    return SCHEMAS["calendars/YEAR.yaml" if name.startswith("calendars/") else name]


@pytest.mark.parametrize("name", shipped())
def test_each_shipped_file_fits_its_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))
    jsonschema.validate(read(name), schema(name))


@pytest.mark.parametrize("name", shipped())
def test_an_unknown_key_does_not_fit(name: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**read(name), "лишнее": 1}, schema(name))


@pytest.mark.parametrize("cell", ["5", "0m", "сразу", "5mx", "9999d"])
def test_a_bad_term_does_not_fit(cell: str) -> None:
    data = copy.deepcopy(read("priorities.yaml"))
    data["norms"][0]["resolution"] = cell
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema("priorities.yaml"))


def test_what_is_shown_is_what_the_files_say() -> None:
    for name, data in show().items():
        jsonschema.validate(data, schema(name))
    assert show()["priorities.yaml"]["norms"][0]["first_reaction"] == "5m"
    assert set(show()) == set(shipped())
