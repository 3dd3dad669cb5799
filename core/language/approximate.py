"""How alike two words are when one was typed in a hurry: edits with transpositions, within a small limit.

The distance is that of optimal string alignment (Damerau 1964, as restricted by Boytsov 2011): insertion, deletion,
substitution and the swap of two neighbours count one each, and no part of a word is edited twice.
"""

from typing import Final

_SHORTEST: Final = 4
"""Words shorter than this are never guessed at."""
_LONG: Final = 8
"""From this length on two edits are forgiven."""


def forgiven(word: str) -> int:
    """How many edits a typed word may be away: 0 below 4 letters, 1 below 8, else 2."""
    return 0 if len(word) < _SHORTEST else 1 if len(word) < _LONG else 2


def prefix_distance(typed: str, word: str, limit: int) -> int | None:
    """The fewest edits that make ``typed`` a beginning of ``word``; None where it takes more than ``limit``.

    The first letter is taken as meant, or as swapped with the second: nobody looks for a name by its inside.
    """
    if not typed or not word or len(word) < len(typed) - limit:
        return None
    if typed[0] != word[0] and typed[1:2] != word[0]:
        return None
    reach = min(len(word), len(typed) + limit)
    before: list[int] = []
    row = list(range(reach + 1))
    for at, letter in enumerate(typed, start=1):
        above, row, before = row, [at, *[0] * reach], row if at == 1 else before
        for place in range(1, reach + 1):
            same = letter == word[place - 1]
            cost = min(above[place] + 1, row[place - 1] + 1, above[place - 1] + (not same))
            if at > 1 and place > 1 and letter == word[place - 2] and typed[at - 2] == word[place - 1]:
                cost = min(cost, before[place - 2] + 1)
            row[place] = cost
        if min(row) > limit:
            return None
        before = above
    found = min(row[max(0, len(typed) - limit) :])
    return found if found <= limit else None


def distance(typed: str, word: str, limit: int) -> int | None:
    """The fewest edits that make ``typed`` the whole of ``word``; None where it takes more than ``limit``."""
    if abs(len(typed) - len(word)) > limit:
        return None
    before: list[int] = []
    row = list(range(len(word) + 1))
    for at, letter in enumerate(typed, start=1):
        above, row, before = row, [at, *[0] * len(word)], row if at == 1 else before
        for place, other in enumerate(word, start=1):
            cost = min(above[place] + 1, row[place - 1] + 1, above[place - 1] + (letter != other))
            if at > 1 and place > 1 and letter == word[place - 2] and typed[at - 2] == other:
                cost = min(cost, before[place - 2] + 1)
            row[place] = cost
        if min(row) > limit:
            return None
        before = above
    return row[-1] if row[-1] <= limit else None


def letters_of(word: str) -> int:
    """The letters of a word as a set of bits: one edit changes at most two of them."""
    found = 0
    for letter in word:
        found |= 1 << (ord(letter) & 63)
    return found
