"""Search by words: every folded word must occur in a folded column (SQLite's own LIKE knows only ASCII)."""

from typing import Final

from sqlalchemy import ColumnElement, and_

from core.text import fold

MAX_WORDS: Final = 12
MAX_LENGTH: Final = 200


def contains_all(column: ColumnElement[str], text: str) -> ColumnElement[bool] | None:
    """The condition that the column has every word of ``text``; None where it has no word.

    A number may be written as «№120» or «#120». Words past the twelfth and characters past the 200th are left out.
    """
    words = [word.lstrip("№#") for word in fold(text[:MAX_LENGTH]).split()][:MAX_WORDS]
    conditions = [column.contains(word, autoescape=True) for word in words if word]
    return and_(*conditions) if conditions else None
