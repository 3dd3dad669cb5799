"""Numbers of documents: told apart by check digits, by how they are grouped and by the word that stands nearest."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from core.privacy.findings import Certainty, Finding, Kind
from core.privacy.numbers.digits import is_inn, is_luhn, is_policy, is_snils

_I: Final = re.IGNORECASE
_SURE, _PROBABLE = Certainty.SURE, Certainty.PROBABLE
_RUN: Final = re.compile(r"(?<![A-Za-z\d])(?<!\d[.,])\d(?:[ \t]{0,2}(?:-|\.|/|№|N)?[ \t]{0,2}\d){5,22}(?![\d])")
_BACK: Final = 48
_AHEAD: Final = 30

_NAMING: Final = (
    (Kind.SNILS, r"снилс\w*|snils|страхов\w+\s+(?:номер\w*|свид\w*)|пфр|(?:номер\w*|№)\s+страхового"),
    (Kind.SICK_LEAVE,
        r"больничн\w+|б/л|элн|эл\.?\s?н\.?|лн|листк\w+\s+нетруд\w*|лист\w*\s+нетруд\w*|нетрудоспособност\w*"),
    (Kind.BIRTH_CERTIFICATE,
        r"свид\w*\.?\s+о\s+рожд\w*\.?|св-в\w*\s+о\s+рожд\w*\.?|свид-\w*\s+о\s+рожд\w*\.?|метрик\w*"),
    (Kind.POLICY, r"полис\w*|[nsv]?_?polis\w*|енп|омс|дмс|enp|policy|врем\w*\.?\s+свид\w*\.?|временн\w+\s+свид\w*"),
    (Kind.PASSPORT,
        r"пасп\w{2,7}|загран\w*|passport|удостоверени\w+\s+личности|вид\w*\s+на\s+жительств\w*|внж|рвп|дул"
        r"|удост\w*\.?\s+личн\w*|пасп\.?|военн\w+\s+билет\w*|водительск\w+"),
    (Kind.INN, r"инн"),
    (Kind.CARD,
        r"банковск\w+|карт\w+\s+(?:сбер\w*|мир|втб|тинькофф|банк\w*|visa)|visa|mastercard|мир|сбер\w*|списа\w+"
        r"|оплат\w+|деньги|денег|плат[её]ж\w*|карт(?:а|у|е|ы|ой)|чек\w*|перев[её]л\w*|перевод\w*"),
)  # fmt: skip
_LABEL: Final = (
    r"реестр\w*|бланк\w*|строгой\s+отч[её]тности|сеанс\w*|штрих-?код\w*|лиценз\w*|ккт|фн|партия|партии|серии\s+вакцины|заявк\w*|обращени\w*|талон\w*|сч[её]т\w*|л/с|р/с|кбк|договор\w*|контракт\w*|приказ\w*|код\w*|верси\w*|билд\w*|сборк\w*"
    r"|идентификатор\w*|id|guid|uid|uuid|oid|артикул\w*|серийн\w*|s/n|sn|с/н|сн|инв\w*|х[эе]ш\w*|порт\w*|ip|огрн\w*|кпп|бик|окпо|окато|октмо|накладн\w*|заказ\w*|пакет\w*|сообщени\w*"
    r"|задач\w*|тикет\w*|инцидент\w*|лот\w*|трек\w*|учреждени\w*|организаци\w*|больниц\w*|ассистент\w*|anydesk|teamviewer|rustdesk|ammyy|ключ\w*|сертификат\w*|транзакци\w*|запрос\w*|протокол\w*|направлени\w*|рецепт\w*|номенклатур\w*|услуг\w*|экземпляр\w*|ремонт\w*|модел\w*|принтер\w*|картридж\w*|прошивк\w*|заказ-наряд\w*|эцп|mac|imei|ошибк\w*|error|session\w*|request\w*|msgid|message|doc\w*|file|файл\w*|проб\w+|образ(?:ец|ца)\s+(?:крови|мочи|ткани)|контейнер\w*|штатив\w*|посылк\w*|госномер|кадастр\w*|акт\w*"
)
_WORDS: Final = re.compile(
    r"(?<![а-яёa-z])(?:"
    + "|".join(f"(?P<{kind.name}>{words})" for kind, words in _NAMING)
    + f"|(?P<SERIES>серия|серии|серией|сер\\.)|(?P<LABEL>{_LABEL}))(?![а-яёa-z])",
)
"""Of a text in small letters."""
_LETTER: Final = re.compile(r"[^\W\d_]")
_UNITS: Final = re.compile(
    r"\s*(?:строк\w*|байт\w*|руб\w*|₽|кб|мб|гб|тб|шт\w*|мс\b|сек\w*|запис\w+|файл\w*|человек\w*|раз\b|событи\w*|пациент(?:ов|а)\b|документ(?:ов|а)\b|страниц\w*|[,]\d{2}\b)",
    _I,
)
_BIRTH_SERIES: Final = re.compile(
    r"(?<![A-Za-zА-яЁё\d])(?P<hit>[IVXLCІХ1УП]{1,6}\s?[- ]?\s?[А-ЯЁ]{2}[ ,]*(?:№|N|номер|n)?\s*\d{6})(?!\d)"
)
_BIRTH_NAMED: Final = re.compile(
    r"(?<![а-яё])(?:свид\w*|св-?в[оа]"
    r"|метрик\w*)[^\n]{0,30}?(?<![А-яЁёA-Za-z\d])(?P<hit>\d{1,2}\s?-?\s?[А-ЯЁA-Z]{2}[ ,]*(?:№|N|номер"
    r"|n)?\s*\d{6})(?!\d)",
    _I,
)
_TEMPORARY: Final = re.compile(
    r"врем\w*\.?\s+свид\w*\.?\D{0,12}(?P<hit>\d{9})(?!\d)|(?P<second>(?<!\d)\d{9}(?!\d))(?=[^\n]{0,25}(?:полис|омс))",
    _I,
)
_OLD_POLICY: Final = re.compile(
    r"полис\w*(?:\s+(?:старого\s+образца|омс|старый|стар\.|дмс|серии|серия|сер\.?|пациент\w*"
    r"|нов\w+))*[\s:№]*(?P<hit>(?:[А-ЯЁA-Z]{1,4}[- ]?)?\d{2,6}\s*(?:№|N|номер|-)?\s*\d{4,10})(?!\d)",
    _I,
)
_FOREIGN: Final = re.compile(
    r"(?:паспорт\w*|загран\w*|passport|военн\w+\s+билет\w*|внж|жительств\w*|удостоверени\w+|свидетельств\w+"
    r"|патент\w*)[^\n\d]{0,40}?(?<![А-яЁёA-Za-z])(?P<hit>[A-ZА-ЯЁ]{1,2}[ №-]{0,2}\d{6,8})(?!\d)"
)
_SERIES: Final = re.compile(
    r"сери[яией]{1,2}\.?\s*:?\s*(?P<hit>(?:\d{2}[- ]?\d{2}"
    r"|[А-ЯЁA-Z\d]{1,6}(?:[- ][А-ЯЁA-Z\d]{2,6})?)\s*,?\s*(?:и\s+)?(?:№|N|номер)\s*:?\s*\d{5,8})(?!\d)",
    _I,
)
_SCATTERED: Final = re.compile(
    r"(?:снилс\w*|страхов\w+\s+номер\w*)\D{0,25}(?P<hit>\d(?:[^\d\n]{0,18}\d){10})(?!\d)", _I
)
_WRITTEN: Final = re.compile(
    r"(?<![\d-])(?:(?P<snils>\d{3}-\d{3}-\d{3}[ -]\d{2})|(?P<four>\d{4}(?: \d{4}){3}))(?![\d-])"
)
"""Numbers that are told by how their digits are parted, whatever other number stands right before them."""
_CARD_NUMBER: Final = re.compile(
    r"(?<![а-яё])(?:(?:мед|амб)\w*\.?\s*карт[аыуеой]{1,2}|медкарт[аыуеой]{1,2}|карт(?:ы|а|е|у|ой|очк\w+)|амбулаторк[аиуе]|амбулаторн(?:ую|ая|ой|ые)|card(?:_?(?:no|num|number|id))?=|иб|и/б|истори[яиюей]{1,2}\s+(?:болезни|родов|б-ни)|ист\.\s*бол\w*\.?|амб\.?\s+карт\w*|мк|а/к|номер\w*\s+карт\w+)"
    r"(?:\s+(?:пациент\w*|амбулаторн\w*|стационарн\w*|больно\w+|реб[её]нка|беременной|медицинск\w+"
    r"|стац\w*\.?))*\s*(?P<sign>№|номер|N|#|:|=)?\s*(?:№|N"
    r"|#)?\s*(?P<hit>(?:[А-ЯЁA-Z]{1,3}[-/ ]?)?\d[\dА-ЯЁа-яёA-Z]{0,9}(?:[-/][\dА-ЯЁа-яёA-Z]{1,8}){0,3})(?![\w])",
    _I,
)
_OTHER_CARD: Final = re.compile(
    r"(?:сетев|видео|звуков|сим|sim|банковск|топливн|маршрутн|технологическ|технологич|пластиков|дорожн|графическ|флеш|flash|смарт|памяти|скидочн|транспортн|ключ)\w*[\s-]*$",
    _I,
)


@dataclass(frozen=True, slots=True)
class _Number:
    """A run of digits with what stands around it."""

    start: int
    end: int
    text: str
    digits: str
    said: str | None
    """The kind that the nearest word names, ``LABEL`` for a number of a thing, None for none."""
    kinds: frozenset[str]
    """Every kind that is named nearby."""
    counted: bool


def documents(text: str) -> Iterator[Finding]:
    """Numbers of documents in a text, overlapping ones as they come."""
    for run in _RUN.finditer(text):
        number = _number(text, run)
        if (kind := _kind(number)) is not None:
            yield Finding(number.start, number.end, kind, _PROBABLE if kind is Kind.SICK_LEAVE else _SURE)
    low = text.lower()
    for hints, rule in _RULES:
        if any(hint in low for hint in hints):
            yield from rule(text)
    if _SIX.search(text):
        yield from _certificates(text)
    yield from _written(text)


def _card_numbers(text: str) -> Iterator[Finding]:
    for hit in _CARD_NUMBER.finditer(text):
        if _is_card_number(hit, text):
            yield _place(hit, Kind.MEDICAL_CARD, certainty=_PROBABLE)


def _certificates(text: str) -> Iterator[Finding]:
    """Certificates of birth, by the shape of their series alone."""
    for hit in _BIRTH_SERIES.finditer(text):
        yield _place(hit, Kind.BIRTH_CERTIFICATE)


def _place(hit: re.Match[str], kind: Kind, group: str = "hit", certainty: Certainty = _SURE) -> Finding:
    return Finding(hit.start(group), hit.end(group), kind, certainty)


def _series(text: str) -> Iterator[Finding]:
    for hit in _SERIES.finditer(text):
        if (kind := _of_series(text, hit)) is not None:
            yield _place(hit, kind)


def _named_numbers(text: str) -> Iterator[Finding]:
    """Numbers with letters in them, which their own shape or the word before them names."""
    for pattern, kind in (
        (_BIRTH_NAMED, Kind.BIRTH_CERTIFICATE),
        (_OLD_POLICY, Kind.POLICY),
        (_FOREIGN, Kind.PASSPORT),
    ):
        for hit in pattern.finditer(text):
            if sum(map(str.isdigit, hit["hit"])) >= 6:
                yield _place(hit, kind)


def _scattered(text: str) -> Iterator[Finding]:
    """The eleven digits of a СНИЛС with words between them, as it is dictated."""
    for hit in _SCATTERED.finditer(text):
        if is_snils(re.sub(r"\D", "", hit["hit"])):
            yield _place(hit, Kind.SNILS)


def _written(text: str) -> Iterator[Finding]:
    """«Договор Д-1 100-522-654 89»: digits in the groups of a document, whose check digit agrees."""
    for hit in _WRITTEN.finditer(text):
        digits = re.sub(r"\D", "", hit[0])
        if hit["snils"] and is_snils(digits):
            yield _place(hit, Kind.SNILS, "snils")
        elif hit["four"] and (is_policy(digits) or is_luhn(digits)):
            yield _place(hit, Kind.POLICY if is_policy(digits) else Kind.CARD, "four")


def _temporary_policies(text: str) -> Iterator[Finding]:
    for hit in _TEMPORARY.finditer(text):
        yield _place(hit, Kind.POLICY, "hit" if hit["hit"] else "second")


_SIX: Final = re.compile(r"\d{6}")
_RULES: Final = (
    (("сери",), _series),
    (("свид", "св-в", "свв", "метрик", "полис", "паспорт", "загран", "passport", "билет", "внж", "жительств",
        "удостоверени", "патент"), _named_numbers),
    (("снилс", "страхов"), _scattered),
    (("врем", "полис", "омс"), _temporary_policies),
    (("карт", "амб", "card", "иб", "и/б", "истори", "ист.", "мк", "а/к"), _card_numbers),
)  # fmt: skip
"""Rules that need a word of their own, and how that word begins in small letters: most texts have none."""


def _of_series(text: str, hit: re.Match[str]) -> Kind | None:
    """What a series with a number belongs to, by the nearest word before: a passport where none is named."""
    said = [each.lastgroup for each in _WORDS.finditer(text[max(0, hit.start() - _BACK) : hit.start()].lower())]
    named = [each for each in said if each in ("POLICY", "BIRTH_CERTIFICATE", "PASSPORT", "LABEL")]
    if not named:
        return Kind.PASSPORT
    return None if named[-1] == "LABEL" else Kind[named[-1]]


def _number(text: str, run: re.Match[str]) -> _Number:
    after = text[run.end() : run.end() + _AHEAD].partition("\n")[0].lower()
    said = _said_before(text, run.start())
    told = (
        next((hit.lastgroup for hit in _WORDS.finditer(after) if hit.start() <= 12), None)
        if _LETTER.search(after)
        else None
    )
    nearest = said[-1] if said else told if told != "LABEL" else None
    if nearest == "LABEL" and told not in (None, "LABEL", "CARD") and re.match(r"\s*[(—-]", after):
        nearest = told
    return _Number(
        run.start(), run.end(), run[0], re.sub(r"\D", "", run[0]), nearest,
        frozenset(each for each in (*said, told) if each), bool(_UNITS.match(after)),
    )  # fmt: skip


def _said_before(text: str, start: int) -> list[str]:
    before = text[max(0, start - _BACK) : start].rpartition("\n")[2].lower()
    return [hit.lastgroup or "" for hit in _WORDS.finditer(before)] if _LETTER.search(before) else []


def naming_before(text: str, start: int) -> str | None:
    """What the nearest word before a number calls it: a kind, ``LABEL`` for a thing, ``SERIES``; or None."""
    said = _said_before(text, start)
    return said[-1] if said else None


def _kind(number: _Number) -> Kind | None:
    if len(set(number.digits)) < 4 or _is_placeholder(number) or (number.counted and number.said in (None, "LABEL")):
        return None
    for judge in (_is_snils, _is_inn, _is_sick_leave, _is_card, _is_policy, _is_passport):
        if (kind := judge(number)) is not None:
            return kind
    return None


def _is_placeholder(number: _Number) -> bool:
    """«111-222-333 00»: what a form shows in the place of a number."""
    groups = re.findall(r"\d+", number.text)
    return len(groups) > 2 and all(len(each) > 1 and len(set(each)) == 1 for each in groups)


def _is_snils(number: _Number) -> Kind | None:
    if number.said == "SNILS" and len(number.digits) == 9:
        return Kind.SNILS
    if len(number.digits) != 11:
        return None
    if number.said == "SNILS":
        return Kind.SNILS
    grouped = re.fullmatch(r"\d{3}[- .]+\d{3}[- .]+\d{3}[- .]+\d{2}", number.text)
    if not is_snils(number.digits):
        return (
            Kind.SNILS if number.said != "LABEL" and re.fullmatch(r"\d{3}-\d{3}-\d{3}[ -]\d{2}", number.text) else None
        )
    if number.digits[:2] in ("89", "79") and not grouped:
        return None
    return Kind.SNILS if grouped or number.said != "LABEL" else None


def _is_inn(number: _Number) -> Kind | None:
    if len(number.digits) != 12 or number.said == "SICK_LEAVE":
        return None
    if number.said == "INN":
        return Kind.INN
    return Kind.INN if is_inn(number.digits) and number.said != "LABEL" else None


def _is_sick_leave(number: _Number) -> Kind | None:
    return Kind.SICK_LEAVE if len(number.digits) == 12 and number.said == "SICK_LEAVE" else None


def _is_card(number: _Number) -> Kind | None:
    if not 16 <= len(number.digits) <= 19:
        return None
    grouped = re.fullmatch(r"\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4,7}", number.text)
    if not is_luhn(number.digits):
        whole = grouped or (number.text.isdigit() and re.match(r"220[0-5]|[45]", number.digits))
        return Kind.CARD if whole and number.said == "CARD" and number.digits[0] in "2345" else None
    if number.said == "CARD" or (
        grouped and number.digits[0] in "2345" and number.said is None and number.digits[:2] != "24"
    ):
        return Kind.CARD
    return None


def _is_policy(number: _Number) -> Kind | None:
    if number.said == "POLICY" and 15 <= len(number.digits) <= 17:
        return Kind.POLICY
    series = number.said == "SERIES" and "POLICY" in number.kinds
    if (series or (number.said == "POLICY" and "№" in number.text)) and len(number.digits) in (9, 10):
        return Kind.POLICY
    grouped = " " in number.text or "-" in number.text
    if is_policy(number.digits) and number.said != "LABEL":
        return Kind.POLICY if grouped or number.said is None or "POLICY" in number.kinds else None
    return None


def _is_passport(number: _Number) -> Kind | None:
    size = len(number.digits)
    if size == 10 and "PASSPORT" in number.kinds and re.fullmatch(r"\d{2} ?\d{2}[ -]*(?:№ ?|N ?)?\d{6}", number.text):
        return Kind.PASSPORT
    named = number.said == "PASSPORT" or (number.said == "SERIES" and not number.kinds & {"LABEL", "POLICY"})
    if named and size in (9, 10) and not re.search(r"\d{2}[./]\d{2}[./]\d{4}", number.text):
        return Kind.PASSPORT
    if (
        size == 10
        and number.said not in ("LABEL", "POLICY", "INN")
        and re.fullmatch(r"\d{2} \d{2} (?:№ ?|N ?)?\d{6}", number.text)
    ):
        return Kind.PASSPORT
    return None


def _is_card_number(hit: re.Match[str], text: str) -> bool:
    digits = sum(char.isdigit() for char in hit["hit"])
    after = text[hit.end() : hit.end() + 14]
    if re.match(r"\s*(?:раз|дн|минут|час|лет|год|мин|сек|шт|пациент|человек|из\s|\.\d)", after, _I) or re.search(
        r"/у$", hit["hit"]
    ):
        return False
    if (
        _OTHER_CARD.search(text, max(0, hit.start() - 20), hit.start())
        or digits > 12
        or re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}", hit["hit"])
    ):
        return False
    return digits >= 3 or (digits == 2 and (bool(hit["sign"]) or hit[0][:3].lower() in ("амб", "мед")))
