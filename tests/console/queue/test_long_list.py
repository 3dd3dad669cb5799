"""A list that is longer than what is read of it at first: going down, to the end, back, and to one ticket."""

from pathlib import Path

import pytest

from console.queue.model.queue_model import STEP
from console.wording.counts import at_most
from core.vocabulary import Priority
from tests.console.driving import console, queue_of, settled, table_of, text_of, until
from tests.support.desk import FrozenDesk, make_desk, registered, reopen
from tests.support.many_tickets import FIRST, multiply

COUNT = 2300


@pytest.fixture
def long_desk(tmp_path: Path) -> FrozenDesk:
    desk = make_desk(tmp_path)
    multiply(tmp_path / "pult.db", registered(desk, priority=Priority.HIGH), COUNT)
    now = desk.now()
    desk.close()
    return reopen(tmp_path / "pult.db", now)


@pytest.mark.parametrize(("count", "told"), [(0, "0"), (999, "999"), (1000, "999+"), (5000, "999+")])
def test_a_counter_tells_what_was_counted(count: int, told: str) -> None:
    assert at_most(count) == told


async def test_the_end_is_read_when_somebody_goes_there(long_desk: FrozenDesk) -> None:
    async with console(long_desk) as (app, pilot):
        model = queue_of(app).listing.model
        assert (len(model.numbers), model.whole) == (STEP, False)
        assert "3 Все открытые 999+" in text_of(app)
        await pilot.press("end")
        await until(pilot, lambda: model.whole and model.cursor == COUNT, "the last ticket")
        assert model.selected == FIRST + COUNT - 1
        await pilot.press("home")
        await until(pilot, lambda: model.cursor == 0, "the first ticket")


async def test_going_down_reads_on_and_the_cursor_stays_on_its_ticket(long_desk: FrozenDesk) -> None:
    async with console(long_desk) as (app, pilot):
        model, table = queue_of(app).listing.model, table_of(app)
        assert table.select(FIRST + 900)
        await until(pilot, lambda: len(model.numbers) == 2 * STEP, "the next numbers")
        assert model.selected == FIRST + 900
        assert table.select(FIRST + 1900)
        await until(pilot, lambda: model.whole, "the rest")
        assert model.selected == FIRST + 1900


async def test_a_ticket_far_below_is_gone_to(long_desk: FrozenDesk) -> None:
    async with console(long_desk) as (app, pilot):
        listing = queue_of(app).listing
        listing.wanted = FIRST + 2000
        listing.read()
        await until(pilot, lambda: listing.model.selected == FIRST + 2000, "the ticket")


async def test_everything_is_marked_though_not_everything_was_read(long_desk: FrozenDesk) -> None:
    async with console(long_desk) as (app, pilot):
        queue_of(app).action_mark_all()
        await until(pilot, lambda: len(table_of(app).marked) == COUNT + 1, "all of them")
        await settled(app, pilot)
        assert len(queue_of(app).listing.model.numbers) == STEP
