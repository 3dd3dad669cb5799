"""Archives of old years: words that were kept long enough leave the store, and their events and hashes stay.

The regulation sets no term of retention; ``retention_years`` of ``lifecycle.yaml`` is the customer's.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from core.policy import Policy
from core.text import plural
from core.tickets.command import DeskCommand, TicketCommand
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.log import DeskEvent, TicketEvent
from core.tickets.narration.accesses import AccessEntry
from core.tickets.narration.comparison import LogEntry
from core.tickets.narration.values import Names, Narration
from core.tickets.refusal import Refusal, not_found
from core.tickets.ticket import Ticket
from core.tickets.use_cases.use_case import Reversal, UseCase
from core.vocabulary import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsArchived(TicketEvent):
    """All words of the events before this one were cut: they stand in the archive that event ``archive`` records."""

    kind: ClassVar[str] = "words_archived"
    clockless: ClassVar[bool] = True
    entry: ClassVar[LogEntry] = LogEntry(name="archived", label="Тексты в архиве")
    kept: ClassVar[str] = "Тексты уже в архиве"
    archive: int

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        return Narration(
            "Тексты переданы в архив и изъяты: срок хранения прошёл", None, None, False, {"archive": self.archive}
        )

    def entered(self, names: Names) -> str:
        """What the entry says, in short."""
        return f"событие {self.archive}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveRecorded(DeskEvent):
    """A verified archive was made: the words of tickets closed before a year may be cut from the store.

    ``sha256`` (hex) is that of the file, ``events`` and ``head`` the length and the last hash of the chain in it.
    """

    kind: ClassVar[str] = "archive_recorded"
    access: ClassVar[AccessEntry | None] = AccessEntry(
        lambda event: f"Архив до {event.before} года: {event.file}", reason=lambda event: event.sha256
    )
    before: int
    file: str
    sha256: str
    events: int
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveWords(TicketCommand):
    """Cut all words of a long closed ticket; ``archive`` is the number of the event that recorded the archive."""

    name: ClassVar[str] = "archive"
    archive: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordArchive(DeskCommand):
    """Record a verified archive of everything up to now, before the words of tickets closed before a year are cut.

    ``sha256`` (hex) is that of the file, ``events`` and ``head`` the length and the last hash of the chain in it.
    """

    name: ClassVar[str] = "archive_record"
    before: int
    file: str
    sha256: str
    events: int
    head: str


def beginning(year: int, policy: Policy) -> datetime:
    """The first instant of a year at the desk."""
    return datetime(year, 1, 1, tzinfo=policy.zone)


def years(count: int) -> str:
    """«5 лет», «1 год»."""
    return f"{count} {plural(count, 'год', 'года', 'лет')}"


def too_early(before: int, policy: Policy, now: datetime) -> Refusal | None:
    """Whether the words of the years before ``before`` have to be kept longer."""
    last = now.astimezone(policy.zone).year - policy.lifecycle.retention_years
    if before <= last:
        return None
    kept = years(policy.lifecycle.retention_years)
    message = f"Тексты хранятся {kept} после закрытия; в архив — закрытые до {last} года"
    return Refusal("archive.too_early", message)


def record(command: RecordArchive, context: Context) -> Effects | Refusal:
    """That an archive was made and verified, named by its file, its bytes and the head of the chain in it."""
    if refusal := too_early(command.before, context.policy, context.now):
        return refusal
    made = ArchiveRecorded(
        before=command.before, file=command.file, sha256=command.sha256, events=command.events, head=command.head
    )
    return (made,)


def cut(ticket: Ticket, command: ArchiveWords, context: Context) -> Effects | Refusal:
    """All words of a ticket that is closed, disputed by nobody, and untouched since before the archive's year."""
    before = context.facts.archives.get(command.archive)
    if before is None:
        return not_found("archive.unknown", f"Архива, записанного событием {command.archive}, нет")
    if ticket.status is not Status.CLOSED or ticket.dispute is not None or ticket.remote_open is not None:
        return Refusal("archive.living", f"Обращение {ticket.number} ещё не окончено: в архив рано")
    if ticket.changed_at >= beginning(before, context.policy):
        return Refusal("archive.too_young", f"В обращении {ticket.number} есть записи {before} года или более поздние")
    return (WordsArchived(archive=command.archive),)


USE_CASES: Final = (
    UseCase(
        ArchiveWords,
        cut,
        title="Передать тексты в архив",
        about="Убрать тексты давно закрытых обращений, когда архив с ними снят.",
        denial="Тексты в архив передаёт администратор",
        rights="-  -  -  c/c/c  -  -",
        undo=Reversal.FINAL,
        instead="Тексты уже в архиве",
    ),
    UseCase(
        RecordArchive,
        record,
        title="Записать архив",
        about="Записать, какой архив снят и где он лежит.",
        denial="Архив записывает администратор",
        rights="-  -  -  +  -  -",
        undo=Reversal.FINAL,
        instead="Архив уже записан",
    ),
)
