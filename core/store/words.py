"""Search by words: every folded word must occur in a folded column (SQLite's own LIKE knows only ASCII)."""

from typing import Final

from sqlalchemy import ColumnElement, and_

from core.text import fold

MAX_WORDS: Final = 12
MAX_LENGTH: Final = 200
NUMBER_SIGNS: Final = "№#"


def contains_all(column: ColumnElement[str], text: str) -> ColumnElement[bool] | None:
    """The condition that the column has every word of ``text``; None where it has no word.

    «№120» and «#120» mean the number that the column begins with, and no other. Words past the twelfth and characters
    past the 200th are left out.
    """
    words = fold(text[:MAX_LENGTH]).split()[:MAX_WORDS]
    conditions = [_contains(column, word) for word in words if word.strip(NUMBER_SIGNS)]
    return and_(*conditions) if conditions else None


def _contains(column: ColumnElement[str], word: str) -> ColumnElement[bool]:
    number = word.lstrip(NUMBER_SIGNS)
    if number != word and number.isdecimal():
        return column.startswith(f"{number} ", autoescape=True)
    return column.contains(word, autoescape=True)
