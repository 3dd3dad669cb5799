"""Whatever a file holds, it is either taken or refused in Russian: nothing else comes out of the loader."""

import copy
import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.policy.configuration.locations import shipped_directory
from core.policy.configuration.strict_yaml import Document, read_yaml
from core.policy.configuration.validate import validate
from core.policy.errors import ConfigError, Problem
from core.policy.models import FILES

pytestmark = pytest.mark.slow

SHIPPED = {name: read_yaml((shipped_directory() / name).read_bytes(), name) for name in FILES}
WORDS = st.sampled_from(["", "high", "5m", "none", "08:30", "first", "Новый", "a\nb", "[key]", "{value}", "2026-01-01"])
SCALARS = st.none() | st.booleans() | st.integers() | WORDS | st.text(max_size=5)
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3), max_leaves=5
)
YAML = st.text(st.sampled_from("ab: -\n\"'[]{},&*!|>?#%@~<1230.\t\\яё\x1b\u202e"), max_size=40)


@given(YAML | st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    problems: tuple[Problem, ...] = ()
    try:
        json.dumps(read_yaml(raw, "f.yaml").data)
    except ConfigError as error:
        problems = error.problems
    assert all(problem.line is not None and problem.message for problem in problems)


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_value_in_any_place_is_taken_or_refused(name: str, data: st.DataObject) -> None:
    document = SHIPPED[name]
    path = data.draw(st.sampled_from([path for path in document.positions if path]))
    broken: Any = copy.deepcopy(document.data)
    parent = broken
    for step in path[:-1]:
        parent = parent[step]
    parent[path[-1]] = data.draw(JSON)
    problems: tuple[Problem, ...] = ()
    try:
        validate(FILES[name], Document(name, broken, document.positions))
    except ConfigError as error:
        problems = error.problems
    for problem in problems:
        assert problem.line is not None
        assert re.match("[а-яё«]", problem.message), problem
        assert "не годится" not in problem.message, problem
