"""Names of people (Прил. 3, п. 5): each rule starts from an anchor and takes what belongs to it.

The anchors, the surest first: a patronymic in any case of letters; initials beside a surname; a first name beside a
surname; a word for a patient or a paper of theirs before a surname; a word for whoever treats. Latin words are read as
Cyrillic ones, so the same rules serve them.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from core.privacy.findings import Certainty, Finding, Kind
from core.privacy.name_context import NEVER_SURNAMES, NOT_INITIALS, Anchor, anchor_of, is_one_patient, says_who
from core.privacy.name_words import EAST_ASIAN
from core.privacy.readings import STRONG, WEAK, is_particle, reading
from core.privacy.words import Shape, Word, Words

Found = tuple[int, int, Certainty]
"""From a word up to and with another, and how sure it is."""

_SURE, _PROBABLE, _DOUBTFUL = Certainty.SURE, Certainty.PROBABLE, Certainty.DOUBTFUL
_CONJUNCTIONS: Final = frozenset("АИСВКУОЯЭaiokc")
_SENTENCE_MAX: Final = 4
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


# --- the rules -------------------------------------------------------------------------------------------------------


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
                return start, after, _SURE
        return start, at, _DOUBTFUL
    surname = words.before(first)
    if surname is not None and _may_be_surname(words[surname], words[first]):
        again = words.before(surname)
        if again is not None and words[again].shape is Shape.CAPITAL and words[again].reading.surname >= STRONG:
            surname = again
        return surname, at, _SURE
    after = words.after(at)
    if after is not None and _may_be_surname(words[after], words[at]) and not _plain_word(words[after]):
        return first, after, _SURE
    return first, at, _SURE


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
    if word.shape is Shape.LETTER or word.folded in NEVER_SURNAMES or _of_context(word):
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
        return not found.known or (found.nominal and agree and (found.alive >= WEAK or _adjective(word)))
    return word.opens and found.nominal and agree and (found.alive >= STRONG or _adjective(word))


def _plain_word(word: Word) -> bool:
    return word.shape is not Shape.CAPITAL and word.reading.known and word.reading.surname < WEAK


def _by_initials(words: Words) -> Iterator[Found]:
    for at, word in enumerate(words.items):
        if word.shape is Shape.LETTER:
            continue
        if not _may_be_initialed(word):
            continue
        after = _initials_after(words, at)
        if after is not None:
            last, dots, several = after
            if (certainty := _initialed(words, at, last, dots=dots, several=several)) is not None:
                yield at, last, certainty
                continue
        before = _initials_before(words, at)
        if before is not None:
            first, dots, several = before
            if (certainty := _initialed(words, at, first, dots=dots, several=several)) is not None:
                yield first, at, certainty


def _may_be_initialed(word: Word) -> bool:
    return word.folded not in NEVER_SURNAMES and not _of_context(word) and len(word.text) > 1


def _initials_after(words: Words, at: int) -> tuple[int, bool, bool] | None:
    """The last word of the initials after a surname, whether they have dots, whether there are two."""
    text, items = words.text, words.items
    tail = text[items[at].end : items[at].end + 10]
    hit = _AFTER_SURNAME.match(tail)
    if not hit:
        return None
    end = items[at].end + hit.end("letters")
    last = max((n for n in range(at + 1, min(at + 4, len(items))) if items[n].start < end), default=None)
    if last is None:
        return None
    letters = hit["letters"]
    count = sum(char.isalpha() for char in letters)
    if count == 2 and letters.upper() in NOT_INITIALS and letters.isupper():
        return None
    return last, "." in letters, count > 1


def _initials_before(words: Words, at: int) -> tuple[int, bool, bool] | None:
    items = words.items
    head = words.text[max(0, items[at].start - 8) : items[at].start]
    hit = _BEFORE_SURNAME.search(head)
    if not hit:
        return None
    start = items[at].start - len(head) + hit.start("letters")
    first = min((n for n in range(max(0, at - 3), at) if items[n].start >= start), default=None)
    return None if first is None else (first, True, sum(char.isalpha() for char in hit["letters"]) > 1)


_L: Final = "А-ЯЁA-Z"
_AFTER_SURNAME: Final = re.compile(
    rf"(?:[ _,^.-]|, (?=[{_L}])|)\s?(?P<letters>[{_L}]\.[ _]?[{_L}]\.?(?![\w])|[{_L}]_[{_L}](?![^\W_])"
    rf"|[{_L}]{{2}}(?![\w])|[{_L}]\.?[ _][{_L}]\.?(?!\w)|[{_L}](?![\w])\.?"
    rf"|(?<![,.] )(?<![,.])(?:[а-яё]\. ?[а-яё]\.(?!\w)|[а-яё]\.[а-яё](?!\w)|[а-яё] [а-яё](?![\w.])))"
)
_BEFORE_SURNAME: Final = re.compile(rf"(?<![\w.])(?P<letters>[{_L}]\. ?[{_L}]\. ?|[{_L}]\. ?|[а-яё]\. ?[а-яё]\. ?)$")


def _initialed(words: Words, at: int, other: int, *, dots: bool, several: bool) -> Certainty | None:
    word, found = words[at], words[at].reading
    small = word.shape is Shape.SMALL
    if word.latin and (found.surname < STRONG or small or len(word.text) < 4):
        return None
    if small:
        return (
            _SURE
            if several and dots and found.surname >= WEAK
            else _PROBABLE
            if several
            and found.surname >= STRONG
            and found.first < STRONG
            and words[other].text not in _CONJUNCTIONS.union("аисвкуоя")
            else None
        )
    if found.place >= STRONG and found.surname < WEAK:
        return None
    if several and dots:
        likely = found.surname >= WEAK or found.shaped or not found.known or found.alive >= STRONG
        return _SURE if likely or (found.nominal and (not word.opens or other < at)) else None
    if several:
        if found.surname >= WEAK or (found.shaped and word.shape is Shape.CAPITAL):
            return _SURE
        likely = not found.known or found.alive >= STRONG
        return _PROBABLE if likely and not word.opens and len(word.text) > 3 and word.shape is Shape.CAPITAL else None
    letter = words[other].text
    if letter in _CONJUNCTIONS and (word.shape is Shape.CAPITALS or not dots):
        return None
    if found.surname >= STRONG and found.place < STRONG:
        return _SURE if dots or words[other].text.isupper() else None
    if found.first >= STRONG and dots and not word.opens and words.text[words[other].end : words[other].end + 1] == ".":
        return _PROBABLE
    return None


def _by_pair(words: Words) -> Iterator[Found]:
    for at in range(len(words.items)):
        other = words.after(at)
        if other is None:
            continue
        one, two = words[at], words[other]
        if Shape.LETTER in (one.shape, two.shape):
            continue
        if _shape(one) is not _shape(two):
            if _half_small(one, two):
                yield at, other, _PROBABLE
            continue
        if one.latin and one.shape is Shape.SMALL and not _joined_by_machine(words, one, two):
            continue
        certainty = _pair(one, two) or _pair(two, one)
        if certainty is None:
            continue
        third = words.after(other)
        if third is not None and _goes_on(words[third], two):
            other = third
        yield at, other, certainty


def _joined_by_machine(words: Words, one: Word, two: Word) -> bool:
    """«lobanov_artem»: small Latin words are a name only where a machine has joined them."""
    shaped = one.reading.shaped or two.reading.shaped
    return words.text[one.end : two.start] in ("_", "-", ".") and shaped and min(len(one.text), len(two.text)) > 3


def _by_strangers(words: Words) -> Iterator[Found]:
    """«записали Яптунэ Хансуту»: two neighbours with capitals, both unknown to the dictionary, are probably a name."""
    for at in range(len(words.items) - 1):
        one, two = words[at], words[at + 1]
        if _is_stranger(one) and _is_stranger(two) and not one.opens and words.after(at, machine=False) == at + 1:
            yield at, at + 1, _PROBABLE


def _is_stranger(word: Word) -> bool:
    """Whether a word with a capital is one that the dictionary has never seen, long enough to be somebody's."""
    written = word.shape is Shape.CAPITAL and not word.latin and len(word.text) > 3
    return written and not word.reading.known and not _unlikely(word)


def _by_east(words: Words) -> Iterator[Found]:
    """«Цой Ен Сук»: a short surname of the East and one or two short words with capitals."""
    for at, word in enumerate(words.items):
        if word.shape is not Shape.CAPITAL or word.latin or word.folded not in EAST_ASIAN:
            continue
        last = at
        while last - at < 2 and (more := words.after(last, machine=False)) is not None and _is_short_name(words[more]):
            last = more
        if last > at + 1 or (last > at and not word.opens):
            yield at, last, _SURE


def _is_short_name(word: Word) -> bool:
    return word.shape is Shape.CAPITAL and len(word.text) <= 6 and not word.latin and word.folded not in NEVER_SURNAMES


_SPACED: Final = re.compile(r"(?<!\w)(?:[А-ЯЁ] )(?:[А-ЯЁа-яё] ){3,}[А-ЯЁа-яё](?![\w.])")


def _by_spaced_letters(words: Words) -> Iterator[Found]:
    """«Р а з у в а е в Л.Д.»: letters apart make a surname."""
    for hit in _SPACED.finditer(words.text):
        found = reading(hit[0].replace(" ", "").lower().replace("ё", "е"))
        if found.surname >= WEAK or found.shaped or found.first >= STRONG:
            inside = [n for n, word in enumerate(words.items) if hit.start() <= word.start < hit.end()]
            last = inside[-1]
            after = _initials_after(words, last)
            yield inside[0], last if after is None else after[0], _SURE


_LISTED: Final = re.compile(
    r"(?:пациент\w*|больн\w*|дет(?:и|ей|ям)|списк\w+|список|фамили\w+|выписан\w*|умерш\w*|поступи\w+|следующ\w+|люд(?:и|ей|ям)|задво\w+)[^:\n]{0,50}:\s*\n?",
    re.IGNORECASE,
)


def _by_list(words: Words) -> Iterator[Found]:
    """«пациенты на удаление: Бурмакин, Чечулина, Дудка»: where most of a list are surnames, all are."""
    for head in _LISTED.finditer(words.text):
        items: list[tuple[int, int]] = []
        at = next((n for n, word in enumerate(words.items) if word.start >= head.end()), None)
        end = head.end()
        while at is not None and at < len(words.items) and _SEPARATOR.fullmatch(words.text[end : words[at].start]):
            if words[at].shape is not Shape.CAPITAL or words[at].latin:
                break
            items.append((at, at))
            end = words[at].end
            at += 1
        likely = sum(words[a].reading.surname >= WEAK or words[a].reading.shaped for a, _ in items)
        if len(items) > 1 and likely * 2 >= len(items):
            yield from ((a, b, _SURE) for a, b in items)


_SEPARATOR: Final = re.compile(r"\s*(?:[,;]|\sи\s|\n)?\s*(?:\d{1,2}[.)]\s*)?")


def _by_carets(words: Words) -> Iterator[Found]:
    """«ЛЕБЕДЬ^САВВА»: DICOM and HL7 join the parts of a person's name by carets (DICOM PS3.5, 6.2.1)."""
    at = 0
    while at < len(words.items) - 1:
        last = at
        while last + 1 < len(words.items) and words.text[words[last].end : words[last + 1].start] == "^":
            last += 1
        found = [words[n].reading for n in range(at, last + 1)]
        if last > at and any(
            each.first >= 0.02 or each.surname >= WEAK or each.patronymic >= STRONG or each.shaped for each in found
        ):
            yield at, last, _SURE
        at = last + 1


_KEY: Final = re.compile(
    r"(?:sur_?name|last_?name|firs?t?_?name|sec_?name|middle_?name|patronymic|famil\w{0,3}|(?<![A-Za-z])(?:fam|fio)|given|patient_?name|pat_?name|full_?name|person_?name|(?<![A-Za-zА-яё])(?:im|ot|имя|отчество|фио)|фамили\w|пациент)"
    r"\\?[\"']?\s*(?:=|:|>|like|\|)\s*(?:<!\[CDATA\[)?[\"'%\[\\ ]{0,4}$",
    re.IGNORECASE,
)


def _by_keys(words: Words) -> Iterator[Found]:
    """«Person_SurName='Бакчеева'», «family: Шульга»: a value whose key says that it is a name."""
    for at, word in enumerate(words.items):
        if word.shape is Shape.LETTER or word.start < 3 or words.text[word.start - 1] not in "\"'=:>|% [":
            continue
        if not _KEY.search(words.text, max(0, word.start - 30), word.start) or _unlikely(word):
            continue
        found = word.reading
        named = (
            max(found.surname, found.first, found.patronymic) >= WEAK
            or not found.known
            or found.shaped
            or found.alive >= STRONG
        )
        if named and (not word.latin or max(found.surname, found.first) >= WEAK) and word.folded not in _EMPTY:
            yield at, at, _SURE


_EMPTY: Final = frozenset(["нулл", "нуль", "пусто", "нет", "обязательно", "поле", "строка"])


def _half_small(one: Word, two: Word) -> bool:
    """«Евстигнеева клавдия»: a surname with a capital beside a first name without."""
    agree = bool(one.reading.cases & two.reading.cases)
    return _shape(one) and not one.latin and one.reading.surname >= STRONG and two.reading.first >= 0.9 and agree


def _shape(word: Word) -> bool:
    """Whether a word begins with a capital."""
    return word.shape is not Shape.SMALL


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
        _unlikely(first)
        or _unlikely(surname)
        or one.first < 0.02
        or len(surname.text) < 2
        or len(first.text) < (3 if two.surname < STRONG or one.first < 0.5 else 2)
    ):
        return None
    if one.first < STRONG and (two.surname < STRONG or first.shape is Shape.SMALL or two.first >= STRONG):
        return None
    if first.latin or surname.latin:
        return _SURE if one.first >= STRONG and one.known and two.surname >= STRONG else None
    agree = not two.cases or not one.cases or bool(one.cases & two.cases)
    agree = agree or first.folded[-1] == surname.folded[-1] == "а"  # «мамонтова» is known as his alone
    if first.shape is Shape.SMALL:
        likely = (two.surname >= STRONG and one.first >= 0.5) or (two.shaped and one.first >= 0.6)
        return _PROBABLE if agree and likely and two.place < STRONG else None
    if two.surname >= STRONG:
        return _SURE
    if (two.surname >= WEAK or two.shaped) and agree and one.first >= (STRONG if two.place < STRONG else 0.5):
        return _SURE
    if surname.shape is not Shape.CAPITAL or surname.opens or (two.known and not agree) or two.place >= STRONG:
        return None
    if not two.nominal or one.first < 0.5:
        return None
    if two.first >= 0.5:
        return _PROBABLE if not first.opens else None
    return _SURE if not two.known or two.alive >= STRONG or "-" not in surname.text else _PROBABLE


def _unlikely(word: Word) -> bool:
    return word.folded in NEVER_SURNAMES or _of_context(word)


def _of_context(word: Word) -> bool:
    """Whether a word only says whose name follows."""
    return says_who(word.folded)


def _by_patient(words: Words) -> Iterator[Found]:
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
        if _unlikely(words[more]) or not (words[more].reading.nominal or not words[more].reading.known):
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
    if _unlikely(word):
        return None
    if word.shape is Shape.SMALL:
        sure = found.surname >= STRONG and not word.latin and (found.surname >= 0.5 or found.first < STRONG)
        return _SURE if sure else _PROBABLE if found.first >= 0.9 and found.known else None
    if found.surname >= WEAK or found.first >= STRONG:
        return _SURE if not word.latin or found.surname >= STRONG else None
    if word.latin or word.shape is Shape.CAPITALS or (found.place >= STRONG and not found.shaped):
        return None
    if not found.known:
        return _SURE
    return _SURE if found.nominal and (found.alive >= WEAK or found.shaped or _adjective(word)) else None


def _agreeing(patient: Word, word: Word) -> Certainty | None:
    """«пациента Зиму»: any noun with a capital in the case of the patient."""
    found = word.reading
    if word.shape is not Shape.CAPITAL or word.latin or _unlikely(word) or not found.nominal or found.place >= STRONG:
        return None
    return _SURE if is_one_patient(patient.folded) and found.cases & patient.reading.cases else None


def _adjective(word: Word) -> bool:
    return re.search(r"(?:ый|ий|ой|ого|ому|ая|ую|ых|их)$", word.folded) is not None


def _of_label(word: Word) -> Certainty | None:
    """After «фамилия:» nearly any word is one."""
    found = word.reading
    if _unlikely(word) or (word.shape is Shape.SMALL and found.surname < STRONG and found.first < STRONG):
        return None
    if found.surname >= WEAK or found.first >= STRONG or (not found.known and not word.latin):
        return _SURE
    return _SURE if word.shape is Shape.CAPITAL and found.alive >= STRONG else None


def _of_paper(word: Word) -> Certainty | None:
    found = word.reading
    if _unlikely(word) or word.shape is not Shape.CAPITAL or word.latin:
        return None
    return _PROBABLE if found.surname >= STRONG and found.place < STRONG else None


def _of_doctor(word: Word) -> Certainty | None:
    found = word.reading
    if _unlikely(word) or word.shape is Shape.SMALL or word.latin:
        return None
    return _DOUBTFUL if found.surname >= STRONG and found.place < STRONG else None


Judged = Callable[[Word], Certainty | None]
_JUDGED: Final[Mapping[Anchor, Judged]] = {
    Anchor.PATIENT: _of_patient,
    Anchor.NAMED: _of_label,
    Anchor.ROLE: _of_doctor,
    Anchor.PAPER: _of_paper,
}
_RULES: Final = (
    _by_patronymic,
    _by_initials,
    _by_pair,
    _by_strangers,
    _by_patient,
    _by_carets,
    _by_keys,
    _by_east,
    _by_spaced_letters,
    _by_list,
)
