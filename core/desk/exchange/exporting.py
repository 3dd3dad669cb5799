"""People's data as a file: recorded first, then read and written, with the head of the chain inside.

A cell that a spreadsheet would take for a formula begins with an apostrophe; protected staff numbers are in no export.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from core.desk.exchange.spreadsheet_cells import Cell, harmless
from core.instants import iso
from core.store.event_log.log import Head
from core.tickets.desk_records.exports import KINDS, RecordExport
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from core.desk.desk import Desk

FORMATS: Final = (".csv", ".json")


@dataclass(frozen=True, slots=True)
class OutgoingTable:
    """What leaves the desk: the code of what it is, the columns by their names in JSON, the rows, the head."""

    what: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    head: Head


def export(desk: "Desk", what: str, actor: Actor) -> OutgoingTable | Refusal:
    """Read what is to leave, and have it recorded who takes how much of it; refused, nothing is given."""
    columns, read = _READ.get(what, ((), lambda _desk: ()))
    rows = tuple(read(desk))
    done = desk.commands.perform(RecordExport(what=what, count=len(rows)), actor)
    return done if isinstance(done, Refusal) else OutgoingTable(what, columns, rows, desk.administration.chain_head())


def as_json(found: OutgoingTable) -> str:
    """An export as one JSON document."""
    records = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    head = {"event": found.head.event, "hash": found.head.hash}
    return json.dumps({found.what: records, "head": head}, ensure_ascii=False, indent=1) + "\n"


def as_csv(found: OutgoingTable) -> str:
    """An export as CSV; its last line holds the head of the chain."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(found.columns)
    writer.writerows([harmless(cell) for cell in row] for row in found.rows)
    writer.writerow([f"{KINDS[found.what]}: записей {len(found.rows)}; журнал: событие {found.head.event}"
                     f", хэш {found.head.hash}"])  # fmt: skip
    return "\ufeff" + stream.getvalue()


def _people(desk: "Desk") -> Sequence[tuple[Cell, ...]]:
    clinics = {each.id: each.code for each in desk.directory.organizations()}
    return [
        (each.id, each.name, clinics.get(each.organization), each.kind, each.phone, each.email, each.blocked)
        for each in desk.directory.people()
    ]


def _calls(desk: "Desk") -> Sequence[tuple[Cell, ...]]:
    clinics = {each.id: each.code for each in desk.directory.organizations()}
    names, zone = {each.id: each.name for each in desk.directory.people()}, desk.policy.zone
    return [
        (
            each.id, iso(each.started_at, zone), iso(each.ended_at, zone), names.get(each.requester),
            clinics.get(each.organization), each.solved, each.ticket, each.text,
        )
        for each in desk.registers.calls()
    ]  # fmt: skip


_READ: Final[Mapping[str, tuple[tuple[str, ...], Callable[["Desk"], Sequence[tuple[Cell, ...]]]]]] = {
    "people": (("id", "name", "organization", "kind", "phone", "email", "blocked"), _people),
    "calls": (
        ("id", "started_at", "ended_at", "requester", "organization", "solved", "ticket", "text"), _calls,
    ),
}  # fmt: skip
