"""Patterns of numbers, addresses of mail, passwords and dates, each with what must be true of a hit."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from core.privacy.digits import is_inn, is_luhn, is_snils
from core.privacy.findings import Finding, Kind

_I: Final = re.IGNORECASE
_BEFORE: Final = r"(?<![\d.\-])"
_AFTER: Final = r"(?![\d]|[.\-]\d)"
_MONTHS: Final = "январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр"
_DATE: Final = rf"\d{{1,2}}[./\-]\d{{1,2}}[./\-](?:19|20)?\d{{2}}|\d{{1,2}}\s+(?:{_MONTHS})[а-я]*\s+(?:19|20)\d{{2}}"
OWN_PHONES: Final = frozenset({"2178977", "3912178977"})
"""The desk's own telephone (п. 3.7)."""

Check = Callable[[str], bool]


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _policy(digits: str) -> bool:
    return len(digits) == 16 and is_luhn(digits)


def _phone(digits: str) -> bool:
    local = digits[1:] if len(digits) == 11 else digits
    return local not in OWN_PHONES and len(set(digits)) > 2


def _any(_digits: str) -> bool:
    return True


# Each has a group named «hit»; the check takes its digits. Earlier ones win where two overlap.
_PATTERNS: Final[tuple[tuple[Kind, re.Pattern[str], Check], ...]] = (
    (Kind.PASSWORD, re.compile(
        r"\b(?:парол[ьяюе]м?|password|pass|pwd|пин-?код)\b\s*(?:у\s+не[её]|у\s+него|для\s+входа|такой)?\s*"
        r"[:=—–-]+\s*(?P<hit>(?=\S*[\d!@#$%^&*A-Za-z])\S{3,40})", _I), _any),
    (Kind.EMAIL, re.compile(r"(?P<hit>[\w.+\-]{1,64}@[\w\-]+(?:\.[\w\-]+)*\.[a-zа-я]{2,10})\b", _I), _any),
    (Kind.SNILS, re.compile(rf"{_BEFORE}(?P<hit>\d{{3}}[- ]?\d{{3}}[- ]?\d{{3}}[- ]?\d{{2}}){_AFTER}"), is_snils),
    (Kind.SNILS, re.compile(r"снилс\w*\D{0,12}(?P<hit>\d{3}[- ]?\d{3}[- ]?\d{3}[- ]?\d{2})(?!\d)", _I), _any),
    (Kind.INN, re.compile(rf"{_BEFORE}(?P<hit>\d{{12}}){_AFTER}"), is_inn),
    (Kind.POLICY, re.compile(
        r"(?:полис\w*|енп|омс)\D{0,25}(?P<hit>\d{4}[ ]?\d{4}[ ]?\d{4}[ ]?\d{4})(?!\d)", _I), _any),
    (Kind.CARD, re.compile(
        rf"(?:карт[аыуе]\w*|visa|мир|mastercard)\D{{0,20}}(?P<hit>\d{{4}}[ -]?\d{{4}}[ -]?\d{{4}}[ -]?\d{{4}})"
        rf"{_AFTER}", _I), is_luhn),
    (Kind.POLICY, re.compile(rf"{_BEFORE}(?P<hit>\d{{4}}[ ]?\d{{4}}[ ]?\d{{4}}[ ]?\d{{4}}){_AFTER}"), _policy),
    (Kind.PASSPORT, re.compile(
        r"паспорт\w*(?:\s+(?:рф|данные|серия|сер\.?|пациент\w*|гражданин\w*))*\D{0,15}"
        r"(?P<hit>\d{2}\s?\d{2}(?:\s*(?:№|номер|n)?\s*)\d{6})(?!\d)", _I), _any),
    (Kind.PASSPORT, re.compile(
        r"серия\s*(?P<hit>\d{2}\s?\d{2}\s*,?\s*(?:№|номер)\s*\d{6})(?!\d)", _I), _any),
    (Kind.PASSPORT, re.compile(rf"{_BEFORE}(?P<hit>\d{{2}} \d{{2}} (?:№ ?)?\d{{6}}){_AFTER}"), _any),
    (Kind.BIRTH_CERTIFICATE, re.compile(r"\b(?P<hit>[IVXLC]{1,4}[- ]?[А-Я]{2}\s*(?:№|N)?\s*\d{6})(?!\d)"), _any),
    (Kind.PHONE, re.compile(
        rf"{_BEFORE}(?P<hit>(?:\+7|\b8|\b7)[ \-]?\(?9\d{{2}}\)?[ \-]?\d{{3}}[ \-]?\d{{2}}[ \-]?\d{{2}}){_AFTER}"),
        _phone),
    (Kind.PHONE, re.compile(
        r"(?:тел\w*|сот\w*|моб\w*|звон\w*|номер\w*\s+(?:телефон\w*|пациент\w*))\.?\s*(?:пациент\w*|мам\w*|личн\w*)?"
        r"\W{0,4}(?P<hit>9\d{2}[ \-]?\d{3}[ \-]?\d{2}[ \-]?\d{2})(?!\d)", _I), _phone),
    (Kind.BIRTH_DATE, re.compile(
        rf"(?:род(?:ил\w*|\.|ивш\w*|\w*)|рожд\w*|д\.?\s?р\.?|дата\s+рождения)\W{{0,8}}(?P<hit>{_DATE})", _I), _any),
    (Kind.BIRTH_DATE, re.compile(
        rf"(?P<hit>{_DATE}|(?:19|20)\d{{2}})\s*(?:г\.?\s?р\.?\b|года?\s+рождения|рожд\w*)", _I), _any),
    (Kind.ADDRESS, re.compile(
        r"(?:прожива\w*|зарегистрирован\w*\s+по|прописан\w*|домашн\w*\s+адрес\w*|адрес\w*\s+пациент\w*)"
        r"[^.\n]{0,20}?(?P<hit>(?:г\.\s*[А-Я][а-я]+,?\s*)?(?:ул\.?|улиц\w*|пр\.?|просп\w*|пер\.?)\s*[А-Я0-9][^\n,]{2,40}"
        r"(?:,?\s*д\.?\s*\d+\w?)?(?:,?\s*кв\.?\s*\d+)?)", _I), _any),
)  # fmt: skip


def numbers(text: str) -> Iterator[Finding]:
    """Everything that the patterns find, in no order; overlaps are for the caller to settle."""
    for kind, pattern, check in _PATTERNS:
        for hit in pattern.finditer(text):
            if check(_digits(hit["hit"])):
                yield Finding(hit.start("hit"), hit.end("hit"), kind)
