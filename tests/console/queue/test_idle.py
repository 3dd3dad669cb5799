"""A console that nobody touches reads nothing again until somebody commits, or a due crosses a horizon."""

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from console.app import PultApp
from core.desk.views import View
from core.store.store import Reading, Store
from core.tickets.staff.absences import SetAbsence
from core.tickets.staff.commands import BlockUser, UnblockUser
from tests.console.driving import console, queue_of, settled, table_of, until
from tests.console.scenes import busy_desk
from tests.support.desk import FrozenDesk, done, registered, reopen

QUIET = "2026-11-24T11:40"
"""№ 7 is to be answered by 12:55: it is «soon» from 11:55, and nothing else changes before."""


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    desk = busy_desk(tmp_path)
    desk.clock.set(QUIET)
    return desk


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Store]:
    """Every transaction that reads, as it begins."""
    begun: list[Store] = []
    plain = Store.reading

    def counted(store: Store) -> AbstractContextManager[Reading]:
        begun.append(store)
        return plain(store)

    monkeypatch.setattr(Store, "reading", counted)
    return begun


async def at_rest(app: PultApp, pilot: Pilot[int], readings: list[Store]) -> None:
    """Let what is under way end; the test is the clock from here on."""
    await settled(app, pilot)
    app.heartbeat.stop()
    await answered(app, pilot)
    await settled(app, pilot)
    await answered(app, pilot)
    readings.clear()


async def answered(app: PultApp, pilot: Pilot[int]) -> None:
    """Wait until the desk has answered whatever it was asked."""
    await until(pilot, lambda: not app.client.reading, "the answers of the desk")


async def pass_time(app: PultApp, pilot: Pilot[int], desk: FrozenDesk, seconds: int) -> None:
    """What a console does each second, ten seconds and beat."""
    for second in range(seconds):
        desk.clock.advance(seconds=1)
        app.changes.look()
        app.clock.tick()
        if second % 10 == 0:
            app.herald.look_by_time()
    await answered(app, pilot)


async def test_a_minute_in_which_nothing_happens_reads_nothing(desk: FrozenDesk, readings: list[Store]) -> None:
    async with console(desk, view=View.SOON) as (app, pilot):
        await at_rest(app, pilot, readings)
        await pass_time(app, pilot, desk, 60)
        assert readings == []


async def test_a_night_reads_nothing(desk: FrozenDesk, readings: list[Store]) -> None:
    desk.clock.set("2026-11-24T20:00")
    async with console(desk) as (app, pilot):
        await at_rest(app, pilot, readings)
        for _ in range(12):
            desk.clock.advance(hours=1)
            await pass_time(app, pilot, desk, 20)
        assert readings == []


async def test_a_due_that_crosses_a_horizon_is_seen(desk: FrozenDesk, readings: list[Store]) -> None:
    async with console(desk, view=View.SOON) as (app, pilot):
        await at_rest(app, pilot, readings)
        before = table_of(app).model.numbers
        desk.clock.set("2026-11-24T11:55:01")
        await pass_time(app, pilot, desk, 1)
        await until(pilot, lambda: 7 in queue_of(app).listing.model.numbers, "№ 7 among those that are soon")
        assert 7 not in before
        assert readings


async def test_what_another_console_commits_is_read(desk: FrozenDesk, readings: list[Store]) -> None:
    async with console(desk, view=View.NEW) as (app, pilot):
        await at_rest(app, pilot, readings)
        number = registered(reopen(desk.path, desk.clock))
        await pass_time(app, pilot, desk, 1)
        await until(pilot, lambda: number in queue_of(app).listing.model.numbers, "the new ticket")


async def test_a_reading_that_failed_is_done_again(desk: FrozenDesk, readings: list[Store]) -> None:
    async with console(desk, view=View.SOON) as (app, pilot):
        await at_rest(app, pilot, readings)
        with pytest.MonkeyPatch.context() as broken:
            broken.setattr(type(desk.queue), "look", None)
            queue_of(app).listing.read()
            await until(pilot, lambda: not queue_of(app).listing.reading, "the failure")
        readings.clear()
        await pass_time(app, pilot, desk, 16)
        assert readings


class Threads:
    """What a console has run in threads, by groups."""

    def __init__(self, app: PultApp, patch: pytest.MonkeyPatch) -> None:
        self.groups: list[str] = []
        self._plain = app.run_worker
        patch.setattr(app, "run_worker", self._run)

    def _run(self, work: object, **options: object) -> object:
        self.groups.append(str(options["group"]))
        return self._plain(work, **options)  # type: ignore[arg-type]


async def beats(app: PultApp, pilot: Pilot[int], desk: FrozenDesk, seconds: int) -> None:
    """The beats of a heart in so many seconds, each answered before the next."""
    for beat in range(1, seconds + 1):
        desk.clock.advance(seconds=1)
        for rhythm in app.rhythms():
            if rhythm.due(beat):
                rhythm.act()
        await answered(app, pilot)


async def test_an_idle_console_runs_one_thread_in_ten_seconds_which_reads_nothing(
    desk: FrozenDesk, readings: list[Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with console(desk, view=View.SOON) as (app, pilot):
        await at_rest(app, pilot, readings)
        await beats(app, pilot, desk, 10)  # whatever the start has left in doubt is asked
        readings.clear()
        threads = Threads(app, monkeypatch)
        await beats(app, pilot, desk, 60)
        assert threads.groups == ["attend"] * 6
        assert readings == []


async def test_an_account_is_looked_at_again_once_after_each_commit(
    desk: FrozenDesk, readings: list[Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = reopen(desk.path, desk.clock)
    async with console(desk) as (app, pilot):
        await at_rest(app, pilot, readings)
        await beats(app, pilot, desk, 10)
        threads = Threads(app, monkeypatch)
        done(other, BlockUser(login="ivanova"), "admin")
        app.changes.look()
        await until(pilot, lambda: app.changes.all_told, "what a change means besides")
        await beats(app, pilot, desk, 5)
        await until(pilot, lambda: app.client.failure is not None, "the refusal")
        assert threads.groups.count("look") == 1
        done(other, UnblockUser(login="ivanova", reason="Вернулась"), "admin")
        app.changes.look()
        await until(pilot, lambda: app.changes.all_told, "what a change means besides")
        await beats(app, pilot, desk, 5)
        await until(pilot, lambda: app.client.failure is None, "let in again")
        threads.groups.clear()
        await beats(app, pilot, desk, 10)
        assert "look" not in threads.groups


async def test_an_account_is_looked_at_again_when_an_absence_begins(
    desk: FrozenDesk, readings: list[Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    begins, ends = desk.clock() + timedelta(minutes=2), desk.clock() + timedelta(hours=1)
    absence = SetAbsence(login="petrov", substitute_login="sidorov", since=begins, until=ends, reason="Отпуск")
    done(desk, absence, "orlova")
    async with console(desk, "sidorov") as (app, pilot):
        await at_rest(app, pilot, readings)
        await beats(app, pilot, desk, 10)
        assert app.client.actor is not None
        assert app.client.actor.stands_for == ()
        desk.clock.advance(seconds=111)
        await beats(app, pilot, desk, 15)
        assert app.client.actor.stands_for == ("petrov",)


async def test_another_policy_is_taken_up_by_an_idle_console(desk: FrozenDesk, readings: list[Store]) -> None:
    async with console(desk) as (app, pilot):
        await at_rest(app, pilot, readings)
        policy = app.client.policy
        assert policy is not None
        another = replace(policy)
        app.connection.settings(another, "Место на диске кончилось.")
        assert app.client.policy is another
        assert app.client.barred == "Место на диске кончилось."
