"""A call that is saved whole: its commands, one after another, in one transaction; the first refusal leaves nothing."""

from collections.abc import Callable
from dataclasses import replace

from core.desk.handling.attempt import Attempt
from core.desk.views import Done
from core.store.event_log.log import last_event
from core.store.store import Writing
from core.tickets.desk_records.whole_calls import Part, TakeCall, has_no_ticket, known_part
from core.tickets.people.commands import AddPerson
from core.tickets.refusal import Refusal, of_part

CarryOut = Callable[[Writing, Attempt], Done | Refusal]


def take_call(tx: Writing, attempt: Attempt, command: TakeCall, carry_out: CarryOut) -> Done | Refusal:
    """Carry out every part by its own rights and rules; all events are of one act, under one key.

    A refusal names its part. The version that was read, and what may be merged, are those of the known ticket.
    """
    if refusal := has_no_ticket(command):
        return refusal
    if len(command.parts) == 1:
        return _parts(tx, attempt, command, carry_out)
    beginning = tx.savepoint()
    done = _parts(tx, attempt, command, carry_out)
    if isinstance(done, Refusal):
        beginning.rollback()
        tx.folds.roll_back()
    else:
        beginning.commit()
    return done


def _parts(tx: Writing, attempt: Attempt, command: TakeCall, carry_out: CarryOut) -> Done | Refusal:
    before, person, call = last_event(tx), None, Done(None, None)
    for place, part in enumerate(command.parts):
        known = known_part(part, None if person is None else int(person), call.number)
        events = last_event(tx) - before if place else 0  # once a part is in the log, nobody else writes
        done = carry_out(tx, _one(attempt, command, known, place, events))
        if isinstance(done, Refusal):
            return of_part(done, part.name)
        if isinstance(part, AddPerson):
            person = done.subject
        elif part is command.call:
            call = done
        else:
            call = replace(call, version=done.version)
    return replace(call, person=person)


def _one(attempt: Attempt, command: TakeCall, part: Part, place: int, events: int) -> Attempt:
    """The attempt at one part, before which ``events`` of the call stand in the log."""
    admitted = attempt.parts[place] if attempt.parts else ((), ())
    seen = attempt.expect_version if part.name == command.call.name else None
    return replace(attempt, command=part, admitted=admitted, parts=(), expect_version=seen, place=events)
