"""Requests of ИСКИЗ and Интерактив from a file (п. 3.5, 3.6): each external number once, each row its own transaction.

A row that cannot be taken is named with its line and its reason; every other one is taken.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.desk.import_file import FIELDS, Row
from core.instants import parse_instant
from core.tickets.commands import Register
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal, bad_input
from core.vocabulary import Channel, Mis, Priority, TicketType

if TYPE_CHECKING:
    from core.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that became a ticket; ``number`` is None where it was only checked."""

    line: int
    external_number: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that was not taken, and why."""

    line: int
    external_number: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file's rows; ``left`` are those that were not come to before somebody stopped it."""

    taken: tuple[Taken, ...]
    known: tuple[str, ...]
    bad: tuple[Bad, ...]
    left: int = 0


def take_rows(
    desk: "Desk",
    actor: Actor,
    rows: Sequence[Row],
    channel: Channel,
    *,
    dry: bool = False,
    going: Callable[[int], bool] = lambda _done: True,
) -> Imported:
    """Take every good row, or (``dry``) only check it. ``going`` is told how many rows are done, before each, and says
    whether to go on. Raises StoreUnavailable: what was taken until then is kept, and the file may be given again."""
    taken: list[Taken] = []
    known: list[str] = []
    bad: list[Bad] = []
    for done, row in enumerate(rows):
        if not going(done):
            return Imported(tuple(taken), tuple(known), tuple(bad), len(rows) - done)
        answer = _take(desk, actor, row, channel, dry=dry)
        if not isinstance(answer, Refusal):
            taken.append(Taken(row.line, row.external_number, answer))
        elif answer.code == "external.taken":
            known.append(row.external_number)
        else:
            bad.append(Bad(row.line, row.external_number, answer))
    return Imported(tuple(taken), tuple(known), tuple(bad))


def _take(desk: "Desk", actor: Actor, row: Row, channel: Channel, *, dry: bool) -> int | Refusal | None:
    command = _command(desk, row, channel)
    if isinstance(command, Refusal):
        return command
    if dry:
        return desk.preview(command, actor).refusal
    done = desk.perform(command, actor, one_of_many=True)
    return done if isinstance(done, Refusal) else done.number


def _command(desk: "Desk", row: Row, channel: Channel) -> Register | Refusal:
    values, labels, zone = row.values, desk.policy.labels, desk.policy.zone
    missing = [name for name in FIELDS if not str(values.get(name) or "").strip()]
    if missing:
        return bad_input("field", f"не заполнено поле {missing[0]}", field=missing[0])
    organization = desk.find_organization(str(values["org"]))
    if isinstance(organization, Refusal):
        return organization
    requester = desk.find_person(str(values["requester"]), organization.id)
    if isinstance(requester, Refusal):
        return requester
    try:
        return Register(
            subject=str(values["subject"]),
            description=str(values["description"]),
            organization=organization.id,
            requester=requester.id,
            mis=labels.parse(Mis, str(values["mis"])),
            type=labels.parse(TicketType, str(values["type"])),
            priority=labels.parse(Priority, str(values["priority"])),
            channel=channel,
            received_at=parse_instant(str(values["received_at"]), zone),
            external_number=str(values["external_number"]),
            imported=True,
        )
    except ValueError as error:
        return bad_input("unknown_value", f"{error}".rstrip(".") + ".")
