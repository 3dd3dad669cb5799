"""Values as people write them, read into codes and instants; what cannot be read is bad input (exit code 8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from console.cli.failure import Failure, bad_input

if TYPE_CHECKING:
    from core.policy.policy import Policy

Code = TypeVar("Code", bound=StrEnum)

SORTS = {"due": "срок", "number": "номер", "priority": "приоритет", "changed": "изменение"}


def code(policy: Policy, enum: type[Code], text: str) -> Code:
    """Read a code of the policy's labels from its name or Russian label."""
    from core.text import nearest

    try:
        return policy.labels.parse(enum, text)
    except ValueError as error:
        labels = {str(member): policy.labels.of(member) for member in enum}
        raise _unknown(str(error), text, labels, nearest(text, [*labels, *labels.values()])) from None


def word(title: str, allowed: Mapping[str, str], text: str) -> str:
    """Read a word of a fixed set (code to Russian label) that the policy does not name."""
    from core.policy.labels import spelling
    from core.text import nearest

    spellings = {spelling(label): name for name, label in allowed.items()} | {spelling(name): name for name in allowed}
    found = spellings.get(spelling(text))
    if found is not None:
        return found
    close = nearest(spelling(text), spellings)
    hint = f" Возможно, «{allowed[spellings[close]]}»?" if close else ""
    listed = ", ".join(f"«{label}» ({name})" for name, label in allowed.items())
    message = f"Неизвестное значение «{text}» ({title}). Допустимо: {listed}.{hint}"
    raise _unknown(message, text, allowed, close and spellings[close])


def _unknown(message: str, text: str, allowed: Mapping[str, str], close: str | None) -> Failure:
    by_label = {label: name for name, label in allowed.items()}
    return bad_input(
        message,
        "unknown_value",
        value=text,
        allowed=list(allowed),
        nearest=by_label.get(close, close) if close else None,
    )


def instant(text: str, zone: ZoneInfo) -> datetime:
    """Read an ISO 8601 date and time; without an offset it is desk time."""
    from core.instants import parse_instant

    try:
        return parse_instant(text, zone)
    except ValueError as error:
        raise bad_input(f"{error}.", "instant", value=text) from None


def optional_instant(text: str | None, zone: ZoneInfo) -> datetime | None:
    """Read an instant where one is given."""
    return None if text is None else instant(text, zone)


def local_date(text: str | None, name: str) -> str | None:
    """Read a local ISO date where one is given: ``2026-01-31``."""
    from datetime import date

    if text is None:
        return None
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise bad_input(
            f"Не понимаю дату «{text}» ({name}): нужно, например, 2026-01-31.", "date", value=text
        ) from None
