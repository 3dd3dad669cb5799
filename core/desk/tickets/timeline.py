"""The timeline: each event of a log told as a story, with the names of those who acted."""

from dataclasses import replace
from typing import Any, Final

from core.desk.views import TimelineEntry
from core.policy import Policy
from core.store.registers.directory_reads import read_people, read_users
from core.store.store import Reading
from core.tickets.clocks.corrections import corrections
from core.tickets.directory import SYSTEM
from core.tickets.log import History
from core.tickets.narration.mistakes import marked
from core.tickets.narration.sentences import narrate
from core.tickets.registration.events import Registered
from core.tickets.routing.decision import Decision
from core.tickets.undo.standing import taken_back


def tell(tx: Reading, history: History, policy: Policy) -> tuple[TimelineEntry, ...]:
    """Tell a log, or a part of it, entry by entry in order."""
    names = {user.login: user.name for user in read_users(tx, _named(history, _LOGINS))}
    names[SYSTEM.login] = SYSTEM.name
    people = {person.id: person.name for person in read_people(tx, _named(history, _PEOPLE))}
    whole = bool(history) and isinstance(history[0].event, Registered)
    mistaken = corrections(history, policy) if whole else ()  # a part of a log does not tell what was a mistake
    entries, gone = [], taken_back(history)
    for recorded in history:
        told = marked(narrate(recorded, policy, names, people), recorded, mistaken, policy)
        if recorded.seq in gone:  # nobody of the clinic is told of it any more
            told = replace(told, title=f"{told.title} — отменено", public=False, data={**told.data, "taken_back": True})
        entries.append(
            TimelineEntry(
                recorded.seq,
                recorded.at,
                recorded.actor,
                names.get(recorded.actor, recorded.actor),
                recorded.event.kind,
                told.title,
                told.text,
                told.clause,
                told.public,
                told.data,
            )
        )
    return tuple(entries)


_LOGINS: Final = ("to", "user", "login")
_PEOPLE: Final = ("by", "person", "agreed_with", "consent_by")


def _named(history: History, fields: tuple[str, ...]) -> set[Any]:
    """Everybody whom the events name in some fields, and everybody who acted: for the names of both."""
    found = {getattr(each.event, field, None) for each in history for field in fields} - {None}
    if fields is _LOGINS:
        decisions = (getattr(each.event, "decision", None) for each in history)
        found |= {each.instead_of for each in decisions if isinstance(each, Decision) and each.instead_of}
        found |= {each.actor for each in history} | {each.on_behalf for each in history if each.on_behalf}
    return found
