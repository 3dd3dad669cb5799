"""A busy life whose store is copied at some instants and kept, and what such a copy and a past must say alike."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from core.desk.desk import Desk
from core.desk.past.past_desk import PastDesk, look_back
from core.desk.views import ActionState, Done, QueueQuery, Sort, TicketView, View
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal
from core.vocabulary import Role
from tests.core.desk.two_desks import TwoDesks
from tests.support.catalogue import commands as c
from tests.support.desk import KKB, SINITSYNA, VOROBYOV, FrozenDesk, actor, reopen

LOGINS = ("ivanova", "petrov", "orlova", "gost")
SECOND = timedelta(seconds=1)
Kept = list[tuple[datetime, Path]]


def busy_life(store: FrozenDesk, folder: Path, seed: int, steps: int) -> Kept:
    """Live, and copy the store now and then; after the life of tickets, what happens to the directory."""
    world = TwoDesks(store, Random(seed))
    kept: Kept = []
    copying = Random(seed + 1)
    mix = (
        *[world.register] * 2, *[world.sensible] * 10, world.command, *[world.desk_command] * 2, world.scene,
        world.sweep, world.silence, *[world.take_back] * 2, *[world.cut] * 2,
    )  # fmt: skip
    for step in range(steps):
        (copying.choice(mix) if world.memory.logs else world.register)()
        world.pass_time()
        if step % (steps // 6) == steps // 12:
            kept.append(keep(store, folder / f"kept{len(kept)}.db"))
    world.check()
    for command, login in of_the_directory(store.clock.now):
        kept.append(keep(store, folder / f"kept{len(kept)}.db"))
        done = store.commands.perform(command, actor(store, login))
        assert isinstance(done, Done), (command, done)
        store.clock.advance(minutes=7)
    world.desks[1].close()
    return kept


def of_the_directory(now: datetime) -> tuple[tuple[c.Command, str], ...]:
    """What changes the registers: names, phones, contracts, accounts, calls, shifts."""
    return (
        (c.ChangePerson(person=SINITSYNA, full_name="Воронцова Анна Павловна", phone="+7 391 200-00-77"), "ivanova"),
        (c.SetContract(organization=KKB, contract="Д-2", contract_from="2026-01-01"), "admin"),
        (c.LogCall(requester=VOROBYOV, started_at=now - SECOND, ended_at=now, solved=True, text="Спросил о пароле"),
         "ivanova"),
        (c.ChangeCompetences(login="sidorov", competences=("promed", "qms-emr")), "admin"),
        (c.ChangeRole(login="gost", role=Role.FIRST_LINE), "admin"),
        (c.HandOverShift(to="orlova", text="Смена спокойная"), "ivanova"),
        (c.SaveView(title="Мои срочные", filter="приоритет:высокий"), "ivanova"),
        (c.BlockUser(login="petrov"), "admin"),
    )  # fmt: skip


def keep(store: FrozenDesk, path: Path) -> tuple[datetime, Path]:
    """A copy of the store's file, and when it was made; nothing more happens at that instant."""
    with closing(sqlite3.connect(store.path)) as own, closing(sqlite3.connect(path)) as copy:
        own.backup(copy)
    path.chmod(0o600)
    at = store.clock.now
    store.clock.now += SECOND
    return at, path


def cut_like(copy: Path, grown: Path | str) -> None:
    """Cut out of a copy what was cut out of the store since: that does not come back in any past."""
    with closing(sqlite3.connect(copy)) as own:
        own.execute("ATTACH ? AS grown", (str(grown),))
        own.execute(
            "UPDATE texts SET body = NULL, salt = NULL WHERE body IS NOT NULL AND EXISTS (SELECT 1 FROM grown.texts "
            "AS other WHERE other.event = texts.event AND other.field = texts.field AND other.body IS NULL)"
        )
        own.execute(
            "UPDATE events SET body = other.body FROM grown.events AS other "
            "WHERE other.number = events.number AND other.body <> events.body"
        )
        own.execute("DELETE FROM meta WHERE key = 'terms_fingerprint'")  # and the rows are made again
        own.commit()


def compared(grown: Desk, kept: Kept) -> Iterator[tuple[datetime, Desk, PastDesk]]:
    """Each kept copy opened at its instant, and the past of the grown store at the same."""
    for at, path in kept:
        copy = reopen(path, at)
        past = look_back(grown, at)
        assert isinstance(past, PastDesk), past
        with past:
            yield at, copy, past
        copy.close()


def everything(desk: Desk, actors: dict[str, Actor]) -> Iterator[tuple[str, Any]]:
    """What a desk says at its instant: lists and counts, tickets, the panel, the registers; each with its name."""
    yield "head", desk.administration.chain_head()
    for view in View:
        yield f"{view}", desk.queue.look(QueueQuery(view, me="ivanova"), _laid, slice(None))
    for sort in Sort:
        yield f"{sort}", desk.queue.numbers(QueueQuery(View.OPEN, sort=sort))
    for group in ("organization", "line", "assignee"):
        yield f"groups {group}", desk.queue.groups(QueueQuery(View.OPEN, me="ivanova", group=group))
    yield "found", desk.queue.numbers(QueueQuery(View.ALL, "воронцова"))
    yield "filtered", desk.queue.numbers(QueueQuery(View.ALL, me="petrov", filter="мо:ккб ожидает:"))
    for login in actors:
        yield f"counts {login}", desk.queue.counts(login)
        yield f"own {login}", (desk.registers.saved_views(login), desk.registers.holdings(login))
    for place, number in enumerate(desk.queue.numbers(QueueQuery(View.ALL, sort=Sort.NUMBER))):
        who = actors[LOGINS[place % len(LOGINS)]]
        yield f"ticket {number}", without_actions(desk.tickets.view(number, who))
    yield "wall", desk.oversight.wall()
    yield "denials", desk.oversight.denials(10_000)
    yield "accesses", desk.oversight.accesses(actors["orlova"])
    yield "directory", (desk.directory.organizations(), desk.directory.people(), desk.directory.users())
    yield "absences", desk.directory.absences()
    books = desk.registers
    yield "books", (books.calls(), books.accounts(), books.letters(), books.solutions(retired=True), books.shifts())
    yield "open", (books.outages(over=True), books.docket(), books.tasks(), books.promises(), books.connected())


def without_actions(view: TicketView | Refusal) -> TicketView | Refusal:
    """A ticket but for what may be done with it: in the past that is nothing."""
    return view if isinstance(view, Refusal) else replace(view, actions=())


def actions_of(view: TicketView | Refusal) -> tuple[ActionState, ...]:
    """What may be done with a ticket."""
    return () if isinstance(view, Refusal) else view.actions


def _laid(groups: Any) -> tuple[int, ...]:
    return tuple(number for group in groups for number in group.numbers)
