"""A report as PDF that can be printed and signed: A4 across, tables over as many pages as they take, signatures last.

The same sheets and the same seal give the same bytes. The seal stands after the end of the document, where a reader of
PDF heeds nothing.
"""

import io
import json
import re
from collections.abc import Iterator
from importlib.resources import as_file, files
from typing import Any, Final
from xml.sax.saxutils import escape

from core.desk.reports.files.seal import Seal
from core.desk.reports.files.sheet import NUMBER, TOTAL, Sheet, lines, spoken
from core.policy.reporting.settings import ReportPaper
from core.text import safe_line

_SEAL: Final = re.compile(rb"\n%pult-report (\{[^\n]*\})\n\Z")
_PLAIN, _BOLD = "DejaVuSansCondensed", "DejaVuSansCondensed-Bold"
_GREY, _HEAD, _LINE = "#595959", "#DDE8F3", "#BFBFBF"
_SMALL: Final = 7
_WIDE: Final = 10
"""From so many columns on a table is set small."""


def as_pdf(sheets: tuple[Sheet, ...], seal: Seal, paper: ReportPaper) -> bytes:
    """The pages of a report."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import SimpleDocTemplate

    _fonts()
    body, margin = io.BytesIO(), 36
    document = SimpleDocTemplate(
        body, pagesize=landscape(A4), leftMargin=margin, rightMargin=margin, topMargin=margin, bottomMargin=margin,
        title=sheets[0].title, author="Пульт ЦК", invariant=1, initialFontName=_PLAIN,
    )  # fmt: skip
    styles = _styles()
    told = [part for sheet in sheets for part in _sheet(sheet, styles, document.width)]
    footer = _footer(seal)
    begin, end = _begin(paper, styles), _signatures(paper, styles, document.width)
    document.build([*begin, *told, *_basis(seal, styles), *end], footer, footer)
    return body.getvalue() + b"\n%pult-report " + json.dumps(json.loads(seal.written())).encode("ascii") + b"\n"


def seal_in(body: bytes) -> str:
    """The seal's line of a document. Raises ValueError, in Russian, where there is none."""
    found = _SEAL.search(body)
    if found is None:
        raise ValueError("В файле нет печати сводки: он изменён или сделан не пультом")
    return found[1].decode("ascii")


def differences(given: bytes, made: bytes) -> Iterator[str]:
    """The objects of the document that differ, in Russian; what a page shows is packed inside of one."""
    ours, theirs = (dict(re.findall(rb"\n(\d+) 0 obj(.*?)endobj", each, re.DOTALL)) for each in (given, made))
    for number in sorted(ours.keys() | theirs.keys(), key=int):
        if ours.get(number) != theirs.get(number):
            yield f"Отличается объект {int(number)} документа PDF"


def _fonts() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name in (_PLAIN, _BOLD):
        if name not in pdfmetrics.getRegisteredFontNames():
            with as_file(files(__package__ or "").joinpath("fonts", f"{name}.ttf")) as path:
                pdfmetrics.registerFont(TTFont(name, str(path)))


def _styles() -> dict[str, Any]:
    from reportlab.lib.styles import ParagraphStyle

    def style(name: str, size: int, font: str = _PLAIN, **more: Any) -> Any:
        return ParagraphStyle(name, fontName=font, fontSize=size, leading=size * 1.25, **more)

    return {
        "title": style("title", 13, _BOLD, spaceBefore=14, keepWithNext=1),
        "about": style("about", 8, textColor=_GREY, spaceAfter=5, keepWithNext=1),
        "heading": style("heading", 10, _BOLD, alignment=1),
        "text": style("text", 9),
        "cell": style("cell", 8),
        "bold": style("bold", 8, _BOLD),
        "small": style("small", _SMALL),
        "small bold": style("small bold", _SMALL, _BOLD),
        "unit": style("unit", 6, textColor=_GREY),
    }


def _sheet(sheet: Sheet, styles: dict[str, Any], width: float) -> list[Any]:
    from reportlab.platypus import Paragraph

    title = [Paragraph(_text(sheet.title), styles["title"]), Paragraph(_text(sheet.about), styles["about"])]
    return (
        [*title, _table(sheet, styles, width)] if sheet.rows else [*title, Paragraph("Ничего не было.", styles["cell"])]
    )


def _table(sheet: Sheet, styles: dict[str, Any], width: float) -> Any:
    from reportlab.platypus import LongTable, Paragraph

    small = "small" if len(sheet.heads) >= _WIDE else "cell"
    bold = "small bold" if small == "small" else "bold"
    heads = [
        [Paragraph(_text(head), styles[bold]), Paragraph(_text(unit), styles["unit"])]
        for head, unit in zip(sheet.heads, sheet.units, strict=True)
    ]
    rows = [
        [Paragraph(_text(spoken(cell)), styles[bold if row[0] == TOTAL and sheet.total else small]) for cell in row]
        for row in lines(sheet)
    ]
    grid = [
        ("GRID", (0, 0), (-1, -1), 0.4, _LINE),
        ("BACKGROUND", (0, 0), (-1, 0), _HEAD),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    shares = [_share(head, column, sheet) for column, head in enumerate(sheet.heads)]
    widths = [width * each / sum(shares) for each in shares]
    return LongTable([heads, *rows], colWidths=widths, repeatRows=1, style=grid)


def _share(head: str, column: int, sheet: Sheet) -> float:
    """How wide a column is beside the others."""
    if head == NUMBER:
        return 0.6
    return 2 if column < sheet.keys and sheet.total is not None else 1


def _basis(seal: Seal, styles: dict[str, Any]) -> list[Any]:
    from reportlab.platypus import Paragraph

    told = (
        ("Составлено", f"{seal.made_at:%d.%m.%Y %H:%M:%S}"),
        ("Последнее событие журнала", f"{seal.event}, хэш {seal.hash}"),
        ("Настройки (SHA-256)", seal.policy),
        *seal.readings,
    )
    rows = [Paragraph(f"{_text(name)}: {_text(value)}", styles["small"]) for name, value in told]
    return [Paragraph("На чём основано", styles["title"]), *rows]


def _begin(paper: ReportPaper, styles: dict[str, Any]) -> list[Any]:
    """The heading of the organisation and what is said before the figures."""
    from reportlab.platypus import Paragraph, Spacer

    heading = [Paragraph(_text(each), styles["heading"]) for each in paper.heading]
    lead = [Spacer(1, 8), Paragraph(_text(paper.lead), styles["text"])] if paper.lead else []
    return [*heading, *lead]


def _signatures(paper: ReportPaper, styles: dict[str, Any], width: float) -> list[Any]:
    from reportlab.platypus import KeepTogether, Paragraph, Spacer, Table

    line = [
        Paragraph(f"{_text(each.title)} ____________________ / {_text(each.name) or _BLANK} /", styles["cell"])
        for each in paper.sides
    ]
    closing = [Spacer(1, 20), Paragraph(_text(paper.closing), styles["text"])] if paper.closing else []
    return [KeepTogether([*closing, Spacer(1, 30), Table([line], colWidths=[width / 2] * 2)])]


_BLANK: Final = "____________________"


def _footer(seal: Seal) -> Any:
    def draw(canvas: Any, document: Any) -> None:
        canvas.setFont(_PLAIN, _SMALL)
        canvas.setFillColor(_GREY)
        canvas.drawString(document.leftMargin, 20, f"Событие {seal.event}, хэш {seal.hash[:16]}…")
        canvas.drawRightString(document.leftMargin + document.width, 20, f"Страница {document.page}")

    return draw


def _text(text: str) -> str:
    """People's words inside a paragraph: no markup of the page."""
    return escape(safe_line(text))
