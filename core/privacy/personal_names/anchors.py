"""Names by the word before them: «пациент Коваль», «карта Симоненко», «врач Гордеев», «фамилия: Сорока»."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from core.privacy.findings import Certainty
from core.privacy.illnesses import ILLNESS
from core.privacy.personal_names.context import Anchor, anchor_of, is_one_patient
from core.privacy.personal_names.dictionary import STRONG, WEAK
from core.privacy.personal_names.parts import DOUBTFUL, PROBABLE, SURE, Found, adjective, unlikely
from core.privacy.personal_names.tokens import Shape, Word, Words
from core.privacy.personal_names.vocabulary import STREETS

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
            if anchor in (Anchor.PATIENT, Anchor.PAPER):
                yield from _others(words, found)


def _others(words: Words, found: Found) -> Iterator[Found]:
    """«карты Пермяковой и Рогова», «снимок Ворониной ушёл к Рогову»: whoever else is named in the sentence."""
    for at in range(found[1] + 1, min(found[1] + _REACH, len(words.items) - 1)):
        if _ends_between(words, at - 1, at):
            return
        if words[at].folded in _JOINING and words.after(at, machine=False) == at + 1:
            word = words[at + 1]
            likely = word.reading.surname >= STRONG and word.reading.place < STRONG and word.shape is not Shape.SMALL
            if likely and word.shape is words[found[0]].shape and not unlikely(word):
                yield at + 1, at + 1, min(found[2], SURE if at == found[1] + 1 else PROBABLE)


_JOINING: Final = frozenset(["и", "к", "ко", "у", "вместо", "от", "с", "со", "или", "либо"])


def _named_after(words: Words, at: int, judged: "Judged") -> Found | None:
    place = _skip(words, at)
    if place is None:
        return None
    certainty = judged(words[place])
    if certainty is None and judged is _of_patient:
        certainty = _agreeing(words[at], words[place])
    if certainty is None:
        return _noun_and_first(words, at, place) if judged is _of_patient else None
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
    return place, _with_letter(words, last), certainty


def _noun_and_first(words: Words, at: int, place: int) -> Found | None:
    """«ПАЦИЕНТКЕ КОРОЛЬ ВЕРЕ»: after a patient a noun and a first name, both with capitals."""
    one, after = words[place], words.after(place, machine=False)
    if after is None or one.shape is Shape.SMALL or one.latin or unlikely(one) or not one.reading.nominal:
        return None
    first = words[after]
    likely = first.shape is one.shape and first.reading.first >= 0.9 and first.reading.known
    return (place, after, SURE) if likely and is_one_patient(words[at].folded) and len(one.text) > 2 else None


def _with_letter(words: Words, at: int) -> int:
    """«малыша Тимура Н»: the letter of a surname belongs to the name, unless it is a little word."""
    if words[at].shape is Shape.SMALL or words.after(at, machine=False) != at + 1:
        return at
    letter = words[at + 1]
    if letter.shape is not Shape.LETTER or not letter.text.isupper():
        return at
    return at + 1 if letter.text not in "АИОУ" or words.text[letter.end : letter.end + 1] in ".,;:)" else at


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


def by_possessor(words: Words) -> Iterator[Found]:
    """«у Журавиной не сохраняется осмотр»: a surname alone, and in its sentence something that patients have."""
    for at, word in enumerate(words.items[:-1]):
        if word.folded not in _WHOSE or words.after(at, machine=False) != at + 1:
            continue
        owner = words[at + 1]
        if _may_own(owner) and not _agrees(owner, words, at + 1) and _has_belonging(words, at + 1):
            found = (at + 1, at + 1, PROBABLE)
            yield found
            yield from _others(words, found)


_WHOSE: Final = frozenset(["у", "для", "про", "вместо", "между"])
_REACH: Final = 9
"""Words after a possessor within which the thing is named, and half of them before."""


def _may_own(word: Word) -> bool:
    found = word.reading
    if word.shape is not Shape.CAPITAL or word.latin or unlikely(word) or word.folded in STREETS:
        return False
    return (
        found.surname >= STRONG
        and found.place < STRONG
        and found.first < STRONG
        and bool(found.cases & {"gent", "ablt"})
    )


def _agrees(owner: Word, words: Words, at: int) -> bool:
    """Whether the next word goes on with what is no surname alone: «Ачинской больницы», «Ивановой Анны»."""
    if at + 1 >= len(words.items) or not words.text[owner.end : words[at + 1].start].isspace():
        return False
    after = words[at + 1]
    if after.shape is not Shape.SMALL and not after.text.islower():
        return True
    return _of_place(owner) and after.reading.nominal and "gent" in after.reading.cases


def _has_belonging(words: Words, at: int) -> bool:
    start, end = max(0, at - 1 - _REACH // 2), min(len(words.items), at + 1 + _REACH)
    near = (each for each in range(start, end) if each != at)
    if any(_BELONGING.fullmatch(words[each].folded) and not _ends_between(words, at, each) for each in near):
        return True
    return any(
        not re.search(r"[.!?\n]\s", words.text[words[at].end : ill.start()])
        for ill in ILLNESS.finditer(words.low, words[at].end, words[end - 1].end)
    )


def _ends_between(words: Words, one: int, other: int) -> bool:
    first, last = sorted((one, other))
    return re.search(r"[.!?\n]\s", words.text[words[first].end : words[last].start]) is not None


_BELONGING: Final = re.compile(
    r"осмотр\w*|больничн\w+|рецепт\w*|карт(?:а|е|у|ы|очк\w+)|медкарт\w*|амбулаторк\w*|анализ\w*|прививк\w*|эпикриз\w*|госпитализаци\w*"
    r"|случа[йяеюи]\w*|талон\w*|направлени\w*|диагноз\w*|снимок|снимк\w*|выписк\w*|полис\w*|снилс|назначени\w*|дневник\w*|прикреплени\w*"
    r"|флюорограф\w*|рентген|узи|мрт|экг|кровь|крови|аллерги\w*|беременност\w*|инвалидност\w*|льгот\w*|диспансеризаци\w*|вакцинаци\w*|участ(?:ок|ка)|результат\w*|исследовани\w*|операци[яию]"
)
"""What a patient has, and a colleague is not told to have."""
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
    """«пациента Зиму»: any noun with a capital in the case of the patient; of «ПАЦИЕНТ КОВАЛЬ», what lives alone."""
    found = word.reading
    if word.latin or unlikely(word) or not found.nominal or found.place >= STRONG:
        return None
    if not is_one_patient(patient.folded) or not found.cases & patient.reading.cases:
        return None
    if word.shape is Shape.CAPITAL:
        return SURE
    alive = patient.shape is word.shape is Shape.CAPITALS and found.known and found.alive >= 0.5
    return PROBABLE if alive and not _SORT.fullmatch(word.folded) else None


_SORT: Final = re.compile(
    r"(?:ветеран|иностран|участни|военнослуж|жител|диабет|сотрудни|работни|врач|медик|медработ|сирот|контрактник"
    r"|курсант|призывник|беженец|беженк|сидел|курильщик|переселен|мигрант|водител|учител|хроник|астматик|гипертоник"
    r"|лежач|онко|ветеринар|получател|носител|человек|люд|лиц|друг|новичок|ученик|воспитан|отказник|должник|заявител)\w*"
)
"""What sort of a patient it is, and not which one."""


def _of_label(word: Word) -> Certainty | None:
    """After «фамилия:» nearly any word is one."""
    found = word.reading
    if unlikely(word) or (word.shape is Shape.SMALL and (word.latin or max(found.surname, found.first) < STRONG)):
        return None
    if found.surname >= WEAK or found.first >= STRONG or (not found.known and not word.latin):
        return SURE
    return SURE if word.shape is Shape.CAPITAL and (found.alive >= STRONG or adjective(word)) else None


def _of_paper(word: Word) -> Certainty | None:
    found = word.reading
    if unlikely(word) or word.shape is not Shape.CAPITAL or word.latin:
        return None
    return PROBABLE if found.surname >= STRONG and found.place < STRONG else None


def _of_doctor(word: Word) -> Certainty | None:
    found = word.reading
    if unlikely(word) or word.shape is Shape.SMALL or word.latin:
        return None
    likely = found.surname >= STRONG or (found.shaped and word.shape is Shape.CAPITAL and not _of_place(word))
    return DOUBTFUL if likely and found.place < STRONG else None


def _of_place(word: Word) -> bool:
    """Whether a word ends as the adjectives of towns and institutions do: «Ачинской», «Лаборантская»."""
    return re.search(r"[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ою|ое|ие|их)$", word.folded) is not None


Judged = Callable[[Word], Certainty | None]
_JUDGED: Final[Mapping[Anchor, Judged]] = {
    Anchor.PATIENT: _of_patient,
    Anchor.NAMED: _of_label,
    Anchor.ROLE: _of_doctor,
    Anchor.PAPER: _of_paper,
}
