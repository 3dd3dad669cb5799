"""Types of single values in the configuration's files: each says in Russian what is wrong with a bad one.

The models keep what the file says (a time stays "08:30"), so that a dump reads like the file; compiling parses it.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from core.text import clean_line, nearest

_CELL_WORDS = ("immediately", "agreed", "none")
_CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
_AMOUNT = "[1-9][0-9]{0,3}[smh]|[1-9][0-9]{0,2}d"
_SPAN = f"^({_AMOUNT})$"
_CELL = f"^({_AMOUNT}|{'|'.join(_CELL_WORDS)})$"
_MOMENT = "^([1-9][0-9]?s|[1-5][0-9]{2}s|600s|[1-9]m|10m)$"
_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_LOGIN = r"^[a-z][a-z0-9_-]{0,31}$"


def refusal(message: str, near: str | None = None) -> PydanticCustomError:
    """Make the error of a validator whose message is Russian already; ``near`` is the word that was probably meant."""
    return PydanticCustomError("ru", "{message}", {"message": message, "near": near or ""})


def _matching(pattern: str, message: str, words: tuple[str, ...] = ()) -> AfterValidator:
    """Check the form of a text against a pattern; ``words`` are those that may stand instead."""
    compiled = re.compile(pattern)

    def check(value: str) -> str:
        if not compiled.fullmatch(value):
            raise refusal(f"«{value}»: {message}", nearest(value, words))
        return value

    return AfterValidator(check)


def _parsing(parse: Callable[[str], object], message: str) -> AfterValidator:
    """Check that a text can be parsed."""

    def check(value: str) -> str:
        try:
            parse(value)
        except (ValueError, LookupError, OSError):
            raise refusal(f"«{value}»: {message}") from None
        return value

    return AfterValidator(check)


def _schema(pattern: str) -> object:
    return Field(json_schema_extra={"pattern": pattern})


def _one_line(value: str) -> str:
    """Refuse line breaks and stray spaces: these texts go to narrow places of the screen."""
    if clean_line(value, len(value)) != value:
        raise refusal("нужна одна строка без лишних пробелов")
    return value


Text = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_one_line)]
ClockText = Annotated[str, _matching(_CLOCK, 'время пишется как "08:30"'), _schema(_CLOCK)]
SpanText = Annotated[str, _matching(_SPAN, 'срок пишется как "20m", "4h" или "14d"'), _schema(_SPAN)]
MomentText = Annotated[
    str, _matching(_MOMENT, 'время по часам пишется как "10s" или "1m", не больше 10 минут'), _schema(_MOMENT)
]
CellText = Annotated[
    str,
    _matching(_CELL, 'срок пишется как "20m", "4h", "14d" либо immediately, agreed, none', _CELL_WORDS),
    _schema(_CELL),
]
DateText = Annotated[
    str,
    _matching(_DATE, 'дата пишется как "2026-01-31"'),
    _parsing(date.fromisoformat, "такой даты нет"),
    _schema(_DATE),
]
ZoneName = Annotated[str, _parsing(ZoneInfo, "нет такого часового пояса; пример: Asia/Krasnoyarsk")]
Login = Annotated[
    str,
    _matching(_LOGIN, "логин — до 32 строчных латинских букв, цифр, «_» и «-», первой стоит буква"),
    _schema(_LOGIN),
]
Days = Annotated[int, Field(ge=1, le=365)]
