"""A report as one page of HTML that needs no network and checks itself in a browser.

What the check proves: the figures of terms and of the flow follow from the rows inside, and no table or row was edited
by hand. What it does not: that the rows are the log's; whoever changes a row can hash it anew. That is what
``pult report verify`` says, which has the log; the page says so too.
"""

import base64
import json
import re
from collections.abc import Iterator, Mapping
from difflib import unified_diff
from hashlib import sha256
from html import escape, unescape
from importlib.resources import files
from typing import Final

from core.desk.reports.files.evidence import Row, digest, root, written
from core.desk.reports.files.seal import MONTH, Seal
from core.desk.reports.files.sheet import TOTAL, Sheet, lines, spoken
from core.policy.reporting.settings import ReportPaper
from core.text import safe_line
from core.tickets.reporting.catalogue import REPORTS
from core.vocabulary import ClockName

_SEAL: Final = re.compile(r'<script type="application/json" id="seal">(.*?)</script>', re.DOTALL)


def as_html(
    sheets: tuple[Sheet, ...], seal: Seal, paper: ReportPaper, evidence: tuple[Row, ...], edges: tuple[int, int]
) -> bytes:
    """The page. ``edges``: begin and end of the period in whole seconds since 1970, for the check."""
    script, style = _part("page_script.js"), _part("page_style.css")
    hashes = [digest(written(each)) for each in evidence]
    found = {"rows": list(evidence), "hashes": hashes, "root": root(hashes), "since": edges[0], "until": edges[1]}
    data = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    policy = f"default-src 'none'; style-src 'sha256-{_b64(style)}'; script-src 'sha256-{_b64(script)}'"
    body = "\n".join(_table(each, checked=bool(evidence)) for each in sheets)
    told = "\n".join(
        (
            "<!doctype html>",
            '<html lang="ru"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            f"<title>{_text(_heading(sheets, seal))}</title><style>{style}</style></head><body>",
            *_paper(paper.heading, "head"),
            f"<h1>{_text(_heading(sheets, seal))}</h1>",
            *_paper((paper.lead,), "lead"),
            '<p id="check">Проверка страницы не выполнена: в просмотрщике выключены сценарии.</p>',
            body,
            _basis(seal),
            *_paper((paper.closing,), "lead"),
            _signatures(paper),
            f'<script type="application/json" id="seal">{_json(seal.written())}</script>',
            f'<script type="application/json" id="evidence">{_json(data)}</script>',
            f"<script>{script}</script></body></html>",
            "",
        )
    )
    return told.encode()


def _paper(texts: tuple[str, ...], name: str) -> list[str]:
    """The customer's own lines; none where he set none."""
    return [f'<p class="{name}">{_text(each)}</p>' for each in texts if each]


def _signatures(paper: ReportPaper) -> str:
    sides = (f"<div>{_text(each.title)}<br>{_text(each.name)}</div>" for each in paper.sides)
    return f'<div class="sign">{"".join(sides)}</div>'


def _heading(sheets: tuple[Sheet, ...], seal: Seal) -> str:
    clinic = sheets[0].title.partition(":")[0]
    return f"{clinic}: сводка, {seal.period.title}" if seal.name == MONTH else sheets[0].title


def seal_in(body: bytes) -> str:
    """The seal's line of a page. Raises ValueError, in Russian, where there is none."""
    found = _SEAL.findall(body.decode("utf-8", "replace"))
    if len(found) != 1:
        raise ValueError("В файле нет печати сводки: он изменён или сделан не пультом")
    return str(found[0]).replace("\\u003c", "<")


def differences(given: bytes, made: bytes) -> Iterator[str]:
    """The lines that read otherwise, in Russian."""
    ours, theirs = (body.decode("utf-8", "replace").split("\n") for body in (given, made))
    for line in unified_diff(theirs, ours, lineterm="", n=0):
        if line[:1] in "+-" and line[:3] not in ("+++", "---"):
            where = "в файле" if line[0] == "+" else "по журналу"
            yield f"{where}: {unescape(re.sub('<[^>]*>', ' ', line[1:])).strip()[:200]}"


def _table(sheet: Sheet, *, checked: bool) -> str:
    rows = [tuple(safe_line(spoken(cell)) for cell in row) for row in lines(sheet)]
    heads = tuple(zip(sheet.heads, sheet.units, strict=True))
    text = "\n".join("\t".join(row) for row in (tuple(f"{head}{unit}" for head, unit in heads), *rows))
    names = _figures(sheet, len(rows)) if checked else {}
    shown = "".join(_row(row, place, names, sheet) for place, row in enumerate(rows))
    told = "".join(f"<th>{_text(head)}<small>{_text(unit)}</small></th>" for head, unit in heads)
    return (
        f"<h2>{_text(sheet.title)}</h2>\n<p>{_text(sheet.about)}</p>\n"
        f'<table data-name="{_text(sheet.name)}" data-hash="{digest(text)}">'
        f"<thead><tr>{told}</tr></thead>\n<tbody>\n{shown}</tbody></table>"
    )


def _row(row: tuple[str, ...], place: int, names: Mapping[tuple[int, int], str], sheet: Sheet) -> str:
    cells = []
    for column, cell in enumerate(row):
        figure = f' data-figure="{names[place, column]}"' if (place, column) in names else ""
        cells.append(f"<td{_number(column, sheet)}{figure}>{_text(cell)}</td>")
    total = ' class="total"' if sheet.total is not None and row[0] == TOTAL else ""
    return f"<tr{total}>{''.join(cells)}</tr>\n"


def _number(column: int, sheet: Sheet) -> str:
    return ' class="n"' if column >= sheet.keys and sheet.total is not None else ""


def _figures(sheet: Sheet, rows: int) -> dict[tuple[int, int], str]:
    """Which cells the page counts itself, by row and column: kept terms by clock, the flow of all together."""
    if sheet.name == REPORTS["sla"].title:
        return {
            (place, 1 + column): f"sla.{name}.{clock.value}"
            for place, clock in enumerate(ClockName)
            for column, name in enumerate(("ended", "kept", "breached", "open"))
        }
    if sheet.name == REPORTS["load"].title:
        return {
            (rows - 1, 1 + column): f"load.{name}" for column, name in enumerate(("come", "solved", "closed", "open"))
        }
    return {}


def _basis(seal: Seal) -> str:
    told = (
        ("Составлено", f"{seal.made_at:%d.%m.%Y %H:%M:%S}"),
        ("Последнее событие журнала", str(seal.event)),
        ("Хэш этого события", seal.hash),
        ("Настройки (SHA-256)", seal.policy),
        *seal.readings,
    )
    listed = "".join(f"<dt>{_text(name)}</dt><dd>{_text(value)}</dd>" for name, value in told)
    return f"<details open><summary>{_PROOF}</summary><dl>{listed}</dl></details>"


_PROOF: Final = (
    "На чём основано. Страница сама проверяет, что строки, таблицы и цифры в ней согласованы; что строки взяты из "
    "журнала, проверяет только команда pult report verify у того, у кого есть журнал."
)


def _part(name: str) -> str:
    return files(__package__ or "").joinpath(name).read_text(encoding="utf-8")


def _b64(text: str) -> str:
    return base64.b64encode(sha256(text.encode()).digest()).decode()


def _text(text: str) -> str:
    return escape(text, quote=True)


def _json(text: str) -> str:
    """JSON that ends no element of the page."""
    return text.replace("<", "\\u003c")
