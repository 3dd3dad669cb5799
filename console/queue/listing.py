"""Which tickets the queue's screen shows: what was asked for, what was read, and what waits while somebody reads."""

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Protocol

from console.environment import reduced_motion
from console.host import Host
from console.queue.model.queue_model import WINDOW, QueueModel
from console.queue.model.queue_reading import QueueReading, Sight, read_queue
from console.queue.model.unseen import UnseenRows
from console.queue.widgets.queue_table import QueueTable
from core.desk.views import Countdown, QueueQuery, QueueRow, TrueUntil, View
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from console.link.prefetch import FirstLook
    from core.desk.desk import Desk

_REREAD: Final = timedelta(seconds=15)
"""Time alone moves tickets between views: where it has, the view is read again no more often than this."""


class ListingScreen(Protocol):
    """What a listing asks of its screen."""

    @property
    def pult(self) -> Host:
        """The application."""

    @property
    def table(self) -> QueueTable:
        """Where the list stands."""

    @property
    def laid(self) -> bool:
        """Whether the table is there: the screen may have been left while the desk was asked."""

    def before_reading(self) -> None:
        """The desk is about to be asked."""

    def query_changed(self) -> None:
        """Another list was asked for."""

    def list_waits(self) -> None:
        """A list was read that is not shown yet."""

    def before_list(self, view: View) -> None:
        """A list of this view is about to be shown."""

    def after_list(self) -> None:
        """It is shown."""

    def reading_over(self) -> None:
        """The desk has answered, if only with a failure."""


class QueueListing:
    """The list of one screen: one reading is under way at a time, however often another is asked for."""

    def __init__(self, screen: ListingScreen, query: QueueQuery) -> None:
        self._screen = screen
        self.query = self.first = query
        """What is asked for now, and what was at first."""
        self.shown: QueueQuery | None = None
        """What the list on the screen was asked for by; None before the first."""
        self.model = QueueModel(self._rows_now)
        self.counts: Mapping[View, int] = {}
        self.held: QueueReading | None = None
        """A reading whose new rows wait until nobody reads the present ones."""
        self.wanted: int | None = None
        """The ticket that the cursor is put on once it is in the list."""
        self.reading = False
        """Whether the desk was asked and has not answered."""
        self._stale = False
        self._to_end = False
        self._read_at: datetime | None = None
        self._true_until: TrueUntil | None = None
        self._closed: Refusal | None = None
        """What tells the instant that is shown from another one: why nothing is done there; None: it is now."""
        self._present: tuple[QueueQuery | None, QueueModel] | None = None
        """While another instant is shown: the list of now that was shown before it, and what it was asked for by."""

    @property
    def settled(self) -> bool:
        """Whether what is shown is what was asked for."""
        return self.shown == self.query

    @property
    def fresh(self) -> int:
        """How many new tickets wait to be shown."""
        return len(self.model.fresh(self.held.numbers)) if self.held is not None else 0

    # -- asking -------------------------------------------------------------------------------------------------

    def ask_for(self, query: QueueQuery) -> None:
        """Show another list."""
        if query != self.query:
            self.query, self.held, self._to_end = query, None, False
            self._screen.query_changed()
            self.read()

    def read(self) -> None:
        """Ask the desk for what is shown; while a reading is under way, once after it."""
        client = self._screen.pult.client
        policy, actor = client.policy, client.actor
        if self.reading or policy is None or actor is None:
            self._stale = self.reading
            return
        table = self._screen.table
        table.prime(policy.labels, self._countdown, client.now())
        self.reading, self._stale = True, False
        query, me, sight = self.query, actor.login, self._sight(table)
        self._screen.before_reading()

        def read(desk: "Desk") -> tuple[QueueReading, Refusal | None]:
            return read_queue(desk, query, me, sight), desk.closed

        client.ask(read, lambda found: self._answered(*found), group="queue", on_failure=self._failed)

    def _sight(self, table: QueueTable) -> Sight:
        """What the next reading is to hold: of the list on the screen as much as is looked at, and the cursor's row."""
        if self.shown != self.query:
            return Sight(slice(table.size.height + WINDOW), through=self.wanted)
        window, model = table.visible_window(), self.model
        most = None if self._to_end else model.enough_for(max(model.cursor, window.stop))
        return Sight(window, most, self.wanted or model.selected)

    def read_on(self) -> None:
        """What was read of the list ends soon: read further."""
        if not self.model.whole:
            self.read()

    def go_to_end(self) -> None:
        """Read the list to its end, and go there."""
        self._to_end = True
        self.read()

    def show_ahead(self, look: "FirstLook") -> None:
        """Show what a child process has seen, until the desk is open."""
        self._screen.table.prime(look.labels, lambda row, _now: look.countdowns.get(row.number), look.time.now)
        self.reading = True
        self._answered(look.reading)

    def tick(self, now: datetime) -> None:
        """Repaint the countdowns that changed; now and then let time move tickets between views."""
        self._screen.table.tick(now)
        self.model.unseen.in_sight(self._screen.table.numbers_in_sight(), now)
        if self._read_at is not None and now - self._read_at >= _REREAD and not self._still_true(now):
            self.read()

    def _still_true(self, now: datetime) -> bool:
        """Whether time alone has changed nothing of what was read last; what others commit is told."""
        desk, until = self._screen.pult.client.desk, self._true_until
        return desk is not None and until is not None and desk.queue.still_true(until, now)

    def _rows_now(self, numbers: Sequence[int]) -> tuple[QueueRow, ...]:
        """Rows that scrolling has brought into sight: a short read by key, in the loop."""
        client = self._screen.pult.client
        desk = client.desk
        me = client.actor.login if client.actor is not None else None
        return client.guarded(lambda: desk.queue.rows(numbers, me), ()) if desk is not None else ()

    def _countdown(self, row: QueueRow, now: datetime) -> Countdown | None:
        """What a row's countdown says; nothing before the desk is open."""
        desk = self._screen.pult.client.desk
        return desk.queue.row_countdown(row, now) if desk is not None else None

    # -- answers ------------------------------------------------------------------------------------------------

    def _answered(self, reading: QueueReading, closed: Refusal | None = None) -> None:
        """``closed``: which instant was read, as :attr:`_closed` tells it."""
        self.reading = False
        self._read_at = self._screen.pult.client.now()
        asked_for = reading.query == self.query and closed == self._is_closed()
        self._true_until = reading.true_until if asked_for else None
        if self._screen.laid:
            if asked_for:
                self._take(reading)
            if self._stale or not asked_for:
                self.read()
        self._screen.reading_over()

    def _take(self, reading: QueueReading) -> None:
        self.counts = reading.counts
        before = self._before(reading.query)
        if before is not None:
            self._tell_changes(reading, before)
        if self._must_wait(reading):
            self.held = reading
            self._screen.table.show(self.model.numbers, reading.rows, heads=self.model.heads, whole=self.model.whole)
            self._screen.list_waits()
        else:
            self._show(reading, before)

    def _before(self, query: QueueQuery) -> QueueModel | None:
        """The list that a reading tells the news of: the last one of now; None for another list, and in the past."""
        now = self._is_closed() is None
        if now == (self._present is None):
            return self.model if now and self.shown == query else None
        shown, known = self._present or (self.shown, copy(self.model))
        self._present = None if now else (shown, known)
        self.model.unseen = known.unseen if now else UnseenRows()
        self._screen.table.refresh()  # the signs before the rows are other ones, which the rows do not tell
        return known if now and shown == query else None

    def _show(self, reading: QueueReading, before: QueueModel | None) -> None:
        table, another = self._screen.table, self.shown != reading.query
        if before is not None:
            self._tell_new(reading, before)
        self.held, self.shown, self._closed = None, reading.query, self._is_closed()
        self._screen.before_list(reading.query.view)
        table.show(reading.numbers, reading.rows, to_top=another, heads=reading.heads, whole=reading.whole)
        gone = table.marked - set(reading.numbers) if another and reading.whole else frozenset[int]()
        table.mark(table.marked - gone)
        if self.wanted is not None and table.select(self.wanted):
            self.wanted = None
        if self._to_end and reading.whole:
            self._to_end = False
            table.action_edge(1)
        self._screen.after_list()

    def _must_wait(self, reading: QueueReading) -> bool:
        """Whether rows would move under the eyes of somebody who reads now: the cursor is not at the top."""
        if self.shown != reading.query or reading.numbers == self.model.numbers or self._closed or self._is_closed():
            return False
        going_down = self._to_end or self.model.runs_out(self._screen.table.visible_window().stop)
        return self.model.cursor > 0 and not going_down and bool(self.model.fresh(reading.numbers))

    def _is_closed(self) -> Refusal | None:
        desk = self._screen.pult.client.desk
        return None if desk is None else desk.closed

    def show_held(self) -> bool:
        """Back at the top, what waited is shown; False where nothing waits, or the cursor is further down."""
        return self.model.cursor == 0 and self._show_waiting(to_top=True)

    def next_unseen(self) -> int | None:
        """The ticket that came and was not seen yet, the next one below the cursor; what waited is shown for it."""
        self._show_waiting(to_top=False)
        new, model = self.model.unseen.new, self.model
        places = [place for number in new if (place := model.position(number)) is not None]
        after = [place for place in places if place > model.cursor]
        return model.numbers[min(after or places)] if places else None

    def unseen_elsewhere(self) -> int:
        """How many tickets came that are out of sight: further up or down, or waiting to be shown."""
        model = self.model
        new = {number for number in model.unseen.new if model.position(number) is not None}
        return self.fresh + len(new.difference(self._screen.table.numbers_in_sight())) if new else self.fresh

    def _show_waiting(self, *, to_top: bool) -> bool:
        held = self.held
        if held is None:
            return False
        self._tell_new(held, self.model)
        self.held = None
        self._screen.table.show(held.numbers, held.rows, heads=held.heads, to_top=to_top, whole=held.whole)
        return True

    # -- what nobody has seen yet -------------------------------------------------------------------------------

    def _tell_new(self, reading: QueueReading, before: QueueModel) -> None:
        """What another reading of the same list adds is unseen, unless it was made here."""
        known = self._screen.pult.client.brought_to
        self.model.unseen.arrived(before.fresh(reading.numbers) - known.keys())

    def _tell_changes(self, reading: QueueReading, before: QueueModel) -> None:
        """What others have changed lights up once; a command of one's own that is under way says nothing of others."""
        client = self._screen.pult.client
        if client.writing:
            return
        rows = [row for row in reading.rows if client.brought_to.get(row.number, 0) < row.version]
        changed = before.outdated(rows)
        self.model.unseen.changed(changed)
        if not reduced_motion():
            self._screen.table.glow(changed)

    def looked(self) -> None:
        """A key was pressed here: what was in sight long enough is seen."""
        unseen = self.model.unseen
        if unseen:
            self._screen.table.repaint(unseen.looked(self.model.selected, self._screen.pult.client.now()))

    def _failed(self, refusal: Refusal) -> None:
        self.reading = self._stale = self._to_end = False
        self._true_until = None
        self._screen.reading_over()
