"""``pult queue``: one view of the queue, and the same as text where a console cannot open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from console.cli.command_classes import PultCommand
from console.cli.input.looking_back import AT, look_back
from console.cli.input.options import Count
from console.cli.input.typed_values import SORTS, word
from console.cli.output import answer
from console.cli.session import Session, with_desk
from console.labels import ALL_VIEW_TITLES

if TYPE_CHECKING:
    from core.desk.views import Countdown, QueueRow

TEXT_ROWS = 50


@click.command("queue", cls=PultCommand, help="Показать очередь обращений.")
@click.option(
    "--view", metavar="ВИД", default="open", show_default=True,
    help="new, mine, open, soon, overdue, confirmation, closed, no_term, needs_term, no_executor, unregistered, "
    "waiting, third_line, masked, disputed, tasks, outage — или по-русски.",
)  # fmt: skip
@click.option(
    "--filter", "words", metavar="УСЛОВИЯ", default="",
    help='Например: мо:ккб приоритет:высокий просрочено -ждёт исполнитель:я "не печатает"; все — в --filter-help.',
)  # fmt: skip
@click.option("--filter-help", is_flag=True, help="Показать язык условий.")
@click.option(
    "--sort", metavar="ПОРЯДОК", default="due", show_default=True, help="due (срок), number, priority, changed."
)
@click.option(
    "--limit", type=Count(), metavar="ЧИСЛО",
    help=f"Сколько показать; без него — {TEXT_ROWS} в таблице, все в JSON.",
)  # fmt: skip
@AT
@with_desk
def command(
    session: Session, *, view: str, words: str, filter_help: bool, sort: str, limit: int | None, at: str | None
) -> None:
    """Show a view of the queue, or the language of its filter."""
    if filter_help:
        _tell_language(session)
        return
    look_back(session, at)
    show(session, word("вид", ALL_VIEW_TITLES, view), words, word("порядок", SORTS, sort), limit)


def show(session: Session, view: str = "open", words: str = "", sort: str = "due", limit: int | None = None) -> None:
    """Answer with a view of the queue; no *limit* means all rows in JSON and a screenful in text."""
    from console.cli.json_shapes.inside_tickets import record_json
    from console.cli.json_shapes.tickets import row_json
    from console.cli.plain_texts.tickets import queue_text
    from core.desk.views import QueueQuery, Sort, View

    if limit is None and not session.as_json:
        limit = TEXT_ROWS
    desk, me = session.desk, session.actor.login
    meant = _must_be_readable(session, words)
    query = QueueQuery(View(view), sort=Sort(sort), me=me, filter=words)
    rows = with_countdowns(session, desk.queue.numbers(query, limit))
    total = len(rows) if limit is None else desk.queue.count(query)
    accounts = desk.registers.unregistered_accounts()  # they have to stand in ИСКИЗ as the tickets do (п. 3.6)
    shown = accounts if view == "unregistered" and not words.strip() else ()
    counts = {each.value: count for each, count in desk.queue.counts(me).items()}
    document = {
        "view": view,
        "total": total + len(shown),
        "counts": counts | {"unregistered": counts["unregistered"] + len(accounts)},
        "tickets": [row_json(row, countdown, session.policy.zone) for row, countdown in rows],
    }
    if meant:
        document["understood"] = meant
    if view == "unregistered":
        document["account_requests"] = [record_json(each, session.policy.zone) for each in shown]

    def text() -> str:
        told = [queue_text(view, rows, total, session.now(), session.policy)]
        told += [f"Заявок на учётные записи без номера в ИСКИЗ (п. 3.6): {len(shown)}"] if shown else []
        return "\n".join([*told, *(f"понято: {each}" for each in meant)])

    answer(document, text, as_json=session.as_json)


def _must_be_readable(session: Session, words: str) -> list[str]:
    """The dates that a filter means; one that cannot be read is told with its place marked under it: raises Failure."""
    if not words.strip():
        return []  # and the language is not loaded
    from console.cli.failure import bad_input
    from core.text import safe_line, sentence
    from core.tickets.filtering import understood

    shown = safe_line(words)
    read = session.desk.queue.read_filter(words)
    problems = read.problems
    if problems:
        first = problems[0]
        mark = " " * first.start + "^" * max(1, first.end - first.start)
        places = [{"start": each.start, "end": each.end, "message": each.message} for each in problems]
        raise bad_input(f"{sentence(first.message)}\n  {shown}\n  {mark}", "filter", problems=places)
    return list(understood(read.term, session.policy.zone))


def _tell_language(session: Session) -> None:
    from core.tickets.filtering import filter_help

    lines = list(filter_help(session.policy.labels))
    document = {"filter": [{"term": term, "meaning": meaning} for term, meaning in lines]}
    answer(document, lambda: "\n".join(f"{t:<24}{m}" for t, m in lines), as_json=session.as_json)


def with_countdowns(session: Session, numbers: tuple[int, ...]) -> list[tuple[QueueRow, Countdown | None]]:
    """Read rows by number, each with the countdown of its next clock at one instant."""
    now = session.now()
    rows = session.desk.queue.rows(numbers, session.actor.login)
    return [(row, session.desk.queue.row_countdown(row, now)) for row in rows]
