"""One command, one transaction: key, access, version, rules, events, projection."""

import hashlib
from dataclasses import fields, replace
from datetime import datetime
from functools import cache, partial

from core.desk.handling.applying import Applying
from core.desk.handling.attempt import Attempt, author_of
from core.desk.handling.call_taking import take_call
from core.desk.handling.command_facts import facts_for
from core.desk.handling.conflicts import Stale
from core.desk.sign_in import present_actor
from core.desk.views import Done
from core.store.event_log.codec import plain
from core.store.event_log.fold_cache import Fold
from core.store.event_log.folded import folded
from core.store.event_log.hash_chain import canonical
from core.store.event_log.log import append_fact, history
from core.store.idempotency import KeptResult, keep, kept
from core.store.limits import is_id
from core.store.registers.directory_reads import read_absences
from core.store.store import Reading, Writing
from core.tickets.answers.comments import Comment
from core.tickets.closing.commands import CloseSilent
from core.tickets.closing.silence import silence_over
from core.tickets.command import Command, DeskCommand, TicketCommand
from core.tickets.context import Context, Facts
from core.tickets.decide import decide, decide_desk
from core.tickets.desk_records.denials import AccessDenied
from core.tickets.desk_records.whole_calls import TakeCall, known_part
from core.tickets.directory import SYSTEM
from core.tickets.redaction.admissions import PersonalDataAdmitted, TextAdmitted
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.registration.commands import Register
from core.tickets.ticket import Ticket


def perform(tx: Writing, attempt: Attempt) -> Done | Refusal:
    """Carry a command out in the caller's transaction, who commits it if it was done.

    Refusals come in this order: the account, the key, no such ticket, its version, access, the rules.
    """
    absences = read_absences(tx, attempt.now)
    actor = attempt.actor if attempt.trusted else present_actor(tx, attempt.actor.login, attempt.now, absences)
    if isinstance(actor, Refusal):
        return actor
    attempt = replace(attempt, actor=actor, absences=absences)
    earlier = _earlier(tx, attempt)
    if earlier is not None:
        return earlier
    done = _carry_out(tx, attempt)
    if isinstance(done, Refusal) and done.denied:
        denied = _denied(attempt.command, done)
        denial = AccessDenied(command=denied.name, code=done.code, ticket=getattr(denied, "number", None) or None)
        append_fact(tx, denial, replace(author_of(attempt), kept=None), attempt.now)
    if isinstance(done, Done):
        _let_in(tx, attempt)
    if isinstance(done, Done) and attempt.key is not None:
        result = {"number": done.number, "version": done.version, "subject": done.subject}
        result |= {} if done.person is None else {"person": done.person}
        keep(tx, attempt.key, KeptResult(actor.login, digest(attempt.command), result), attempt.now)
    return done


def _denied(command: Command, refusal: Refusal) -> Command:
    """The command that was denied: of a call that is saved whole, the part that the refusal names."""
    if not isinstance(command, TakeCall):
        return command
    number = getattr(command.call, "number", None)
    known = (known_part(each, None, number) for each in command.parts)
    return next(each for each in known if each.name == refusal.details["part"])


def _let_in(tx: Writing, attempt: Attempt) -> None:
    """Record that a supervisor let personal data into a register of the desk; a ticket's own log says it itself."""
    fields_, kinds = attempt.admitted
    if attempt.admitted_why is None or not fields_ or isinstance(attempt.command, Register | TicketCommand):
        return
    admitted = TextAdmitted(command=attempt.command.name, fields=fields_, kinds=kinds, reason=attempt.admitted_why)
    append_fact(tx, admitted, replace(author_of(attempt), kept=None, place=0), attempt.now)


def ticket_of(command: Command) -> int | None:
    """The one ticket that a command most likely changes, and nothing else; None for one that has no ticket yet."""
    if isinstance(command, TakeCall):
        return ticket_of(command.call) if len(command.parts) == 1 else None
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
    if isinstance(command, TakeCall):
        if len(command.parts) > 1:
            _settle_before(tx, attempt, command)
        return take_call(tx, attempt, command, _carry_part)
    if isinstance(command, Register):
        return _decide_ticket(tx, attempt, command)
    if isinstance(command, TicketCommand):
        return _on_ticket(tx, attempt, command)
    assert isinstance(command, DeskCommand)
    facts = replace(_facts(tx, attempt, attempt.now), sessions=attempt.sessions, session=attempt.session)
    context = Context(attempt.actor, attempt.now, attempt.policy, facts)
    decided = decide_desk(command, context)
    return decided if isinstance(decided, Refusal) else Applying(tx, attempt, context).apply(decided)


def _carry_part(tx: Writing, attempt: Attempt) -> Done | Refusal:
    """Carry out a part of a command as if it came alone, but for its key and its denial, which the whole has."""
    done = _carry_out(tx, attempt)
    if isinstance(done, Done):
        _let_in(tx, attempt)
    return done


def _settle_before(tx: Writing, attempt: Attempt, command: TakeCall) -> None:
    """Close what the call finds silent for too long: that stays, even where a part of the call is refused."""
    call = command.call
    fold = folded(tx, call.number) if isinstance(call, Comment) and is_id(call.number) else None
    if fold is not None:
        _settled(tx, attempt, fold)
    _facts(tx, replace(attempt, command=call), attempt.now, None if fold is None else fold.ticket)


def _on_ticket(tx: Writing, attempt: Attempt, command: TicketCommand) -> Done | Refusal:
    fold = folded(tx, command.number) if is_id(command.number) else None
    if fold is None:
        return no_ticket(command.number)
    seen = attempt.expect_version
    fresh = seen is None or seen == fold.ticket.version
    if not isinstance(command, CloseSilent):
        fold = _settled(tx, attempt, fold)
    if seen is None or fresh:
        return _decide_ticket(tx, attempt, command, fold)
    stale = Stale(tx, attempt.policy, command, history(tx, command.number), seen)
    if not (attempt.merge and stale.mergeable):
        return stale.conflict(attempt.actor, attempt.now)
    told = stale.told()
    done = _decide_ticket(tx, attempt, command, fold)
    return replace(done, merged=told) if isinstance(done, Done) else done


def _settled(tx: Writing, attempt: Attempt, fold: Fold) -> Fold:
    """A ticket once it was closed, where its silence has run out: every command meets the closed ticket."""
    if silence_over(fold.ticket, attempt.policy, attempt.now) is None:
        return fold
    number = fold.ticket.number
    command = CloseSilent(number=number)
    closing = Attempt(
        command, SYSTEM, attempt.session, attempt.now, attempt.policy, trusted=True, absences=attempt.absences
    )
    if isinstance(_decide_ticket(tx, closing, command, fold), Refusal):
        return fold
    attempt.settled.append(number)
    return folded(tx, number) or fold


def _facts(tx: Writing, attempt: Attempt, at: datetime, ticket: Ticket | None = None) -> Facts:
    """What the command refers to, tickets as they stand: what was closed by silence is closed."""
    facts = facts_for(tx, attempt.command, at, ticket, attempt.absences)
    late = [each for each in facts.tickets.values() if silence_over(each, attempt.policy, at) is not None]
    for each in late:
        if (fold := folded(tx, each.number)) is not None:
            _settled(tx, attempt, fold)
    return facts_for(tx, attempt.command, at, ticket, attempt.absences) if late else facts


def _decide_ticket(
    tx: Writing, attempt: Attempt, command: Register | TicketCommand, fold: Fold | None = None
) -> Done | Refusal:
    """Decide a command, and apply what it does to its ticket; None for one that is to be registered.

    The whole log is read for the rules that ask for it, and for no other.
    """
    ticket = None if fold is None else fold.ticket
    at = attempt.now if ticket is None else max(attempt.now, ticket.changed_at)
    context = Context(attempt.actor, at, attempt.policy, _facts(tx, attempt, at, ticket))
    log = () if ticket is None else cache(partial(history, tx, ticket.number))
    decided = decide(log, command, context, ticket)
    if isinstance(decided, Refusal):
        return decided
    if attempt.admitted_why is not None and attempt.admitted[0]:
        fields_, kinds = attempt.admitted
        decided += (PersonalDataAdmitted(fields=fields_, kinds=kinds, reason=attempt.admitted_why),)
    number = command.number if isinstance(command, TicketCommand) else context.facts.next_ticket
    return Applying(tx, attempt, context, fold).apply(decided, number)


def no_ticket(number: int) -> Refusal:
    """There is no ticket of this number."""
    return not_found("ticket.unknown", f"Обращения № {number} нет")
