"""The first look at the queue: what the first rows were made of, or what a child sees while Textual is being loaded.

Loading the store's libraries takes as long as loading the interface, and one Python process does not do both at once.
So a child reads the first window, hands it over through a pipe and ends; the desk itself is opened after that has been
painted. Where no child can be made, or it fails, the console starts without a first look and says what is wrong
itself.
"""

from __future__ import annotations

import importlib
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from console.first_rows.seen import Seen
    from console.queue.model.queue_reading import QueueReading
    from core.desk.desk import Desk
    from core.desk.views import Countdown, DeskTime
    from core.policy.labels import Labels
    from core.tickets.directory import Actor

_WINDOW: Final = 120
_SHARED: Final = ("asyncio", "inspect", "core.desk.views")
"""What both processes need: loaded once, before they part."""


@dataclass(frozen=True, slots=True)
class FirstLook:
    """Everything that the first screen says; ``countdowns`` are those of the rows read, at ``time.now``."""

    actor: Actor
    labels: Labels
    time: DeskTime
    reading: QueueReading
    countdowns: Mapping[int, Countdown]


class Ahead(Protocol):
    """Somebody who looks, or has looked; :meth:`take` waits for what was seen."""

    def take(self) -> FirstLook | None:
        """What was seen, None where that failed; it may block, so it is called in a thread, once."""


@dataclass(frozen=True, slots=True)
class AtHand:
    """What the rows on the terminal were made of: nobody has to look again."""

    seen: Seen

    def take(self) -> FirstLook:
        """The rows that stand there; the counts of the views come with the desk."""
        from console.queue.model.queue_reading import QueueReading
        from core.desk.views import QueueQuery, View
        from core.tickets.directory import Actor

        login, glance, labels = self.seen
        numbers = tuple(row.number for row in glance.rows)
        reading = QueueReading(QueueQuery(view=View.OPEN), numbers, glance.rows, {}, whole=glance.whole)
        return FirstLook(Actor(login, glance.name, glance.role), labels, glance.time, reading, glance.countdowns)


@dataclass(frozen=True, slots=True)
class Child:
    """A child that is looking; :meth:`take` waits for what it has seen."""

    pid: int
    pipe: int

    def take(self) -> FirstLook | None:
        """What the child saw, None when it failed; blocks, so it is called in a thread, once."""
        import pickle

        with os.fdopen(self.pipe, "rb") as pipe:
            data = pipe.read()
        os.waitpid(self.pid, 0)
        if not data:
            return None
        look = pickle.loads(data)
        return look if isinstance(look, FirstLook) else None


def look_ahead(open_queue: Callable[[], Desk], login: str, view: str, seen: Seen | None = None) -> Ahead | None:
    """Take what was ``seen`` when the first rows were shown, or send a child to look, before Textual is imported. None
    where that cannot be done: a process with threads must not fork, and a machine may refuse."""
    if seen is not None and seen.login == login and view == "open":
        return AtHand(seen)
    if threading.active_count() > 1:
        return None
    for shared in _SHARED:
        importlib.import_module(shared)
    try:
        reader, writer = os.pipe()
        pid = os.fork()
    except OSError:
        return None
    if pid == 0:
        _look_and_leave(open_queue, login, view, writer)
    os.close(writer)
    return Child(pid, reader)


def _look_and_leave(open_queue: Callable[[], Desk], login: str, view: str, writer: int) -> None:
    """In the child: nothing is printed, nothing is left behind; whatever fails, the parent meets it again itself."""
    try:
        import pickle

        look = _look(open_queue(), login, view)
        if look is not None:
            with os.fdopen(writer, "wb") as pipe:
                pipe.write(pickle.dumps(look, pickle.HIGHEST_PROTOCOL))
    finally:
        os._exit(0)


def _look(desk: Desk, login: str, view: str) -> FirstLook | None:
    from console.queue.model.queue_reading import Sight, read_queue
    from core.desk.views import QueueQuery, View
    from core.tickets.directory import Actor

    actor = desk.sign_in(login)
    if not isinstance(actor, Actor):
        return None
    reading = read_queue(desk, QueueQuery(view=View(view)), actor.login, Sight(slice(_WINDOW)))
    countdowns = {
        row.number: countdown for row in reading.rows if (countdown := desk.queue.row_countdown(row)) is not None
    }
    return FirstLook(actor, desk.policy.labels, desk.queue.desk_time(), reading, countdowns)
