"""The words that a long list of words may begin with: asked first, they spare most texts the list itself."""

import re
from typing import Final

_BEGINNING: Final = re.compile(r"(?:\(\?:|\||\\b)([а-яё]+)(\\w|\[|\()?")


class Beginnings:
    """Of a pattern whose alternatives are written out: which words its first ones are, or how they begin."""

    def __init__(self, pattern: str) -> None:
        found = _BEGINNING.findall(pattern)
        self._whole = frozenset(stem for stem, more in found if not more)
        self._stems = tuple({stem for stem, more in found if more})

    def begin_with(self, word: str) -> bool:
        """Whether a word in small letters may begin what the pattern finds."""
        return word in self._whole or word.startswith(self._stems)
