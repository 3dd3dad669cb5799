"""A ticket as its log says: folded from what is remembered and the events since, or read anew from the start."""

from typing import Final

from core.store.event_log.fold_cache import Fold
from core.store.event_log.log import Appended, Head, head_of, history, log_rows, read_log
from core.store.store import Reading
from core.tickets.fold import followed, replay, sifted
from core.tickets.log import History
from core.tickets.redaction.archiving import WordsArchived
from core.tickets.redaction.redacting import Redacted
from core.tickets.ticket import Ticket
from core.tickets.undo.events import TakenBack
from core.tickets.undo.standing import standing

CUTTING: Final = (Redacted, WordsArchived)
"""Events that change what earlier ones say."""
_REREAD: Final = (*CUTTING, TakenBack)
"""Events after which a fold cannot go on from where it stood."""


def folded(tx: Reading, ticket: int) -> Fold | None:
    """A ticket as it stands in this transaction; None where its log is empty.

    What is remembered is believed only where the log still holds its last event under the same number and hash, and
    only the events since are read. Where it does not, or words were cut out or something was taken back since, the
    whole log is.
    """
    known = tx.folds.get(ticket)
    found = None if known is None else _from(tx, known)
    if found is None:
        tx.folds.forget(ticket)
        found = _anew(tx, ticket)
    if found is not None:
        tx.folds.keep(found)
    return found


def ticket_of_log(tx: Reading, ticket: int) -> Ticket | None:
    """The same, where only the ticket is asked for."""
    fold = folded(tx, ticket)
    return None if fold is None else fold.ticket


def grown(tx: Reading, fold: Fold | None, appended: Appended) -> Fold:
    """The fold once this transaction has appended to the log.

    ``fold``: of all before that, None for a ticket that is new.
    """
    later, head = appended.events, appended.head
    if fold is None:
        return _made(later, head)
    if any(isinstance(each.event, _REREAD) for each in later):
        return _made(history(tx, fold.ticket.number), head)
    return _followed(fold, later, head)


def _from(tx: Reading, known: Fold) -> Fold | None:
    ticket = known.ticket.number
    rows = log_rows(tx, ticket, known.ticket.version)
    if not rows or head_of(rows[0]) != Head(known.number, known.hash):
        return None
    later = read_log(tx, ticket, rows[1:])
    if any(isinstance(each.event, _REREAD) for each in later):
        return None
    return _followed(known, later, head_of(rows[-1])) if later else known


def _followed(fold: Fold, later: History, head: Head) -> Fold:
    return Fold(followed(fold.ticket, (), later), head.event, head.hash, sifted(fold.sieve, later))


def _anew(tx: Reading, ticket: int) -> Fold | None:
    rows = log_rows(tx, ticket)
    return _made(read_log(tx, ticket, rows), head_of(rows[-1])) if rows else None


def _made(log: History, head: Head) -> Fold:
    return Fold(replay(log), head.event, head.hash, sifted((), standing(log)))
