"""What looks like a name and is none: streets, institutions, eponyms, programmes, test people, the desk's own."""

import re
from functools import lru_cache
from typing import Final

from core.privacy.findings import Certainty, Finding
from core.privacy.known import Known
from core.privacy.personal_names.beginnings import Beginnings
from core.privacy.personal_names.context import (
    EPONYM_AFTER,
    EPONYM_BEFORE,
    FAMOUS,
    HOUSE_AFTER,
    PLACE_AFTER,
    PLACE_BEFORE,
    PREPOSED,
    PROGRAM_BEFORE,
    STAFF,
    TEST_PEOPLE,
    has_patient,
)
from core.privacy.personal_names.tokens import words_of

_BACK: Final = 60
_AHEAD: Final = 60
_EPONYM, _PROGRAM, _PLACE, _OF_STAFF, _PATIENT = 1, 2, 4, 8, 16
_BEGINNINGS: Final = tuple(
    (sign, Beginnings(each.pattern.partition(r"\s*[«")[0]))
    for sign, each in (
        (_EPONYM, EPONYM_BEFORE), (_PROGRAM, PROGRAM_BEFORE), (_PLACE, PLACE_BEFORE), (_OF_STAFF, STAFF),
    )
)  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]+")
_KEYS: Final = re.compile(r"[^\W\d_]+\s*[:=]")
"""Keys between the parts of a name: «Имя: …»."""
_DASHED: Final = re.compile(r"[А-ЯЁ][а-яё]+(?:у|а)?\s*[—–-]\s*$")


def is_nobody(text: str, name: Finding, known: Known) -> bool:
    """Whether a name found in a text is no patient's: the name of a thing, of nobody, or of this desk's own people."""
    before = text[max(0, name.start - _BACK) : name.start]
    after = text[name.end : name.end + _AHEAD]
    value = text[name.start : name.end]
    named = _KEYS.sub(" ", value) if ":" in value or "=" in value else value
    whole = [word for word in _WORD.findall(named) if len(word) > 1]
    if any(map(_is_test, whole)):
        return True
    line = before.rpartition("\n")[2]
    signs, patient = _signs_of(_WORD.findall(line))
    bare = len(whole) < 2 and "." not in value
    if (signs & _EPONYM and EPONYM_BEFORE.search(line)) or (bare and EPONYM_AFTER.match(after)):
        return True
    if not patient and _is_firm(line, after, value):
        return True
    if not patient and (_is_place(line, signs, after, name) or FAMOUS.fullmatch(value)):
        return True
    if len(whole) < 2 and name.certainty is not Certainty.SURE and _DASHED.search(line):
        return True
    if len(whole) < 3 and not patient and signs & _PROGRAM and PROGRAM_BEFORE.search(line):
        return True
    if patient:
        return False
    if not known.names:
        return _is_staff(line, signs, after)
    words = [word.folded for word in words_of(value).items]
    own = known.has_surname(words[0]) if len(words) == 1 else known.has_name(words)
    return own or _is_staff(line, signs, after)


def _signs_of(said: list[str]) -> tuple[int, bool]:
    """What the words before a name may be signs of, and whether one of the last three is for a patient."""
    found = [_sign(word) for word in said]
    signs = 0
    for each in found:
        signs |= each
    return signs, any(each & _PATIENT for each in found[-3:])


@lru_cache(maxsize=65536)
def _sign(word: str) -> int:
    low = word.lower()
    return sum(sign for sign, words in _BEGINNINGS if words.begin_with(low)) + _PATIENT * has_patient([low])


@lru_cache(maxsize=65536)
def _is_test(word: str) -> bool:
    return TEST_PEOPLE.fullmatch(word) is not None


_FIRM: Final = re.compile(
    r"поставщик|производител|изготовител|фирм|компани|бренд|торгов\w+\s+(?:марк|назван)|препарат|дистрибьют|контрагент|завод|лекарств|фарм",
    re.IGNORECASE,
)


def _is_firm(before: str, after: str, value: str) -> bool:
    """«Гедеон Рихтер» in quotes, where firms are spoken of; a patronymic or initials are no firm's."""
    if "»" not in after or "." in value or value.count(" ") > 1 or before.rfind("«") <= before.rfind("»"):
        return False
    return _FIRM.search(before + value + after) is not None


def _is_place(before: str, signs: int, after: str, name: Finding) -> bool:
    if (signs & _PLACE and PLACE_BEFORE.search(before)) or PLACE_AFTER.match(after):
        return True
    return bool(HOUSE_AFTER.match(after) and PREPOSED.search(before) and name.end - name.start < 40)


def _is_staff(before: str, signs: int, after: str) -> bool:
    if signs & _OF_STAFF and STAFF.search(" ".join(before.split()[-4:])):
        return True
    return _STAFF_AFTER.match(after) is not None


_STAFF_AFTER: Final = re.compile(r"\s*[(,—-]?\s*(?:плтп|влтп|тлтп|цк|инженер|на линии)\b", re.IGNORECASE)
