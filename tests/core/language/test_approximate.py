"""Typos: how many edits make a typed word the beginning of another."""

import pytest

from core.language.approximate import forgiven, prefix_distance


@pytest.mark.parametrize(
    ("typed", "word", "limit", "edits"),
    [
        ("иванов", "иванов", 1, 0),
        ("иван", "иванова", 1, 0),
        ("ивонов", "иванова", 1, 1),
        ("ианов", "иванова", 1, 1),
        ("иваннов", "иванов", 1, 1),
        ("вианов", "иванов", 1, 1),  # the first two are swapped
        ("иавнов", "иванов", 1, 1),
        ("ивонав", "иванов", 1, None),
        ("ивонав", "иванов", 2, 2),
        ("синиц", "иванов", 2, None),
        ("аванов", "иванов", 1, None),  # another first letter is another name
        ("", "иванов", 1, None),
        ("ивановский", "иванов", 2, None),
    ],
)
def test_edits(typed: str, word: str, limit: int, edits: int | None) -> None:
    assert prefix_distance(typed, word, limit) == edits


def test_short_words_are_never_guessed_at() -> None:
    assert [forgiven("а" * length) for length in (1, 3, 4, 7, 8, 20)] == [0, 0, 1, 1, 2, 2]
