"""A sample of any event, made from the types of its fields: for what must hold for every kind."""

from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, datetime
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

AT = datetime(2026, 11, 23, 2, 0, 0, 123456, tzinfo=UTC)


def sample(cls: type[Any], *, full: bool = True) -> Any:
    """One value of a kind: every field set, or (``full`` off) only those that must be."""
    hints = get_type_hints(cls)
    wanted = [each for each in fields(cls) if full or (each.default is MISSING and each.default_factory is MISSING)]
    return cls(**{each.name: _value(each.name, hints[each.name]) for each in wanted})


def _value(name: str, hint: Any) -> Any:
    arguments = [each for each in get_args(hint) if each is not NoneType]
    if get_origin(hint) is tuple:
        return (_value(name, arguments[0]),)
    if arguments:
        return _value(name, arguments[0])
    if hint is datetime:
        return AT
    if hint is bool:
        return True
    if hint is int:
        return 7
    if hint is bytes:
        return b"bytes"
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return next(iter(hint))
    if is_dataclass(hint):
        return sample(hint)  # type: ignore[arg-type]
    return f"слова поля {name}"
