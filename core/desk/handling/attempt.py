"""A command on its way into the desk, and who its events are recorded under."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from core.instants import to_us
from core.policy import Policy
from core.store.event_log.log import Author
from core.store.idempotency import seal
from core.tickets.command import Command
from core.tickets.directory import Absence, Actor
from core.tickets.registers import OpenSession

Admitted = tuple[tuple[str, ...], tuple[str, ...]]
"""Names of fields, and the kinds of personal data that were let in there."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A command on its way: cleaned values, who gives it, in which session, at which instant, under which policy."""

    command: Command
    actor: Actor
    session: str
    now: datetime
    policy: Policy
    key: str | None = None
    expect_version: int | None = None
    merge: bool = False
    """A version that has gone on is no conflict where the command stands beside what has changed."""
    admitted: Admitted = ((), ())
    """Fields and kinds of personal data that a supervisor let in, with ``admitted_why``."""
    parts: tuple[Admitted, ...] = ()
    """The same for each part of a command that holds others; empty where nothing was let in."""
    admitted_why: str | None = None
    sessions: Mapping[str, OpenSession] = field(default_factory=dict)
    """The consoles that are open, where the command is about one."""
    trusted: bool = False
    """The program itself acts (a sweep): its actor stands in no directory."""
    settled: list[int] = field(default_factory=list)
    """The tickets that were closed on the way, because their silence has run out: kept even where the command is
    refused (Прил. 2)."""
    absences: tuple[Absence, ...] | None = None
    """Those that are not over at ``now``, which no command changes before its rules are asked; None: not read yet."""
    place: int = 0
    """How many events stand in the log already, where this is a part of a command."""


def author_of(attempt: Attempt) -> Author:
    """Who the events are recorded under."""
    actor, key = attempt.actor, attempt.key
    kept_ = None if key is None else seal(key, actor.login, to_us(attempt.now))
    return Author(actor.login, actor.role, attempt.session, kept=kept_, place=attempt.place)
