"""Bare values in the rows of a table: the heading of their column names what they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from core.privacy.findings import Certainty, Finding, Kind
from core.privacy.personal_names.context import NEVER_SURNAMES
from core.privacy.personal_names.dictionary import STRONG, WEAK, reading


class Column(Enum):
    """What a heading says of the cells under it."""

    NAME = "name"
    SNILS = "snils"
    SERIES = "series"
    PASSPORT = "passport"
    POLICY = "policy"
    INN = "inn"
    SICK_LEAVE = "sick leave"
    CARD = "card"
    BIRTH = "birth"
    PHONE = "phone"
    PASSWORD = "password"


_HEADINGS: Final = (
    (Column.SNILS, r".{0,12}снилс.{0,20}|snils"),
    (Column.BIRTH, r"(?:д\.?\s?р\.?|дата\s+рожд\w*\.?|год\s+рожд\w*|рожд\w*\.?|г\.\s?р\.|birth\w*|birth_?date"
        r"|dob)(?:\s\w+)?"),
    (Column.SERIES, r"(?:сер(?:ия|\.)|с\.)(?:\s+(?:паспорта|док\w*\.?|дул))?|паспорт,?\s+серия|doc_?ser\w*"),
    (Column.PASSPORT, r"(?:номер|№|n)\s+(?:паспорта|док\w*\.?|дул)|паспорт\w*(?:[\s,]+(?:номер|№|серия\s+и\s+номер"
        r"|пациента|рф))?|дул|doc_?num\w*|passport"),
    (Column.POLICY, r"(?:№\s*|номер\s+)?(?:полис\w*|енп)(?:\s+\w+)?|омс|enp"),
    (Column.INN, r"инн(?:\s+(?:пациента|плательщика|физ\w*))?"),
    (Column.SICK_LEAVE, r"(?:№\s*|номер\s+)?(?:больничн\w+(?:\s+лист\w*)?|элн|лн)"),
    (Column.CARD, r"(?:№\s*|номер\s+)?(?:(?:амб\w*\.?|мед\w*\.?)?\s*карт[аы](?:\s+пациента)?|медкарт[аы]|иб"
        r"|истори[яи]\s+болезни)"),
    (Column.PHONE, r"(?:моб\w*\.?|сот\w*\.?|номер|дом\w*\.?)?\s*тел(?:ефон\w*|\.)?(?:\s+пациента)?|сотовый"
        r"|мобильный|контакт\w*|phone"),
    (Column.PASSWORD, r"(?:врем\w*\s+)?парол\w+|password|pwd|pass"),
    (Column.NAME, r"(?:ф\.?\s?и\.?\s?о\.?|фамилия|имя|отчество|пациент\w*|больно[йг]\w*|реб[её]н\w+"
        r"|застрахованн\w+|fio|fam|im|ot|surname|firstname|lastname|name)(?:[\s,]+(?:пациент\w*|реб[её]нка|больного|имя|отчество|и\.?\s?о\.?))*"),
)  # fmt: skip
_HEADING: Final = re.compile(
    r"[\s\"'№*]*(?:" + "|".join(f"(?P<{column.name}>{words})" for column, words in _HEADINGS) + r")[\s\"':*]*",
    re.IGNORECASE,
)
_HINT: Final = re.compile(
    r"снилс|snils|д\.?\s?р\.?|рожд|паспорт|passport|дул|полис|енп|enp|омс|инн|больн|элн|карт|иб|тел|парол|pass|фио|fio|ф\.|фамил|пациент|fam|name"
    r"|номер|док",
    re.IGNORECASE,
)
_SEPARATORS: Final = (";", "\t", "|", ",")
_ROWS: Final = 2_000
_WIDEST: Final = 400
"""Characters of the longest line that may be a heading."""


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    text: str


def cells(text: str) -> Iterator[Finding]:
    """Every value that a heading above it names, the names of people among them."""
    if "\n" not in text or not _HINT.search(text):
        return
    lines = _lines(text)
    at = 0
    while at < len(lines) - 1:
        separator, columns = _columns(lines[at])
        at += 1
        if not columns:
            continue
        rows = 0
        while at < len(lines) and rows < _ROWS and (row := _row(lines[at], separator, max(columns))):
            if rows and _columns(lines[at])[1]:
                break
            yield from _named(row, columns)
            at, rows = at + 1, rows + 1


def _lines(text: str) -> list[_Cell]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append(_Cell(start, start + len(line), line))
        start += len(line) + 1
    return found


def _columns(line: _Cell) -> tuple[str, dict[int, Column]]:
    """What the columns under a line are; nothing where it is no heading."""
    if not 2 <= len(line.text) <= _WIDEST or not _HINT.search(line.text):
        return "", {}
    separator = max(_SEPARATORS, key=line.text.count)
    if separator not in line.text:
        separator = "\n"
    named = {
        at: Column[hit.lastgroup]
        for at, each in enumerate(line.text.split(separator))
        if (hit := _HEADING.fullmatch(each)) and hit.lastgroup
    }
    return separator, named


def _row(line: _Cell, separator: str, last: int) -> list[_Cell]:
    """The cells of a line that has the last named column, stripped; none where it has not."""
    found, start = [], line.start
    for each in line.text.split(separator):
        value = each.strip(" \t\r\"'")
        at = start + (each.index(value) if value else 0)
        found.append(_Cell(at, at + len(value), value))
        start += len(each) + 1
    return found if len(found) > last and any(cell.text for cell in found) else []


def _named(row: list[_Cell], columns: dict[int, Column]) -> Iterator[Finding]:
    of = set(columns.values())
    for at, column in columns.items():
        kind = _kind(column, row[at].text, of)
        if kind is not None:
            sure = kind not in (Kind.PHONE, Kind.SICK_LEAVE, Kind.MEDICAL_CARD)
            yield Finding(row[at].start, row[at].end, kind, Certainty.SURE if sure else Certainty.PROBABLE)


_DATE: Final = re.compile(r"\d{1,2}[./\-]\d{1,2}[./\-](?:\d{4}|\d{2})|(?:19|20)\d{2}(?:[-./]?\d{2}[-./]?\d{2})?|\d{8}")
_SERIES: Final = re.compile(r"\d{2}[ -]?\d{2}|[IVXLC1-9]{1,6}-?[А-ЯЁ]{2}")
_CARD: Final = re.compile(r"(?:[А-ЯЁA-Z]{1,3}[-/ ]?)?\d{3,10}(?:[-/][\dА-ЯЁа-яё]{1,8}){0,2}")
_NUMBER: Final = re.compile(r"[+(]?(?:[А-ЯЁA-Z]{1,3}[ -]?)?\d[\d \-()./№]{2,24}")
_SIZES: Final = {
    Column.SNILS: (Kind.SNILS, (11,)),
    Column.INN: (Kind.INN, (12,)),
    Column.POLICY: (Kind.POLICY, (6, 7, 8, 9, 10, 11, 12, 13, 16)),
    Column.PASSPORT: (Kind.PASSPORT, (6, 7, 9, 10)),
    Column.SICK_LEAVE: (Kind.SICK_LEAVE, (12,)),
    Column.PHONE: (Kind.PHONE, (6, 7, 10, 11)),
}
_OF_PEOPLE: Final = frozenset([Column.NAME, Column.SNILS, Column.BIRTH, Column.POLICY])


def _kind(column: Column, value: str, of: set[Column]) -> Kind | None:
    """What the value of a cell is; None where it does not look like what its column holds."""
    if not value:
        return None
    if column is Column.NAME:
        return Kind.NAME if _is_name(value) else None
    if column is Column.BIRTH:
        of_somebody = len(value) > 4 or of & (_OF_PEOPLE - {Column.BIRTH})
        return Kind.BIRTH_DATE if of_somebody and _DATE.fullmatch(value) else None
    if column is Column.PASSWORD:
        return Kind.PASSWORD if len(value) >= 4 and " " not in value and any(map(str.isdigit, value)) else None
    if column is Column.SERIES:
        return Kind.PASSPORT if Column.PASSPORT in of and _SERIES.fullmatch(value) else None
    if column is Column.CARD:
        return Kind.MEDICAL_CARD if of & _OF_PEOPLE and _CARD.fullmatch(value) else None
    if not _NUMBER.fullmatch(value) or (column is Column.PHONE and Column.NAME not in of):
        return None
    kind, sizes = _SIZES[column]
    digits = re.sub(r"\D", "", value)
    return kind if len(digits) in sizes and len(set(digits)) > 2 else None


_NAME: Final = re.compile(r"[А-ЯЁ][А-ЯЁа-яё\-]+(?:[ _]+[А-ЯЁ][А-ЯЁа-яё\-]*\.?){0,3}")


def _is_name(value: str) -> bool:
    if not _NAME.fullmatch(value):
        return False
    words = [each.lower().replace("ё", "е") for each in re.findall(r"[А-ЯЁа-яё\-]{2,}", value)]
    if any(each in NEVER_SURNAMES for each in words):
        return False
    found = [reading(each) for each in words]
    return any(
        max(each.surname, each.first, each.patronymic) >= WEAK or not each.known or each.shaped or each.alive >= STRONG
        for each in found
    )
