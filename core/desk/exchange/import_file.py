"""The rows of a file of requests: CSV (comma or semicolon) or JSON lines, in UTF-8, with known fields and no others.

A file is taken or refused as a whole: what is wrong with its form is named with its line and column. What the values
mean is judged row by row, later.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from core.text import nearest, safe_line
from core.tickets.refusal import Refusal, bad_input

LARGEST: Final = 16 * 1024 * 1024
"""Bytes of a file."""
MOST_ROWS: Final = 10_000
LARGEST_CELL: Final = 100_000
"""Characters of one cell: more than any text may have, so that the limit of each is told by its name."""
FIELDS: Final = (
    "external_number", "subject", "description", "org", "requester", "mis", "type", "priority", "received_at",
)  # fmt: skip
OPTIONAL: Final = ("status",)
"""Fields that a file may have besides: they are compared with what is known here, and no ticket is made of them."""
_BINARY: Final = {b"PK\x03\x04": "архив или книга Excel", b"\xd0\xcf\x11\xe0": "книга Excel", b"%PDF": "документ PDF"}
"""How files begin that people take for a table."""


@dataclass(frozen=True, slots=True)
class Row:
    """One request as the file has it, with its line in the file."""

    line: int
    values: dict[str, Any]

    @property
    def external_number(self) -> str:
        """Its number in the register it comes from."""
        return str(self.values.get("external_number"))


class _BadForm(Exception):
    """A file that is no table of requests; holds the refusal."""

    def __init__(self, code: str, message: str, **details: Any) -> None:
        super().__init__(message)
        self.refusal = bad_input(code, message, **details)


def read_rows(raw: bytes) -> tuple[Row, ...] | Refusal:
    """The rows of a file; a refusal names what is wrong with it and where."""
    try:
        text = _text(raw)
        rows = _json_lines(text) if text.lstrip().startswith("{") else _csv(text)
        return tuple(_numbered_once(rows))
    except _BadForm as error:
        return error.refusal


def _text(raw: bytes) -> str:
    if len(raw) > LARGEST:
        raise _BadForm("file", f"Файл больше {LARGEST // 1024 // 1024} МБ: разделите его.")
    for beginning, what in _BINARY.items():
        if raw.startswith(beginning):
            raise _BadForm("file", f"Это {what}, а не таблица: сохраните её как CSV в кодировке UTF-8.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _BadForm("file", f"Файл не в кодировке UTF-8 (строка {line}).", line=line) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise _BadForm("file", f"Строка {line}: нулевой байт, это не текст.", line=line)
    if not text.strip():
        raise _BadForm("file", "Файл пуст.")
    return text


def _numbered_once(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, no more than may be; two of one number say different things of one request."""
    lines: dict[str, int] = {}
    for row in rows:
        if len(lines) >= MOST_ROWS:
            raise _BadForm("file", f"Строка {row.line}: больше {MOST_ROWS} обращений, разделите файл.", line=row.line)
        number = row.external_number if str(row.values.get("external_number") or "").strip() else f"\0{row.line}"
        if (first := lines.setdefault(number, row.line)) != row.line:
            message = f"Строка {row.line}: номер {safe_line(number)} уже стоит в строке {first}."
            raise _BadForm("file", message, line=row.line, field="external_number")
        yield row


def _json_lines(text: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except json.JSONDecodeError as error:
            raise _BadForm("json", f"Строка {number}, знак {error.colno}: это не JSON.", line=number) from None
        except (ValueError, RecursionError):
            raise _BadForm("json", f"Строка {number}: это не JSON.", line=number) from None
        if not isinstance(values, dict):
            raise _BadForm("json", f"Строка {number}: нужен объект с полями обращения.", line=number)
        _known(values, f"Строка {number}: лишнее поле", number)
        for name, value in values.items():
            if isinstance(value, dict | list):
                raise _BadForm("json", f"Строка {number}, поле {name}: нужен текст.", line=number, field=name)
        yield Row(number, values)


def _csv(text: str) -> Iterator[Row]:
    head = text.split("\n", 1)[0]
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",", strict=True)
    names: list[str] = []
    try:
        for values in reader:
            if not names:
                names = _header(values)
            elif len(values) > len(names):
                message = f"Строка {reader.line_num}: ячеек {len(values)}, а колонок {len(names)}."
                raise _BadForm("csv", message, line=reader.line_num, column=len(names) + 1)
            elif values:
                yield Row(reader.line_num, dict(zip(names, values, strict=False)))
    except csv.Error as error:
        what = f"ячейка длиннее {LARGEST_CELL} знаков" if "field limit" in str(error) else "это не CSV"
        raise _BadForm("csv", f"Строка {reader.line_num}: {what}.", line=reader.line_num) from None


def _header(names: list[str]) -> list[str]:
    _known(names, "Лишняя колонка", 1)
    for place, name in enumerate(names, start=1):
        if name in names[: place - 1]:
            raise _BadForm("column", f"Колонка «{name}» стоит дважды.", value=name, line=1, column=place)
    if missing := [name for name in FIELDS if name not in names]:
        raise _BadForm("column", f"Нет колонки «{missing[0]}».", value=missing[0], line=1)
    return names


def _known(names: Iterable[str], message: str, line: int) -> None:
    for name in names:
        if name not in (*FIELDS, *OPTIONAL):
            close = nearest(name[:100], FIELDS)
            hint = f"; ближайшее — {close}" if close else ""
            shown = safe_line(name[:100])
            raise _BadForm("column", f"{message} «{shown}»{hint}.", value=shown, line=line)
