"""Telephones, addresses of mail and passwords."""

import re
from collections.abc import Iterator
from typing import Final

from core.privacy.findings import Certainty, Finding, Kind
from core.privacy.known import Known
from core.privacy.personal_names.context import has_patient
from core.privacy.texts import with_digits

_I: Final = re.IGNORECASE
_SURE, _PROBABLE, _DOUBTFUL = Certainty.SURE, Certainty.PROBABLE, Certainty.DOUBTFUL

# --- telephones ------------------------------------------------------------------------------------------------------

_RUN: Final = re.compile(
    r"(?<![A-Za-zА-я\d])(?<!\d[.,\-])(?:\+ ?)?\(?\d(?:[ .\t]{0,2}[-()/]{0,2}[ .\t]{0,2}\d){6,11}(?!\d)(?![.\-]\d)"
)
_PHONE_WORD: Final = re.compile(
    r"(?<![^\W_])(?:тел\w*|сот\w*|моб\w*|звон\w*|перезвон\w*|дозвон\w*|набер\w*|набир\w*|набра\w*|номер\w*|whats\w*|ватсап\w*|вотсап\w*|вацап\w*|вайбер\w*|viber|telegram|телеграм\w*|тг|смс\w*|sms|пиши\w*|связ\w+|контакт\w*|phone|tel|mobile|max|макс)\b",
    _I,
)
_PRIVATE_WORD: Final = re.compile(
    r"\b(?:дом\.?|домашн\w*|личн\w*|сот\w*|моб\w*|его|её|ее|мой|мам\w*|отц\w*|муж\w*|жен\w*|родственни\w*|свой|своего)(?![а-яё])",
    _I,
)
_OFFICE_WORD: Final = re.compile(
    r"\b(?:при[её]мн\w*|регистратур\w*|отделени\w*|колл-?центр\w*|call-?центр\w*|горяч\w+|лини\w+|справочн\w*|факс\w*|городск\w*|внутренн\w*|поликлиник\w*|больниц\w*|поддержк\w*|дежурн\w*|аптек\w*|диспетчер\w*|единый|раб\.?|рабоч\w+|ординаторск\w*|лаборатори\w*)(?![а-яё])",
    _I,
)
_NUMBER_OF_THING: Final = re.compile(
    r"\b(?:сеанс\w*|сесси\w*|заявк\w*|обращени\w*|сч[её]т\w*|договор\w*|лиценз\w*|id|талон\w*|код\w*|партия|штрих-?код\w*|ккт|огрн|инн|снилс\w*|полис\w*|енп|омс|паспорт\w*|серия|больничн\w*|элн|серийн\w*|инв\w*|ассистент\w*|anydesk|реестр\w*|документ\w*|карт\w*|направлени\w*|приказ\w*|ip|накладн\w*)\W{0,4}(?:№\W?)?$",
    _I,
)


def phones(text: str, known: Known) -> Iterator[Finding]:
    """Mobile numbers, and those of a town beside a word that calls them private; the desk's own and 8-800 pass."""
    shown = with_digits(text)
    for run in _RUN.finditer(shown):
        digits = re.sub(r"\D", "", run[0])
        before = text[max(0, run.start() - 45) : run.start()].rpartition("\n")[2]
        if not _is_private(run[0], digits, before, text[run.end() : run.end() + 25]) or known.has_phone(digits):
            continue
        beside = has_patient(re.findall(r"[^\W\d_]+", before)[-4:])
        start = run.start()
        yield Finding(start, run.end(), Kind.PHONE, _SURE if beside else _PROBABLE)
    for hit in _AT_HOME.finditer(text):
        yield Finding(hit.start("hit"), hit.end("hit"), Kind.PHONE, _PROBABLE)


_AT_HOME: Final = re.compile(
    r"(?<![а-яё])(?:дом\.|домашн\w+)\s*(?:тел\w*\.?|номер\w?)?\W{0,3}(?P<hit>\d-?\d{2}-\d{2})(?![\d-])", _I
)


def _is_private(typed: str, digits: str, before: str, after: str) -> bool:
    if len(set(digits)) < 3 or _NUMBER_OF_THING.search(before):
        return False
    plus = typed.startswith("+")
    mobile = (
        (len(digits) == 11 and digits[0] in "78" and digits[1] == "9")
        or (len(digits) == 10 and digits[0] == "9")
        or (plus and len(digits) >= 11 and digits[:2] != "78")
    )
    local = digits[1:] if len(digits) == 11 and digits[0] in "78" else digits
    if (len(digits) == 11 and digits[0] in "78" and local.startswith("800")) or _is_date(typed):
        return False
    if mobile and not (plus and digits[0] == "7" and digits[1] != "9"):
        bare = typed.isdigit() and len(digits) == 10
        return bool(not bare or _PHONE_WORD.search(before) or _PRIVATE_WORD.search(before) or _PHONE_WORD.search(after))
    near = before[-30:]
    if len(local) not in (6, 7, 10) or _OFFICE_WORD.search(near):
        return False
    if re.search(
        r"\b(?:дом\.|домашн\w*|сот\w*|моб\w*|личн\w*)(?![а-яё])[^а-яё]*(?:тел\w*|номер\w*)?[^а-яё]*$", near, _I
    ):
        return True
    return bool((_PRIVATE_WORD.search(near) or _beside_patient(near)) and _PHONE_WORD.search(near))


def _beside_patient(before: str) -> bool:
    return has_patient(re.findall(r"[^\W\d_]+", before)[-3:])


def _is_date(typed: str) -> bool:
    return re.search(r"\d{1,2}[.]\d{1,2}[.](?:19|20)\d{2}|(?:19|20)\d{2}-\d{2}-\d{2}", typed) is not None


# --- mail ------------------------------------------------------------------------------------------------------------

_AT: Final = r"(?:@|\s?[(\[]?(?:собака|собачка|собак[аоу]й|at|эт|гав)[)\]]?\s?|\s@\s?|\s?\[at\]\s?)"
_DOT: Final = r"(?:\.|\s?[(\[]?(?:точка|тчк|dot)[)\]]?\s?)"
_BOX_JOINT: Final = (
    r"(?:\.|\s?[(\[]?(?:точка|тчк|dot|тире|дефис|минус|нижнее\s+подч[её]ркивание|подч[её]ркивание|андерскор)[)\]]?\s?)"
)
_MAIL: Final = re.compile(
    rf"(?<![\w.])(?P<box>[\w+\-]{{1,40}}(?:{_BOX_JOINT}[\w+\-]{{1,40}}){{0,4}}){_AT}(?P<host>[A-Za-zА-яё\d\-]{{1,40}}(?:{_DOT}[A-Za-zА-яё\d\-]{{2,30}}){{1,4}})",
    _I,
)
_SPELT_AT: Final = re.compile(r"собак|собач|\bat\b|\bэт\b|\bгав\b", _I)
_SAID_DOT: Final = re.compile(r"\s?[(\[]?(?:точка|тчк|dot)[)\]]?\s?")
_FREE: Final = re.compile(
    r"(?:mail|мэйл|мейл|емейл|имейл|гмайл|гмейл|гмэйл|джимейл|рамблер|бк|лист|инбокс|я|yandex|ya|gmail|bk|inbox|list|rambler|icloud|hotmail|outlook|yahoo|internet|live|me|proton|protonmail|майл|яндекс|вк|vk|xmail|lenta|ro|myrambler|autorambler|narod|gmx|mailru)\.(?:ru|com|рф|by|kz|ua|net|me|ру|ком|нет)|яндекс|майл|gmail|mail",
    _I,
)
_ROLE_BOX: Final = re.compile(
    r"(?:priem\w*|pri[jy]om\w*|info|mail|e?mail|reg|registr\w*|ck|cc|support|help\w*|admin\w*|it|ais|no-?reply|robot|office|sekret\w*|kanc\w*|buh\w*|lab\w*|post|pochta|sklad|kadr\w*|zayav\w*|contact\w*|asu\w*|stat\w*|omo|glav\w*|orgmet\w*|polik\w*|hospital|gk?b\d*|[ck]rb\w*|kkb\w*|mis|promed|qms|service\w*|sys\w*|root|test\w*|user\w*|hr|pr|press|director\w*|zakup\w*|tender|otdel\w*|center|centr\w*|desk|servicedesk|sd|tp|ovk|uo|tech\w*|monitor\w*|alert\w*|notif\w*|news|spravka|dez\w*|duty|call\w*|vrach|ordinator\w*|aptek\w*|security|ib|oib|webmaster|postmaster|abuse|ogk|umo|kdl|do|dispetch\w*|oper\w*|mo|gp|gb|rb|dp)(?:[.\-_]?\d*|[.\-_]\w{1,12})",
    _I,
)


def mailboxes(text: str, known: Known) -> Iterator[Finding]:
    """Personal boxes: at a free host they are masked, at an organisation told; boxes of a role and the desk's pass."""
    if "@" not in text and not _SPELT_AT.search(text):
        return
    for hit in _MAIL.finditer(text):
        address = hit[0]
        if known.has_mailbox(address):
            continue
        host = _SAID_DOT.sub(".", hit["host"].lower())
        free = _FREE.fullmatch(host)
        if "@" not in address and not (free or re.search(r"(?:ru|com|рф|ру|ком|net|org)$", host)):
            continue
        if not free and (_ROLE_BOX.fullmatch(hit["box"]) or hit["box"].lower() in host):
            continue
        yield Finding(_said_start(text, hit), hit.end(), Kind.EMAIL, _PROBABLE if free else _DOUBTFUL)


def _said_start(text: str, hit: re.Match[str]) -> int:
    """Where a box that is spelt out begins: «тамара семьдесят собака …» has a number in words before the sign."""
    if "@" in hit[0] or not _IS_NUMERAL.fullmatch(hit["box"]):
        return hit.start()
    before = _WORD_BEFORE.search(text, max(0, hit.start() - 40), hit.start())
    return before.start() if before else hit.start()


_NUMERAL: Final = (
    r"(?:ноль|один|два|три|четыре|пять|шесть|семь|восемь|девять|десять|[а-яё]{3,6}надцать|двадцать|тридцать|сорок"
    r"|[а-яё]{3,6}десят|девяносто)"
)
_IS_NUMERAL: Final = re.compile(_NUMERAL, _I)
_WORD_BEFORE: Final = re.compile(rf"[\w.\-]{{2,40}}(?: {_NUMERAL})? $", _I)


# --- passwords -------------------------------------------------------------------------------------------------------

_PASSWORD: Final = re.compile(
    r"(?<![а-яёa-z\-])(?:парол\w{0,3}|пасс?ворд\w*|пасс?|password|passwd|pass|pwd|parol\w{0,2}|пин(?:-?код\w*)?|pin(?:-?code)?|код\s+доступа|кодовое\s+слово)(?![а-яёa-z])",
    _I,
)
_TOKEN: Final = re.compile(r"[^\s«»\"<>]+")
_NEXT_WORDS: Final = 7
_LABELS: Final = re.compile(
    r"\(?(?:парол|ошибк|кабинет|каб\.|заявк|номер|верси|код|стро[кч]|обращен|тел|инв|шаг|пункт|п\.|error|№|сборк|билд)",
    _I,
)
_LOGIN_FIRST: Final = re.compile(
    r"(?<![а-яёa-z])(?:логин|login|учётк\w*|учетк\w*|вход|доступ\w*|user|лог)\s*(?:и|/|,|\\)\s*(?:парол\w*|pass\w*|пасс\w*)\W{1,4}(?P<login>[^\s/,;]{2,30})[\s/,;]{1,3}(?P<hit>[^\s,;«»\"']{3,40})",
    _I,
)
_AFTER_LOGIN: Final = re.compile(
    r"(?<![а-яёa-z])(?:зайти|зайд\w*|вход\w*|войти|войд\w*|заход\w*|логин\w*|login|учётк\w*|учетк\w*)\s+(?:под\s+|по\s+|с\s+|как\s+|[:=]\s*)?(?P<login>[A-Za-z][\w.\-]{1,20})\s*[/\\]\s*(?P<hit>[^\s,;«»\"']{4,40})",
    _I,
)
_PAIR: Final = re.compile(
    r"(?<![\w./:@\\#=&?$-])(?!(?:https?|s?ftp|file|ssh|git|ldap|jdbc|smb|sql|err(?:or)?|warn|info|id|key|md5|sha\d*|host|port|type|name|class|code|pid|uid|tel|mac|sn|ip|xml|json|css|test|ver|version|build)\b)(?P<login>[a-z][a-z\d_.\-]{1,24})(?:\s?[/|:]\s?|\s*;\s?)(?P<hit>[A-Za-z\d!@#$%^&*+_?.\-]{6,32})(?![\w/\\:@])"
)
_SHORT: Final = re.compile(
    r"(?<![^\W_])(?:п|п-ль|pw|psw|ps)\s?[:=]\s?(?P<hit>[A-Za-z\d!@#$%^&*+_?.\-]{6,32})(?!\w)", _I
)
_OF_A_COMMAND: Final = re.compile(
    r"\s(?:-u|--user|/u:?)\s*\S+\s+(?:-p|-pw|--password|/p:?)[\s=:]*(?P<login>)(?P<hit>\S{3,40})", _I
)
_OF_A_REQUEST: Final = re.compile(r"\s(?:-u|--user)[\s=](?P<login>[\w.\-]{1,40}):(?P<hit>\S{3,40})")
_COMMON: Final = re.compile(r"(?:qwert|asdf|zxcv|qazw|йцук|фыва)\w{0,10}|1q2w\w*", _I)
"""Passwords that everybody thinks of first."""
_PHRASE: Final = re.compile(r"[а-яёa-z\d]+(?:-[а-яёa-z\d]+){2,}", _I)
_NO_PASSWORD: Final = re.compile(
    r"\d{1,2}[.:/\-]\d{1,2}(?:[.:/\-]\d{2,4})?[.,;:]?|\d+-?(?:й|го|ый|я|ая|е|м|х|ти|ми|му|ую|ой|дн\w*|раз\w*|мин\w*|час\w*|сек\w*|знак\w*|символ\w*)[.,;:]?|qms\W*|f\d{1,2}\W*|v?\d+(?:\.\d+)+[.,;]?|\(?[а-яё]+[-/][а-яё]+\)?[.,;:]?|windows\w*|office\w*|https?:.*|№?\d{1,3}[.,;:]?|20\d{2}[.,;:]?|x64|x86|wi-?fi\W*|capslock\W*|numlock\W*|vipnet\w*|error\w*|0x\w+",
    _I,
)
_HINT: Final = re.compile(
    r"пар|пас|pass|parol| -u|pwd|пин|pin|доступ|слово|логин|login|уч[её]тк|вход|зайти|войти|user|лог", _I
)
_TRAILING: Final = ".,;:!?)"


def passwords(text: str) -> Iterator[Finding]:
    """What stands after the word for a password, up to four words on, and looks like one."""
    yield from _pairs(text)
    if not _HINT.search(text):
        return
    for pattern in (_LOGIN_FIRST, _AFTER_LOGIN, _OF_A_COMMAND, _OF_A_REQUEST):
        for hit in pattern.finditer(text):
            value = hit["hit"].rstrip(_TRAILING) or hit["hit"]
            if _looks_like_password(value, told=True, login=True):
                yield Finding(hit.start("hit"), hit.start("hit") + len(value), Kind.PASSWORD)
    said = [word.span() for word in _PASSWORD.finditer(text)]
    for place, (_, end) in enumerate(said):
        line_end = text.find("\n", end)
        until = line_end if line_end >= 0 else len(text)
        if place + 1 < len(said) and said[place + 1][0] - end < 3:
            until = min(until, said[place + 1][0])  # what stands after the next such word is looked at from there
        yield from _after_password(text, end, until)


def _pairs(text: str) -> Iterator[Finding]:
    """«ivanova.m / Trassa#77»: a login and, after a sign, what no word of a language looks like."""
    for hit in _PAIR.finditer(text):
        value = hit["hit"].rstrip(_TRAILING)
        mixed = _MIXED.fullmatch(value) and "/" in text[hit.end("login") : hit.start("hit")]
        signed = _SIGNED.fullmatch(value) or (mixed and _NUMBERED.search(hit["login"]))
        if signed and not _NO_PASSWORD.fullmatch(value):
            yield Finding(hit.start("hit"), hit.start("hit") + len(value), Kind.PASSWORD)
    for hit in _SHORT.finditer(text):
        value = hit["hit"].rstrip(_TRAILING)
        if _SIGNED.fullmatch(value) or _MIXED.fullmatch(value):
            yield Finding(hit.start("hit"), hit.start("hit") + len(value), Kind.PASSWORD)


_SIGNED: Final = re.compile(r"(?=.*\d)(?=.*[A-Za-z])(?=.*[!@#$%^&*+?]).{6,}")
_MIXED: Final = re.compile(r"(?=\D*\d\D*\d)(?=.*[A-Z])(?=.*[a-z]{2})[A-Za-z\d_]{8,}")
_NUMBERED: Final = re.compile(r"[._\d]")


def _after_password(text: str, start: int, end: int) -> Iterator[Finding]:
    """The first of the next words that looks like a password, unless a word says that a number is of something else."""
    told = False
    for place, token in enumerate(_TOKEN.finditer(text, start, min(end, start + 120))):
        if place > _NEXT_WORDS or _LABELS.match(token[0]):
            return
        value = token[0].lstrip("'(:=—-").rstrip(_TRAILING + "'") if token[0].strip(":=—-–'\",.") else ""
        told = told or token[0][0] in ":=—–-" or not value
        if value and _looks_like_password(value, told=told and place < 2, login=False):
            at = token.start() + token[0].index(value)
            yield Finding(at, at + len(value), Kind.PASSWORD)
            if (newer := _NEWER.match(text, at + len(value))) and _looks_like_password(
                newer["hit"].rstrip(_TRAILING), told=False, login=False
            ):
                yield Finding(
                    newer.start("hit"), newer.start("hit") + len(newer["hit"].rstrip(_TRAILING)), Kind.PASSWORD
                )
            return
        told = token[0][-1] in ":=—–-"


_NEWER: Final = re.compile(
    r"\W{1,3}(?:(?:а|и|или|потом|теперь|стал|сейчас|новый|на)\W{1,2}){1,3}(?P<hit>[^\s«»\"<>]{4,40})", _I
)


def _looks_like_password(value: str, *, told: bool, login: bool) -> bool:
    if value.isalpha() and not value.isascii():
        return _COMMON.fullmatch(value) is not None
    if _PHRASE.fullmatch(value) or _COMMON.fullmatch(value):
        return True
    if _NO_PASSWORD.fullmatch(value) or value[0] == "\x01" or not any(map(str.isalnum, value)):
        return False
    digit = any(char.isdigit() for char in value)
    latin = bool(re.search(r"[A-Za-z]", value))
    sign = bool(re.search(r"[!@#$%^&*+]", value)) and value.count("_") < 3
    if "/" in value or "::" in value or "(" in value:
        return False
    if digit and (latin or sign or re.search(r"[а-яё]", value, _I)):
        return True
    if digit and value.isdigit():
        return 4 <= len(value) <= 12
    if sign and len(value) >= 5:
        return True
    camel = latin and bool(re.search(r"[a-z]", value)) and bool(re.search(r"(?<!^)[A-Z]", value))
    return (
        value.isascii()
        and len(value) >= 4
        and (camel or (told and not login and value.isalpha() and not value.istitle() and len(value) >= 6))
    )
