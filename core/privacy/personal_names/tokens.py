"""The words of a text as rules about names walk over them: where they stand, how they are written, what joins them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property, lru_cache
from typing import Final

from core.privacy.personal_names.dictionary import WordReading, from_latin, reading

_TOKEN: Final = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_CAMEL: Final = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])")
_INITIALS_TAIL: Final = re.compile(r"-(?=[А-ЯЁA-Z]{1,2}$)")
_PLAIN: Final = re.compile(r"(?: {1,3}|\. ?|\n?)")
_MACHINE: Final = re.compile(
    r"[_^;|\t]{1,2} ?|[,\-](?! )|\\?['\"]\s*[,;|:]\s*\\?['\"]"
    r"|\\?['\"]\s*,\s*\\?['\"]?[\w.]{1,24}\\?['\"]?\s*[:=]\s*\[?\s*\\?['\"]"
    r"|</[\w:.]{1,24}>\s*<[\w:.]{1,24}>|\\?['\"]?,?\s[\w:.]{1,24}[=:]\\?['\"]?|&[\w.]{1,24}=|[,;]?\s*(?:имя|отчество|фамилия|name|firstname|middlename|lastname|surname|patronymic)\s*[:=]\s*",
    re.IGNORECASE,
)
_KEY: Final = re.compile(r"[\w.]{1,24}(?:\\?['\"]\s*:|=|>)")
"""A key of keyed data: it names what follows and is no part of it."""
_LONGEST_PLAIN: Final = 3
_FARTHEST: Final = 60
"""Characters between two words that a machine has joined, at most."""
_KEYED: Final = re.compile(r"[=:]")
_MACHINE_STARTS: Final = frozenset("\"'<\\&,;\n ")


class Shape(Enum):
    """How a word is written."""

    CAPITAL = "Xxx"
    CAPITALS = "XXX"
    SMALL = "xxx"
    LETTER = "X"


class Word:
    """One word of a text; ``folded`` is it in small Cyrillic letters, whatever it was typed in."""

    __slots__ = ("_read", "end", "folded", "latin", "opens", "shape", "start", "text")

    def __init__(self, start: int, text: str, *, opens: bool) -> None:
        self.start, self.end, self.text = start, start + len(text), text
        self.opens = opens
        """Whether it begins a sentence, where a capital says nothing; asked of words with a capital alone."""
        self.latin, self.folded, self.shape = _form(text)
        """Whether it is in Latin letters, how the dictionary is asked about it, how it is written."""
        self._read: WordReading | None = None

    @property
    def reading(self) -> WordReading:
        """What the dictionary says."""
        if self._read is None:
            self._read = reading(self.folded)
        return self._read


@lru_cache(maxsize=65536)
def _form(text: str) -> tuple[bool, str, Shape]:
    small = text.lower()
    latin = "a" <= small[0] <= "z"
    folded = "-".join(map(from_latin, small.split("-"))) if latin else small.replace("ё", "е")
    return latin, folded, _shape(text)


def _shape(text: str) -> Shape:
    if len(text) == 1:
        return Shape.LETTER
    if text.isupper():
        return Shape.CAPITALS
    return Shape.CAPITAL if text[0].isupper() else Shape.SMALL


@dataclass(frozen=True)
class Words:
    """All words of a text, in order."""

    text: str
    items: Sequence[Word] = field(default_factory=tuple)

    @cached_property
    def low(self) -> str:
        """The text in small letters, each where it was."""
        low = self.text.lower()
        if len(low) == len(self.text):
            return low
        return "".join(small if len(small := char.lower()) == 1 else char for char in self.text)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, at: int) -> Word:
        return self.items[at]

    def after(self, at: int, *, machine: bool = True) -> int | None:
        """The word that a name may go on with after the one at ``at``; None where something else stands between."""
        return (self._next if machine else self._plainly_next)[at]

    @cached_property
    def _plainly_next(self) -> list[int | None]:
        """For each word the next one, where nothing but a space or a dot stands between."""
        text, items, found = self.text, self.items, list[int | None]()
        for at in range(len(items) - 1):
            after = items[at + 1]
            gap = text[items[at].end : after.start]
            plain = gap == " " or (gap != "\n" and len(gap) <= _LONGEST_PLAIN and _PLAIN.fullmatch(gap))
            found.append(at + 1 if plain and text[after.end : after.end + 1] != "=" else None)
        return [*found, None]

    @cached_property
    def _next(self) -> list[int | None]:
        """For each word the one that it is joined with, by a machine too."""
        plainly = self._plainly_next
        return [plain or self._joined(at) for at, plain in enumerate(plainly)]

    def _joined(self, at: int) -> int | None:
        """The word that signs of a machine join to the one at ``at``, past keys."""
        items, text = self.items, self.text
        if at + 1 >= len(items):
            return None
        end = items[at].end
        gap = text[end : items[at + 1].start]
        if gap[:1] not in _MACHINE_STARTS and not _MACHINE.fullmatch(gap):
            return None
        if gap[:1] in " \n" and not _KEYED.search(text, end, end + _FARTHEST):
            return None
        for to in range(at + 1, min(at + 7, len(items))):
            if items[to].start - end > _FARTHEST:
                return None
            if not _KEY.match(text, items[to].start) and _MACHINE.fullmatch(text, end, items[to].start):
                return to
        return None

    def before(self, at: int, *, machine: bool = True) -> int | None:
        """The word that a name may have begun with before the one at ``at``."""
        for back in range(at - 1, max(-1, at - 7), -1):
            if self.after(back, machine=machine) == at:
                return back
            if self.items[at].start - self.items[back].end > 60:
                return None
        return None


def words_of(text: str) -> Words:
    """The words of a text; «ИвановПётр» and «Ряжских-НГ» are two each, «Громов-Тарас-Юрьевич» three."""
    items: list[Word] = []
    for hit in _TOKEN.finditer(text):
        token, start = hit[0], hit.start()
        joined = "-" in token and (text[start - 1 : start] == "_" or text[hit.end() : hit.end() + 1] == "_")
        parts = _parts(token, joined=joined)
        for part in parts:
            at = start if len(parts) == 1 else text.index(part, start)
            items.append(Word(at, part, opens=not part[0].islower() and _opens(text, at)))
            start = at + len(part)
    return Words(text, tuple(items))


@lru_cache(maxsize=65536)
def _parts(token: str, *, joined: bool) -> list[str]:
    """A token's words; beside a sign of machines a hyphen parts a name and a plain word too."""
    if "-" in token and (
        token.count("-") > 1 or (joined and len({part[0].isupper() for part in token.split("-")}) > 1)
    ):
        return token.split("-")
    if token.isupper() or token.islower():
        return [token]
    parts = _INITIALS_TAIL.split(token)
    return [each for part in parts for each in (_CAMEL.split(part) if "-" not in part else [part])]


def _opens(text: str, at: int) -> bool:
    before = text[max(0, at - 4) : at].rstrip(" «\"'([-—\t")
    return (not before and at <= 4) or before[-1:] in (".", "!", "?", "\n", "•")
