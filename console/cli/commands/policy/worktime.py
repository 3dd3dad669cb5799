"""``pult worktime``: add working time to an instant, count it between two, or do both by the line."""

from __future__ import annotations

from pathlib import Path

import click

from console.cli.command_classes import PultGroup
from console.cli.failure import bad_input, usage
from console.cli.input.options import LARGEST_INPUT, decoded, read_stdin
from console.cli.input.typed_values import instant
from console.cli.output import answer
from console.cli.session import Session, with_session
from console.cli.streams import in_bytes_of_paths
from core.text import sentence


@click.group(
    "worktime", cls=PultGroup, invoke_without_command=True, help="Прибавить рабочее время или посчитать его (п. 3.4)."
)
@click.option(
    "--batch", metavar="ФАЙЛ",
    help='Строки JSON {"op":"add","start":…,"seconds":…} или {"op":"between","start":…,"end":…}: ответ на каждую; '
    "«-» — стандартный ввод.",
)  # fmt: skip
@click.pass_context
def command(ctx: click.Context, batch: str | None) -> None:
    """Run a batch where one is given; else a subcommand must be."""
    if batch is not None and ctx.invoked_subcommand is not None:
        raise usage("Либо --batch, либо команда add или between.")
    if batch is not None:
        with_session(_batch)(batch)
    elif ctx.invoked_subcommand is None:
        raise click.UsageError("Не указана команда: add, between или --batch.", ctx)


@command.command("add", help="Прибавить рабочее время: когда оно будет израсходовано.")
@click.argument(
    "start",
    metavar="НАЧАЛО",
    help="Время: «24.11 16:30», «пт 12:00», «сегодня 9:00» или ISO 8601; без смещения — по времени ЦК.",
)
@click.argument("duration", metavar="СРОК", help="90m, 4h, 14d (рабочие дни) или 3600s.")
@with_session
def add(session: Session, start: str, duration: str) -> None:
    """Give the earliest instant at which the duration is used up."""
    from core.instants import iso, parse_duration
    from core.when import ASKED
    from core.wording import moment

    worktime = session.policy.worktime()
    begin = instant(session, start, ASKED, "start")
    try:
        result = worktime.add(begin, parse_duration(duration).amount(worktime.schedule.full_day))
    except (ValueError, OverflowError) as error:
        raise bad_input(_sentence(error), "worktime", value=duration) from None
    provisional = worktime.is_provisional(begin, result)
    document = {"result": iso(result, worktime.zone), "provisional": provisional}
    answer(document, lambda: moment(result, worktime.zone) + _mark(provisional), as_json=session.as_json)


@command.command("between", help="Посчитать рабочее время между двумя моментами.")
@click.argument(
    "start",
    metavar="НАЧАЛО",
    help="Время: «24.11 16:30», «пт 12:00», «сегодня 9:00» или ISO 8601; без смещения — по времени ЦК.",
)
@click.argument("end", metavar="КОНЕЦ", help="То же; раньше начала — ноль.")
@with_session
def between(session: Session, start: str, end: str) -> None:
    """Give the working seconds, rounded down; zero where the end is before the start."""
    from core.durations import exact
    from core.instants import floor_seconds
    from core.when import ASKED

    worktime = session.policy.worktime()
    begin, finish = instant(session, start, ASKED, "start"), instant(session, end, ASKED, "end")
    try:
        amount = worktime.between(begin, finish)
        provisional = worktime.is_provisional(begin, finish)
    except ValueError as error:
        raise bad_input(_sentence(error), "worktime", value=f"{start} {end}") from None
    document = {"seconds": floor_seconds(amount), "provisional": provisional}
    answer(document, lambda: exact(amount, worktime.working_days(1)) + _mark(provisional), as_json=session.as_json)


def _batch(session: Session, source: str) -> None:
    """Answer every line of a file in order; a bad line stops all before anything is printed."""
    from console.cli.input.worktime_lines import Batch

    lines = _read(source).split("\n")  # JSON Lines: other line breaks may stand inside a text
    while lines and not lines[-1].strip():
        lines.pop()
    results = Batch(session.policy.worktime()).run(lines)
    if results:
        click.echo("\n".join(results))


def _read(source: str) -> str:
    from core.wording import reason

    if source == "-":
        return read_stdin()
    try:
        with Path(in_bytes_of_paths(source)).open("rb") as file:
            raw = file.read(LARGEST_INPUT + 1)
    except OSError as error:
        raise bad_input(f"Не открывается файл «{source}»: {reason(error)}.", "file", file=source) from None
    return decoded(raw, f"Файл «{source}»")


def _mark(provisional: bool) -> str:
    return " (предварительно: календарь года не загружен)" if provisional else ""


def _sentence(error: Exception) -> str:
    return "Слишком большой срок." if isinstance(error, OverflowError) else sentence(str(error))
