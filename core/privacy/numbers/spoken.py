"""Numbers said in words: «СНИЛС сто двенадцать, двести тридцать три, …», «восемь девятьсот шесть …»."""

import re
from collections.abc import Iterator
from typing import Final

from core.privacy.findings import Certainty, Finding, Kind
from core.privacy.numbers.documents import naming_before
from core.privacy.personal_names.tokens import Words

_ONES: Final = {
    "ноль": 0, "нуль": 0, "один": 1, "одна": 1, "одно": 1, "два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5,
    "шесть": 6, "семь": 7, "восемь": 8, "девять": 9,
}  # fmt: skip
_TEENS: Final = {
    "десять": 10, "одиннадцать": 11, "двенадцать": 12, "тринадцать": 13, "четырнадцать": 14, "пятнадцать": 15,
    "шестнадцать": 16, "семнадцать": 17, "восемнадцать": 18, "девятнадцать": 19,
}  # fmt: skip
_TENS: Final = {
    "двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50, "шестьдесят": 60, "семьдесят": 70,
    "восемьдесят": 80, "девяносто": 90,
}  # fmt: skip
_HUNDREDS: Final = {
    "сто": 100, "двести": 200, "триста": 300, "четыреста": 400, "пятьсот": 500, "шестьсот": 600, "семьсот": 700,
    "восемьсот": 800, "девятьсот": 900,
}  # fmt: skip
_NUMERALS: Final = {**_ONES, **_TEENS, **_TENS, **_HUNDREDS}
_GAP: Final = re.compile(
    r"[\s,.;\-–—/()]{1,4}(?:(?:тире|дефис|пробел|дальше|потом|затем)[\s,\-–—]{1,3})?"
    r"|[ ,\-]{0,2}(?:\d{1,4}[ ,\-–]{1,3}){1,3}"
)
_DIGITS_BEFORE: Final = re.compile(r"(?<!\d)(?:\+ ?)?(?:\d{1,4}[ ,\-–]{1,3}){1,3}$")
_DIGITS_AFTER: Final = re.compile(r"(?:[ ,\-–]{1,3}\d{1,4}){1,3}(?!\d)")
_FEWEST: Final = 3
"""Numerals in a row that may be a number where no digits stand beside: «девятьсот один два»."""
_AMONG: Final = frozenset(["тире", "дефис", "пробел", "дальше", "потом", "затем"])


def spoken(words: Words) -> Iterator[Finding]:
    """Numbers in words: of a document where a word names it, of a telephone where they are said as one."""
    for first, last in _runs(words):
        start, end = words[first].start, words[last].end
        text = words.text
        digits = _digits([words[at].folded for at in range(first, last + 1)])
        if before := _DIGITS_BEFORE.search(text, max(0, start - 16), start):
            start, digits = before.start(), re.sub(r"\D", "", before[0]) + digits
        if after := _DIGITS_AFTER.match(text, end, min(len(text), end + 16)):
            end, digits = after.end(), digits + re.sub(r"\D", "", after[0])
        if last - first + 1 < _FEWEST and not (before or after):
            continue
        typed = sum(map(str.isdigit, text[words[first].start : words[last].end]))
        found = _kind(text, start, len(digits) + typed, digits)
        if found is not None:
            yield Finding(start, end, *found)


def _runs(words: Words) -> Iterator[tuple[int, int]]:
    """Numerals with nothing but pauses and a few typed digits between them."""
    said = [at for at, word in enumerate(words.items) if word.folded in _NUMERALS]
    if len(said) < 2:
        return
    first = last = said[0]
    for at in [*said[1:], len(words.items)]:
        near = at < len(words.items) and (at == last + 1 or (at == last + 2 and words[last + 1].folded in _AMONG))
        if near and _GAP.fullmatch(words.text[words[last].end : words[at].start]):
            last = at
            continue
        if last > first:
            yield first, last
        first = last = at


def _digits(said: list[str]) -> str:
    """«сто двенадцать, ноль, три» as «11203»: a smaller numeral goes on with a bigger one."""
    groups: list[int] = []
    room = 0
    for word in said:
        number = _NUMERALS.get(word)
        if number is None:
            continue
        if groups and number and number < room and not (room == 100 and number >= 100):
            groups[-1] += number
        else:
            groups.append(number)
        room = 100 if word in _HUNDREDS else 10 if word in _TENS else 0
    return "".join(map(str, groups))


_DOCUMENTS: Final = {
    "SNILS": (Kind.SNILS, 9, 14),
    "PASSPORT": (Kind.PASSPORT, 7, 13),
    "POLICY": (Kind.POLICY, 9, 20),
    "INN": (Kind.INN, 10, 15),
    "SICK_LEAVE": (Kind.SICK_LEAVE, 10, 15),
    "CARD": (Kind.CARD, 14, 20),
}
"""How many digits the number of a document may have as it is heard: «ноль» may be swallowed."""
_HALF: Final = re.compile(r"(?:сери[яюией]{1,2}|номер\w{0,2})\W{1,3}$", re.IGNORECASE)
_PASSPORT: Final = re.compile(r"паспорт", re.IGNORECASE)
_CALLED: Final = re.compile(
    r"\b(?:тел|сот|моб|звон|перезвон|дозвон|набер|набир|номер|связ|ватсап|вацап|смс)\w*", re.IGNORECASE
)


def _kind(text: str, start: int, size: int, digits: str) -> tuple[Kind, Certainty] | None:
    said = naming_before(text, start)
    if said in _DOCUMENTS:
        kind, fewest, most = _DOCUMENTS[said]
        if fewest <= size <= most:
            return kind, Certainty.SURE
    if size >= 3 and _HALF.search(text, max(0, start - 12), start) and _PASSPORT.search(text):
        return Kind.PASSPORT, Certainty.SURE
    if said == "LABEL" and not _CALLED.search(text, max(0, start - 30), start):
        return None
    if 9 <= size <= 13 and (digits[0] in "78" or digits[0] == "9"):
        return Kind.PHONE, Certainty.PROBABLE
    return None
