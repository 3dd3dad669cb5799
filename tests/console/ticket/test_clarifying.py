"""An imported ticket is clarified before it leaves ПЛТП (Прил. 2): by one key, in the form, or for many at once."""

from pathlib import Path
from typing import Any

import pytest

from console.dialogs.bulk.dialog import BulkDialog
from console.dialogs.classify import ClarifyDialog
from console.dialogs.release import ReleaseDialog
from console.screens.palette import PaletteScreen
from core.vocabulary import Channel, Priority
from tests.console.driving import console, settled, text_of, until
from tests.support.desk import FrozenDesk, actor, make_desk, registered


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-24T09:00")


def brought(desk: FrozenDesk, place: int = 1, **changes: Any) -> int:
    return registered(desk, channel=Channel.INTERACTIVE, imported=True, external_number=f"ВН-{place}", **changes)


def ticket(desk: FrozenDesk, number: int) -> Any:
    view: Any = desk.tickets.view(number, actor(desk, "orlova"))
    return view.ticket


async def test_the_key_of_the_priority_asks_for_the_impact_and_one_more_confirms(desk: FrozenDesk) -> None:
    number = brought(desk)
    async with console(desk) as (app, pilot):
        await settled(app, pilot)
        await pilot.press("я")  # Z в ЙЦУКЕН
        await until(pilot, lambda: isinstance(app.screen, ClarifyDialog), "the question about the impact")
        await pilot.press("f8")
        await until(pilot, lambda: ticket(desk, number).clarified, "the confirmation")


async def test_handing_over_first_asks_for_the_impact_and_then_goes_on(desk: FrozenDesk) -> None:
    number = brought(desk, priority=Priority.MEDIUM)
    async with console(desk) as (app, pilot):
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, ClarifyDialog), "the question about the impact")
        assert "Приоритет ещё не уточнён" in text_of(app)
        await pilot.press("f8")
        await until(pilot, lambda: ticket(desk, number).clarified, "the confirmation")
        await settled(app, pilot)
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, ReleaseDialog), "the hand-over")
    assert ticket(desk, number).priority is Priority.MEDIUM


async def test_ten_are_confirmed_in_one_go_each_with_its_own_priority(desk: FrozenDesk) -> None:
    kinds = (Priority.MEDIUM, Priority.LOW, Priority.HIGH)
    numbers = [brought(desk, place, subject=f"Не печатает {place}", priority=kinds[place]) for place in range(3)]
    async with console(desk) as (app, pilot):
        await settled(app, pilot)
        await pilot.press("home", "shift+down", "shift+down", "a")
        await until(pilot, lambda: isinstance(app.screen, PaletteScreen), "the menu")
        await pilot.press(*"подтвердить", "enter")
        await until(pilot, lambda: isinstance(app.screen, BulkDialog), "the form for many")
        await pilot.press("f8")
        await until(pilot, lambda: all(ticket(desk, number).clarified for number in numbers), "all confirmed")
    assert [ticket(desk, number).priority for number in numbers] == list(kinds)
