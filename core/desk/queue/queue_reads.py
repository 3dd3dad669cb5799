"""The reads of a list of tickets, light to import: no rule is loaded to paint the first queue."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.desk.environment import Environment
from core.desk.queue import countdowns, listing
from core.desk.sign_in import standing_in
from core.desk.views import (
    EVERYTHING,
    Countdown,
    DeskTime,
    QueueGroup,
    QueueLook,
    QueueQuery,
    QueueRow,
    QueueWindow,
    TrueUntil,
    View,
)
from core.text import safe_line
from core.vocabulary import Line

if TYPE_CHECKING:
    from core.tickets.filtering import Parsed


class QueueReads:
    """Views, rows, counts and what is left of their time."""

    def __init__(self, environment: Environment) -> None:
        """Read the store of an environment, by its policy and its clock."""
        self._environment = environment

    def numbers(self, query: QueueQuery, most: int | None = None) -> tuple[int, ...]:
        """The first ``most`` numbers of a view, in its order; None: of the whole view."""
        policy, now = self._environment.policy, self._environment.now()
        with self._environment.store.reading() as tx:
            return listing.numbers(tx, policy, query, now, most)

    def count(self, query: QueueQuery, most: int | None = None) -> int:
        """How many tickets a view has, counted no further than ``most``."""
        policy, now = self._environment.policy, self._environment.now()
        with self._environment.store.reading() as tx:
            return listing.count(tx, policy, query, now, most)

    def groups(self, query: QueueQuery) -> tuple[QueueGroup, ...]:
        """A whole view in the groups of ``query.group``, each in the view's order."""
        policy, now = self._environment.policy, self._environment.now()
        with self._environment.store.reading() as tx:
            return listing.groups(tx, policy, query, now)

    def look(
        self,
        query: QueueQuery,
        lay: Callable[[Sequence[QueueGroup]], tuple[int, ...]],
        shown: slice,
        window: QueueWindow = EVERYTHING,
    ) -> QueueLook:
        """A view as far as ``window`` goes, the rows at the positions ``shown``, and the counters, all of one instant.

        ``lay`` puts the groups of the view, one where it has none, into the order of the screen; a number below 1 there
        stands for no ticket.
        """
        policy, now = self._environment.policy, self._environment.now()
        with self._environment.store.reading() as tx:
            groups, whole = listing.prefix(tx, policy, query, now, window)
            numbers = lay(groups)
            standing = () if query.me is None else standing_in(tx, query.me, now)
            rows = listing.rows(tx, numbers[shown], standing)
            counts = listing.counts(tx, policy, query.me, now, window)
            until = None if query.filter.strip() else listing.true_until(tx, policy, now)
            return QueueLook(numbers, rows, counts, until, whole)

    def rows(self, numbers: Sequence[int], me: str | None = None) -> tuple[QueueRow, ...]:
        """Rows by number, in the order asked; gone ones are left out. Those of whom ``me`` stands in for are marked."""
        with self._environment.store.reading() as tx:
            return listing.rows(tx, numbers, () if me is None else standing_in(tx, me, self._environment.now()))

    def counts(self, me: str | None) -> dict[View, int]:
        """How many tickets each view has, for the login ``me``."""
        policy, now = self._environment.policy, self._environment.now()
        with self._environment.store.reading() as tx:
            return listing.counts(tx, policy, me, now)

    def still_true(self, until: TrueUntil, now: datetime | None = None) -> bool:
        """Whether time alone has changed nothing of what was read. Touches no store."""
        return listing.still_true(self._environment.last_policy, until, now or self._environment.now())

    def read_filter(self, text: str) -> "Parsed":
        """A filter as far as it can be read now, and what cannot. Touches no store."""
        from core.tickets.filtering import parse

        return parse(safe_line(text), self._environment.last_policy, self._environment.now())

    def row_countdown(self, row: QueueRow, now: datetime | None = None) -> Countdown | None:
        """What is left of the next clock of a row; None without a due. Touches no store."""
        return countdowns.row_countdown(self._environment.last_policy, row, now or self._environment.now())

    def countdown(
        self,
        due: datetime,
        now: datetime | None = None,
        line: Line = Line.FIRST,
        uncounted: timedelta = timedelta(0),
    ) -> Countdown:
        """What is left until a due time by the hours of a line. Touches no store."""
        worktime = self._environment.last_policy.worktime(line)
        return countdowns.countdown(worktime, due, now or self._environment.now(), uncounted)

    def desk_time(self) -> DeskTime:
        """Whether the desk works now, and until when that stays so. Touches no store."""
        return countdowns.desk_time(self._environment.last_policy, self._environment.now())
