"""Files of requests that must not be taken: what each holds, and the place that must be named."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

FIELDS: Final = "external_number,subject,description,org,requester,mis,type,priority,received_at"
_GOOD: Final = {
    "external_number": "И-1", "subject": "Не печатает", "description": "Лист назначений не печатается", "org": "b1",
    "requester": "Синицына", "mis": "qms", "type": "error", "priority": "high", "received_at": "2026-11-23T08:40",
}  # fmt: skip
SNILS: Final = "112-233-445 95"
"""Nobody's number with right check digits; it may stand in no message."""


@dataclass(frozen=True)
class BadImport:
    """``says``: what the refusal must name, the line first of all; empty where the file itself is the place.

    What is large is made when it is asked for.
    """

    title: str
    content: bytes | Callable[[], bytes]
    says: tuple[str, ...] = ()

    @property
    def raw(self) -> bytes:
        """The bytes of the file."""
        return self.content if isinstance(self.content, bytes) else self.content()


def row(**changes: str) -> str:
    """One line of CSV."""
    return ",".join((_GOOD | changes)[name] for name in FIELDS.split(","))


def table(*rows: str) -> bytes:
    """A file of CSV with the right header."""
    return "\n".join([FIELDS, *rows, ""]).encode()


def lines(*objects: object) -> bytes:
    """A file of JSON lines."""
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in objects).encode()


def of(title: str, says: str, **changes: str) -> BadImport:
    """A table of one row with a value that cannot be taken; the row is line 2."""
    return BadImport(title, table(row(**changes)), ('"line": 2', says))


def _workbook(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _deep(levels: int) -> bytes:
    return b'{"subject": ' + b"[" * levels + b"]" * levels + b"}\n"


BAD_IMPORTS: Final = (
    # not a table at all
    BadImport("nothing", b"", ("пуст",)),
    BadImport("a workbook", _workbook(**{"xl/workbook.xml": b"<workbook/>"}), ("Excel",)),
    BadImport("a zip bomb", lambda: _workbook(**{"xl/worksheets/sheet1.xml": b"<c/>" * 16_000_000}), ("Excel",)),
    BadImport("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), ("Excel",)),
    BadImport("a document", b"%PDF-1.7\n", ("PDF",)),
    BadImport("noise", bytes(range(128, 256)) * 100, ("строка 1",)),
    BadImport("17 MB", lambda: table(row()) + b"x" * 17_000_000, ("16 МБ",)),
    BadImport("CP1251", (FIELDS + "\n" + row()).encode("cp1251"), ("строка 2",)),
    BadImport("UTF-16", (FIELDS + "\n" + row()).encode("utf-16"), ("строка 1",)),
    BadImport("cut within a letter", table(row())[:-40] + b"\xd0", ("строка 2",)),
    BadImport("a NUL", table(row(subject="Не\0печатает")), ("Строка 2",)),
    # a broken table
    BadImport("quotes open", table(row(subject='"Не печатает')), ("Строка",)),
    BadImport("quotes within", table(row(subject='"Не" печатает')), ("Строка 2",)),
    BadImport("a cell too many", table(row() + ",ещё"), ("Строка 2", "ячеек 10")),
    BadImport("a cell too few", table(row().rpartition(",")[0]), ('"line": 2', "received_at")),
    BadImport("a wrong header", (FIELDS.replace("subject", "subjekt") + "\n" + row()).encode(), ("subjekt", "subject")),
    BadImport("a column missing", (FIELDS.replace(",mis", "") + "\n").encode(), ("mis",)),
    BadImport("a column twice", (FIELDS + ",subject\n").encode(), ("subject", "дважды")),
    BadImport("no header", row().encode(), ("И-1",)),
    BadImport(
        "a cell of a megabyte", lambda: table(row(), row(external_number="И-2", subject="х" * 1_000_000)), ("Строка 3",)
    ),
    BadImport("a number twice", table(row(), row(subject="Другое")), ("Строка 3", "строке 2", "И-1")),
    BadImport("20,000 rows", lambda: table(*(row(external_number=str(n)) for n in range(20_000))), ("Строка 10002",)),
    # broken JSON lines
    BadImport("JSON cut off", lines(_GOOD) + b'{"subject": "', ("Строка 2",)),
    BadImport("a list for an object", lines(_GOOD, [1]), ("Строка 2",)),
    BadImport("a field that is none", lines(_GOOD | {"prioriti": "high"}), ("Строка 1", "prioriti", "priority")),
    BadImport("an object for a text", lines(_GOOD | {"subject": {"a": 1}}), ("Строка 1", "subject")),
    BadImport("a hundred thousand levels", _deep(100_000), ("Строка 1",)),
    BadImport("a number of a million digits", lambda: b'{"subject": ' + b"9" * 1_000_000 + b"}\n", ("Строка 1",)),
    BadImport("fifteen million levels", lambda: _deep(7_500_000), ("",)),
    BadImport("millions of keys", lambda: b"{" + b",".join(b'"%d":1' % n for n in range(1_200_000)) + b"}\n", ("",)),
    # values that mean nothing
    of("a date that no month has", "2026-02-30", received_at="2026-02-30T09:00"),
    of("a date of the future", "", received_at="2126-11-23T09:00"),
    of("a formula for an instant", "TODAY", received_at="=TODAY()"),
    of("a formula for a clinic", "cmd", org="=cmd|'/c calc'!A0"),
    of("a clinic that is none", "b9", org="b9"),
    of("a person that is none", "Воронцова", requester="Воронцова"),
    of("a type that is none", "eror", type="eror"),
    of("no subject", "subject", subject=" "),
    of("a subject of a page", "Тема", subject="х" * 5_000),
    of("personal data in a row that is refused", "b9", org="b9", subject=f"СНИЛС {SNILS}"),
)
