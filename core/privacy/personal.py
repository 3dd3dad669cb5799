"""What is told about a person: the date of birth, where they live, what they are ill with."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from core.privacy.findings import Certainty, Finding, Kind
from core.privacy.illnesses import CODE, ILLNESS
from core.privacy.personal_names.context import is_one_patient
from core.privacy.personal_names.tokens import Word, Words

_I: Final = re.IGNORECASE

# --- dates of birth --------------------------------------------------------------------------------------------------

_MONTHS: Final = "янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек"
_DATE: Final = (
    rf"\d{{1,2}}\s?[./\-]\s?\d{{1,2}}\s?[./\-]\s?(?:\d{{4}}|\d{{2}})(?!\d)|(?:19|20)\d{{2}}[-./]\d{{2}}[-./]\d{{2}}(?!\d)"
    rf"|\d{{1,2}}(?:-?го)?\s+(?:{_MONTHS})[а-я]*\.?,?\s+(?:(?:19|20)\d{{2}}|\d{{2}}(?!\d|:))(?:\s?г(?:од\w?)?(?![а-яё.])|\s?г\.(?!\s?р))?"
)
_BORN: Final = (
    r"(?:рожд[её]н\w?|род(?:ил\w*|\.|ивш\w*|ом)|рожд\w*\.?|рож\.|д\s?[./\\]\s?р\.?|др|г\s?\.?\s?р\.?|birth\w*|dob"
    r"|bdate|birth_?day|др-)"
)
_BIRTH: Final = re.compile(
    rf"(?<![а-яёa-z]){_BORN}(?:[\s:=,.;—–\-\"'>(]|дата|от|в|году|пациент\w*|реб[её]нка|указан\w*|была?|как|стоит|is){{0,8}}(?P<hit>{_DATE})",
    _I,
)
_BIRTH_KEY: Final = re.compile(
    rf"(?<![a-zа-я])(?:birth_?date|dateofbirth|dob|birth_?day|bday|bdate|дата_?рожд\w*|dr|dtr|др)\W{{1,6}}(?P<hit>{_DATE}|(?:19|20)\d{{6}})",
    _I,
)
_BIRTH_AFTER: Final = re.compile(
    rf"(?<!\d)(?P<hit>{_DATE}|(?:19|20)\d{{2}}|\d{{2}}(?=\s*г\.\s?р))\s*(?:г(?:\.|ода?)?)?\s*[,(]?\s*(?:г\.?\s?р\.?(?![а-яё])|(?:года?\s+)?рожд\w*|род\.|[(]?\s?д\s?[./]\s?р\.?(?![а-яё])|года\s+рожд\w*|гр(?![а-яё]))",
    _I,
)
_BORN_IN: Final = re.compile(
    r"(?<![а-яё])(?:родил\w*|рожд[её]н\w*)\s+(?:в\s+)?(?P<hit>(?:19|20)\d{2})(?=\s*(?:г|$|[,.;)]))", _I
)
_BESIDE: Final = re.compile(
    rf"(?:\s*[,;(|\t^]\s*|\s|\s*[-—]\s*|\"\s*,\s*\"|'\s*,\s*'|_)(?P<hit>{_DATE}|(?:19|20)\d{{2}}(?=[);,|^]|\s*$))(?!\s*(?:в\s+)?\d{{1,2}}:\d{{2}})",
    _I,
)
_AGAIN: Final = re.compile(
    rf"(?:полис\w*|паспорт\w*|карт[аеу]|мис|базе|вместо|правильн\w*|верн\w*|должн\w*|исправ\w*|а\s+не|стоит|указан\w*|документ\w*|свидетельств\w*|отображ\w*)\W{{1,3}}(?:на\s+|дата\s+|быть\s+|стоит\s+|указан\w*\s+)?(?P<hit>{_DATE})",
    _I,
)
_COMPACT: Final = re.compile(
    r"[\s|^;,]{1,3}(?P<hit>(?:19\d{2}|20[0-2]\d)(?:0\d|1[0-2])[0-3]\d|(?:[0-2]\d|3[01])(?:0\d|1[0-2])(?:19\d{2}|20[0-2]\d))(?!\d)"
)
_COUNTED: Final = (
    r"(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят|[а-яё]{3,7}надцат|двадцат|тридцат|сорок(?:ов)?"
    r"|(?:пят|шест|сем|восьм|восем)[иь]?десят|девяност|двухтысячн|тысяч|девятьсот|девятисот|дв[ае])[а-яё]{0,4}(?![а-яё])"
)
_SPOKEN: Final = re.compile(
    rf"(?<![а-яё]){_BORN}[\s:,(—-]{{1,3}}(?:(?!{_COUNTED})[а-яё]{{1,12}}[\s,:—-]{{1,3}}){{0,4}}(?P<hit>(?:{_COUNTED}\s+){{1,2}}(?:{_MONTHS})[а-яё]*(?:,?\s+{_COUNTED}){{0,5}}(?:\s+года?)?)",
    _I,
)
_GLUED: Final = re.compile(r"(?P<hit>(?:19[2-9]|20[01])\d)(?!\d)")


def _told_births(text: str) -> Iterator[Finding]:
    patterns = (_BIRTH, _BIRTH_AFTER, _BORN_IN, _BIRTH_KEY, _SPOKEN)
    hits = {pattern: list(pattern.finditer(text)) for pattern in patterns}
    again = _AGAIN.finditer(text) if hits[_BIRTH] or hits[_BIRTH_AFTER] else ()
    for hit in (*chain.from_iterable(hits.values()), *again):
        yield Finding(hit.start("hit"), hit.end("hit"), Kind.BIRTH_DATE)


_TOLD: Final = re.compile(
    r"рож|род[.ои]|birth|bday|bdate|dob|(?<![а-яёa-z])(?:[дг]\s?[./\\]?\s?р|гр|dt?r)(?![а-яёa-z])|(?<![а-яёa-z])др", _I
)
"""How every word for a birth begins."""


def birth_dates(text: str, people: Iterable[Finding]) -> Iterator[Finding]:
    """Dates that a word calls somebody's birth, and those right after a whole name."""
    if _TOLD.search(text):
        yield from _told_births(text)
    for person in people:
        if person.certainty is Certainty.DOUBTFUL:
            continue
        if compact := _COMPACT.match(text, person.end):
            yield Finding(compact.start("hit"), compact.end("hit"), Kind.BIRTH_DATE)
        if beside := _BESIDE.match(text, person.end):
            yield Finding(beside.start("hit"), beside.end("hit"), Kind.BIRTH_DATE)
        elif glued := _GLUED.match(text, person.end):
            yield Finding(glued.start("hit"), glued.end("hit"), Kind.BIRTH_DATE)


# --- addresses -------------------------------------------------------------------------------------------------------

_TOWN: Final = (
    r"(?:(?:\d{6},?\s*)?(?:(?:красноярск\w*\s+край|кк|рф|россия|республика\s+\w+|\w+\s+(?:край|обл\w*\.?|р-о?н\w?|район\w?)),?\s*){0,3}"
    r"(?:(?:г\.?|гор\.|город\w*|с\.|сел[оеа]|п\.|пос\.|пос[её]л\w*|пгт\.?|дер\.|д\.(?=\s?(?-i:[А-ЯЁ]))|рп|р\.п\.|хутор|аал|улус|деревн\w+|ст\.|станц\w+|снт|днп)\s*[А-ЯЁа-яё][а-яё\-]+(?:\s[А-ЯЁ][а-яё]+)?,?\s*|(?:[А-ЯЁ][а-яё\-]+,\s*))?)"
)
_STREET: Final = (
    r"(?:ул\.?|улиц\w*|пр-?к?т\.?|пр\.|просп\w*\.?|пер\.?|переул\w*|б-р|бульвар\w*|наб\.?|набережн\w*|мкр\.?"
    r"|мкрн\.?|микрорайон\w*|ш\.|шоссе|пл\.|площад\w*|проезд\w*|тракт\w*|квартал\w*|ст-ц\w*|линия)"
)
_NAME: Final = (
    r"(?:\d{1,3}[-\s]?(?:й|го|я|ая|лет|ой)?\s)?[А-ЯЁа-яё][А-ЯЁа-яё\-.]*(?:\s+(?!кв|дом\b"
    r"|д\b)[А-ЯЁа-яё][А-ЯЁа-яё\-]*){0,3}?"
)
_HOUSE: Final = (
    r"(?:,?\s*(?:д\.?|дом\w*)?\s*№?\s*\d{1,4}\s?(?:[а-я](?![а-яё]))?(?:\s?/\s?\d{1,4}\w?)?(?:,?\s*(?:к\.|корп\.?"
    r"|корпус\w*|стр\.?|строени\w*|литер\w*)\s*\d{0,3}[а-я]?)?)"
)
_FLAT: Final = (
    r"(?:,?\s*(?:кв\.?|квартир\w*|комн\w*\.?|ком\.|оф\.|к\.)\s*№?\s*\d{1,4}|\s?-\s?\d{1,4}|,\s?\d{1,4}(?!\d))"
)
_LIVES: Final = (
    r"(?:прожива\w*|прож\.?|жив[её]т|живут|обита\w+|ночует|прописан\w*|прописк\w*|зарегистрирован\w*|регистраци\w+"
    r"|домашн\w+\s+адрес\w*|адрес\w*(?:\s+(?:пациент\w*|больн\w+|реб[её]нка|прожив\w*|регистрац\w*|по\s+прописк\w*"
    r"|мест\w*|дом\w*|мам\w*|места\s+жительства))*|место\s+жительства|вызов\w*(?:\s+врача)?(?:\s+(?:на\s+дом\w*|на"
    r"|по))?|дома?:)"
)
_HOME: Final = re.compile(
    rf"(?<![а-яё]){_LIVES}(?P<gap>(?:\s*[:—–\-,(]\s*|\s+)[«\"]?(?:(?:по|на|в|адресу|это|сейчас|теперь|временно|фактически|он|она|указан\w*|стоит|у\s+нас|с|мамой|родителями|городе|месту|из)\s+){{0,4}})"
    rf"(?P<hit>{_TOWN}(?:{_STREET}\s*)?{_NAME}(?:\s+{_STREET})?{_HOUSE}(?:{_FLAT}|\s\d{{1,3}}(?=\s*(?:$|[,.;)\n])))?)(?![\d:])",
    _I,
)
_WITH_FLAT: Final = re.compile(
    rf"(?<![А-яЁё\w])(?P<hit>{_TOWN}(?:{_STREET}\s*(?:\d{{1,3}}[-\s]?(?:й|я|лет)?\s)?[А-ЯЁа-яё]|[А-ЯЁ])[А-ЯЁа-яё\-.]*(?:\s+(?!кв|дом\b|д\b)[А-ЯЁ][А-ЯЁа-яё\-]*){{0,2}}(?:\s+(?:{_STREET}))?{_HOUSE},?\s*(?:кв\.?|квартир\w*)\s*№?\s*\d{{1,4}})",
    _I,
)
_SETTLED: Final = re.compile(
    rf"(?<![а-яё])(?:прожива\w*|прож\.|жив[её]т|прописан\w*|зарегистрирован\w*)(?:\s*[:—–\-,(]\s*|\s+)(?:(?:по|на|в|адресу)\s+){{0,3}}(?P<hit>(?:с\.|сел[оеа]|п\.|пос\.|пос[её]л\w*|пгт\.?|дер\.|деревн\w+)\s*[А-ЯЁ][а-яё\-]+{_HOUSE}?)",
    _I,
)
_BESIDE_PERSON: Final = re.compile(
    rf"(?<![А-яЁё])(?P<hit>{_TOWN}(?:{_STREET}\s*{_NAME}{_HOUSE}(?:{_FLAT})?|[А-ЯЁ][а-яё\-]+(?:\s[А-ЯЁ][а-яё\-]+)?,?\s\d{{1,3}}[а-я]?\s?-\s?\d{{1,3}}|[А-ЯЁ][а-яё\-]+(?:ская|цкая|ная|вая|кая|ого|ова|ина),?\s\d{{1,3}}[а-я]?(?:[-/]\d{{1,3}})?)(?:[\^|,]{{1,3}}\s?(?-i:[А-ЯЁ])[а-яё]+(?!\s[А-ЯЁа-яё]))?)(?![\d:.])"
)
_IN_WORDS: Final = re.compile(
    rf"(?<![а-яё]){_LIVES}\s+(?:на|по|в)\s+(?P<hit>(?-i:[А-ЯЁ])[а-яё]+[^.\n]{{3,60}}?(?:\d{{1,4}}(?:-?[а-я]{{1,2}})?\s+)?кв(?:\.|артир\w*)(?:\s*\d{{1,4}})?)",
    _I,
)
_BLOCK_OF_HOUSES: Final = re.compile(
    rf"(?<![А-яЁё\d])(?P<hit>(?:(?:(?:г\.?|гор\.|город\w*|п\.|пос\.|пгт)\s?)?(?-i:[А-ЯЁ])[а-яё\-]{{2,}},?\s)?(?:\d{{1,3}}(?:-?[йя])?\s(?:мкр\w*|м-н\w*|микрорайон\w*|квартал\w*)|(?:мкр\w*|микрорайон\w*|квартал\w*)\.?\s\d{{1,3}})\.?{_HOUSE}(?P<flat>{_FLAT})?)(?![\d:])",
    _I,
)
_CALLED_TO: Final = re.compile(
    rf"(?<![А-яЁё])(?P<hit>{_STREET}\s*{_NAME}{_HOUSE}{_FLAT})[\s,.;—–-]{{1,4}}(?:вызов|вызыва|на\s+дом(?![а-яё])|прожива|жив[её]т)",
    _I,
)
_LIVES_BEFORE: Final = re.compile(rf"(?<![а-яё]){_LIVES}[^.\n]{{0,40}}$", _I)
_TOWN_STREET: Final = re.compile(
    rf"(?<![А-яЁё])(?P<hit>[А-ЯЁ][а-яё\-]{{3,}},\s*(?:{_STREET}\s*)?[А-ЯЁ][а-яё\-]+(?:\s[А-ЯЁ][а-яё\-]+)?,?\s\d{{1,3}}[а-я]?\s?-\s?\d{{1,3}})(?![\d\-.:])"
)
_NOT_HOME: Final = re.compile(
    r"(?:сервер\w*|сайт\w*|ip|url|почт\w*|электронн\w*|поликлиник\w*|больниц\w*|кабинет\w*|стационар\w*|аптек\w*|филиал\w*|учреждени\w*|отделени\w*)[\s,:—-]*$",
    _I,
)


def addresses(text: str, people: Iterable[Finding]) -> Iterator[Finding]:
    """Where somebody lives: an address after a word for living, any with a flat, or one beside a whole name."""
    yield from _beside_people(text, people)
    low = text.lower()
    if any(each in low for each in _BLOCKS):
        yield from _in_blocks(text)
    lived_in = any(each in low for each in _LIVING)
    for pattern in (_HOME, _SETTLED, _WITH_FLAT, _IN_WORDS, _TOWN_STREET, _CALLED_TO):
        if not ("кв" in low if pattern is _WITH_FLAT else pattern is _TOWN_STREET or lived_in):
            continue
        for hit in pattern.finditer(text):
            before = text[max(0, hit.start() - 30) : hit.start()]
            if _NOT_HOME.search(before) or (not any(char.isdigit() for char in hit["hit"]) and pattern is not _SETTLED):
                continue
            if pattern is _HOME and not _plausible(hit["hit"]):
                continue
            yield Finding(hit.start("hit"), hit.end("hit"), Kind.ADDRESS)


def _beside_people(text: str, people: Iterable[Finding]) -> Iterator[Finding]:
    house = _ANY_HOUSE if _A_STREET.search(text) else _HOUSE_ALONE
    places = [hit.start() for hit in house.finditer(text)]
    for person in people:
        at = bisect_left(places, person.end)
        until = min(len(text), person.end + _NEAR_ADDRESS)
        if person.certainty is Certainty.DOUBTFUL or at == len(places) or places[at] >= until:
            continue
        near = _BESIDE_PERSON.search(text, person.end, until)
        if near and "\n" not in text[person.end : near.start()]:
            yield Finding(near.start("hit"), near.end("hit"), Kind.ADDRESS)


_A_STREET: Final = re.compile(
    r"ул|пр[-кт.]|просп|пер|б-р|бульв|наб|мкр|микро|ш\.|шос|пл\.|площ|проезд|тракт|кварт|ст-ц|лини"
)
_ANY_HOUSE: Final = re.compile(r"\d{1,4}")
_HOUSE_ALONE: Final = re.compile(r"(?<=\s)\d{1,3}(?!\d)")
"""Where the number of a house may stand in a text with words for streets, and in one without: years are no houses."""
_BLOCKS: Final = ("мкр", "м-н", "микрорайон", "квартал")
_LIVING: Final = ("прож", "жив", "обита", "ночует", "пропис", "регистр", "адрес", "жительств", "вызов", "вызыв", "дом")


def _in_blocks(text: str) -> Iterator[Finding]:
    """«Лесосибирск, 9 мкр, д. 14, кв. 60»: towns that number their blocks of houses."""
    for hit in _BLOCK_OF_HOUSES.finditer(text):
        lived_in = _LIVES_BEFORE.search(text, max(0, hit.start() - 60), hit.start())
        if lived_in or (hit["flat"] and "к" in hit["flat"].lower()):
            yield Finding(hit.start("hit"), hit.end("hit"), Kind.ADDRESS)


def _plausible(address: str) -> bool:
    """Whether what follows a word for living is a place: a capital or a word for a street, and a number."""
    street = re.search(rf"(?<![а-яё]){_STREET}(?![а-яё])", address, _I)
    return bool(street) or bool(re.search(r"[А-ЯЁ][а-яё]{2,}", address)) or bool(re.search(r"кв", address, _I))


_NEAR_ADDRESS: Final = 90

# --- illnesses -------------------------------------------------------------------------------------------------------

_NEAR: Final = 70
_DETAIL: Final = re.compile(
    r"\bлет\b|\bгод(?:а|ика)?\b|\bмесяц\w*|палат\w*|бокс\w*|койк\w*|участк\w*|этаж\w*|№|\bпо\s+улиц\w*|из\s+(?-i:[А-ЯЁ])",
    _I,
)
"""What tells one patient from others without a name."""


def diagnoses(words: Words, people: Iterable[Finding]) -> Iterator[Finding]:
    """A code or an illness in the same sentence as a person; alone they say nothing about anybody."""
    sure = [each for each in people if each.certainty is not Certainty.DOUBTFUL]
    patients = [word for word in words.items if is_one_patient(word.folded)]
    if not sure and not patients:
        return
    told = [
        hit.span() for pattern, text in ((CODE, words.text), (ILLNESS, words.low)) for hit in pattern.finditer(text)
    ]
    if not told:
        return
    yield from _of_somebody(words.text, patients, told)
    for person in sure:
        start = max(0, person.start - _NEAR, words.text.rfind("\n", 0, person.start) + 1)
        line_end = words.text.find("\n", person.end)
        end = min(person.end + _NEAR, line_end if line_end >= 0 else len(words.text))
        yield from (Finding(*span, Kind.DIAGNOSIS) for span in told if start <= span[0] and span[1] <= end)


def _of_somebody(text: str, patients: Iterable[Word], told: Iterable[tuple[int, int]]) -> Iterator[Finding]:
    """«Мальчику девяти лет с эпилепсией»: nobody is named, and everybody in the ward knows who it is."""
    for patient in patients:
        for start, end in told:
            near = patient.end <= start and end <= patient.end + _NEAR
            if (
                near
                and _DETAIL.search(text, patient.end, start)
                and not _SENTENCE_ENDS.search(text, patient.end, start)
            ):
                yield Finding(start, end, Kind.DIAGNOSIS)


_SENTENCE_ENDS: Final = re.compile(r"[.!?\n]\s")
