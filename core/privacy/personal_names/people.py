"""Names of people (Прил. 3, п. 5): each rule starts from an anchor and takes what belongs to it.

The anchors, the surest first: a patronymic in any case of letters; initials beside a surname; a first name beside a
surname; a word for a patient or a paper of theirs before a surname; a word for whoever treats. Latin words are read as
Cyrillic ones, so the same rules serve them.
"""

import re
from collections.abc import Iterator
from typing import Final

from core.privacy.findings import Certainty, Finding, Kind
from core.privacy.personal_names.anchors import by_anchor, by_possessor
from core.privacy.personal_names.context import NEVER_SURNAMES
from core.privacy.personal_names.dictionary import STRONG, WEAK, WordReading, is_particle
from core.privacy.personal_names.parts import (
    DOUBTFUL,
    PROBABLE,
    SURE,
    Found,
    adjective,
    initials_after,
    initials_before,
    unlikely,
)
from core.privacy.personal_names.shapes import (
    by_carets,
    by_east,
    by_files,
    by_keys,
    by_list,
    by_spaced_letters,
    by_strangers,
    by_what_follows,
)
from core.privacy.personal_names.tokens import Shape, Word, Words

_CONJUNCTIONS: Final = frozenset("АИСВКУОЯЭaiokc")
_SMALL_WORDS: Final = frozenset("аисвкуоя")


def names(words: Words) -> Iterator[Finding]:
    """Every name in a text, overlapping ones as they come; the guards are asked elsewhere."""
    for rule in _RULES:
        for first, last, certainty in rule(words):
            yield Finding(words[first].start, _end(words, last), Kind.NAME, certainty)


def _end(words: Words, last: int) -> int:
    """Up to the end of the last word, with the dot of an initial."""
    end = words[last].end
    dotted = len(words[last].text) == 1 and words.text[end : end + 1] == "."
    return end + dotted


def _by_patronymic(words: Words) -> Iterator[Found]:
    for at, word in enumerate(words.items):
        start = at
        if is_particle(word.folded) and (not word.latin or _LATIN_PATRONYMIC.search(word.text)):
            back = words.before(at)
            if back is None or words[back].shape is Shape.LETTER:
                continue
            start = back
        elif len(word.text) < 5 or not _is_patronymic(word):
            continue
        yield _around_patronymic(words, start, at)


def _is_patronymic(word: Word) -> bool:
    if word.latin and not _LATIN_PATRONYMIC.search(word.text):
        return False
    return word.reading.patronymic >= 0.3 and word.reading.surname <= word.reading.patronymic


_LATIN_PATRONYMIC: Final = re.compile(
    r"(?:[oe]vich|yich|il[iy]?ich|kuzmich|fomich|lukich|nikitich|savvich|[oe]vn[aeyu]|ichn[aeyu]|kyzy|ogly|uulu)(?:a|u|em|om|e)?$",
    re.IGNORECASE,
)


def _around_patronymic(words: Words, start: int, at: int) -> Found:
    first = words.before(start)
    if first is None or not _may_be_first(words[first]):
        after = words.after(at)
        if after is not None and words[after].shape is words[start].shape:
            found = words[after].reading
            if found.surname >= WEAK or (start < at and found.first >= STRONG):
                return start, after, SURE
        return start, at, DOUBTFUL
    surname = words.before(first)
    if surname is not None and _may_be_surname(words[surname], words[first]):
        again = words.before(surname)
        if again is not None and words[again].shape is Shape.CAPITAL and words[again].reading.surname >= STRONG:
            surname = again
        return surname, at, SURE
    after = words.after(at)
    if after is not None and _may_be_surname(words[after], words[at]) and not _plain_word(words[after]):
        return first, after, SURE
    return first, at, SURE


def _may_be_first(word: Word) -> bool:
    if word.shape is Shape.LETTER or word.folded in NEVER_SURNAMES:
        return False
    found = word.reading
    if found.first >= 0.02 or not found.known:
        return True
    return word.shape is not Shape.SMALL and found.nominal and not word.opens


def _may_be_surname(word: Word, beside: Word) -> bool:
    """Whether a word beside a whole name is its surname."""
    found = word.reading
    if word.shape is Shape.LETTER or unlikely(word):
        return False
    if word.shape is Shape.SMALL and beside.shape is not Shape.SMALL:
        return False
    if found.surname >= WEAK or (found.shaped and word.shape is beside.shape):
        return True
    agree = not found.cases or not beside.reading.cases or bool(found.cases & beside.reading.cases)
    if word.shape is Shape.SMALL:
        return not found.known or (found.alive >= 0.5 and agree)
    if word.shape is Shape.CAPITAL and not word.opens:
        return found.nominal and agree
    if not found.known or word.shape is Shape.CAPITALS:
        return not found.known or (found.nominal and agree and (found.alive >= WEAK or adjective(word)))
    return word.opens and found.nominal and agree


def _plain_word(word: Word) -> bool:
    return word.shape is not Shape.CAPITAL and word.reading.known and word.reading.surname < WEAK


def _by_initials(words: Words) -> Iterator[Found]:
    for at, word in enumerate(words.items):
        if word.shape is Shape.LETTER or unlikely(word):
            continue
        after = initials_after(words, at)
        if after is not None:
            last, dots, several = after
            if (certainty := _initialed(words, at, last, dots=dots, several=several)) is not None:
                yield at, last, certainty
                continue
        before = initials_before(words, at)
        if before is not None:
            first, dots, several = before
            if (certainty := _initialed(words, at, first, dots=dots, several=several)) is not None:
                yield first, at, certainty


def _initialed(words: Words, at: int, other: int, *, dots: bool, several: bool) -> Certainty | None:
    word, found = words[at], words[at].reading
    small = word.shape is Shape.SMALL
    if word.latin and (found.surname < STRONG or small or len(word.text) < 4):
        return None
    if several and not dots and words[other].text in _SMALL_WORDS:
        return None
    if small:
        return _by_small_letters(words[other], found, dots=dots) if several else None
    if found.place >= STRONG and found.surname < WEAK and not found.shaped:
        return None
    if several and dots:
        likely = found.surname >= WEAK or found.shaped or not found.known or found.alive >= STRONG
        return SURE if likely or (found.nominal and (not word.opens or other < at)) else None
    if several:
        if found.surname >= WEAK or (found.shaped and word.shape is Shape.CAPITAL):
            return SURE
        likely = not found.known or found.alive >= STRONG
        return PROBABLE if likely and not word.opens and len(word.text) > 3 and word.shape is Shape.CAPITAL else None
    return _by_one_letter(words, at, other, dots=dots)


def _by_small_letters(letter: Word, found: WordReading, *, dots: bool) -> Certainty | None:
    """How sure a surname in small letters beside two initials is: «гусевой а. п.», «гусева а п»."""
    if dots and found.surname >= WEAK:
        return SURE
    alone = found.surname >= STRONG and found.first < STRONG
    return PROBABLE if alone and letter.text not in _CONJUNCTIONS | _SMALL_WORDS else None


def _by_one_letter(words: Words, at: int, other: int, *, dots: bool) -> Certainty | None:
    """How sure a surname beside one initial is: «Шурыгин Н», «Стрижак О.»."""
    word, found = words[at], words[at].reading
    letter = words[other].text
    if letter in _CONJUNCTIONS and (word.shape is Shape.CAPITALS or not dots):
        return None
    if found.surname >= STRONG and found.place < STRONG:
        return SURE if dots or words[other].text.isupper() else None
    if dots and other > at and not word.opens and (found.shaped or found.alive >= 0.5 or not found.known):
        return PROBABLE if word.shape is Shape.CAPITAL and not word.latin else None
    if found.first >= STRONG and dots and not word.opens and words.text[words[other].end : words[other].end + 1] == ".":
        return PROBABLE
    return None


def _by_pair(words: Words) -> Iterator[Found]:
    for at, one in enumerate(words.items):
        other = words.after(at)
        if other is None or one.shape is Shape.LETTER:
            continue
        two = words[other]
        if two.shape is Shape.LETTER or max(one.reading.first, two.reading.first) < 0.02:
            continue
        if (one.shape is Shape.SMALL) is not (two.shape is Shape.SMALL):
            if _half_small(one, two):
                yield at, other, PROBABLE
            continue
        if one.latin and one.shape is Shape.SMALL and not _joined_by_machine(words, one, two):
            continue
        certainty = _pair(one, two) or _pair(two, one)
        if certainty is not None:
            yield _whole_pair(words, at, other, certainty)


def _whole_pair(words: Words, at: int, other: int, certainty: Certainty) -> Found:
    """The pair with a third name after it and what is noble before it."""
    third = words.after(other)
    if third is not None and _goes_on(words[third], words[other]):
        other = third
    noble = words.before(at, machine=False)
    return at if noble is None or words[noble].folded not in _NOBLE else noble, other, certainty


_NOBLE: Final = frozenset(["фон", "де", "дер", "ван", "аль", "бен", "ибн", "эль", "да", "дю"])
"""What stands before a surname and belongs to it."""


def _joined_by_machine(words: Words, one: Word, two: Word) -> bool:
    """«lobanov_artem»: small Latin words are a name only where a machine has joined them."""
    shaped = one.reading.shaped or two.reading.shaped
    return words.text[one.end : two.start] in ("_", "-", ".") and shaped and min(len(one.text), len(two.text)) > 3


def _half_small(one: Word, two: Word) -> bool:
    """«Евстигнеева клавдия»: a surname with a capital beside a first name without."""
    surname, first = one.reading, two.reading
    if one.shape is Shape.SMALL or one.latin:
        return False
    return surname.surname >= STRONG and first.first >= 0.9 and bool(surname.cases & first.cases)


def _goes_on(word: Word, before: Word) -> bool:
    found = word.reading
    return (
        word.shape is before.shape
        and word.shape is not Shape.SMALL
        and (found.surname >= STRONG or found.first >= STRONG or found.patronymic >= STRONG)
        and word.folded not in NEVER_SURNAMES
    )


def _pair(first: Word, surname: Word) -> Certainty | None:
    """How sure a first name beside a surname is; None where they are none."""
    one, two = first.reading, surname.reading
    if (
        one.first < 0.02
        or unlikely(first)
        or unlikely(surname)
        or len(surname.text) < 2
        or len(first.text) < (3 if two.surname < STRONG or one.first < 0.5 else 2)
    ):
        return None
    if one.first < STRONG and (two.surname < STRONG or first.shape is Shape.SMALL or two.first >= STRONG):
        return None
    if first.latin or surname.latin:
        known = one.first >= STRONG  # listed, where the dictionary does not know it
        noun = adjective(surname) or (two.known and two.alive >= 0.5 and surname.shape is Shape.CAPITAL)
        likely = two.surname >= STRONG or (one.first >= 0.9 and noun and bool(one.cases & two.cases))
        return SURE if known and likely else None
    agree = not two.cases or not one.cases or bool(one.cases & two.cases)
    agree = agree or first.folded[-1] == surname.folded[-1] == "а"  # «мамонтова» is known as his alone
    if first.shape is Shape.SMALL:
        likely = (two.surname >= STRONG and one.first >= 0.5) or (two.shaped and one.first >= 0.6)
        return PROBABLE if agree and likely and two.place < STRONG else None
    if two.surname >= STRONG:
        return SURE
    if (two.surname >= WEAK or two.shaped) and agree and one.first >= (STRONG if two.place < STRONG else 0.5):
        return SURE
    return _by_capital(first, surname, agree=agree)


def _by_capital(first: Word, surname: Word, *, agree: bool) -> Certainty | None:
    """How sure a first name is beside what only its capital calls a surname: «Воробей Олег», «Пшеничную Ольгу»."""
    one, two = first.reading, surname.reading
    if surname.shape is not Shape.CAPITAL or not two.nominal or one.first < 0.5 or two.place >= STRONG:
        return None
    if not agree and (two.known or surname.opens):
        return None
    if surname.opens:
        return PROBABLE if not two.known else None
    if two.first >= 0.5:
        return PROBABLE if not first.opens else None
    return SURE if not two.known or two.alive >= STRONG or "-" not in surname.text else PROBABLE


_RULES: Final = (
    _by_patronymic,
    _by_initials,
    _by_pair,
    by_strangers,
    by_anchor,
    by_possessor,
    by_carets,
    by_keys,
    by_east,
    by_files,
    by_what_follows,
    by_spaced_letters,
    by_list,
)
