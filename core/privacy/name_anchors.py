"""Names by the word before them: «пациент Коваль», «карта Симоненко», «врач Гордеев», «фамилия: Сорока»."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from core.privacy.findings import Certainty
from core.privacy.name_context import Anchor, anchor_of, is_one_patient
from core.privacy.name_parts import DOUBTFUL, PROBABLE, SURE, Found, adjective, unlikely
from core.privacy.readings import STRONG, WEAK
from core.privacy.words import Shape, Word, Words

_SPECIALTIES: Final = frozenset(
    ["узи", "кт", "мрт", "лор", "фд", "функциональной", "диагностики", "высшей", "категории"]
)
"""What may stand between a word for whoever treats and the name."""
_FILLERS: Final = frozenset(
    [
        "по",
        "фамилии",
        "фамилией",
        "фамилия",
        "с",
        "имени",
        "именем",
        "на",
        "у",
        "за",
        "от",
        "для",
        "гражданки",
        "гражданина",
        "года",
        "лет",
        "г",
        "ф",
        "и",
        "о",
    ]
)


def by_anchor(words: Words) -> Iterator[Found]:
    """«пациент Коваль», «мама девочки Кристины», «карта Симоненко», «врач Гордеев»."""
    for at, word in enumerate(words.items):
        if word.shape is Shape.LETTER:
            continue
        anchor = anchor_of(word.folded if not word.latin else word.text.lower())
        if anchor is not None and (found := _named_after(words, at, _JUDGED[anchor])):
            yield found


def _named_after(words: Words, at: int, judged: "Judged") -> Found | None:
    place = _skip(words, at)
    if place is None:
        return None
    certainty = judged(words[place])
    if certainty is None and judged is _of_patient:
        certainty = _agreeing(words[at], words[place])
    if certainty is None:
        return None
    last = place
    for _ in range(2):
        more = words.after(last)
        if more is None or words[more].shape is not words[place].shape or words[more].shape is Shape.SMALL:
            break
        if unlikely(words[more]) or not (words[more].reading.nominal or not words[more].reading.known):
            break
        if words[more].reading.first < 0.02 and words[more].reading.surname < WEAK and words[more].reading.known:
            break
        last = more
    return place, last, certainty


def _skip(words: Words, at: int) -> int | None:
    """The word that a name may begin with after an anchor: fillers, an age, a colon may stand between."""
    for to in range(at + 1, min(at + 5, len(words.items))):
        gap = words.text[words[to - 1].end : words[to].start]
        if not _GAP.fullmatch(gap):
            return None
        word = words[to]
        if word.folded in _SPECIALTIES:
            continue
        if (word.folded in _FILLERS and word.shape is not Shape.CAPITAL) or anchor_of(word.folded) in (
            Anchor.PATIENT,
            Anchor.NAMED,
        ):
            continue
        return None if word.shape is Shape.LETTER else to
    return None


_GAP: Final = re.compile(r"[ .]{1,2}|[:=]? ?['\"«(]? ?|\s?[—-]\s|, | ?\d{1,3} ?|[_]|['\"]\s?[:=]\s?['\"]|>|:\s*")


def _of_patient(word: Word) -> Certainty | None:
    found = word.reading
    if unlikely(word):
        return None
    if word.shape is Shape.SMALL:
        sure = found.surname >= STRONG and not word.latin and (found.surname >= 0.5 or found.first < STRONG)
        return SURE if sure else PROBABLE if found.first >= 0.9 and found.known else None
    if found.surname >= WEAK or found.first >= STRONG:
        return SURE if not word.latin or found.surname >= STRONG else None
    if word.latin or word.shape is Shape.CAPITALS or (found.place >= STRONG and not found.shaped):
        return None
    if not found.known:
        return SURE
    return SURE if found.nominal and (found.alive >= WEAK or found.shaped or adjective(word)) else None


def _agreeing(patient: Word, word: Word) -> Certainty | None:
    """«пациента Зиму»: any noun with a capital in the case of the patient."""
    found = word.reading
    if word.shape is not Shape.CAPITAL or word.latin or unlikely(word) or not found.nominal or found.place >= STRONG:
        return None
    return SURE if is_one_patient(patient.folded) and found.cases & patient.reading.cases else None


def _of_label(word: Word) -> Certainty | None:
    """After «фамилия:» nearly any word is one."""
    found = word.reading
    if unlikely(word) or (word.shape is Shape.SMALL and found.surname < STRONG and found.first < STRONG):
        return None
    if found.surname >= WEAK or found.first >= STRONG or (not found.known and not word.latin):
        return SURE
    return SURE if word.shape is Shape.CAPITAL and found.alive >= STRONG else None


def _of_paper(word: Word) -> Certainty | None:
    found = word.reading
    if unlikely(word) or word.shape is not Shape.CAPITAL or word.latin:
        return None
    return PROBABLE if found.surname >= STRONG and found.place < STRONG else None


def _of_doctor(word: Word) -> Certainty | None:
    found = word.reading
    if unlikely(word) or word.shape is Shape.SMALL or word.latin:
        return None
    return DOUBTFUL if found.surname >= STRONG and found.place < STRONG else None


Judged = Callable[[Word], Certainty | None]
_JUDGED: Final[Mapping[Anchor, Judged]] = {
    Anchor.PATIENT: _of_patient,
    Anchor.NAMED: _of_label,
    Anchor.ROLE: _of_doctor,
    Anchor.PAPER: _of_paper,
}
