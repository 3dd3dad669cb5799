"""The timeline: each event of a log told as a story, with the names of those who acted."""

from core.desk.views import TimelineEntry
from core.policy import Policy
from core.store.directory import read_users
from core.store.store import Reading
from core.tickets.events import History, Released
from core.tickets.narrate import narrate


def tell(tx: Reading, history: History, policy: Policy) -> tuple[TimelineEntry, ...]:
    """Tell a log, or a part of it, entry by entry in order."""
    names = {user.login: user.name for user in read_users(tx, _logins(history))}
    entries = []
    for recorded in history:
        told = narrate(recorded, policy, names)
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


def _logins(history: History) -> set[str]:
    """Everybody whom the log names: who acted, and to whom the ticket was handed."""
    handed = {each.event.to for each in history if isinstance(each.event, Released)}
    return handed | {each.actor for each in history}
