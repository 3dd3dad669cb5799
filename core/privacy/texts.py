"""A text as the rules look at it: of the same length, with look-alike letters in place and nothing already masked."""

import re
from typing import Final

MARK: Final = re.compile(r"\[скрыто: [^\[\]\n]{1,120}\]|скрыто-[\w\-]{1,80}")
"""What masking leaves behind, in a text and in the name of a file; never looked at again."""
_BLANK: Final = "\x01"
_SPACES: Final = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u202f\u2009", " ") | {"ʼ": "'", "−": "-", "–": "-", "‑": "-"}
)
_DASH_OF_DIGITS: Final = re.compile(r"(?<=\d)[—―](?=\d)")
_WORD: Final = re.compile(r"[^\W\d_]{2,40}")
_LATIN: Final = "aceopxykmthbABCEHKMOPTXY"
_CYRILLIC: Final = "асеорхукмтнвАВСЕНКМОРТХУ"
_TO_CYRILLIC: Final = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN: Final = str.maketrans(_CYRILLIC, _LATIN)
_IS_LATIN: Final = re.compile(r"[A-Za-z]")
_IS_CYRILLIC: Final = re.compile(r"[А-яЁё]")
_MIXED: Final = re.compile(r"[A-Za-z][А-яЁё]|[А-яЁё][A-Za-z]")
"""Letters of two alphabets side by side: no word mixes them without."""
_DIGITS: Final = str.maketrans("ОоOoЗзlI", "00003311")
_AMONG_DIGITS: Final = re.compile(
    r"(?<=\d)[ОоOoЗзlI]{1,3}(?=[\d \-)])|(?<=[\d\-( ])[ОоOoЗзlI]{1,3}(?=\d)|(?<=\d[ \-])[ОоOo]{2,3}(?=[ \-]\d)"
)


def seen(text: str) -> str:
    """The text with each character where it was, fit to be looked through: marks blanked, hyphens and spaces alike."""
    plain = MARK.sub(lambda mark: _BLANK * len(mark[0]), text).translate(_SPACES)
    plain = _DASH_OF_DIGITS.sub("-", plain)
    return _WORD.sub(_of_one_alphabet, plain) if _MIXED.search(plain) else plain


def with_digits(text: str) -> str:
    """The text with letters that stand for digits («8 9O3 12З-45-67») read as digits."""
    return _AMONG_DIGITS.sub(lambda hit: hit[0].translate(_DIGITS), text)


def _of_one_alphabet(word: re.Match[str]) -> str:
    text = word[0]
    latin = len(_IS_LATIN.findall(text))
    if not latin or latin == len(text):
        return text
    cyrillic = text.translate(_TO_CYRILLIC)
    if not _IS_LATIN.search(cyrillic):
        return cyrillic
    other = text.translate(_TO_LATIN)
    return text if _IS_CYRILLIC.search(other) else other
