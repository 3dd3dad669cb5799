"""What a desk remembers of its tickets, beside what their logs say."""

from core.store.event_log.fold_cache import Fold
from core.store.event_log.folded import folded
from core.store.event_log.log import history
from core.tickets.fold import replay, sifted
from core.tickets.undo.standing import standing
from tests.support.desk import FrozenDesk


def remembered(desk: FrozenDesk, number: int = 1) -> Fold | None:
    """What the desk's store remembers of a ticket, as it stands: the log is not looked at."""
    return desk.environment.store.folds.get(number)


def borne_out(desk: FrozenDesk, number: int = 1) -> bool:
    """Whether what a transaction of the desk has of a ticket is what its whole log says."""
    with desk.environment.store.reading() as tx:
        log, found = history(tx, number), folded(tx, number)
    if not log or found is None:
        return not log and found is None
    return (found.ticket, found.sieve) == (replay(log), sifted((), standing(log)))
