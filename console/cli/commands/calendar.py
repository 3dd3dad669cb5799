"""``pult calendar [YEAR]``: the production calendar of a year (п. 3.4, «с учётом переносов рабочих дней»)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

import click

from console.cli.base import PultCommand
from console.cli.failure import bad_input
from console.cli.output import answer
from console.cli.session import Session, with_session

if TYPE_CHECKING:
    from core.worktime.calendar import YearCalendar

_NONE = "нет"


@click.command("calendar", cls=PultCommand, help="Показать производственный календарь года.")
@click.argument("year", type=int, required=False, metavar="ГОД", help="Год; без него — нынешний.")
@with_session
def command(session: Session, year: int | None) -> None:
    """Show the days off on weekdays, the working weekends and the shortened days."""
    asked = session.now().year if year is None else year
    try:
        calendar = session.policy.worktime().calendar(asked)
    except ValueError as error:
        raise bad_input(f"{error}.", "year", value=asked) from None
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
