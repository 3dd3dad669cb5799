"""The one gate of people's text: cleaned on the way in, made safe on the way out, folded for search.

A terminal obeys escapes and bidi controls wherever they come from, so nothing that people typed, pasted or imported
is stored or shown without passing here. Cleaning never loses a visible character without a visible trace: controls
become their pictures (``␛``), invisible and dangerous characters become U+FFFD, a cut ends with «…».
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

SUBJECT_LIMIT = 200
BODY_LIMIT = 20_000
LINE_LIMIT = 2_000
CUT_MARK = "…"
MAX_MARKS = 2
"""Combining marks that one base may carry."""

_REPLACEMENT = "\ufffd"
# Characters known to need nothing: no controls, no marks, nothing that NFC changes.
_PLAIN = (
    " -~\u00a0-\u00ac\u00ae-\u02ff\u0388-\u03ff\u0400-\u0482\u048a-\u052f"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2116\u2190-\u21ff\u2400-\u2426\u2500-\u25ff\ufffd"
)
_PLAIN_TEXT = re.compile(f"[{_PLAIN}\n]*")
_PLAIN_LINE = re.compile(f"[{_PLAIN}]*")
_ODD_RUN = re.compile(f"[^{_PLAIN}\n]{{{MAX_MARKS + 1},}}")
_LINE_BREAKS = re.compile("\r\n?|[\u2028\u2029]")
_SPACES = re.compile(" {2,}")


class _Gate(dict[int, str]):
    """Translation table that decides about each character once, when it is first met."""

    def __missing__(self, code: int) -> str:
        """Give the replacement of one code point and remember it."""
        self[code] = replacement = _gate(code)
        return replacement


def _gate(code: int) -> str:
    """Give what stands in clean text for one code point."""
    char = chr(code)
    if char == "\n":
        return char
    if char == "\t":
        return "    "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if code == 0xAD or _is_variation_selector(code):
        return ""
    if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") or _is_noncharacter(code):
        return _REPLACEMENT
    return _REPLACEMENT if 0xE0000 <= code <= 0xE0FFF else char


def _is_variation_selector(code: int) -> bool:
    return 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF or 0x180B <= code <= 0x180D


def _is_noncharacter(code: int) -> bool:
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


_TABLE = _Gate()


def _takes_no_cell(char: str) -> bool:
    """Whether a character stacks on its base: combining marks, and the loose vowels and finals of Hangul."""
    return unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7ff"


def _cap_marks(run: re.Match[str]) -> str:
    """Keep at most :data:`MAX_MARKS` combining marks in a row."""
    kept: list[str] = []
    marks = 0
    for char in run[0]:
        marks = marks + 1 if _takes_no_cell(char) else 0
        if marks <= MAX_MARKS:
            kept.append(char)
    return "".join(kept)


def _cut(text: str, limit: int) -> str:
    """Cut *text* to *limit* characters, the last of which is then the mark of the cut."""
    return text if len(text) <= limit else text[: limit - 1] + CUT_MARK


def safe(text: str) -> str:
    """Make people's text harmless to render, line breaks kept; the text itself is returned when it is clean already."""
    if _PLAIN_TEXT.fullmatch(text):
        return text
    broken = _LINE_BREAKS.sub("\n", text)
    return _ODD_RUN.sub(_cap_marks, unicodedata.normalize("NFC", broken.translate(_TABLE)))


def safe_line(text: str) -> str:
    """Make people's text harmless to render in one line: line breaks become spaces, all else is as in :func:`safe`."""
    return text if _PLAIN_LINE.fullmatch(text) else safe(text).replace("\n", " ")


def clean_line(text: str, limit: int = SUBJECT_LIMIT) -> str:
    """Clean a text of one line: breaks become spaces, runs of spaces one space, ends are stripped, cut at *limit*."""
    return _cut(_SPACES.sub(" ", safe_line(text)).strip(), limit)


def check_length(text: str, limit: int = BODY_LIMIT, line_limit: int = LINE_LIMIT) -> str | None:
    """Say in Russian why *text* is too long to be taken whole; None when it fits."""
    if len(text) > limit:
        over = len(text) - limit
        return f"Слишком длинный текст: {characters(len(text))} при пределе {limit}. Сократите на {over}."
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > line_limit:
            return f"Слишком длинная строка {number}: {characters(len(line))} при пределе {line_limit}. Разбейте её."
    return None


def fold(text: str) -> str:
    """Fold *text* for search and comparison: case folded, ё as е, NFC, runs of white space as one space."""
    folded = unicodedata.normalize("NFC", text).casefold().replace("ё", "е")
    return " ".join(unicodedata.normalize("NFC", folded).split())


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Give the candidate that *word* was probably meant to be, or None when none is close."""
    import difflib

    by_folded = {fold(candidate): candidate for candidate in candidates}
    close = difflib.get_close_matches(fold(word), by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else None


_WORD: Final = re.compile(r"[^\W_]+")


def initials(name: str) -> str:
    """The first letters of a name's words, folded: «Краевая клиническая больница» is «ккб», of one word «»."""
    words = _WORD.findall(fold(name))
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def plural(count: int, one: str, few: str, many: str) -> str:
    """Choose the Russian form that goes with *count*: 1 день, 2 дня, 5 дней, 11 дней, 21 день."""
    tens, units = abs(count) % 100, abs(count) % 10
    if units == 1 and tens != 11:
        return one
    return few if units in (2, 3, 4) and tens not in (12, 13, 14) else many


def characters(count: int) -> str:
    """Say a number of characters in Russian: «1 знак», «3 знака», «205 знаков»."""
    return f"{count} {plural(count, 'знак', 'знака', 'знаков')}"


def sentence(text: str) -> str:
    """*text* with one mark at its end: its own («Возможно, «Ошибка»?»), a full stop where it has none."""
    bare = text.rstrip()
    return bare if bare.endswith((".", "?", "!", "…")) else f"{bare}."
