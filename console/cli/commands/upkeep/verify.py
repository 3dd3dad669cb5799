"""``pult verify``: fold every log again and compare; exit code 3 where anything disagrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from console.cli.command_classes import PultCommand
from console.cli.failure import Exit
from console.cli.output import answer
from console.cli.session import Session, granted, with_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.desk.views import VerifyReport


@click.command("verify", cls=PultCommand, help="Проверить журнал событий и всё, что из него выведено.")
@click.option("--head", metavar="ХЭШ", help="Хэш последнего события, записанный раньше: журнал должен его помнить.")
@click.option(
    "--chain", "chain_only", is_flag=True, help="Только цепочка журнала и тексты: быстро, без списков и сроков."
)
@click.option(
    "--since",
    metavar="ГОЛОВА",
    help="Только то, что после события НОМЕР:ХЭШ (или ХЭШ), названного прежней проверкой, и чего оно коснулось.",
)
@click.option("--rebuild-search", is_flag=True, help="Сначала составить индекс поиска заново по журналу.")
@with_session
def command(session: Session, head: str | None, chain_only: bool, since: str | None, rebuild_search: bool) -> int:
    """Answer with what was found, also when it is bad."""
    from console.cli.json_shapes.tickets import verify_json
    from console.cli.plain_texts.progress import index_progress

    if since is not None and head is not None:
        raise click.UsageError("--since и --head вместе не нужны: --since сам проверяет, что событие в журнале есть.")
    with session.open_desk() as desk:  # no account is needed: whoever may read the file may check it
        if rebuild_search:
            desk.administration.rebuild_search(index_progress)
        if since is None:
            report = desk.administration.verify(head=head, chain_only=chain_only)
        else:
            report = granted(desk.administration.verify_since(since, chain_only=chain_only))
    answer(verify_json(report), lambda: _text(report), as_json=session.as_json)
    return Exit.DONE if report.ok else Exit.RULE


def _text(report: VerifyReport) -> str:
    lines = [*_seen(report)]
    if report.ok and report.chain_only:
        lines.append(
            "Цепочка журнала и тексты целы. Списки, сроки и справочники не проверялись: pult verify без --chain."
        )
    elif report.ok and report.since is not None:
        lines.append("Всё, что было после него, сходится. Остальное не проверялось: pult verify без --since.")
    elif report.ok:
        lines.append("Всё сходится: журнал цел, состояние обращений соответствует ему.")
    wrong = [*report.broken_chains, *report.mismatches]
    if wrong:
        lines += [f"Расхождений: {len(wrong)}", *(f"  {line}" for line in wrong)]
    return "\n".join(lines)


def _seen(report: VerifyReport) -> Iterator[str]:
    """What was looked at, and where the log ends."""
    from core.text import plural

    if report.since is not None:
        if report.past is not None:
            came = plural(report.events, "событие", "события", "событий")
            yield f"После события {report.since.event}: {report.events} {came}, обращений — {report.tickets}."
        yield f"Хэш последнего события: {report.head}"
        return
    yield f"Обращений: {report.tickets}, событий: {report.events}. Хэш последнего события: {report.head}"
    if report.past is not None:
        events = plural(report.past, "событие", "события", "событий")
        yield f"Указанный хэш в журнале есть; после него {report.past} {events}."
