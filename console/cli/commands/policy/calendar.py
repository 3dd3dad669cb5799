"""``pult calendar [YEAR]``: the production calendar of a year (п. 3.4, «с учётом переносов рабочих дней»)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.cli.command_classes import PultGroup
from console.cli.failure import bad_input, usage
from console.cli.input.typed_values import local_date
from console.cli.json_shapes.values import instant_json
from console.cli.output import answer
from console.cli.session import Session, granted, with_desk, with_session
from core.text import sentence

if TYPE_CHECKING:
    from core.policy.configuration.calendar_files import NewCalendar
    from core.worktime.calendar import YearCalendar

_NONE = "нет"


class _CalendarGroup(PultGroup):
    """``pult calendar 2026`` shows a year; the other commands check and load calendars."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A year in the place of a command means showing it."""
        if re.fullmatch(r"-?\d+", args[0]):
            return "show", self.get_command(ctx, "show"), args
        return super().resolve_command(ctx, args)


@click.group(
    "calendar", cls=_CalendarGroup, invoke_without_command=True, subcommand_metavar="[ГОД] | КОМАНДА …",
    help="Производственный календарь: показать год, проверить и загрузить файл, объявить день (п. 3.4).",
)  # fmt: skip
@click.pass_context
def command(ctx: click.Context) -> None:
    """Show the present year when nothing is asked."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(show)


@command.command("show", help="Показать календарь года.")
@click.argument("year", type=int, required=False, metavar="ГОД", help="Год; без него — нынешний.")
@with_session
def show(session: Session, year: int | None = None) -> None:
    """Show the days off on weekdays, the working weekends and the shortened days."""
    asked = session.now().year if year is None else year
    try:
        calendar = session.policy.worktime().calendar(asked)
    except ValueError as error:
        raise bad_input(sentence(str(error)), "year", value=asked) from None
    document = {
        "year": asked,
        "days_off": _iso(calendar.days_off),
        "working_weekends": _iso(calendar.working_weekends),
        "shortened": _iso(calendar.shortened),
        "source": calendar.source,
        "provisional": calendar.provisional,
    }
    answer(document, lambda: _text(calendar), as_json=session.as_json)


def _iso(days: Iterable[date]) -> list[str]:
    return [day.isoformat() for day in sorted(days)]


def _text(calendar: YearCalendar) -> str:
    mark = " — предварительно" if calendar.provisional else ""
    return "\n".join(
        [
            f"Производственный календарь {calendar.year} года{mark}",
            calendar.source,
            "",
            f"Выходные в будни:   {_listed(calendar.days_off)}",
            f"Рабочие выходные:   {_listed(calendar.working_weekends)}",
            f"Сокращённые дни:    {_listed(calendar.shortened)}",
        ]
    )


def _listed(days: Iterable[date]) -> str:
    """Write dates by months: «1, 2, 5–9.01; 23.02»."""
    months = groupby(sorted(days), key=lambda day: day.month)
    return "; ".join(f"{_runs([day.day for day in each])}.{month:02}" for month, each in months) or _NONE


def _runs(numbers: list[int]) -> str:
    """Write ascending numbers with their runs joined: 1, 2, 3, 7 as «1–3, 7»."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


@command.command("check", help="Проверить файл календаря на год, ничего не меняя.")
@click.argument("file", metavar="ФАЙЛ", help="Файл YAML, как в config/calendars.")
@with_session
def check(session: Session, file: str) -> None:
    """Check a file; its problems become exit code 8."""
    from core.policy.configuration.calendar_files import read_calendar

    new = read_calendar(Path(file))
    document = {"year": new.year, "decree": new.decree, "remarks": list(new.remarks), "ok": True}
    lines = [f"Календарь {new.year} года годится: {new.decree}", *new.remarks]
    answer(document, lambda: "\n".join(lines), as_json=session.as_json)


@command.command("apply", help="Загрузить календарь года: сначала показывает, чьи сроки сдвинутся.")
@click.argument("file", metavar="ФАЙЛ", help="Файл YAML, как в config/calendars.")
@click.option("--dry-run", "dry", is_flag=True, help="Только показать.")
@with_desk
def apply(session: Session, file: str, dry: bool) -> None:
    """Load a calendar into the customer's folder."""
    from core.policy.configuration.calendar_files import read_calendar

    _apply(session, read_calendar(Path(file)), dry=dry)


@command.command("day", help="Объявить день нерабочим, рабочим или сокращённым по постановлению.")
@click.argument("day", metavar="ДАТА", help="«31.12», «пт» или 2026-12-31.")
@click.option("--off", "kind", flag_value="off", help="Нерабочий.")
@click.option("--work", "kind", flag_value="work", help="Рабочий.")
@click.option("--short", "kind", flag_value="short", help="Рабочий сокращённый.")
@click.option("--decree", metavar="ОСНОВАНИЕ", required=True, help="Постановление, номер и дата.")
@click.option("--dry-run", "dry", is_flag=True, help="Только показать.")
@with_desk
def day_(session: Session, *, day: str, kind: str | None, decree: str, dry: bool) -> None:
    """Declare a day."""
    from core.policy.configuration.calendar_files import with_day
    from core.when import Toward

    if kind is None:
        raise usage("Укажите --off, --work или --short.")
    wanted = local_date(session, day, Toward.AHEAD, "day")
    _apply(session, with_day(session.policy, date.fromisoformat(wanted), kind, decree), dry=dry)


def _apply(session: Session, new: NewCalendar, *, dry: bool) -> None:
    """Tell whose due times move, then put the calendar in force and on record."""
    from console.wording.reports import calendar_text
    from core.desk.upkeep.calendar_loading import load_calendar

    judged = granted(load_calendar(session.desk, session.actor, session.config, new, dry=dry))
    moved = [
        {
            "number": each.number,
            "clock": each.clock.value,
            "due_before": instant_json(each.due_before, session.policy.zone),
            "due_after": instant_json(each.due_after, session.policy.zone),
            "breached_before": each.breached_before,
            "breached_after": each.breached_after,
        }
        for each in judged.changes
    ]
    document: dict[str, object] = {
        "year": new.year,
        "decree": new.decree,
        "applied": not dry,
        "remarks": list(new.remarks),
        "moved": moved,
    }

    def text() -> str:
        return calendar_text(new, judged, session.policy, applied=not dry)

    answer(document, text, as_json=session.as_json)
