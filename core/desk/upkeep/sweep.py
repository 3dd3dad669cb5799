"""`pult sweep`: everything that time alone causes, each ticket in a transaction of its own.

Candidates are found by the projection; whether something is due is decided again inside the writing transaction, so
several sweeps at once do nothing twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from operator import itemgetter
from typing import Final

from core.desk.handling.attempt import Attempt
from core.desk.handling.command_handler import perform
from core.desk.views import Done
from core.policy import Policy
from core.store.event_log.log import histories_of, history
from core.store.projections import queue
from core.store.store import Store, Writing
from core.tickets.alerts.due import timely
from core.tickets.alerts.events import ALERT_CLAUSES
from core.tickets.alerts.raising import RaiseAlert
from core.tickets.closing.commands import CloseSilent
from core.tickets.command import TicketCommand
from core.tickets.directory import SYSTEM
from core.vocabulary import Line

AT_ONCE: Final = 200
"""Tickets whose logs are read together."""


@dataclass(frozen=True, slots=True)
class Swept:
    """One thing that a sweep did, or would do: ``what`` is the code of an alert, or ``closed``."""

    number: int
    what: str
    title: str
    clause: str


def sweep(store: Store, policy: Policy, now: Callable[[], datetime], session: str, *, dry: bool) -> tuple[Swept, ...]:
    """Do what time alone has caused by now, and tell it; ``dry`` only tells."""
    done: list[Swept] = []
    for number, commands in _due(store, policy, now()):
        if dry:
            done += [_told(command, policy) for command in commands]
        else:
            done += store.write(partial(_one, number, policy, now, session), ticket=number)
    return tuple(done)


def _due(store: Store, policy: Policy, at: datetime) -> list[tuple[int, tuple[TicketCommand, ...]]]:
    """For which tickets time alone has something to do, in order, and what.

    Where a line does not work just now nothing is told of its tickets; silence closes a solved one at any hour.
    """
    working = {line for line in Line if policy.worktime(line).is_open(at)}
    due: list[tuple[int, tuple[TicketCommand, ...]]] = []
    with store.reading() as tx:
        numbers = queue.awake(tx, at, working)
        for start in range(0, len(numbers), AT_ONCE):
            logs = histories_of(tx, numbers[start : start + AT_ONCE])
            due += [(number, found) for number, log in logs.items() if (found := timely(log, policy, at))]
    return sorted(due, key=itemgetter(0))


def _one(number: int, policy: Policy, now: Callable[[], datetime], session: str, tx: Writing) -> list[Swept]:
    """What is due in one ticket now that nobody else can change it."""
    done, at = [], now()
    for command in timely(history(tx, number), policy, at):
        attempt = Attempt(command, SYSTEM, session, at, policy, trusted=True)
        if isinstance(perform(tx, attempt), Done):
            done.append(_told(command, policy))
    if done:
        tx.commit()
    return done


def _told(command: TicketCommand, policy: Policy) -> Swept:
    if isinstance(command, CloseSilent):
        title = "Закрыто автоматически: решение не подтверждено"
        return Swept(command.number, "closed", title, "Прил. 2, «Статусы обращений»")
    assert isinstance(command, RaiseAlert)
    clock = f" ({policy.labels.of(command.clock)})" if command.clock else ""
    title = policy.labels.of(command.alert) + clock
    return Swept(command.number, command.alert.value, title, ALERT_CLAUSES[command.alert])
