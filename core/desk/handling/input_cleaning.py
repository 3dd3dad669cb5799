"""The gate of a command's values: texts cleaned, limits kept, instants aware, before any rule sees them."""

import sys
from dataclasses import Field, fields, is_dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, TypeVar

from core.policy import TextLimits
from core.store.limits import MAX_ID
from core.text import check_length, clean_line, safe, safe_line
from core.tickets.refusal import Refusal, bad_input, of_part
from core.worktime import FIRST_YEAR, LAST_YEAR

AnyCommand = TypeVar("AnyCommand")

_UNSEEN: Final = " \n\ufffd\u115f\u1160\u2800\u3164\uffa0"
"""Characters that alone make no text: spaces, fillers, and what stands for the invisible."""
KEY_LIMIT: Final = 200
_BODIES: Final = """
description text solution reason answer result impact missing details admit_reason across mismatch public_key drop
inform
"""
BODIES: Final = frozenset(_BODIES.split())
"""Fields of several lines; every other text has one."""
TITLES: Final = {
    "subject": "тема",
    "description": "описание",
    "text": "текст",
    "solution": "решение",
    "reason": "причина",
    "answer": "ответ",
    "title": "название",
    "code": "код",
    "full_name": "имя",
    "login": "логин",
    "external_number": "внешний номер",
    "phone": "телефон",
    "email": "почта",
    "staff_number": "табельный номер",
    "received_at": "время поступления",
    "indicative_due": "ориентировочный срок",
    "to": "исполнитель",
    "watchers": "наблюдатели",
    "competences": "компетенции",
    "person_kind": "вид",
    "contract": "договор",
    "contract_from": "начало договора",
    "contract_until": "конец договора",
    "ground": "основание",
    "how": "способ подтверждения",
    "template": "шаблон",
    "admit_reason": "основание руководителя",
    "across": "почему проблема та же в другой МО",
    "impact": "влияние",
    "missing": "чего не хватает",
    "details": "уточнения",
    "due": "срок",
    "result": "результат",
    "drop": "причина снятия",
    "inform": "сообщение инициатору",
    "user": "исполнитель задачи",
    "pc": "имя ПК",
    "consent_how": "способ согласия",
    "fields": "поля",
    "since": "начало",
    "until": "конец",
    "substitute_login": "замещающий",
    "started_at": "начало звонка",
    "ended_at": "конец звонка",
    "decision": "решение УК",
    "decided_on": "дата решения",
    "account_kind": "вид заявки",
    "system": "система",
    "position": "должность",
    "specialization": "специализация",
    "dismissed_on": "дата увольнения",
    "sent_on": "дата отправки",
    "mismatch": "несоответствие",
    "module": "модуль",
    "source": "источник",
    "expected_end": "ожидаемый конец",
    "decree": "основание календаря",
    "masked": "виды скрытых данных",
    "filter": "условия",
    "sort": "порядок",
    "group": "группировка",
    "columns": "колонки",
    "view": "вид",
    "pii_reason": "основание",
    "what": "что выгружается",
    "file": "файл архива",
    "sha256": "хэш файла",
    "head": "хэш последнего события",
    "public_key": "открытый ключ",
    "expires_at": "срок ключа",
    "comment": "комментарий",
    "console": "сеанс",
}


def clean_command(command: AnyCommand, limits: TextLimits) -> AnyCommand | Refusal:
    """The command with its texts cleaned, or the refusal that names the first field that cannot be taken.

    Nothing is cut: what is too long is refused. An optional text that is blank counts as not given. What holds others
    is cleaned with them.
    """
    cleaned: dict[str, Any] = {}
    for field in fields(command):  # type: ignore[arg-type]
        value = _clean(field, getattr(command, field.name), limits)
        if isinstance(value, Refusal):
            return value
        cleaned[field.name] = value
    return replace(command, **cleaned)  # type: ignore[type-var]


def check_key(key: str | None) -> Refusal | None:
    """Whether an idempotency key can be kept; None when it can, or when there is none."""
    if key is None or (0 < len(key) <= KEY_LIMIT and safe_line(key) == key):
        return None
    return bad_input("key.unusable", f"Ключ повтора — от 1 до {KEY_LIMIT} печатных знаков", field="key")


def check_instants(command: object) -> Refusal | None:
    """Whether a command's instants are aware and within the calendars; the rest of it may still be unfinished."""
    for field in fields(command):  # type: ignore[arg-type]
        value = getattr(command, field.name)
        if isinstance(value, datetime) and isinstance(refusal := _instant(field.name, value), Refusal):
            return refusal
    return None


def _clean(field: Field[Any], value: Any, limits: TextLimits) -> Any:
    match value:
        case StrEnum():
            return value
        case str():
            return _text(field.name, value, limits, required=field.default is not None)
        case datetime():
            return _instant(field.name, value)
        case int() if not isinstance(value, bool) and not 0 <= value <= MAX_ID:
            return bad_input("number.impossible", f"Такого номера быть не может: {value}", field=field.name)
        case tuple():
            return _many(field, value, limits)
    return _part(value, limits) if is_dataclass(value) else value


def _part(part: Any, limits: TextLimits) -> Any:
    """A command that is a part of another, cleaned; its refusal names it."""
    cleaned = clean_command(part, limits)
    return of_part(cleaned, part.name) if isinstance(cleaned, Refusal) else cleaned


def _text(name: str, value: str, limits: TextLimits, *, required: bool) -> str | Refusal | None:
    title = TITLES.get(name, name)
    if name in BODIES:
        text = safe(value).strip()
        problem = check_length(text, limits.body, limits.line)
    else:
        text = clean_line(value, sys.maxsize)
        problem = check_length(text, limits.subject, limits.line)
    if problem:
        return bad_input("text.too_long", f"{title.capitalize()}: {problem[0].lower()}{problem[1:]}", field=name)
    if text.strip(_UNSEEN):
        return text
    return bad_input("text.blank", f"Не заполнено: {title}", field=name) if required else None


def _many(field: Field[Any], values: tuple[Any, ...], limits: TextLimits) -> tuple[Any, ...] | Refusal:
    cleaned = []
    for value in values:
        plain = isinstance(value, str) and not isinstance(value, StrEnum)
        part = _part(value, limits) if is_dataclass(value) else value
        kept = _text(field.name, value, limits, required=True) if plain else part
        if isinstance(kept, Refusal):
            return kept
        cleaned.append(kept)
    return tuple(cleaned)


def _instant(name: str, value: datetime) -> datetime | Refusal:
    title = TITLES.get(name, name)
    if value.utcoffset() is None:
        return bad_input("instant.naive", f"{title.capitalize()}: нужен часовой пояс", field=name)
    if not FIRST_YEAR < value.year < LAST_YEAR:
        return bad_input("instant.impossible", f"{title.capitalize()}: год {value.year} вне календаря", field=name)
    return value
