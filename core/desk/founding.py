"""The first act of a new store: its first administrator, who thereby made it."""

from datetime import datetime

from core.desk.views import Done
from core.store.event_log.log import Author, append_fact
from core.store.registers.folding import record
from core.store.store import Writing
from core.tickets.staff.events import UserAdded
from core.vocabulary import Role


def begin_directory(tx: Writing, login: str, name: str, at: datetime) -> Done:
    """Give a new store its first administrator."""
    event = UserAdded(login=login, full_name=name, role=Role.ADMINISTRATOR)
    append_fact(tx, event, Author(login, Role.ADMINISTRATOR, "init"), at)
    record(tx, event)
    return Done(None, None, login)
