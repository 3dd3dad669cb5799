"""Requests of ИСКИЗ and Интерактив from a file (п. 3.5, 3.6): each external number once, each row its own transaction.

A row that cannot be taken is named with its line and its reason; one whose number is known with what differs there, and
nothing of it is changed; every other one is taken.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.desk.exchange.import_differences import KnownRow, differences
from core.desk.exchange.import_file import FIELDS, Row
from core.desk.privacy.personal_data_gate import AS_TYPED, QUARANTINED, ScreenedCommand, screen
from core.policy.labels import Labels
from core.text import clean_line, sentence
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal, bad_input
from core.tickets.registration.commands import Register
from core.vocabulary import Channel, Mis, Priority, Status, TicketType
from core.when import read_written

if TYPE_CHECKING:
    from core.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class TakenRow:
    """A row that became a ticket; ``number`` is None where it was only checked. ``masked``: what was hidden in it."""

    line: int
    external_number: str
    number: int | None
    masked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not taken, and why."""

    line: int
    external_number: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file's rows; ``left`` are those that were not come to before somebody stopped it."""

    taken: tuple[TakenRow, ...]
    repeated: tuple[KnownRow, ...]
    bad: tuple[RejectedRow, ...]
    left: int = 0

    @property
    def known(self) -> tuple[str, ...]:
        """The external numbers that were known already."""
        return tuple(each.external_number for each in self.repeated)

    @property
    def masked(self) -> Mapping[str, int]:
        """In how many of the rows that were taken each kind of personal data was masked (Прил. 3, п. 5)."""
        return Counter(kind for each in self.taken for kind in each.masked)

    @property
    def quarantined(self) -> tuple[RejectedRow, ...]:
        """The rows that could not even be taken masked."""
        return tuple(each for each in self.bad if each.refusal.code == QUARANTINED)

    @property
    def differing(self) -> tuple[KnownRow, ...]:
        """What is known and says something else there than here: told, and left as it is."""
        return tuple(each for each in self.repeated if each.differs)


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
    taken: list[TakenRow] = []
    known: list[KnownRow] = []
    bad: list[RejectedRow] = []
    for done, row in enumerate(rows):
        if not going(done):
            return Imported(tuple(taken), tuple(known), tuple(bad), len(rows) - done)
        answer = _known(desk, row, channel) or _take(desk, actor, row, channel, dry=dry)
        if isinstance(answer, Refusal) and answer.code == "external.taken":
            answer = _known(desk, row, channel) or answer  # somebody else took it meanwhile
        if isinstance(answer, KnownRow):
            known.append(answer)
        elif isinstance(answer, Refusal):
            bad.append(_bad(desk, row, answer))
        else:
            taken.append(replace(answer, line=row.line, external_number=row.external_number))
    return Imported(tuple(taken), tuple(known), tuple(bad))


def _bad(desk: "Desk", row: Row, refusal: Refusal) -> RejectedRow:
    """A row that was not taken, told without the personal data that may stand in it (Прил. 3, п. 5)."""
    told = replace(refusal, message=desk.commands.gate.mask(refusal.message))
    return RejectedRow(row.line, desk.commands.gate.mask(row.external_number), told)


def _known(desk: "Desk", row: Row, channel: Channel) -> KnownRow | None:
    """What differs in a row whose number is known; None for a new one."""
    number = clean_line(row.external_number, len(row.external_number) + 1)
    found = desk.tickets.imported_as(number) if number else None
    if found is None:
        return None
    ticket, first = found
    return KnownRow(row.line, number, ticket.number, differences(desk, row, channel, ticket, first))


def _take(desk: "Desk", actor: Actor, row: Row, channel: Channel, *, dry: bool) -> TakenRow | Refusal:
    command = _command(desk, row, channel)
    if isinstance(command, Refusal):
        return command
    if dry:
        screened = screen(command, actor, AS_TYPED, desk.commands.gate)
        refusal = screened if isinstance(screened, Refusal) else desk.tickets.preview(command, actor).refusal
        return refusal or TakenRow(row.line, "", None, screened.masked if isinstance(screened, ScreenedCommand) else ())
    done = desk.commands.perform(command, actor, one_of_many=True)
    return done if isinstance(done, Refusal) else TakenRow(row.line, "", done.number, done.masked)


def _ended(row: Row, labels: Labels) -> Refusal | None:
    """A request that is new here and has ended there is no work."""
    text = str(row.values.get("status") or "").strip()
    if not text:
        return None
    try:
        status = labels.parse(Status, text)
    except ValueError as error:
        return bad_input("unknown_value", sentence(str(error)), field="status")
    if status in (Status.NEW, Status.IN_PROGRESS):
        return None
    message = f"Там обращение уже «{labels.of(status)}»: в работу не принимается"
    return Refusal("import.ended", message, "п. 3.6")


def _command(desk: "Desk", row: Row, channel: Channel) -> Register | Refusal:
    values, labels, zone = row.values, desk.policy.labels, desk.policy.zone
    if refusal := _ended(row, labels):
        return refusal
    missing = [name for name in FIELDS if not str(values.get(name) or "").strip()]
    if missing:
        return bad_input("field", f"не заполнено поле {missing[0]}", field=missing[0])
    organization = desk.directory.find_organization(str(values["org"]))
    if isinstance(organization, Refusal):
        return organization
    requester = desk.directory.find_person(str(values["requester"]), organization.id)
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
            received_at=read_written(str(values["received_at"]), zone),
            external_number=str(values["external_number"]),
            imported=True,
        )
    except ValueError as error:
        return bad_input("unknown_value", sentence(str(error)))
