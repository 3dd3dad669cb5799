"""``pult import``: requests from ИСКИЗ and Интерактив (п. 3.5, 3.6): masked, flagged, each external number once."""

from __future__ import annotations

from dataclasses import asdict

import click

from console.cli.command_classes import PultCommand
from console.cli.failure import Exit, bad_input
from console.cli.input.typed_values import code
from console.cli.output import answer
from console.cli.session import Session, with_desk

FIELDS = ("external_number", "subject", "description", "org", "requester", "mis", "type", "priority", "received_at")


@click.command("import", cls=PultCommand, help="Принять обращения из ИСКИЗ или Интерактива (п. 3.5).")
@click.argument("file", metavar="ФАЙЛ", help=f"Поля: {', '.join(FIELDS)}.")
@click.option("--channel", metavar="КАНАЛ", required=True, help="iskiz или interactive.")
@click.option("--dry-run", "dry", is_flag=True, help="Только проверить.")
@with_desk
def command(session: Session, file: str, channel: str, dry: bool) -> int:
    """Take every good row; tell each bad one with its line and field. Exit 8 when there was a bad one."""
    from core.desk.exchange.importing import take_rows
    from core.desk.exchange.sandboxed_reader import read_rows_apart
    from core.text import safe_line
    from core.tickets.refusal import Refusal
    from core.vocabulary import Channel

    way = code(session.policy, Channel, channel)
    if way is Channel.PHONE:
        raise bad_input("Импорт — из ИСКИЗ или Интерактива, а не с телефона.", "channel")
    rows = read_rows_apart(_bytes_of(file))
    if isinstance(rows, Refusal):
        raise bad_input(f"{safe_line(file)}: {rows.message}", rows.code, file=file, **rows.details)
    found = take_rows(session.desk, session.actor, rows, way, dry=dry)
    bad = [
        {"line": each.line, "external_number": each.external_number, "code": each.refusal.code,
         "message": each.refusal.message}
        for each in found.bad
    ]  # fmt: skip
    document = {
        "taken": [asdict(each) for each in found.taken],
        "known": list(found.known),
        "differing": [asdict(each) for each in found.differing],
        "bad": bad,
        "dry_run": dry,
    }

    def text() -> str:
        from console.wording.reports import imported_text

        return imported_text(found, dry=dry)

    answer(document, text, as_json=session.as_json)
    return Exit.BAD_INPUT if bad else Exit.DONE


def _bytes_of(file: str) -> bytes:
    from console.forms.fields.files import read_file

    try:
        return read_file(file)[1]
    except OSError as error:
        raise bad_input(str(error), "file") from None
