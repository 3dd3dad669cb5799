"""Events as JSON and back, by the type hints of their dataclasses; people's words come out separately."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints

from core.instants import from_us, to_us
from core.tickets.log import FREE_TEXT
from core.tickets.redaction.free_text import CUT_OUT

CUT: Final = {"cut": True}
"""What stands in an event's body in place of a word that was cut out of the event itself."""
FREE_TEXT_KEY: Final = next(iter(FREE_TEXT))
_AS_IT_IS: Final = (int, bool, int | None, bool | None)

Convert = Callable[[Any, tzinfo], Any]
Code = TypeVar("Code", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class _Field:
    """How one field of an event is read; ``text``: it holds people's words."""

    name: str
    text: bool
    decode: Convert | None
    """None where the value is as JSON has it."""


_KNOWN: dict[type[Any], dict[str, _Field]] = {}


@cache
def kinds() -> Mapping[str, type[Any]]:
    """Every kind of event by its name. The rules are loaded for it with the first event that is read, not before."""
    from core.tickets.use_cases.catalogue import DESK_EVENT_KINDS, EVENT_KINDS

    return {**EVENT_KINDS, **DESK_EVENT_KINDS}


def encode(event: Any) -> tuple[dict[str, Any], dict[str, str]]:
    """Split an event into its JSON fields and its texts; a text that is None stays with the fields."""
    body: dict[str, Any] = {}
    texts: dict[str, str] = {}
    for field in _fields_of(type(event)).values():
        value = getattr(event, field.name)
        if field.text and value is not None:
            texts[field.name] = value
        else:
            body[field.name] = plain(value)
    return body, texts


def decode(kind: str, body: Mapping[str, Any], texts: Mapping[str, str | None], zone: tzinfo) -> Any:
    """Build the event from what :func:`encode` gave; instants come in ``zone``.

    ``texts`` holds None for a text that was cut out. A field that the body lacks takes its default, so an old event
    stays readable. Raises ValueError for an unknown kind or an unknown field.
    """
    cls = kinds().get(kind)
    if cls is None:
        raise ValueError(f"неизвестный вид события «{kind}»")
    known = _fields_of(cls)
    if unknown := body.keys() - known.keys():
        raise ValueError(f"в событии «{kind}» неизвестное поле «{min(unknown)}»")
    values = {}
    for name, raw in body.items():
        field = known[name]
        if field.text and raw is not None:
            text = texts.get(name)
            values[name] = CUT_OUT if text is None else text
        else:
            values[name] = raw if field.decode is None else field.decode(raw, zone)
    try:
        return cls(**values)
    except TypeError as error:
        raise ValueError(f"в событии «{kind}» не хватает полей") from error


def code_of(codes: type[Code]) -> Callable[[Any], Code]:
    """What reads a code by its name, as calling its class does but sooner; it raises ValueError for none of them."""
    known = {each.value: each for each in codes}

    def read(raw: Any) -> Code:
        try:
            return known[raw]
        except (KeyError, TypeError):
            return codes(raw)

    return read


def _fields_of(cls: type[Any]) -> dict[str, _Field]:
    found = _KNOWN.get(cls)
    if found is None:
        found = _KNOWN.setdefault(cls, _read_fields(cls))
    return found


def _read_fields(cls: type[Any]) -> dict[str, _Field]:
    hints = get_type_hints(cls)
    decoders = {f.name: None if hints[f.name] in _AS_IT_IS else _decoder(hints[f.name]) for f in fields(cls)}
    return {f.name: _Field(f.name, FREE_TEXT_KEY in f.metadata, decoders[f.name]) for f in fields(cls)}


def plain(value: Any) -> Any:
    """A value of an event or a command as JSON holds it: codes by name, instants in microseconds, tuples as lists,
    values of several fields as objects, bytes as their SHA-256 (hex)."""
    match value:
        case StrEnum():
            return value.value
        case datetime():
            return to_us(value)
        case tuple():
            return [plain(each) for each in value]
        case bytes():
            return hashlib.sha256(value).hexdigest()
        case None | bool() | int() | str():
            return value
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"an event cannot hold a {type(value).__name__}")


def _decoder(hint: Any) -> Convert:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is UnionType and NoneType in arguments:
        inner = _decoder(next(each for each in arguments if each is not NoneType))
        return lambda raw, zone: None if raw is None else inner(raw, zone)
    if origin is tuple:
        item = _decoder(arguments[0])
        return lambda raw, zone: tuple(item(each, zone) for each in raw)
    if hint is datetime:
        return from_us
    if hint is str:
        return lambda raw, _zone: CUT_OUT if raw == CUT else raw
    if hint in _AS_IT_IS:
        return lambda raw, _zone: raw
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        code = code_of(hint)
        return lambda raw, _zone: code(raw)
    if isinstance(hint, type) and is_dataclass(hint):
        return _nested(hint)
    raise TypeError(f"an event cannot hold a {hint}")


def _nested(cls: type[Any]) -> Convert:
    """How a value of several fields inside an event is read; none of them holds people's words."""
    decoders = {name: _decoder(hint) for name, hint in get_type_hints(cls).items()}
    return lambda raw, zone: cls(**{name: decoders[name](each, zone) for name, each in raw.items()})
