"""A report as CSV that Excel in Russian opens by a double click: semicolons, a byte order mark, commas in numbers."""

import csv
import io
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from core.desk.exchange.spreadsheet_cells import harmless
from core.desk.reports.files.seal import Seal
from core.desk.reports.files.sheet import Sheet, in_csv, lines

SEAL: Final = "Печать"
"""The first cell of the line that holds the seal."""


def as_csv(sheets: tuple[Sheet, ...], seal: Seal) -> bytes:
    """The sheets one after the other, and the seal in the last line. No cell begins a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    for sheet in sheets:
        writer.writerow([harmless(sheet.title)])
        writer.writerow([harmless(each) for each in sheet.heads])
        writer.writerow(sheet.units)
        writer.writerows([harmless(in_csv(each)) for each in row] for row in lines(sheet))
        writer.writerow([])
    writer.writerow([SEAL, seal.written()])
    return ("\ufeff" + stream.getvalue()).encode()


def seal_in(body: bytes) -> str:
    """The seal's line of a file. Raises ValueError, in Russian, where there is none."""
    try:
        rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ValueError("Файл не читается как CSV пульта") from error
    found = [row[1] for row in rows if len(row) == 2 and row[0] == SEAL]
    if len(found) != 1:
        raise ValueError("В файле нет печати сводки: он изменён или сделан не пультом")
    return found[0]


def differences(given: bytes, made: bytes) -> Iterator[str]:
    """The lines that read otherwise, in Russian."""
    lines_of = [body.decode("utf-8-sig", "replace").split("\r\n") for body in (given, made)]
    for number, (ours, theirs) in enumerate(zip_longest(*lines_of, fillvalue=""), start=1):
        if ours != theirs:
            yield f"Строка {number}: в файле «{ours[:200]}», по журналу «{theirs[:200]}»"
