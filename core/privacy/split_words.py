r"""Words put together again: what splits them unseen is left out, and every character that stays knows its place.

Spaces of no width, soft hyphens, marks over letters written apart («и» and a breve), tags that only change the look
(«Жура<b>вина</b>»), a hyphen at the end of a line: a reader sees one word, and so must the rules. Letters written as
codes of addresses, JSON and HTML («%D0%96%D1%83», «\u0416\u0443», «&#1046;») are read as letters.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import unescape
from typing import Final
from unicodedata import normalize
from urllib.parse import unquote

from core.privacy.findings import Finding

_LOOKS: Final = (
    r"</?(?:b|i|u|s|a|em|tt|big|bdi|del|ins|sub|sup|wbr|code|font|mark|nobr|span|small|strong)(?:\s[^<>]{0,80})?/?>"
)
_SPLIT: Final = re.compile(
    r"(?P<unseen>[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]+)"
    r"|(?P<marked>[^\W\d_][\u0300-\u036f]{1,3})"
    rf"|(?P<looks>(?:{_LOOKS}){{1,6}})"
    r"|(?P<percent>(?:%d[01]%[89ab][0-9a-f]){1,60})|(?P<space>%20|(?<=%[89ab][0-9a-f])\+(?=%d[01]))|(?P<escaped>(?:\\u04[0-9a-f]{2}){2,60})"
    r"|(?P<entities>(?:&#(?:10[2-9]\d|11[0-2]\d|x4[0-5][0-9a-f]);){2,60})"
    r"|(?<=[а-яё])(?P<line>-\r?\n)(?=[а-яё])",
    re.IGNORECASE,
)
_HINT: Final = re.compile(
    r"[\u00ad\u0300-\u036f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]|<[/a-z]|-\r?\n"
    r"|%d[01]%|\\u04|&#",
    re.IGNORECASE,
)
_TWO_PLACES: Final = re.compile(r"</[^<>]*><[^/]")
_ACUTE: Final = "\u0301"
"""A stress over a vowel: no letter of its own."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A text with nothing inside its words, and where each of its characters begins and ends in the text as typed."""

    text: str
    places: tuple[tuple[int, int], ...] = ()

    def as_typed(self, found: Iterable[Finding]) -> Iterable[Finding]:
        """The findings where they stand in the text as typed."""
        if not self.places:
            return found
        return (replace(each, start=self.places[each.start][0], end=self.places[each.end - 1][1]) for each in found)


def whole(text: str) -> Whole:
    """The text with its split words put together."""
    if not _HINT.search(text):
        return Whole(text)
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    for split in _SPLIT.finditer(text):
        instead = _instead(split, text)
        if instead is None:
            continue
        parts += [text[at : split.start()], instead]
        places += [(place, place + 1) for place in range(at, split.start())]
        places += [split.span()] * len(instead)
        at = split.end()
    if not parts:
        return Whole(text)
    places += [(place, place + 1) for place in range(at, len(text))]
    return Whole("".join([*parts, text[at:]]), tuple(places))


def _instead(split: re.Match[str], text: str) -> str | None:
    """What stands in the place of a split; None where it splits two words."""
    if split["marked"]:
        letter = normalize("NFC", split["marked"].replace(_ACUTE, ""))
        return letter if len(letter) == 1 else letter[0]
    if split["looks"]:
        before, after = text[split.start() - 1 : split.start()], text[split.end() : split.end() + 1]
        return None if _TWO_PLACES.search(split[0]) and before.isalnum() and after.isalnum() else ""
    return _decoded(split)


def _decoded(split: re.Match[str]) -> str:
    """The letters of a run of codes, as addresses, JSON and HTML write them; nothing for what is no code."""
    if split["percent"]:
        return unquote(split[0], errors="replace")
    if split["escaped"]:
        return "".join(chr(int(code, 16)) for code in split[0][2:].lower().split("\\u"))
    if split["entities"]:
        return unescape(split[0])
    return " " if split["space"] else ""
