"""Working time by the line: JSON lines in, JSON lines out, a hundred thousand in a few seconds."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from console.cli.failure import Failure, bad_input
from core.instants import floor_seconds, iso, parse_instant
from core.text import nearest, sentence
from core.worktime.engine import WorkTime

_FIELDS: Mapping[str, tuple[str, ...]] = {"add": ("op", "start", "seconds"), "between": ("op", "start", "end")}
# Written so, the standard library reads exactly what parse_instant does, ten times as fast.
_PLAIN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{6})?)?(?:[+-]\d\d:\d\d|Z)?", re.ASCII)
_DIGITS = re.compile(r"limit \(\d+ digits\)")  # what Python says of a number too long to be read
_BOOLEAN = {True: "true", False: "false"}


class Batch:
    """Answers lines by one engine."""

    def __init__(self, worktime: WorkTime) -> None:
        """Take the engine that counts."""
        self._worktime = worktime

    def run(self, lines: Sequence[str]) -> list[str]:
        """Answer each line with a line of JSON; Failure (8) names the first line that cannot be answered."""
        return [self._checked(number, line) for number, line in enumerate(lines, start=1)]

    def _checked(self, number: int, line: str) -> str:
        try:
            return self._answer(line)
        except (ValueError, OverflowError, RecursionError) as error:
            raise _bad_line(number, error) from None

    def _answer(self, line: str) -> str:
        request = json.loads(line)
        operation = _operation(request)
        start = self._instant(request["start"])
        if operation == "add":
            return self._add(start, request["seconds"])
        return self._between(start, self._instant(request["end"]))

    def _add(self, start: datetime, seconds: Any) -> str:
        if type(seconds) is not int:
            raise ValueError(
                f"«seconds» должно быть целым числом секунд, а не {json.dumps(seconds, ensure_ascii=False)}"
            )
        result = self._worktime.add(start, timedelta(seconds=seconds))
        provisional = self._worktime.is_provisional(start, result)
        return f'{{"result": "{iso(result, self._worktime.zone)}", "provisional": {_BOOLEAN[provisional]}}}'

    def _between(self, start: datetime, end: datetime) -> str:
        seconds = floor_seconds(self._worktime.between(start, end))
        return f'{{"seconds": {seconds}, "provisional": {_BOOLEAN[self._worktime.is_provisional(start, end)]}}}'

    def _instant(self, text: Any) -> datetime:
        if not isinstance(text, str):
            raise ValueError(f"время должно быть строкой ISO 8601, а не {json.dumps(text, ensure_ascii=False)}")
        return _fast_instant(text, self._worktime.zone) or parse_instant(text, self._worktime.zone)


def _fast_instant(text: str, zone: ZoneInfo) -> datetime | None:
    """Read a usual instant; None for one that needs the thorough reader, such as local time of a changing clock."""
    if not _PLAIN.fullmatch(text):
        return None
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError:
        return None
    if parsed.tzinfo is not None:
        return parsed
    local = parsed.replace(tzinfo=zone)
    return local if local.utcoffset() == local.replace(fold=1).utcoffset() else None


def _operation(request: Any) -> str:
    """Give the operation of a request whose fields are exactly those that it takes."""
    if not isinstance(request, dict):
        raise ValueError('нужен объект JSON, например {"op":"add","start":"2026-11-24T09:00","seconds":3600}')
    operation = request.get("op")
    fields = _FIELDS.get(operation) if isinstance(operation, str) else None
    if fields is None:
        raise ValueError("«op» должно быть «add» или «between»")
    missing = [name for name in fields if name not in request]
    if missing:
        raise ValueError(f"не хватает «{missing[0]}»")
    if len(request) > len(fields):
        stranger = next(name for name in request if name not in fields)
        close = nearest(stranger, fields)
        raise ValueError(f"лишнее «{stranger}»" + (f"; ближайшее — «{close}»" if close else ""))
    return str(operation)


def _bad_line(number: int, error: Exception) -> Failure:
    match error:
        case json.JSONDecodeError(colno=column):
            reason = f"не JSON (знак {column})"
        case OverflowError():
            reason = "слишком большой срок"
        case ValueError() if _DIGITS.search(str(error)):
            reason = "слишком большое число"
        case RecursionError():
            reason = "слишком глубокая вложенность"
        case _:
            reason = str(error)
    return bad_input(sentence(f"Строка {number}: {reason}"), "batch_line", line=number)
