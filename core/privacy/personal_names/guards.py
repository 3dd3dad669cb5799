"""What looks like a name and is none: streets, institutions, eponyms, programmes, test people, the desk's own."""

import re
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
_EPONYMS, _PROGRAMS, _PLACES, _STAFF = (
    Beginnings(each.pattern.partition(r"\s*[«")[0]) for each in (EPONYM_BEFORE, PROGRAM_BEFORE, PLACE_BEFORE, STAFF)
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_KEYS: Final = re.compile(r"[^\W\d_]+\s*[:=]")
"""Keys between the parts of a name: «Имя: …»."""
_DASHED: Final = re.compile(r"[А-ЯЁ][а-яё]+(?:у|а)?\s*[—–-]\s*$")


def is_nobody(text: str, name: Finding, known: Known) -> bool:
    """Whether a name found in a text is no patient's: the name of a thing, of nobody, or of this desk's own people."""
    before = text[max(0, name.start - _BACK) : name.start]
    after = text[name.end : name.end + _AHEAD]
    value = text[name.start : name.end]
    whole = [word for word in _WORD.findall(_KEYS.sub(" ", value)) if len(word) > 1]
    if any(TEST_PEOPLE.fullmatch(word) for word in whole):
        return True
    line = before.rpartition("\n")[2]
    said = [word.lower() for word in _WORD.findall(line)]
    patient = has_patient(said[-3:])
    bare = len(whole) < 2 and "." not in value
    if (_EPONYMS.among(said) and EPONYM_BEFORE.search(line)) or (bare and EPONYM_AFTER.match(after)):
        return True
    if not patient and _is_firm(line, after, value):
        return True
    if not patient and (_is_place(line, said, after, name) or FAMOUS.fullmatch(value)):
        return True
    if len(whole) < 2 and name.certainty is not Certainty.SURE and _DASHED.search(line):
        return True
    if len(whole) < 3 and not patient and _PROGRAMS.among(said) and PROGRAM_BEFORE.search(line):
        return True
    if patient:
        return False
    if not known.names:
        return _is_staff(line, said, after)
    words = [word.folded for word in words_of(value).items]
    own = known.has_surname(words[0]) if len(words) == 1 else known.has_name(words)
    return own or _is_staff(line, said, after)


_FIRM: Final = re.compile(
    r"поставщик|производител|изготовител|фирм|компани|бренд|торгов\w+\s+(?:марк|назван)|препарат|дистрибьют|контрагент|завод|лекарств|фарм",
    re.IGNORECASE,
)


def _is_firm(before: str, after: str, value: str) -> bool:
    """«Гедеон Рихтер» in quotes, where firms are spoken of; a patronymic or initials are no firm's."""
    opened, closed = before.rfind("«") > before.rfind("»"), "»" in after
    return (
        opened and closed and "." not in value and value.count(" ") < 2 and bool(_FIRM.search(before + value + after))
    )


def _is_place(before: str, said: list[str], after: str, name: Finding) -> bool:
    if (_PLACES.among(said) and PLACE_BEFORE.search(before)) or PLACE_AFTER.match(after):
        return True
    return bool(HOUSE_AFTER.match(after) and PREPOSED.search(before) and name.end - name.start < 40)


def _is_staff(before: str, said: list[str], after: str) -> bool:
    near = " ".join(before.split()[-4:])
    return (_STAFF.among(said) and bool(STAFF.search(near))) or bool(
        re.match(r"\s*[(,—-]?\s*(?:плтп|влтп|тлтп|цк|инженер|на линии)\b", after, re.IGNORECASE)
    )
