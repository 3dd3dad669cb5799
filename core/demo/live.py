"""The demonstration stays alive: a thread in which now and then a request arrives or a colleague acts."""

from collections.abc import Callable
from random import Random
from threading import Event, Thread
from typing import TYPE_CHECKING

from core.demo.cast import LOGIN
from core.demo.incidents import World, what_next
from core.desk import StoreUnavailable
from core.desk.views import Done, QueueQuery, View
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from core.desk import Desk

PAUSE = (40.0, 120.0)
"""Seconds between two happenings: at least, at most."""
_PATIENCE = 5.0
_BUSY = (View.WAITING, View.THIRD_LINE, View.DISPUTED, View.TASKS, View.OUTAGE)
"""Tickets that wait for somebody outside: nothing happens in them by itself."""


class Arrivals:
    """What happens at the desk by itself. :meth:`start` once, :meth:`stop` any number of times."""

    def __init__(
        self, open_desk: Callable[[], "Desk"], seed: int, *, me: str = LOGIN, pause: tuple[float, float] = PAUSE
    ) -> None:
        """Take how to open a desk of its own; ``me`` is left alone, ``pause`` is in seconds."""
        self._open_desk = open_desk
        self._random = Random(seed)
        self._me = me
        self._pause = pause
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="demo-arrivals", daemon=True)

    @property
    def running(self) -> bool:
        """Whether something may happen yet."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin; the first thing happens after a pause."""
        self._thread.start()

    def stop(self) -> None:
        """End promptly: nothing happens after this returns, unless the store keeps a command waiting."""
        self._stopping.set()
        if self.running:
            self._thread.join(_PATIENCE)

    def _run(self) -> None:
        desk: Desk | None = None
        try:
            while not self._stopping.wait(self._random.uniform(*self._pause)):
                try:
                    desk = desk or self._open_desk()
                    happen(desk, self._random, self._me)
                except StoreUnavailable:
                    continue  # the demonstration is no reason to disturb anybody: later perhaps
        finally:
            if desk is not None:
                desk.close()


def arrivals(
    open_desk: Callable[[], "Desk"], seed: int, *, me: str = LOGIN, pause: tuple[float, float] = PAUSE
) -> Arrivals:
    """Make the thread, not yet started, that keeps a demonstration desk alive."""
    return Arrivals(open_desk, seed, me=me, pause=pause)


def happen(desk: "Desk", random: Random, me: str) -> Done | Refusal | None:
    """Let one thing happen. A refusal is no matter: somebody was faster. None when nothing could happen."""
    busy = {number for view in _BUSY for number in desk.queue.numbers(QueueQuery(view))}
    rows = [row for row in desk.queue.rows(desk.queue.numbers(QueueQuery(View.OPEN))) if row.number not in busy]
    working = desk.queue.desk_time().open
    world = World(
        desk.directory.organizations(), desk.directory.people(), desk.directory.users(), desk.now(), working, me
    )
    happening = what_next(random, rows, world)
    if happening is None:
        return None
    actor = desk.sign_in(happening.actor)
    return actor if isinstance(actor, Refusal) else desk.commands.perform(happening.command, actor)
