"""Names by how they are written: joined by machines, in lists, letter by letter, short and eastern, never seen."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from core.privacy.personal_names.context import NEVER_SURNAMES
from core.privacy.personal_names.dictionary import STRONG, WEAK, reading
from core.privacy.personal_names.east import GIVEN, SURNAMES
from core.privacy.personal_names.parts import PROBABLE, SURE, Found, initials_after, unlikely
from core.privacy.personal_names.tokens import Shape, Word, Words
from core.privacy.personal_names.vocabulary import EAST_ASIAN, FIRST_NAMES, STREETS


def by_strangers(words: Words) -> Iterator[Found]:
    """«записали Яптунэ Хансуту»: two neighbours with capitals, both unknown to the dictionary, are probably a name."""
    for at in range(len(words.items) - 1):
        one, two = words[at], words[at + 1]
        if _is_stranger(one) and _is_stranger(two) and not one.opens and words.after(at, machine=False) == at + 1:
            yield at, at + 1, PROBABLE


def _is_stranger(word: Word) -> bool:
    """Whether a word with a capital is one that the dictionary has never seen, long enough to be somebody's."""
    written = word.shape is Shape.CAPITAL and not word.latin and len(word.text) > 3
    return written and not word.reading.known and not unlikely(word)


def by_east(words: Words) -> Iterator[Found]:
    """«Цой Ен Сук», «Чэнь Сяоми»: a short surname of the East and one or two words of its syllables, with capitals."""
    for at, word in enumerate(words.items):
        if word.shape is not Shape.CAPITAL or len(word.text) > _LONGEST_EAST or word.latin:
            continue
        korean = word.folded in EAST_ASIAN
        if not korean and word.folded not in SURNAMES:
            continue
        last, told = at, False
        while last - at < 2 and (more := words.after(last, machine=False)) is not None:
            syllables = _is_of_syllables(words[more])
            if not syllables and not (korean and _is_short_name(words[more])):
                break
            last, told = more, told or syllables
        if last > at and (told or last > at + 1 or not word.opens):
            yield at, last, SURE


_LONGEST_EAST: Final = 6


def _is_short_name(word: Word) -> bool:
    return word.shape is Shape.CAPITAL and len(word.text) <= 6 and not word.latin and word.folded not in NEVER_SURNAMES


def _is_of_syllables(word: Word) -> bool:
    """Whether a word with a capital is a name of the East: its syllables, and no word of Russian."""
    return word.shape is Shape.CAPITAL and not word.latin and _is_given(word.folded)


@lru_cache(maxsize=65536)
def _is_given(word: str) -> bool:
    if word in NEVER_SURNAMES or not GIVEN.fullmatch(word):
        return False
    return not reading(word).known or word in FIRST_NAMES


_PERSON_AFTER: Final = re.compile(
    r",? ?\(?(?:\d{1,2}\.\d{1,2}\.)?(?:19|20)?\d{2},? ?(?:г(?:ода?)?\.? ?р|года? рожд)| \((?:пациент|больн"
    r"|реб[её]н|мать|мама|отец)\w*",
    re.IGNORECASE,
)


def by_what_follows(words: Words) -> Iterator[Found]:
    """«Веретенникова, 1988 г. р.», «Барсуков (пациент)»: a surname alone, and after it whose it is."""
    for at, word in enumerate(words.items):
        if word.shape is Shape.CAPITAL and words.text[word.end : word.end + 1] in ", " and len(word.text) > 3:
            found = word.reading
            likely = found.surname >= STRONG and found.place < STRONG and not word.latin and not unlikely(word)
            if likely and _PERSON_AFTER.match(words.text, word.end):
                yield at, at, SURE


_FILE: Final = re.compile(
    r"(?<![\w/\\.])[\w()-]{3,80}\.(?:pdf|docx?|xlsx?|odt|ods|rtf|txt|jpe?g|png|tiff?|bmp|heic|zip|rar|7z|dcm|xml|sig)(?!\w)",
    re.IGNORECASE,
)


def by_files(words: Words) -> Iterator[Found]:
    """«выписка_Ковалев.pdf»: a surname alone that a sign of machines joins to what the file holds."""
    if "." not in words.text or not (files := [hit.span() for hit in _FILE.finditer(words.text)]):
        return
    for at, word in enumerate(words.items):
        if word.shape is not Shape.CAPITAL or len(word.text) < 4 or unlikely(word) or word.folded in STREETS:
            continue
        found = word.reading
        likely = (
            found.surname >= 0.5 and found.place < STRONG and found.first < STRONG and (found.known or found.shaped)
        )
        if likely and any(start <= word.start < end for start, end in files) and _is_joined(words.text, word):
            yield at, at, PROBABLE


def _is_joined(text: str, word: Word) -> bool:
    return text[word.start - 1 : word.start] == "_" or text[word.end : word.end + 1] == "_"


_SPACED: Final = re.compile(r"(?<!\w)(?:[А-ЯЁ] )(?:[А-ЯЁа-яё] ){3,}[А-ЯЁа-яё](?![\w.])")


def by_spaced_letters(words: Words) -> Iterator[Found]:
    """«Р а з у в а е в Л.Д.»: letters apart make a surname."""
    for hit in _SPACED.finditer(words.text):
        found = reading(hit[0].replace(" ", "").lower().replace("ё", "е"))
        if found.surname >= WEAK or found.shaped or found.first >= STRONG:
            inside = [n for n, word in enumerate(words.items) if hit.start() <= word.start < hit.end()]
            last = inside[-1]
            after = initials_after(words, last)
            yield inside[0], last if after is None else after[0], SURE


_LISTED: Final = re.compile(
    r"(?:пациент\w*|больн\w*|дет(?:и|ей|ям)|списк\w+|список|фамили\w+|выписан\w*|умерш\w*|поступи\w+|следующ\w+|люд(?:и|ей|ям)|задво\w+)[^:\n]{0,50}:\s*\n?",
)


def by_list(words: Words) -> Iterator[Found]:
    """«пациенты на удаление: Бурмакин, Чечулина, Дудка»: where most of a list are surnames, all are."""
    for head in _LISTED.finditer(words.low) if ":" in words.text else ():
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
            yield from ((a, b, SURE) for a, b in items)


_SEPARATOR: Final = re.compile(r"\s*(?:[,;]|\sи\s|\n)?\s*(?:\d{1,2}[.)]\s*)?")


def by_carets(words: Words) -> Iterator[Found]:
    """«ЛЕБЕДЬ^САВВА»: DICOM and HL7 join the parts of a person's name by carets (DICOM PS3.5, 6.2.1)."""
    if "^" not in words.text:
        return
    at = 0
    while at < len(words.items) - 1:
        last = at
        while last + 1 < len(words.items) and words.text[words[last].end : words[last + 1].start] == "^":
            last += 1
        found = [words[n].reading for n in range(at, last + 1)]
        if last > at and any(
            each.first >= 0.02 or each.surname >= WEAK or each.patronymic >= STRONG or each.shaped for each in found
        ):
            yield at, last, SURE
        at = last + 1


_KEY: Final = re.compile(
    r"(?:sur_?name|last_?name|firs?t?_?name|sec_?name|middle_?name|patronymic|famil\w{0,3}|(?<![a-z])(?:fam|fio)|given|patient_?name|pat_?name|full_?name|person_?name|(?<![a-zа-яё])(?:im|ot|имя|отчество|фио)|фамили\w|пациент)"
    r"\\?[\"']?\s*(?:=|:|>|like|\|)\s*(?:<!\[cdata\[)?[\"'%\[\\ ]{0,4}",
)


def by_keys(words: Words) -> Iterator[Found]:
    """«Person_SurName='Бакчеева'», «family: Шульга»: a value whose key says that it is a name."""
    keyed = {key.end() for key in _KEY.finditer(words.low)}
    if not keyed:
        return
    for at, word in enumerate(words.items):
        if word.start not in keyed or word.shape is Shape.LETTER or unlikely(word):
            continue
        found = word.reading
        named = (
            max(found.surname, found.first, found.patronymic) >= WEAK
            or not found.known
            or found.shaped
            or found.alive >= STRONG
        )
        if named and (not word.latin or max(found.surname, found.first) >= WEAK) and word.folded not in _EMPTY:
            yield at, at, SURE


_EMPTY: Final = frozenset(["нулл", "нуль", "пусто", "нет", "обязательно", "поле", "строка"])
