"""What the dictionary says of one word: how likely it is a first name, a surname, a patronymic (OpenCorpora's tags)."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import prod
from typing import Final

from core.language import analyses
from core.privacy.personal_names.vocabulary import EAST_ASIAN, FIRST_NAMES, PEOPLES

STRONG: Final = 0.25
WEAK: Final = 0.05
_PATRONYMIC: Final = re.compile(
    r"[а-я]{2,}(?:(?:[ое]в|ь|[лмк])ич(?:а|у|ем|ом|е|и)?|(?:[ое]в|ь?ев)н(?:а|ы|е|у|ой|ою)?|[а-я]ичн(?:а|ы|е|у|ой|ою)"
    r"|[а-я]{3,}ыч(?:а|у|ем|ом|е)?|оол(?:ович|овн)[а-я]{0,2})|(?:[а-я]+)?(?:кызы|гызы|оглы|оглу|уулу)"
)
_SURNAME: Final = re.compile(
    r"[а-я]{2,}(?:(?:ов|ев|ин|ын)(?:а|у|ым|е|ой|ою|ых|ы)?|(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую|ою)|енко|(?:ч|щ)ук(?:а|у|ом|е)?"
    r"|[аи]?[йя]нц?(?:а|у|ом|е)?|дзе|швили|[иы]х|оглу|зад[еа]|зода|баев[а-я]{0,2})"
)


@dataclass(frozen=True, slots=True)
class WordReading:
    """Shares of the readings of a word that say so, 0 to 1, and the cases that it may stand in."""

    first: float
    surname: float
    patronymic: float
    place: float
    alive: float
    known: bool
    nominal: bool
    """Whether it may be a noun or an adjective."""
    cases: frozenset[str]
    shaped: bool = False
    """Whether it ends as surnames do, though the dictionary knows it as something else («зыков», «ряжских»)."""


_LONGEST: Final = 40
"""Letters of the longest word that may be a name."""
_NOTHING: Final = WordReading(0.0, 0.0, 0.0, 0.0, 0.0, known=False, nominal=False, cases=frozenset())


@lru_cache(maxsize=65536)
def reading(word: str) -> WordReading:
    """The reading of a word in small Cyrillic letters; of a double name, that of its likelier half."""
    if len(word) > _LONGEST:
        return _NOTHING
    parts = [part for part in word.split("-") if len(part) > 1]
    if len(parts) < 2:
        return _single(word)
    found, whole = [_single(part) for part in parts], _single(word)
    listed = word in PEOPLES
    return WordReading(
        max(whole.first if whole.first >= 0.6 else 0.0, *(each.first for each in found)),
        max(whole.surname if listed else 0.0, *(each.surname for each in found)),
        _single(parts[-1]).patronymic,
        whole.place,
        max(each.alive for each in found),
        all(each.known for each in found),
        all(each.nominal for each in found),
        frozenset.union(*(each.cases for each in found)),
        any(each.shaped for each in found),
    )


def _single(word: str) -> WordReading:
    found = analyses(word)
    known = any(each.is_known for each in found)
    first, surname, patronymic, place = (_share(found, tag) for tag in ("Name", "Surn", "Patr", "Geox"))
    alive = sum(each.score for each in found if each.tag.animacy == "anim")
    nominal = any(each.tag.POS in ("NOUN", "ADJF", "ADJS", "PRTF") or each.tag.POS is None for each in found)
    cases = frozenset(str(each.tag.case) for each in found if each.tag.case and each.tag.number != "plur")
    if not known:
        surname = max(surname if surname >= 0.5 else surname / 2, 0.6 if _SURNAME.fullmatch(word) else 0.0)
        patronymic = max(patronymic if patronymic >= 0.5 else 0.0, 0.9 if _PATRONYMIC.fullmatch(word) else 0.0)
        place = 0.0
        first = min(first, 0.2)
    if word in PEOPLES or word in EAST_ASIAN:
        surname = max(surname, 0.3)
    if _in_list(word):
        first = max(first, 0.6)
    if patronymic < 0.1 and _PARTICLE.fullmatch(word):
        patronymic = 0.9
    shaped = _SURNAME.fullmatch(word) is not None
    return WordReading(first, surname, patronymic, place, alive, known, nominal, cases, shaped)


_PARTICLE: Final = re.compile(r"кызы|гызы|оглы|оглу|уулу|угли|кизи")


def is_particle(word: str) -> bool:
    """Whether a word makes a patronymic of the name before it: «Интигам кызы»."""
    return _PARTICLE.fullmatch(word) is not None


def _share(found: tuple[object, ...], tag: str) -> float:
    return float(sum(each.score for each in found if tag in each.tag))  # type: ignore[attr-defined]


def _in_list(word: str) -> bool:
    """Whether a word is a form of a listed first name, by the ends that names take."""
    if word in FIRST_NAMES:
        return True
    if len(word) < 4:
        return False
    stem = word[:-1]
    if (word[-1] in "ауеы" and stem in FIRST_NAMES) or (word[-1] in "ыеуи" and stem + "а" in FIRST_NAMES):
        return True
    if word[-1] in "яюеи" and (stem + "й" in FIRST_NAMES or stem + "ь" in FIRST_NAMES or stem + "я" in FIRST_NAMES):
        return True
    if word[-2:] in ("ом", "ем", "ой", "ей"):
        stem = word[:-2]
        return any(stem + end in FIRST_NAMES for end in ("", "а", "я", "й", "ь"))
    return False


# --- Latin letters ---------------------------------------------------------------------------------------------------

_PAIRS: Final = (
    ("shch", "щ"), ("sch", "щ"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("tz", "ц"), ("ch", "ч"), ("sh", "ш"),
    ("yu", "ю"), ("ju", "ю"), ("iu", "ю"), ("ya", "я"), ("ja", "я"), ("yo", "е"), ("ye", "е"), ("je", "е"),
    ("iy", "ий"), ("ij", "ий"), ("yy", "ый"), ("ey", "ей"), ("ay", "ай"), ("oy", "ой"), ("ck", "к"), ("ks", "кс"),
)  # fmt: skip
_LETTERS: Final = dict(
    zip(
        "abcdefghijklmnopqrstuvwxz",
        [
            "а",
            "б",
            "к",
            "д",
            "е",
            "ф",
            "г",
            "х",
            "и",
            "й",
            "к",
            "л",
            "м",
            "н",
            "о",
            "п",
            "к",
            "р",
            "с",
            "т",
            "у",
            "в",
            "в",
            "кс",
            "з",
        ],
        strict=True,
    )
)
_UNIT: Final = re.compile(
    "|".join([*(latin + "(?![aeou])" * (latin in ("iy", "yy", "ey", "ay", "oy")) for latin, _ in _PAIRS), "[a-z']"])
)
_CYRILLIC: Final = dict(_PAIRS)


@lru_cache(maxsize=16384)
def from_latin(word: str) -> str:
    """A word in Latin letters as it would stand in Cyrillic ones (ICAO 9303 and habit), the likeliest known to the
    dictionary; without one, the first."""
    if len(word) > _LONGEST:
        return word
    units = _UNIT.findall(word.lower())
    around = ["", *units, ""]
    options = [_options(unit, before, after) for before, unit, after in zip(around, units, around[2:], strict=False)]
    if prod(map(len, options)) > _SPELLINGS:
        options = [each[:1] for each in options]
    spelt = ["".join(each) for each in product(*options)]
    known = []
    for each in spelt:
        found = _single(each) if each else None
        if found and (
            found.first >= 0.6 or (found.known and max(found.first, found.surname, found.patronymic) >= WEAK)
        ):
            return each
        if found and found.known and found.nominal:
            known.append(each)
    return known[0] if known else spelt[0] if spelt else ""


_SPELLINGS: Final = 24
"""More spellings than these of one word are not tried."""


def _options(unit: str, before: str, after: str) -> tuple[str, ...]:
    last = not after
    consonant = bool(before) and before[-1] not in "aeiouy"
    if unit == "l" and before and (last or after[0] not in "aeiouy'l"):
        return ("л", "ль")
    if unit == "i" and before and before[-1] in "aeiou":
        return ("и", "й")
    if unit == "e" and not before:
        return ("е", "э")
    if unit == "y":
        return ("ы", "ий", "ьи", "ь") if last and consonant else ("ы", "и", "ь") if consonant else ("й", "ы")
    if unit == "'":
        return ("ь", "")
    if unit in ("ya", "ja", "yu", "ju", "ye", "je", "yo") and consonant:
        plain = _CYRILLIC[unit]
        return (plain, "ь" + plain)
    if unit in _CYRILLIC:
        return (_CYRILLIC[unit],)
    return (_LETTERS.get(unit, ""),)
