"""``pult import``: requests from ИСКИЗ and Интерактив (п. 3.5, 3.6): masked, flagged, each external number once."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from console.cli.base import PultCommand
from console.cli.failure import Exit, Failure, bad_input
from console.cli.output import answer
from console.cli.session import Session, granted, with_desk
from console.cli.words import code, instant

LARGEST = 16 * 1024 * 1024
MOST_ROWS = 10_000
FIELDS = ("external_number", "subject", "description", "org", "requester", "mis", "type", "priority", "received_at")


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    values: dict[str, Any]


@click.command("import", cls=PultCommand, help="Принять обращения из ИСКИЗ или Интерактива (п. 3.5).")
@click.argument("file", metavar="ФАЙЛ", help=f"Поля: {', '.join(FIELDS)}.")
@click.option("--channel", metavar="КАНАЛ", required=True, help="iskiz или interactive.")
@click.option("--dry-run", "dry", is_flag=True, help="Только проверить.")
@with_desk
def command(session: Session, file: str, channel: str, dry: bool) -> int:
    """Take every good row; tell each bad one with its line and field. Exit 8 when there was a bad one."""
    from core.vocabulary import Channel

    way = code(session.policy, Channel, channel)
    if way is Channel.PHONE:
        raise bad_input("Импорт — из ИСКИЗ или Интерактива, а не с телефона.", "channel")
    taken: list[dict[str, Any]] = []
    bad: list[dict[str, Any]] = []
    known: list[str] = []
    for row in _rows(Path(file)):
        external = str(row.values.get("external_number"))
        try:
            number = _take(session, row, way, dry=dry)
        except Failure as failure:
            if failure.code == "external.taken":
                known.append(external)
            else:
                place = {"line": row.line, "external_number": external}
                bad.append(place | {"code": failure.code, "message": failure.message})
            continue
        taken.append({"line": row.line, "external_number": external, "number": number})
    document = {"taken": taken, "known": known, "bad": bad, "dry_run": dry}

    def text() -> str:
        head = f"{'Годится' if dry else 'Принято'}: {len(taken)}; уже есть: {len(known)}; с ошибками: {len(bad)}"
        return "\n".join([head, *(f"  строка {each['line']}: {each['message']}" for each in bad)])

    answer(document, text, as_json=session.as_json)
    return Exit.BAD_INPUT if bad else Exit.DONE


def _take(session: Session, row: _Row, channel: Any, *, dry: bool) -> int | None:
    from core.tickets.commands import Register
    from core.vocabulary import Mis, Priority, TicketType

    values, policy = row.values, session.policy
    missing = [name for name in FIELDS if not str(values.get(name) or "").strip()]
    if missing:
        raise bad_input(f"не заполнено поле {missing[0]}", "field", field=missing[0])
    organization = granted(session.desk.find_organization(str(values["org"]))).id
    command = Register(
        subject=str(values["subject"]),
        description=str(values["description"]),
        organization=organization,
        requester=granted(session.desk.find_person(str(values["requester"]), organization)).id,
        mis=code(policy, Mis, str(values["mis"])),
        type=code(policy, TicketType, str(values["type"])),
        priority=code(policy, Priority, str(values["priority"])),
        channel=channel,
        received_at=instant(str(values["received_at"]), policy.zone),
        external_number=str(values["external_number"]),
        imported=True,
    )
    if dry:
        preview = session.desk.preview(command, session.actor)
        granted(preview.refusal)
        return None
    return int(granted(session.desk.perform(command, session.actor)).number)


def _rows(path: Path) -> list[_Row]:
    from core.wording import reason

    try:
        with path.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
    except OSError as error:
        raise bad_input(f"Файл {path} не читается: {reason(error)}.", "file") from None
    if len(raw) > LARGEST:
        raise bad_input(f"Файл больше {LARGEST // 1024 // 1024} МБ: разделите его.", "file")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise bad_input("Файл не в кодировке UTF-8.", "file") from None
    rows = _json_lines(text) if text.lstrip().startswith("{") else _csv(text)
    if len(rows) > MOST_ROWS:
        raise bad_input(f"Больше {MOST_ROWS} строк: разделите файл.", "file")
    return rows


def _json_lines(text: str) -> list[_Row]:
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                values = json.loads(line)
            except ValueError:
                raise bad_input(f"Строка {number}: это не JSON.", "json", line=number) from None
            rows.append(_Row(number, values if isinstance(values, dict) else {}))
    return rows


def _csv(text: str) -> list[_Row]:
    delimiter = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    unknown = [name for name in reader.fieldnames or () if name not in FIELDS]
    if unknown:
        from core.text import nearest

        close = nearest(unknown[0], FIELDS)
        hint = f"; ближайшее — {close}" if close else ""
        raise bad_input(f"Лишняя колонка «{unknown[0]}»{hint}.", "column", value=unknown[0])
    return [_Row(reader.line_num, dict(values)) for values in reader]
