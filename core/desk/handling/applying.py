"""The effects of a decided command on their way into the logs, the projection and the registers."""

from dataclasses import dataclass, replace

from core.desk.handling.attempt import Attempt, author_of
from core.desk.queue.due_index import due_index
from core.desk.views import Done
from core.store.blobs import beside_the_log
from core.store.event_log.cutting import cut_fact
from core.store.event_log.fold_cache import Fold
from core.store.event_log.folded import CUTTING, folded, grown
from core.store.event_log.log import append_fact, extend
from core.store.projections.ticket_rows import project
from core.store.registers.folding import record, subject_of
from core.store.search.writing import index_appended
from core.store.store import Writing
from core.tickets.command import Command
from core.tickets.context import Context
from core.tickets.effects import Effects, Elsewhere
from core.tickets.log import DeskEvent, TicketEvent
from core.tickets.redaction.redacting import FactRedacted
from core.tickets.staff.substitution import substituted


@dataclass(frozen=True, slots=True)
class Applying:
    """The effects of one decided command on their way into the logs, the projection and the registers."""

    tx: Writing
    attempt: Attempt
    context: Context
    fold: Fold | None = None
    """The command's own ticket as it was; None where it has none yet."""

    def apply(self, effects: Effects, number: int | None = None) -> Done:
        """Append every effect to the log it belongs to; ``number`` is the command's own ticket."""
        events: dict[int, list[TicketEvent]] = {}
        subjects: list[str | None] = []
        place = self.attempt.place
        for effect in effects:
            if isinstance(effect, Elsewhere):
                events.setdefault(effect.number, []).append(effect.event)
            elif isinstance(effect, DeskEvent):
                fact = replace(effect, left=cut_fact(self.tx, effect)) if isinstance(effect, FactRedacted) else effect
                append_fact(self.tx, fact, replace(author_of(self.attempt), place=place), self.context.now)
                record(self.tx, fact)
                subjects.append(subject_of(effect))
                place += 1
            elif number is not None:
                events.setdefault(number, []).append(effect)
        folds = {each: self.fold if each == number else folded(self.tx, each) for each in events}
        versions: dict[int, int] = {}
        for each, happened in events.items():
            versions[each] = self._append(each, folds[each], tuple(happened), place)
            place += len(happened)
        version = None if number is None else versions.get(number)
        subject = next((each for each in subjects if each is not None), None)
        return Done(number, version, subject if number is not None or subject else _named(self.attempt.command))

    def _append(self, number: int, fold: Fold | None, events: tuple[TicketEvent, ...], place: int) -> int:
        """Append events to one ticket's log, write its row again, and give its version.

        ``place``: how many events of the command stand in the chain already.
        """
        before = None if fold is None else fold.ticket
        at = self.context.now if before is None else max(self.context.now, before.changed_at)
        author = replace(author_of(self.attempt), place=place)
        if before is not None:
            absences = self.context.facts.absences
            author = replace(author, on_behalf=substituted(absences, before.assignee, author.login, at))
        events = tuple(beside_the_log(self.tx, self.attempt.command, each, number) for each in events)
        appended = extend(self.tx, number, events, author, at, seq=0 if before is None else before.version)
        index_appended(self.tx, appended.events)
        fold = grown(self.tx, fold, appended)
        project(self.tx, fold.ticket, due_index(fold.sieve, self.attempt.policy, fold.ticket))
        if any(isinstance(event, CUTTING) for event in events):
            self.tx.folds.forget(number)
        else:
            self.tx.folds.keep(fold)
        return fold.ticket.version


def _named(command: Command) -> str:
    """What a command of the desk that made no row is about: the incident, the person or the event it names."""
    named = (getattr(command, field, None) for field in ("outage", "person", "console", "event"))
    return str(next(filter(None, named), command.name))
