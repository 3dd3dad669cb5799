"""Archives of old years: words that were kept long enough leave the store, and their events and hashes stay.

The regulation sets no term of retention; ``retention_years`` of ``lifecycle.yaml`` is the customer's.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from core.policy import Policy
from core.text import plural
from core.tickets.commands import ArchiveWords, RecordArchive
from core.tickets.context import Context
from core.tickets.effects import DeskRule, Effects, Rule
from core.tickets.events import WordsArchived
from core.tickets.facts import ArchiveRecorded
from core.tickets.refusal import Refusal, not_found
from core.tickets.ticket import Ticket
from core.vocabulary import Status


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


RULES: Final[Mapping[str, Rule]] = {ArchiveWords.name: cut}
DESK_RULES: Final[Mapping[str, DeskRule]] = {RecordArchive.name: record}
