"""The timeline: each event of a log told as a story, with the names of those who acted."""

from core.desk.views import TimelineEntry
from core.policy import Policy
from core.store.directory import read_users
from core.store.store import Reading
from core.tickets.events import History
from core.tickets.narrate import narrate


def tell(tx: Reading, history: History, policy: Policy) -> tuple[TimelineEntry, ...]:
    """Tell a log, or a part of it, entry by entry in order."""
    names = {user.login: user.name for user in read_users(tx, {each.actor for each in history})}
    entries = []
    for recorded in history:
        told = narrate(recorded, policy)
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
