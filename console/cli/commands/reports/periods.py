"""``pult report sla|lifetime|…|month|verify``: figures over a period, as a table and as files that prove themselves."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import click

from console.cli.command_classes import PultCommand
from console.cli.failure import Exit, Failure, bad_input, usage
from console.cli.heads import head_json, head_text
from console.cli.output import answer, must_be_new, note, write_new
from console.cli.session import Session, granted, with_desk
from core.text import sentence

if TYPE_CHECKING:
    from core.desk.reports.files.report_files import ReportFile
    from core.desk.reports.report_request import Report, ReportRequest
    from core.tickets.reporting.catalogue import ReportSpec
    from core.tickets.reporting.period import ReportPeriod

_COMPARE = "Рядом с прошлым периодом и с тем же год назад; сверху, что стало хуже."
_MOST_READ = 64 * 1024 * 1024


def period_options(function: Any) -> Any:
    """The options that say which days and whose."""
    for decorate in (
        click.option("--org", "organization", metavar="МО", help="Только эта МО: код или название."),
        click.option("--to", "until", metavar="ДАТА", help="По какой день включительно."),
        click.option("--from", "since", metavar="ДАТА", help="С какого дня: «01.11», «пн», «01.10.2026»."),
        click.option("--month", metavar="ГОД-МЕСЯЦ", help="Целый месяц: 2026-11. Без дат — этот месяц."),
    ):
        function = decorate(function)
    return function


def commands() -> list[click.Command]:
    """A command for each report of the catalogue, and those of the month and of verification."""
    from core.tickets.reporting.catalogue import REPORTS

    return [*(_command(each) for each in REPORTS.values()), month, verify]


def _command(spec: ReportSpec) -> click.Command:
    @with_desk
    def callback(
        session: Session, *, by: str | None, csv: str | None, xlsx: str | None, month: str | None, since: str | None,
        until: str | None, organization: str | None, compare: bool = False,
    ) -> None:  # fmt: skip
        from core.desk.reports.report_request import ReportRequest

        asked = ReportRequest(spec.name, _period(session, month, since, until), organization, _aspects(by))
        if compare and (csv or xlsx):
            raise usage("Сравнение не пишется в файл: нужно одно из двух, --compare или --csv и --xlsx.")
        if compare:
            _compare(session, asked)
        elif csv or xlsx:
            _write(session, asked, [each for each in (csv, xlsx) if each])
        else:
            _show(session, granted(session.desk.reports.report(asked)))

    for option in (
        click.option("--xlsx", metavar="ФАЙЛ", help="Записать книгу Excel с диаграммой: новый файл."),
        click.option("--csv", metavar="ФАЙЛ", help="Записать CSV для Excel: новый файл."),
        click.option(
            "--by", metavar="ПРИЗНАКИ", help="Разбить: org,type,priority,line,assignee,channel,mis,month,week."
        ),
    ):
        callback = option(callback)
    if spec.name == "sla":
        callback = click.option("--compare", is_flag=True, help=_COMPARE)(callback)
    return click.command(spec.name, cls=PultCommand, help=f"{spec.about} {spec.clause}.")(period_options(callback))


@click.command("month", cls=PultCommand, help="Месяц МО одной книгой: сроки, причины, звонки, договорённости.")
@click.option("--month", "month_", metavar="ГОД-МЕСЯЦ", help="Какой месяц; без него — прошлый.")
@click.option("--org", "organization", metavar="МО", help="Только эта МО; без неё — все, по книге на каждую.")
@click.option("--to", "folder", required=True, metavar="ПАПКА", help="Куда: папка, файлы в ней не заменяются.")
@click.option("--format", "formats", metavar="ВИДЫ", default="xlsx", help="Через запятую: xlsx, pdf, html [xlsx].")
@with_desk
def month(session: Session, *, month_: str | None, organization: str | None, folder: str, formats: str) -> None:
    """Write the month of one clinic or of each, a file of each format a clinic; what is written already stays."""
    from core.desk.reports.files.seal import MONTH
    from core.desk.reports.report_request import ReportRequest
    from core.tickets.reporting.period import month_of

    period = _month(month_) if month_ else month_of(session.now().date()).before
    suffixes = _suffixes(formats)
    place = Path(folder).expanduser()
    if not place.is_dir():
        raise bad_input(f"Папки {folder} нет: создайте её.", "folder")
    clinics = [organization] if organization else [each.code for each in session.desk.directory.organizations()]
    written: list[dict[str, Any]] = []
    for place_in_list, code in enumerate(clinics, start=1):
        made = granted(session.desk.reports.file(ReportRequest(MONTH, period, code)))
        for suffix in suffixes:
            path = place / f"{made.seal.clinic}-{period.first:%Y-%m}{suffix}"
            _put_out(session, made, str(path))
            written.append({"file": str(path), "org": made.seal.clinic, "head": _head(made)})
        if len(clinics) > 1 and not session.as_json:
            note(f"{place_in_list} из {len(clinics)}: {made.clinic}")
    answer(
        {"month": f"{period.first:%Y-%m}", "files": written},
        lambda: "\n".join(["Записано:", *(f"  {each['file']}" for each in written)]),
        as_json=session.as_json,
    )


@click.command("verify", cls=PultCommand, help="Проверить файл сводки: пересчитать по журналу и сравнить.")
@click.argument("path", metavar="ФАЙЛ", help="Файл .csv, .xlsx, .pdf или .html, который записал пульт.")
@with_desk
def verify(session: Session, path: str) -> None:
    """Make the file again on its own basis, and tell where it differs; a difference ends with 3."""
    body = _body(path)
    try:
        verdict = session.desk.reports.verify(body, PurePath(path).suffix.lower())
    except ValueError as error:
        raise bad_input(sentence(str(error)), "report", file=path) from None
    if not verdict.agrees:
        told = "\n".join(["Файл не сходится с журналом:", *(f"  {each}" for each in verdict.differences)])
        raise Failure(Exit.RULE, "report.differs", told, details={"differences": list(verdict.differences)})
    answer(
        {"agrees": True, "event": verdict.seal.event, "hash": verdict.seal.hash},
        lambda: f"Файл сходится с журналом до события {verdict.seal.event}: все значения пересчитаны и те же.",
        as_json=session.as_json,
    )


def _body(path: str) -> bytes:
    from core.wording import reason

    try:
        with Path(path).expanduser().open("rb") as stream:
            body = stream.read(_MOST_READ + 1)
    except OSError as error:
        raise bad_input(f"Файл {path} не читается: {reason(error)}.", "file") from None
    if len(body) > _MOST_READ:
        raise bad_input(f"Файл {path} слишком велик для сводки.", "file")
    return body


def _period(session: Session, month_: str | None, since: str | None, until: str | None) -> ReportPeriod:
    from datetime import date

    from console.cli.input.typed_values import local_date
    from core.tickets.reporting.period import ReportPeriod, month_of
    from core.when import Toward

    if month_ and (since or until):
        raise usage("Нужно одно из двух: --month или --from и --to.")
    if month_:
        return _month(month_)
    today = session.now().date()
    if not since and not until:
        return month_of(today)
    last = date.fromisoformat(local_date(session, until, Toward.BACK, "--to")) if until else today
    first = date.fromisoformat(local_date(session, since, Toward.BACK, "--from")) if since else last.replace(day=1)
    try:
        return ReportPeriod(first, last)
    except ValueError as error:
        raise bad_input(f"{error}.", "period") from None


def _month(text: str) -> ReportPeriod:
    from core.tickets.reporting.period import parse_month

    try:
        return parse_month(text)
    except ValueError as error:
        raise bad_input(f"{error}.", "month", value=text) from None


def _suffixes(text: str) -> tuple[str, ...]:
    from core.desk.reports.files.report_files import FORMATS

    found = tuple(dict.fromkeys(f".{each.strip().lower()}" for each in text.split(",") if each.strip()))
    if not found or not FORMATS.keys() >= set(found):
        known = ", ".join(each[1:] for each in FORMATS)
        raise usage(f"Не понимаю --format {text}: можно {known}.")
    return found


def _aspects(text: str | None) -> Any:
    from core.text import nearest
    from core.tickets.reporting.entries import Aspect

    if text is None:
        return None
    found = []
    for word in filter(None, (each.strip().lower() for each in text.split(","))):
        by_name = {each.value: each for each in Aspect} | {each.head.lower(): each for each in Aspect}
        if word not in by_name:
            close = nearest(word, by_name)
            hint = f" Возможно, «{close}»?" if close else ""
            raise bad_input(f"Не понимаю признак «{word}». Можно: {', '.join(Aspect)}.{hint}", "aspect", value=word)
        found.append(by_name[word])
    return tuple(dict.fromkeys(found))


def _show(session: Session, report: Report) -> None:
    from console.cli.json_shapes.reports import report_json
    from console.cli.plain_texts.reports import report_text

    answer(
        report_json(report, session.policy.zone),
        lambda: f"{report_text(report)}\n{head_text(report.basis.head)}",
        as_json=session.as_json,
    )


def _compare(session: Session, asked: ReportRequest) -> None:
    from console.cli.json_shapes.reports import comparison_json
    from console.cli.plain_texts.reports import comparison_text

    found = granted(session.desk.reports.compared(asked))
    answer(
        comparison_json(found, session.policy.zone),
        lambda: f"{comparison_text(found)}\n{head_text(found.now.basis.head)}",
        as_json=session.as_json,
    )


def _write(session: Session, asked: ReportRequest, places: list[str]) -> None:
    for place in places:
        must_be_new(place, f"{asked.name}{PurePath(place).suffix}")
    made = granted(session.desk.reports.file(asked))
    for place in places:
        _put_out(session, made, place)
    answer(
        {"report": asked.name, "files": places, "head": _head(made)},
        lambda: "\n".join(f"Записано: {each}" for each in places),
        as_json=session.as_json,
    )


def _put_out(session: Session, made: ReportFile, place: str) -> None:
    """Record that the report leaves the desk, then write it."""
    from core.desk.reports.files.report_files import FORMATS
    from core.tickets.desk_records.exports import RecordExport

    suffix = PurePath(place).suffix.lower()
    if suffix not in FORMATS:
        raise usage(f"Файл {place} должен кончаться на {' или '.join(FORMATS)}.")
    must_be_new(place, PurePath(place).name)
    granted(session.desk.commands.perform(RecordExport(what="report", count=made.rows), session.actor))
    write_new(place, made.body(suffix))


def _head(made: ReportFile) -> dict[str, Any]:
    from core.store.event_log.log import Head

    return head_json(Head(made.seal.event, made.seal.hash))
