"""Search by words: every folded word must occur in a folded column (SQLite's own LIKE knows only ASCII)."""

import re
from typing import Final

from sqlalchemy import ColumnElement, and_, literal, true

from core.text import fold

MAX_WORDS: Final = 12
MAX_LENGTH: Final = 200
NUMBER_SIGNS: Final = "№#"
_INITIAL: Final = re.compile(r"(\b[^\W\d_])\.\s*")


def contains_all(column: ColumnElement[str], text: str) -> ColumnElement[bool] | None:
    """The condition that the column has every word of ``text``; None where it has no word.

    «№120» and «#120» mean the number that the column begins with, and no other. Words past the twelfth and characters
    past the 200th are left out.
    """
    words = fold(text[:MAX_LENGTH]).split()[:MAX_WORDS]
    conditions = [_contains(column, word) for word in words if word.strip(NUMBER_SIGNS)]
    return and_(*conditions) if conditions else None


def names(column: ColumnElement[str], name: str, *, whole: bool = False) -> ColumnElement[bool]:
    """The condition that a column names somebody: «Петров В. Н.» is whose other names begin so. No words: anybody.

    ``whole``: the words stand there whole, initials excepted: «сергеев» is not Сергеева.
    """
    words = fold(_INITIAL.sub(r"\1. ", name[:MAX_LENGTH])).split()[:MAX_WORDS]
    if whole:
        column, words = literal(" ").concat(column).concat(" "), [w if _is_initial(w) else f" {w} " for w in words]
    conditions = [column.contains(f" {word[0]}" if _is_initial(word) else word, autoescape=True) for word in words]
    return and_(true(), *conditions)


def _is_initial(word: str) -> bool:
    return len(word) == 2 and word[1] == "."


def _contains(column: ColumnElement[str], word: str) -> ColumnElement[bool]:
    number = word.lstrip(NUMBER_SIGNS)
    if number != word and number.isdecimal():
        return column.startswith(f"{number} ", autoescape=True)
    return column.contains(word, autoescape=True)
