"""Values as people write them, read into codes and instants; what cannot be read is bad input (exit code 8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from console.cli.failure import Failure, bad_input
from core.text import nearest, sentence

if TYPE_CHECKING:
    from console.cli.session import Session
    from core.policy.policy import Policy
    from core.when import Meaning, Toward

Code = TypeVar("Code", bound=StrEnum)

SORTS = {"due": "срок", "number": "номер", "priority": "приоритет", "changed": "изменение"}


def code(policy: Policy, enum: type[Code], text: str) -> Code:
    """Read a code of the policy's labels from its name or Russian label."""
    try:
        return policy.labels.parse(enum, text)
    except ValueError as error:
        labels = {str(member): policy.labels.of(member) for member in enum}
        raise _unknown(str(error), text, labels, nearest(text, [*labels, *labels.values()])) from None


def word(title: str, allowed: Mapping[str, str], text: str) -> str:
    """Read a word of a fixed set (code to Russian label) that the policy does not name."""
    from core.policy.labels import spelling

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


def instant(session: Session, text: str, meaning: Meaning, name: str) -> datetime:
    """Read an instant as people type it, by what the option ``name`` means; the answer will say which it was."""
    from core.when import read_instant

    zone = session.policy.zone
    try:
        found = read_instant(text, session.now(), meaning, session.policy.worktime())
    except ValueError as error:
        raise bad_input(sentence(str(error)), "instant", value=text) from None
    session.understood(name, text, found.told(zone), found.at)
    return found.at


def optional_instant(session: Session, text: str | None, meaning: Meaning, name: str) -> datetime | None:
    """Read an instant where one is given."""
    return None if text is None else instant(session, text, meaning, name)


def local_date(session: Session, text: str, toward: Toward, name: str) -> str:
    """Read a date as people type it; given as ISO 8601. The answer will say which it was."""
    from core.when import read_day
    from core.wording import full_day

    try:
        day = read_day(text, session.now(), toward)
    except ValueError as error:
        raise bad_input(sentence(str(error)), "date", value=text) from None
    session.understood(name, text, full_day(day), day)
    return day.isoformat()


def optional_date(session: Session, text: str | None, toward: Toward, name: str) -> str | None:
    """Read a date where one is given."""
    return None if text is None else local_date(session, text, toward, name)
