"""Lives of tickets to repeat: carried out through the rules once, and moved by whole weeks."""

from __future__ import annotations

import json
import secrets
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

from core.demo.building import MovingClock, fill_directory, live_through
from core.demo.cast import ADMINISTRATOR, STAFF
from core.demo.plan import opening, plan
from core.desk import Desk, init_store, open_desk
from core.desk.batch.batch import CommandBatch, batch
from core.desk.batch.known_desk import Directory
from core.desk.queue.due_index import due_index
from core.desk.views import Done
from core.instants import from_us
from core.policy import Policy
from core.store.event_log.log import histories
from core.store.projections.ticket_rows import clock_rows, row_of, search_names
from core.store.store import Reading
from core.store.tables import events, texts
from core.tickets.command import Command
from core.tickets.directory import Actor
from core.tickets.fold import replay
from core.tickets.log import History
from core.tickets.refusal import Refusal
from core.vocabulary import Line

WEEK = timedelta(days=7)
US = timedelta(microseconds=1)
LEAST_INSTANT = 10**15
"""Integers of an event's body from here on are instants: microseconds since 1970; no other number comes near."""
SESSION = "grown"


class Keyless:
    """A past whose commands are given under no idempotency key: what is repeated must not be sealed by one."""

    def __init__(self, past: CommandBatch) -> None:
        self._past = past

    @property
    def directory(self) -> Directory:
        """As the batch has it."""
        return self._past.directory

    def perform(self, command: Command, actor: Actor, *, key: str | None = None) -> Done | Refusal:
        """As the batch does it, without ``key``."""
        del key
        return self._past.perform(command, actor)


@contextmanager
def foretold(seed: int) -> Iterator[None]:
    """Draw salts and the name of a store that are the same for the same seed."""
    draw = Random(seed)
    with mock.patch.multiple(
        secrets, token_bytes=draw.randbytes, token_hex=lambda size: draw.randbytes(size).hex()
    ):  # fmt: skip
        yield


def begun(path: Path, at: datetime) -> tuple[Desk, MovingClock]:
    """A new store and the clock that it goes by."""
    clock = MovingClock(at)
    init_store(path, ADMINISTRATOR, next(each.name for each in STAFF if each.login == ADMINISTRATOR), clock=clock)
    return open_desk(path, clock=clock, session=SESSION), clock


def directory(path: Path, at: datetime) -> None:
    """A store with staff, clinics and people, and no ticket."""
    desk, clock = begun(path, at)
    with desk, batch(desk.environment, known_texts=True) as past:
        fill_directory(Keyless(past), clock.at.year)


def live(path: Path, policy: Policy, now: datetime, tickets: int, seed: int) -> None:
    """A store in which so many tickets are lived through."""
    desk, clock = begun(path, opening(policy, now))
    with desk, batch(desk.environment, known_texts=True) as batched:
        past = Keyless(batched)
        steps = plan(policy, now.astimezone(policy.zone), tickets, seed)
        live_through(past, steps, fill_directory(past, clock.at.year), clock, None)


@dataclass(frozen=True, slots=True)
class Written:
    """A life in one week: its events without number, ticket and hash, and the rows that lists read of it.

    ``events``: (seq, at, actor, role, session, kind, body) and the words of each: (field, salt, body).
    """

    events: tuple[tuple[tuple[Any, ...], tuple[tuple[Any, ...], ...]], ...]
    row: Mapping[str, Any]
    clocks: tuple[Mapping[str, Any], ...]


@dataclass(slots=True, eq=False)
class Life:
    """One ticket that was lived through; ``names`` are those of its clinic and requester, for search."""

    history: History
    own: Written
    names: str
    policy: Policy
    hours: _Hours
    _moved: dict[int, Written] = field(default_factory=dict)
    _instants: frozenset[str] | None = None
    _clock_instants: tuple[frozenset[str], ...] = ()

    @property
    def registered(self) -> datetime:
        """When."""
        return self.history[0].at

    @property
    def closed(self) -> bool:
        """Whether it is over."""
        return bool(self.own.row["status"] == "closed")

    def fits(self, back: int) -> bool:
        """Whether every week that it and its dues touch was worked on the same hours so many weeks before."""
        first = min(self.registered, from_us(self.own.row["received_at"], self.policy.zone))
        dues = (from_us(each["due_at"], self.policy.zone) for each in self.own.clocks)
        last = max((self.history[-1].at, *dues))
        return all(self.hours.alike(first + week * WEEK, back) for week in range((last - first) // WEEK + 2))

    def moved(self, back: int) -> Written:
        """The same so many weeks before."""
        if not back:
            return self.own
        found = self._moved.get(back)
        if found is None:
            if self.closed:
                self._moved.clear()  # weeks are written one after another, and many lives in many weeks are much
            found = self._moved[back] = self._in_another_week(back)
        return found

    def _in_another_week(self, back: int) -> Written:
        by = -(back * WEEK // US)
        events_ = tuple(
            ((seq, at + by, *rest, _moved_body(body, by)), words) for (seq, at, *rest, body), words in self.own.events
        )
        if self._instants is None and self.closed:
            again = self._anew(events_, back)
            self._instants = _instants(self.own.row, again.row, by)
            of_both = zip(self.own.clocks, again.clocks, strict=True)
            self._clock_instants = tuple(_instants(one, other, by) for one, other in of_both)
            return again
        if self._instants is None or not self.closed:
            return self._anew(events_, back)
        of_clocks = zip(self.own.clocks, self._clock_instants, strict=True)
        clocks = tuple(_shifted(each, instants, by) for each, instants in of_clocks)
        return Written(events_, _shifted(self.own.row, self._instants, by), clocks)

    def _anew(self, events_: Any, back: int) -> Written:
        """By the product's own functions, from the log as it then is."""
        history = tuple(_moved_event(each, -(back * WEEK)) for each in self.history)
        ticket = replay(history)
        due = due_index(history, self.policy, ticket)
        return Written(events_, row_of(ticket, due, self.names), tuple(clock_rows(ticket, due)))


@dataclass(slots=True)
class _Hours:
    """The working hours of weeks."""

    policy: Policy
    _of: dict[Any, Sequence[Any]] = field(default_factory=dict)

    def alike(self, at: datetime, back: int) -> bool:
        """Whether the week of an instant and the one so many weeks before are worked on the same hours by all lines."""
        return self._in(at) == self._in(at - back * WEEK)

    def _in(self, at: datetime) -> Sequence[Any]:
        monday = at.date() - timedelta(days=at.weekday())
        if monday not in self._of:
            days = [monday + timedelta(days=day) for day in range(7)]
            times = [self.policy.worktime(line) for line in Line]
            self._of[monday] = [each.schedule.hours_on(day, each.calendar(day.year)) for each in times for day in days]
        return self._of[monday]


@dataclass(frozen=True, slots=True)
class Lives:
    """All that were lived: open ones, and those that are over."""

    open: Sequence[Life]
    over: Sequence[Life]

    def closed_in(self, back: int) -> list[Life]:
        """Lives that can be moved so many weeks back."""
        return [each for each in self.over if each.fits(back)]

    @classmethod
    def read(cls, path: Path, policy: Policy) -> Lives:
        """All that stand in a store, but those that refer to other tickets."""
        with open_desk(path) as desk, desk.environment.store.reading() as tx:
            rows, hours = _event_rows(tx), _Hours(policy)
            clinics, people = search_names(tx)
            lives = []
            for number, history in histories(tx).items():
                ticket = replay(history)
                due = due_index(history, policy, ticket)
                names = f"{clinics[ticket.organization]} {people[ticket.requester]}"
                own = Written(rows[number], row_of(ticket, due, names), tuple(clock_rows(ticket, due)))
                if not ticket.duplicate_of and not any(
                    '"different_from":[1' in str(each[0][-1]) for each in own.events
                ):
                    lives.append(Life(history, own, names, policy, hours))
        return cls([each for each in lives if not each.closed], [each for each in lives if each.closed])


def _event_rows(tx: Reading) -> dict[int, Any]:
    words: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in tx.connection.execute(texts.select()):
        words[row.event].append((row.field, row.salt, row.body))
    found: dict[int, list[Any]] = defaultdict(list)
    query = events.select().where(events.c.ticket.is_not(None)).order_by(events.c.ticket, events.c.seq)
    for row in tx.connection.execute(query):
        own = (row.seq, row.at, row.actor, row.role, row.session, row.kind, row.body)
        found[row.ticket].append((own, tuple(words[row.number])))
    return {number: tuple(each) for number, each in found.items()}


def _instants(one: Mapping[str, Any], other: Mapping[str, Any], by: int) -> frozenset[str]:
    """The columns that moved with their ticket; ValueError for one that did neither move so nor stay."""
    changed = {name for name in one if one[name] != other[name]}
    if any(other[name] != one[name] + by for name in changed):
        raise ValueError(f"a row that cannot be moved: {sorted(changed)}")
    return frozenset(changed)


def _shifted(row: Mapping[str, Any], instants: frozenset[str], by: int) -> Mapping[str, Any]:
    return {name: value + by if name in instants else value for name, value in row.items()}


def _moved_event(recorded: Any, by: timedelta) -> Any:
    return replace(recorded, at=recorded.at + by, event=_moved_fields(recorded.event, by))


def _moved_fields(value: Any, by: timedelta) -> Any:
    """A value of an event with every instant in it moved."""
    if isinstance(value, datetime):
        return value + by
    if isinstance(value, tuple):
        return tuple(_moved_fields(each, by) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _moved_fields(getattr(value, each.name), by) for each in fields(value)})
    return value


def _moved_body(body: str, by: int) -> str:
    moved = _moved_value(json.loads(body), by)
    return json.dumps(moved, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _moved_value(value: Any, by: int) -> Any:
    match value:
        case bool():
            return value
        case int() if value > LEAST_INSTANT:
            return value + by
        case list():
            return [_moved_value(each, by) for each in value]
        case dict():
            return {key: _moved_value(each, by) for key, each in value.items()}
    return value
