"""One command, one transaction: key, access, version, rules, events, projection."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime

from core.desk.conflicts import Stale
from core.desk.facts import facts_for
from core.desk.gate import is_id
from core.desk.index import due_index
from core.desk.keeping import DirectoryCommand, keep_directory
from core.desk.signing import present_actor
from core.desk.views import Done
from core.instants import to_us
from core.policy import Policy
from core.store.beside import beside_the_log
from core.store.chain import canonical
from core.store.codec import plain
from core.store.cutting import cut_fact
from core.store.ledger import Kept, keep, kept, seal
from core.store.log import Author, append, append_fact, history
from core.store.projection import project
from core.store.queue import last_number
from core.store.registers import record, subject_of
from core.store.store import Reading, Writing
from core.tickets.access import permit
from core.tickets.closing.commands import CloseSilent
from core.tickets.closing.silence import silence_over
from core.tickets.command import Command, DeskCommand, TicketCommand
from core.tickets.context import Context, Facts
from core.tickets.decide import decide, decide_desk
from core.tickets.desk_records.denials import AccessDenied
from core.tickets.directory import SYSTEM, Actor
from core.tickets.effects import Effects, Elsewhere
from core.tickets.fold import followed, replay
from core.tickets.log import DeskEvent, History, TicketEvent
from core.tickets.redaction.admissions import PersonalDataAdmitted, TextAdmitted
from core.tickets.redaction.archiving import WordsArchived
from core.tickets.redaction.redacting import FactRedacted, Redacted
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.registers import OpenSession
from core.tickets.registration.commands import Register
from core.tickets.staff.substitution import substituted
from core.tickets.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Attempt:
    """A command on its way: cleaned values, who gives it, in which session, at which instant, under which policy."""

    command: Command
    actor: Actor
    session: str
    now: datetime
    policy: Policy
    key: str | None = None
    expect_version: int | None = None
    merge: bool = False
    """A version that has gone on is no conflict where the command stands beside what has changed."""
    admitted: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    """Fields and kinds of personal data that a supervisor let in, with ``admitted_why``."""
    admitted_why: str | None = None
    sessions: Mapping[str, OpenSession] = field(default_factory=dict)
    """The consoles that are open, where the command is about one."""
    trusted: bool = False
    """The program itself acts (a sweep): its actor stands in no directory."""
    settled: list[int] = field(default_factory=list)
    """The tickets that were closed on the way, because their silence has run out: kept even where the command is
    refused (Прил. 2)."""


def perform(tx: Writing, attempt: Attempt) -> Done | Refusal:
    """Carry a command out in the caller's transaction, who commits it if it was done.

    Refusals come in this order: the account, the key, no such ticket, its version, access, the rules.
    """
    actor = attempt.actor if attempt.trusted else present_actor(tx, attempt.actor.login, attempt.now)
    if isinstance(actor, Refusal):
        return actor
    attempt = replace(attempt, actor=actor)
    earlier = _earlier(tx, attempt)
    if earlier is not None:
        return earlier
    done = _carry_out(tx, attempt)
    if isinstance(done, Refusal) and done.denied:
        number = getattr(attempt.command, "number", None)
        denial = AccessDenied(command=attempt.command.name, code=done.code, ticket=number)
        append_fact(tx, denial, replace(_author(attempt), kept=None), attempt.now)
    if isinstance(done, Done):
        _let_in(tx, attempt)
    if isinstance(done, Done) and attempt.key is not None:
        result = {"number": done.number, "version": done.version, "subject": done.subject}
        keep(tx, attempt.key, Kept(actor.login, digest(attempt.command), result), attempt.now)
    return done


def _let_in(tx: Writing, attempt: Attempt) -> None:
    """Record that a supervisor let personal data into a register of the desk; a ticket's own log says it itself."""
    fields_, kinds = attempt.admitted
    if attempt.admitted_why is None or not fields_ or isinstance(attempt.command, Register | TicketCommand):
        return
    admitted = TextAdmitted(command=attempt.command.name, fields=fields_, kinds=kinds, reason=attempt.admitted_why)
    append_fact(tx, admitted, replace(_author(attempt), kept=None), attempt.now)


def ticket_of(command: Command) -> int | None:
    """The one ticket that a command most likely changes, and nothing else; None for one that has no ticket yet."""
    return command.number if isinstance(command, TicketCommand) and is_id(command.number) else None


def digest(command: Command) -> str:
    """SHA-256 (hex) of a command's name and values."""
    values = {field.name: plain(getattr(command, field.name)) for field in fields(command)}
    return hashlib.sha256(canonical([command.name, values]).encode()).hexdigest()


def _earlier(tx: Reading, attempt: Attempt) -> Done | Refusal | None:
    """What this key was used for before, if it was."""
    found = kept(tx, attempt.key) if attempt.key is not None else None
    if found is None:
        return None
    if (found.actor, found.digest) == (attempt.actor.login, digest(attempt.command)):
        return Done(**found.result, repeated=True)
    return bad_input("key.used", "Под этим ключом уже выполнена другая команда", field="key")


def _carry_out(tx: Writing, attempt: Attempt) -> Done | Refusal:
    command = attempt.command
    if isinstance(command, Register):
        return _decide_ticket(tx, attempt, command, last_number(tx) + 1, ())
    if isinstance(command, TicketCommand):
        return _on_ticket(tx, attempt, command)
    if isinstance(command, DirectoryCommand):
        return permit(command, attempt.actor) or keep_directory(tx, command, _author(attempt), attempt.now)
    assert isinstance(command, DeskCommand)
    facts = replace(_facts(tx, attempt, attempt.now), sessions=attempt.sessions, session=attempt.session)
    context = Context(attempt.actor, attempt.now, attempt.policy, facts)
    decided = decide_desk(command, context)
    return decided if isinstance(decided, Refusal) else _Applying(tx, attempt, context).apply(decided)


def _on_ticket(tx: Writing, attempt: Attempt, command: TicketCommand) -> Done | Refusal:
    log = history(tx, command.number) if is_id(command.number) else ()
    if not log:
        return no_ticket(command.number)
    seen = attempt.expect_version
    fresh = seen is None or seen == log[-1].seq
    if not isinstance(command, CloseSilent):
        log = _settled(tx, attempt, log, replay(log))
    if seen is None or fresh:
        return _decide_ticket(tx, attempt, command, command.number, log)
    stale = Stale(tx, attempt.policy, command, log, seen)
    if not (attempt.merge and stale.mergeable):
        return stale.conflict(attempt.actor, attempt.now)
    told = stale.told()
    done = _decide_ticket(tx, attempt, command, command.number, log)
    return replace(done, merged=told) if isinstance(done, Done) else done


def _settled(tx: Writing, attempt: Attempt, log: History, ticket: Ticket) -> History:
    """The log of a ticket once it was closed, where its silence has run out: every command meets the closed ticket."""
    if silence_over(ticket, attempt.policy, attempt.now) is None:
        return log
    command = CloseSilent(number=ticket.number)
    closing = Attempt(command, SYSTEM, attempt.session, attempt.now, attempt.policy, trusted=True)
    if isinstance(_decide_ticket(tx, closing, command, ticket.number, log), Refusal):
        return log
    attempt.settled.append(ticket.number)
    return history(tx, ticket.number)


def _facts(tx: Writing, attempt: Attempt, at: datetime, ticket: Ticket | None = None) -> Facts:
    """What the command refers to, tickets as they stand: what was closed by silence is closed."""
    facts = facts_for(tx, attempt.command, at, ticket)
    late = [each for each in facts.tickets.values() if silence_over(each, attempt.policy, at) is not None]
    for each in late:
        _settled(tx, attempt, history(tx, each.number), each)
    return facts_for(tx, attempt.command, at, ticket) if late else facts


def _decide_ticket(
    tx: Writing, attempt: Attempt, command: Register | TicketCommand, number: int, log: History
) -> Done | Refusal:
    at = max(attempt.now, log[-1].at) if log else attempt.now
    ticket = replay(log) if log else None
    context = Context(attempt.actor, at, attempt.policy, _facts(tx, attempt, at, ticket))
    decided = decide(log, command, context, ticket)
    if isinstance(decided, Refusal):
        return decided
    if attempt.admitted_why is not None and attempt.admitted[0]:
        fields_, kinds = attempt.admitted
        decided += (PersonalDataAdmitted(fields=fields_, kinds=kinds, reason=attempt.admitted_why),)
    return _Applying(tx, attempt, context, ticket).apply(decided, number, log)


@dataclass(frozen=True, slots=True)
class _Applying:
    """The effects of one decided command on their way into the logs, the projection and the registers."""

    tx: Writing
    attempt: Attempt
    context: Context
    ticket: Ticket | None = None
    """The command's own ticket as it was, already folded."""

    def apply(self, effects: Effects, number: int | None = None, log: History = ()) -> Done:
        """Append every effect to the log it belongs to; ``log`` is that of ``number``, the command's own ticket."""
        events: dict[int, list[TicketEvent]] = {}
        subjects: list[str | None] = []
        place = 0
        for effect in effects:
            if isinstance(effect, Elsewhere):
                events.setdefault(effect.number, []).append(effect.event)
            elif isinstance(effect, DeskEvent):
                fact = replace(effect, left=cut_fact(self.tx, effect)) if isinstance(effect, FactRedacted) else effect
                append_fact(self.tx, fact, replace(_author(self.attempt), place=place), self.context.now)
                record(self.tx, fact)
                subjects.append(subject_of(effect))
                place += 1
            elif number is not None:
                events.setdefault(number, []).append(effect)
        logs = {each: log if each == number else history(self.tx, each) for each in events}
        versions: dict[int, int] = {}
        for each, happened in events.items():
            versions[each] = self._append(each, logs[each], tuple(happened), place)
            place += len(happened)
        version = None if number is None else versions.get(number)
        subject = next((each for each in subjects if each is not None), None)
        return Done(number, version, subject if number is not None or subject else _named(self.attempt.command))

    def _append(self, number: int, log: History, events: tuple[TicketEvent, ...], place: int) -> int:
        """Append events to one ticket's log, write its row again, and give its version.

        ``place``: how many events of the command stand in the chain already.
        """
        own = self.ticket is not None and self.ticket.number == number
        before = self.ticket if own else replay(log) if log else None
        at = max(self.context.now, log[-1].at) if log else self.context.now
        author = replace(_author(self.attempt), place=place)
        if before is not None:
            absences = self.context.facts.absences
            author = replace(author, on_behalf=substituted(absences, before.assignee, author.login, at))
        events = tuple(beside_the_log(self.tx, self.attempt.command, each, number) for each in events)
        if any(isinstance(event, Redacted | WordsArchived) for event in events):  # the log as it was read has words
            log = history(self.tx, number)
            before = replay(log)
        later = append(self.tx, number, events, author, at)
        ticket = replay(later) if before is None else followed(before, log, later)
        project(self.tx, ticket, due_index(log + later, self.attempt.policy, ticket))
        return ticket.version


def _named(command: Command) -> str:
    """What a command of the desk that made no row is about: the incident, the person or the event it names."""
    named = (getattr(command, field, None) for field in ("outage", "person", "console", "event"))
    return str(next(filter(None, named), command.name))


def _author(attempt: Attempt) -> Author:
    """Who the events are recorded under."""
    actor, key = attempt.actor, attempt.key
    kept_ = None if key is None else seal(key, actor.login, to_us(attempt.now))
    return Author(actor.login, actor.role, attempt.session, kept=kept_)


def no_ticket(number: int) -> Refusal:
    """There is no ticket of this number."""
    return not_found("ticket.unknown", f"Обращения № {number} нет")
