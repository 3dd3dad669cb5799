"""A report as a workbook of Excel, with charts that Excel draws itself: a sheet for each part, the seal on the last.

The same sheets and the same seal give the same bytes, which is how a file is verified.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from xml.sax.saxutils import unescape

from core.desk.reports.files.seal import Seal
from core.desk.reports.files.sheet import NUMBER, TOTAL, Sheet, lines
from core.policy.reporting.settings import ReportPaper
from core.text import safe_line
from core.tickets.reporting.figures_table import Portion

SEAL_SHEET: Final = "Основание"
LARGEST: Final = 64 * 1024 * 1024
"""No file of ours is larger, nor any part of it."""
_LONGEST_NAME: Final = 31
_LONGEST_HEADER: Final = 250
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\']")
_SEAL: Final = re.compile(rb'<t[^>]*>(\{"report":[^<]*)</t>')
_CELL: Final = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>/]*)(?:/>|>(.*?)</c>)', re.DOTALL)
_STRING: Final = re.compile(rb"<si>(.*?)</si>", re.DOTALL)
_TAG: Final = re.compile(rb"<[^>]*>")
_DAY: Final = timedelta(days=1)
_COLOURS: Final = {
    "В срок": "#2E7D32",
    "Сдержано": "#2E7D32",
    "С нарушением": "#C62828",
    "Нарушено": "#C62828",
    "Нарушены и идут": "#EF6C00",
    "Перенесено": "#EF6C00",
}
_USUAL: Final = "#1F6FB2"
_CHARTED: Final = 12
"""Of more rows a chart says nothing."""


def as_xlsx(sheets: tuple[Sheet, ...], seal: Seal, paper: ReportPaper) -> bytes:
    """The sheets as one workbook. People's words are strings, never formulas."""
    from xlsxwriter import Workbook

    body = io.BytesIO()
    workbook = Workbook(body, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"title": sheets[0].title, "created": seal.made_at.astimezone(UTC).replace(tzinfo=None)})
    styles = _Styles(workbook)
    for sheet, name in zip(sheets, _names(sheets), strict=True):
        _write(workbook, styles, sheet, name).set_header(_print_header(paper))
    _write_seal(workbook.add_worksheet(SEAL_SHEET), styles, seal, paper)
    workbook.close()
    return body.getvalue()


def seal_in(body: bytes) -> str:
    """The seal's line of a workbook. Raises ValueError, in Russian, where there is none, or the file is damaged."""
    found = _SEAL.findall(parts(body).get("xl/sharedStrings.xml", b""))
    if len(found) != 1:
        raise ValueError("В файле нет печати сводки: он изменён или сделан не пультом")
    return unescape(found[0].decode(), {"&quot;": '"'})


def parts(body: bytes) -> dict[str, bytes]:
    """The parts of a workbook by name. Raises ValueError, in Russian and naming the part, for a damaged file."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(body))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise ValueError("Файл повреждён или это не книга Excel") from error
    if sum(each.file_size for each in packed.infolist()) > LARGEST:
        raise ValueError("Файл слишком велик для сводки пульта")
    return {each.filename: _part(packed, each) for each in packed.infolist()}


def _part(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """One part, never more of it than its directory says: zlib, seek and decrypting have errors of their own."""
    try:
        return packed.read(part)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise ValueError(f"Файл повреждён: часть «{part.filename}» не читается") from error


class _Styles:
    """The formats of cells."""

    def __init__(self, workbook: Any) -> None:
        frame = {"border": 1, "border_color": "#BFBFBF"}
        self.title = workbook.add_format({"bold": True, "font_size": 14})
        self.about = workbook.add_format({"italic": True, "font_color": "#595959"})
        self.head = workbook.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DDE8F3", **frame}
        )
        self.unit = workbook.add_format(
            {"text_wrap": True, "valign": "top", "font_size": 8, "font_color": "#595959", **frame}
        )
        self._plain = {bold: self._of(workbook, bold, frame) for bold in (False, True)}

    @staticmethod
    def _of(workbook: Any, bold: bool, frame: dict[str, Any]) -> dict[type[Any], Any]:
        common = {"bold": bold, "valign": "top", **frame}
        return {
            str: workbook.add_format({**common, "text_wrap": True}),
            int: workbook.add_format(common),
            Portion: workbook.add_format({**common, "num_format": "0.0%"}),
            timedelta: workbook.add_format({**common, "num_format": "[h]:mm"}),
            datetime: workbook.add_format({**common, "num_format": "dd.mm.yyyy hh:mm"}),
        }

    def of(self, value: object, *, bold: bool) -> Any:
        """The format of a value's kind."""
        return self._plain[bold].get(type(value), self._plain[bold][str])


def _names(sheets: tuple[Sheet, ...]) -> Iterator[str]:
    """A name for the tab of each sheet: short, without what Excel forbids, none twice."""
    used: set[str] = {SEAL_SHEET.casefold()}
    for sheet in sheets:
        base = _FORBIDDEN.sub(" ", sheet.name)[:_LONGEST_NAME]
        name, count = base, 2
        while name.casefold() in used:
            name, count = f"{base[: _LONGEST_NAME - 4]} {count}", count + 1
        used.add(name.casefold())
        yield name


def _print_header(paper: ReportPaper) -> str:
    """The first line of the heading, as it is printed above each page: «&» is a sign of Excel's own there."""
    first = safe_line(paper.heading[0]).replace("&", "&&") if paper.heading else ""
    return f"&C{first}" if 0 < len(first) <= _LONGEST_HEADER else ""


def _write(workbook: Any, styles: _Styles, sheet: Sheet, name: str) -> Any:
    page = workbook.add_worksheet(name)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(3, 4)
    page.freeze_panes(5, sheet.keys)
    for column, head in enumerate(sheet.heads):
        page.set_column(column, column, 8 if head == NUMBER else 30 if column < sheet.keys else 14)
    page.write_string(0, 0, sheet.title, styles.title)
    page.write_string(1, 0, sheet.about, styles.about)
    page.set_row(3, 30)
    page.set_row(4, 36)
    for column, (head, unit) in enumerate(zip(sheet.heads, sheet.units, strict=True)):
        page.write_string(3, column, head, styles.head)
        page.write_string(4, column, unit, styles.unit)
    if not sheet.rows:
        page.write_string(5, 0, "Ничего не было.", styles.about)
        return page
    rows = list(lines(sheet))
    for place, row in enumerate(rows, start=5):
        for column, value in enumerate(row):
            _cell(page, place, column, value, styles.of(value, bold=row[0] == TOTAL and place == 4 + len(rows)))
    if sheet.plots and 1 < len(sheet.rows) <= _CHARTED:
        _chart(workbook, page, sheet, name)
    return page


def _cell(page: Any, row: int, column: int, value: Any, style: Any) -> None:
    match value:
        case None:
            page.write_blank(row, column, None, style)
        case Portion():
            page.write_blank(row, column, None, style) if not value.of else page.write_number(
                row, column, value.part / value.of, style
            )
        case timedelta():
            page.write_number(row, column, value / _DAY, style)
        case datetime():
            page.write_datetime(row, column, value.replace(tzinfo=None), style)
        case int():
            page.write_number(row, column, value, style)
        case _:
            page.write_string(row, column, str(value), style)


def _chart(workbook: Any, page: Any, sheet: Sheet, name: str) -> None:
    """A chart of the columns that are worth one, below the table."""
    chart = workbook.add_chart({"type": "column"})
    first, last = 5, 4 + len(sheet.rows)
    for column in sheet.plots:
        chart.add_series(
            {
                "fill": {"color": _COLOURS.get(sheet.heads[column], _USUAL)},
                "name": [name, 3, column],
                "categories": [name, first, 0, last, sheet.keys - 1],
                "values": [name, first, column, last, column],
            }
        )
    chart.set_title({"name": sheet.title, "name_font": {"size": 11}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 900, "height": 320})
    page.insert_chart(last + 4, 0, chart)


def _write_seal(page: Any, styles: _Styles, seal: Seal, paper: ReportPaper) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 90)
    told = (
        ("На чём основана сводка", ""),
        ("Составлена", f"{seal.made_at:%d.%m.%Y %H:%M:%S}"),
        ("Журнал: последнее событие", str(seal.event)),
        ("Хэш этого события", seal.hash),
        ("Настройки (SHA-256)", seal.policy),
        *((name, value) for name, value in seal.readings),
        ("Печать для pult report verify", seal.written()),
        *_around(paper),
    )
    for row, (name, value) in enumerate(told):
        page.write_string(row, 0, name, styles.title if not row else styles.of("", bold=True))
        if row:
            page.write_string(row, 1, value, styles.of("", bold=False))


def _around(paper: ReportPaper) -> Iterator[tuple[str, str]]:
    """What the customer has set about paper, name and value, and a place for each signature."""
    for name, text in (("Организация", ", ".join(paper.heading)), ("", paper.lead), ("", paper.closing)):
        if text:
            yield name, safe_line(text)
    for side in paper.sides:
        yield safe_line(side.title), f"____________________ / {safe_line(side.name) or '____________________'} /"


def differences(given: bytes, made: bytes) -> Iterator[str]:
    """The cells, and else the parts of the workbook, that differ, in Russian."""
    ours, theirs = parts(given), parts(made)
    for name in sorted(ours.keys() | theirs.keys()):
        if ours.get(name) == theirs.get(name):
            continue
        cells = list(_differing_cells(name, (ours, theirs))) if name.startswith("xl/worksheets/sheet") else []
        yield from cells or [f"Отличается часть книги {name}"]


def _differing_cells(name: str, books: tuple[dict[str, bytes], dict[str, bytes]]) -> Iterator[str]:
    ours, theirs = (_cells(each, name) for each in books)
    sheet = name.removeprefix("xl/worksheets/sheet").removesuffix(".xml")
    for place in sorted(ours.keys() | theirs.keys(), key=lambda each: (len(each), each)):
        given, made = (each.get(place, "пусто") for each in (ours, theirs))
        if given != made:
            yield f"Лист {sheet}, ячейка {place}: в файле {given}, по журналу {made}"


def _cells(book: dict[str, bytes], name: str) -> dict[str, str]:
    """What the cells of a sheet hold, by place; strings stand apart and are named by their number."""
    shared = _STRING.findall(book.get("xl/sharedStrings.xml", b""))
    found: dict[str, str] = {}
    for place, attributes, inside in _CELL.findall(book.get(name, b"")):
        value = _TAG.sub(b"", inside)
        if b't="s"' in attributes and value.isdigit() and int(value) < len(shared):
            value = _TAG.sub(b"", shared[int(value)])
        found[place.decode()] = unescape(value.decode("utf-8", "replace"))[:80]
    return found
