"""What looks like a name and is none: streets, institutions, eponyms, programmes, test people, the desk's own."""

import re
from typing import Final

from core.privacy.findings import Certainty, Finding
from core.privacy.known import Known
from core.privacy.name_context import (
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
from core.privacy.words import words_of

_BACK: Final = 60
_AHEAD: Final = 30
_WORD: Final = re.compile(r"[^\W\d_]+")
_DASHED: Final = re.compile(r"[А-ЯЁ][а-яё]+(?:у|а)?\s*[—–-]\s*$")


def is_nobody(text: str, name: Finding, known: Known) -> bool:
    """Whether a name found in a text is no patient's: the name of a thing, of nobody, or of this desk's own people."""
    before = text[max(0, name.start - _BACK) : name.start]
    after = text[name.end : name.end + _AHEAD]
    value = text[name.start : name.end]
    whole = [word for word in _WORD.findall(value) if len(word) > 1]
    if any(TEST_PEOPLE.fullmatch(word) for word in whole):
        return True
    line = before.rpartition("\n")[2]
    patient = has_patient(_WORD.findall(line)[-3:])
    bare = len(whole) < 2 and "." not in value
    if EPONYM_BEFORE.search(line) or (bare and EPONYM_AFTER.match(after)):
        return True
    if not patient and (_is_place(line, after, name) or FAMOUS.fullmatch(value)):
        return True
    if len(whole) < 2 and name.certainty is not Certainty.SURE and _DASHED.search(line):
        return True
    if PROGRAM_BEFORE.search(line) and len(whole) < 3 and not patient:
        return True
    if patient:
        return False
    return bool(_is_staff(line, after)) or known.has_name([word.folded for word in words_of(value).items])


def _is_place(before: str, after: str, name: Finding) -> bool:
    if PLACE_BEFORE.search(before) or PLACE_AFTER.match(after):
        return True
    return bool(HOUSE_AFTER.match(after) and PREPOSED.search(before) and name.end - name.start < 40)


def _is_staff(before: str, after: str) -> bool:
    near = " ".join(before.split()[-4:])
    return bool(STAFF.search(near)) or bool(
        re.match(r"\s*[(,—-]?\s*(?:плтп|влтп|тлтп|цк|инженер|на линии)\b", after, re.IGNORECASE)
    )
