"""Put what was read through its model, and say every failure in Russian with its line, key and the nearest word."""

import json
import re
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from core.policy.configuration.strict_yaml import Document, Path
from core.policy.errors import ConfigError, Problem
from core.policy.models import PolicyFile
from core.text import nearest, plural

Model = TypeVar("Model", bound=PolicyFile)
Context = Mapping[str, Any]

_SENTENCES = {
    "string_type": "нужен текст, а стоит {value}",
    "int_type": "нужно целое число, а стоит {value}",
    "bool_type": "нужно true или false, а стоит {value}",
    "tuple_type": "нужен список, а стоит {value}",
    "dict_type": "нужны ключи со значениями, а стоит {value}",
    "model_type": "нужны ключи со значениями, а стоит {value}",
    "model_attributes_type": "нужны ключи со значениями, а стоит {value}",
    "greater_than_equal": "значение {value} слишком мало, наименьшее {ge}",
    "less_than_equal": "значение {value} слишком велико, наибольшее {le}",
    "string_too_short": "текст не может быть пустым",
    "string_too_long": "текст длиннее {max_length} знаков",
    "missing": "нет обязательного ключа",
    "ru": "{message}",
}
_QUOTED = re.compile("'([^']*)'")


def validate(model: type[Model], document: Document) -> Model:
    """Validate a document by its model; raises ConfigError with every problem, by the order of the file."""
    try:
        return model.model_validate_json(json.dumps(document.data))
    except ValidationError as error:
        problems = [_problem(model, document, details) for details in error.errors(include_url=False)]
        raise ConfigError(sorted(_once(problems), key=lambda problem: problem.line or 0)) from None


def _once(problems: list[Problem]) -> list[Problem]:
    """Tell a mistyped key once: not as an unknown key and as a missing one too."""
    meant = {(_parent(problem.key), problem.suggestion) for problem in problems if problem.suggestion}
    return [
        problem
        for problem in problems
        if problem.message != _SENTENCES["missing"]
        or (_parent(problem.key), problem.key.rpartition(".")[2]) not in meant
    ]


def _parent(key: str) -> str:
    return key.rpartition(".")[0]


def _problem(model: type[PolicyFile], document: Document, details: ErrorDetails) -> Problem:
    """Say one pydantic error as a problem."""
    kind, context = details["type"], details.get("ctx", {})
    path: Path = tuple(step for step in details["loc"] if step != "[key]")
    if kind == "extra_forbidden":
        keys = _known_keys(model, path[:-1])
        return document.problem(path, _unknown_key(keys), nearest(str(path[-1]), keys))
    if kind in ("enum", "literal_error"):
        known = _QUOTED.findall(str(context.get("expected", "")))
        if "[key]" in details["loc"]:
            return document.problem(path, _unknown_key(known), nearest(str(path[-1]), known))
        return document.problem(path, _unknown_value(details["input"], known), nearest(str(details["input"]), known))
    if kind in ("too_short", "too_long"):
        return document.problem(path, _wrong_size(kind, context))
    sentence = _SENTENCES.get(kind)
    message = sentence.format(value=_shown(details["input"]), **context) if sentence else f"не годится ({kind})"
    return document.problem(path, message, context.get("near") or None)


def _unknown_key(known: list[str]) -> str:
    return f"неизвестный ключ; возможны: {', '.join(known)}" if known else "неизвестный ключ"


def _unknown_value(value: object, known: list[str]) -> str:
    return f"неизвестное значение {_shown(value)}; возможны: {', '.join(known)}"


def _wrong_size(kind: str, context: Context) -> str:
    """Say that a list has too few or too many items."""
    if kind == "too_short":
        return "список не может быть пустым"
    limit = int(context["max_length"])
    return f"в списке больше {limit} {plural(limit, 'записи', 'записей', 'записей')}"


def _shown(value: object) -> str:
    """Show a value of a file in a message, in Russian quotes and never long."""
    match value:
        case bool():
            return "true" if value else "false"
        case None:
            return "null"
        case dict():
            return "набор ключей"
        case list():
            return "список"
        case str():
            return f"«{value[:60]}»"
        case _:
            return str(value)


def _known_keys(model: type[PolicyFile], path: Path) -> list[str]:
    """Give the keys that may stand at a place of a file, from the file's schema."""
    schema = model.model_json_schema()
    node = schema
    for step in path:
        node = _resolve(node, schema)
        node = node.get("items", {}) if isinstance(step, int) else _entry(node, step)
    return list(_resolve(node, schema).get("properties", {}))


def _entry(node: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Give the schema of one entry of a mapping."""
    found: dict[str, Any] = node.get("properties", {}).get(key) or node.get("additionalProperties") or {}
    return found


def _resolve(node: dict[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """Follow a reference to a definition."""
    reference = node.get("$ref")
    if reference is None:
        return node
    resolved: dict[str, Any] = schema["$defs"][reference.rsplit("/", 1)[-1]]
    return resolved
