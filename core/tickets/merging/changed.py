"""What has happened to a ticket since a version of it was read: two folds of its log compared, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from core.tickets.command import TicketCommand
from core.tickets.context import Context
from core.tickets.decide import decide
from core.tickets.effects import Elsewhere
from core.tickets.fold import evolve, followed, replay
from core.tickets.log import DeskEvent, History, Recorded, TicketEvent
from core.tickets.narration.comparison import ComparedField, LogEntry, comparison
from core.tickets.refusal import Refusal
from core.tickets.ticket import Ticket
from core.tickets.undo.standing import taken_back
from core.tickets.use_cases.catalogue import EVENT_KINDS

COMPARED: Final[Mapping[str, ComparedField]] = comparison(Ticket)
"""The fields of a ticket that are compared; every other one never changes without one of them."""
ENTRIES: Final[Mapping[type[TicketEvent], LogEntry]] = {each: each.entry for each in EVENT_KINDS.values() if each.entry}
"""What is told of a ticket and changes none of its fields: each is a change of its own."""

Place = tuple[str, int | None]
"""A field, and the id of one of its records where it has any."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field from the version that was read to the present one.

    ``item`` is the id of a record inside the field (a task, an approval). ``before`` and ``after`` are values of the
    ticket, None where there is no such record; of an entry ``after`` is the event. They are equal where the field was
    changed and is again as it was. ``last`` is the event that touched it last.
    """

    field: str
    before: Any
    after: Any
    last: Recorded
    item: int | None = None

    @property
    def place(self) -> Place:
        """Where in the ticket it is."""
        return self.field, self.item


def changes(history: History, seen: int) -> tuple[FieldChange, ...]:
    """What the events after version ``seen`` changed, in the order in which it was touched last.

    Nothing for a version that is not older than the present one; ValueError for version 0.
    """
    then = replay(history[:seen])
    before, now = _values(then), then
    touched: dict[Place, Recorded] = {}
    entries: list[FieldChange] = []
    gone = taken_back(history[seen:])
    for place, recorded in enumerate(history[seen:], start=seen):
        later = followed(now, history[:place], (recorded,))
        touched |= dict.fromkeys(_differing(now, later) or _restated(now, recorded), recorded)
        if (entry := recorded.event.entry) and recorded.seq not in gone:
            entries.append(FieldChange(entry.name, None, recorded.event, recorded))
        now = later
    after = _values(now)
    found = [FieldChange(at[0], before.get(at), after.get(at), last, at[1]) for at, last in touched.items()]
    return tuple(sorted((*found, *entries), key=lambda each: each.last.seq))


def intended(history: History, command: TicketCommand, context: Context) -> tuple[FieldChange, ...] | Refusal:
    """What a command sets in the version that ``history`` ends with, or why it is refused there.

    A field that it sets to what it is already is told too: whoever gave the command meant it so.
    """
    then = replay(history)
    decided = decide(history, command, context, then)
    if isinstance(decided, Refusal):
        return decided
    actor, at = context.actor, max(context.now, history[-1].at)
    own = (each for each in decided if not isinstance(each, Elsewhere | DeskEvent))
    later = tuple(
        Recorded(then.number, seq, at, actor.login, actor.role, event)
        for seq, event in enumerate(own, start=then.version + 1)
    )
    found = changes(history + later, then.version)
    moved, now = {each.place for each in found}, then
    kept: dict[Place, Recorded] = {}
    for recorded in later:
        kept |= dict.fromkeys(_restated(now, recorded), recorded)
        now = evolve(now, recorded)
    told = (at for at in kept if at not in moved)
    return (*found, *(FieldChange(at[0], getattr(then, at[0]), getattr(now, at[0]), kept[at]) for at in told))


def _restated(ticket: Ticket, recorded: Recorded) -> list[Place]:
    """The fields that an event sets, though to what they are: a second answer within one second is an answer too."""
    told = recorded.event.apply(ticket, recorded)
    return [(name, None) for name in told if name in COMPARED and not COMPARED[name].item]


def _values(ticket: Ticket) -> dict[Place, Any]:
    """The compared values of a ticket by their places."""
    values: dict[Place, Any] = {(name, None): getattr(ticket, name) for name, each in COMPARED.items() if not each.item}
    several = (name for name, each in COMPARED.items() if each.item)
    return values | {(name, each.id): each for name in several for each in getattr(ticket, name)}


def _differing(one: Ticket, other: Ticket) -> list[Place]:
    before, after = _values(one), _values(other)
    return [place for place in before | after if before.get(place) != after.get(place)]
