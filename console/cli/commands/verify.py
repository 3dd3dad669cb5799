"""``pult verify``: fold every log again and compare; exit code 3 where anything disagrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from console.cli.base import PultCommand
from console.cli.failure import Exit
from console.cli.output import answer
from console.cli.session import Session, with_session

if TYPE_CHECKING:
    from core.desk.views import VerifyReport


@click.command("verify", cls=PultCommand, help="Проверить журнал событий и всё, что из него выведено.")
@with_session
def command(session: Session) -> int:
    """Answer with what was found, also when it is bad."""
    from console.cli.shapes import verify_json

    with session.open_desk() as desk:  # no account is needed: whoever may read the file may check it
        report = desk.verify()
    answer(verify_json(report), lambda: _text(report), as_json=session.as_json)
    return Exit.DONE if report.ok else Exit.RULE


def _text(report: VerifyReport) -> str:
    head = f"Обращений: {report.tickets}, событий: {report.events}. Хэш последнего события: {report.head}"
    if report.ok:
        return f"{head}\nВсё сходится: журнал цел, состояние обращений соответствует ему."
    wrong = [*report.broken_chains, *report.mismatches]
    return "\n".join([head, f"Расхождений: {len(wrong)}", *(f"  {line}" for line in wrong)])
