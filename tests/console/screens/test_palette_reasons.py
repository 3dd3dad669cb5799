"""What cannot be done is told once for everything that the same reason bars, in full, at any width."""

import re
from pathlib import Path

import pytest
from textual.content import Content
from textual.pilot import Pilot

from console.app import PultApp
from console.commands.registry import commands
from console.screens.action_menu import ActionMenu, AllBarred
from console.screens.palette import PaletteScreen
from console.screens.palette_items import Barred, barred_item, listed
from console.ticket.screen import TicketScreen
from console.widgets.fields.pick_list import PickList
from core.tickets.closing.commands import Close
from core.tickets.refusal import Refusal
from core.vocabulary import Outcome
from tests.console.driving import console, until
from tests.support.desk import FrozenDesk, done, make_desk, registered

CLOSED = "Обращение закрыто; по той же проблеме оформляется новое, «повторное» (Прил. 2, «Статусы обращений»)"
SPECS = tuple(spec for spec in commands("ticket") if spec.core_name)


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-24T09:00")


async def menu(app: PultApp, pilot: Pilot[int], number: int) -> None:
    """Everything that can be done with a ticket, and, unfolded, why the rest cannot."""
    app.navigation.open_ticket(number)
    await until(pilot, lambda: isinstance(app.screen, TicketScreen) and app.screen.view is not None, "a ticket")
    await pilot.press("a")
    await until(pilot, lambda: isinstance(app.screen, ActionMenu), "the menu")
    screen = app.screen
    assert isinstance(screen, ActionMenu)
    folded = len(screen.found)
    assert isinstance(screen.found[-1], AllBarred)
    await pilot.press(*["down"] * (folded - 1), "enter")
    await until(pilot, lambda: len(screen.found) > folded, "the reasons")


def words(app: PultApp) -> str:
    """What the list shows, in one line however it is broken; nothing of a row lies outside the list."""
    found = app.screen.query_one(PickList)
    shown = found.render()
    assert isinstance(shown, Content)
    rows = shown.plain.split("\n")
    assert all(len(row) <= found.size.width for row in rows)
    return " ".join(" ".join(rows).replace("▌", " ").split())


def reason(screen: PaletteScreen) -> int:
    """The place of the reason that bars most of what there is."""
    return next(
        n
        for n, item in enumerate(screen.found)
        if isinstance(item, Barred) and not isinstance(item, AllBarred) and len(item.specs) > 15
    )


@pytest.mark.parametrize("size", [(160, 45), (80, 24)])
async def test_a_closed_ticket_tells_its_reason_once_and_in_full(desk: FrozenDesk, size: tuple[int, int]) -> None:
    number = registered(desk)
    done(desk, Close(number=number, outcome=Outcome.WITHDRAWN, reason="Отозвано"))
    async with console(desk, size=size) as (app, pilot):
        await menu(app, pilot, number)
        screen = app.screen
        assert isinstance(screen, PaletteScreen)
        place = reason(screen)
        await pilot.press(*["pageup"] * 10, *["down"] * place)
        found = re.search(rf"▸ {re.escape(CLOSED)}: недоступно (\d+) действи", words(app))
        assert found is not None, words(app)
        assert int(found[1]) > 15
        assert words(app).count("Обращение закрыто") == 1


async def test_a_reason_is_unfolded_and_folded_again_by_enter(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, Close(number=number, outcome=Outcome.WITHDRAWN, reason="Отозвано"))
    async with console(desk) as (app, pilot):
        await menu(app, pilot, number)
        screen = app.screen
        assert isinstance(screen, PaletteScreen)
        before, place = len(screen.found), reason(screen)
        await pilot.press(*["pageup"] * 10, *["down"] * place, "enter")
        await until(pilot, lambda: len(screen.found) > before + 15, "what the reason bars")
        assert app.screen is screen
        await pilot.press("enter")
        await until(pilot, lambda: len(screen.found) == before, "the reason alone")


async def test_what_is_looked_for_by_a_word_stands_under_its_reason(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, Close(number=number, outcome=Outcome.WITHDRAWN, reason="Отозвано"))
    async with console(desk) as (app, pilot):
        await menu(app, pilot, number)
        await pilot.press(*"взять")
        await until(pilot, lambda: "Взять в работу — нельзя: Обращение закрыто" in words(app), "the reason")
        assert CLOSED in words(app)


@pytest.mark.parametrize("width", [78, 74, 40])
def test_no_reason_is_ever_clipped(width: int) -> None:
    group = Barred(CLOSED, SPECS[:23], False)
    rows = barred_item(group, width).plain.split("\n")
    assert " ".join(" ".join(rows).split()) == f"▸ {CLOSED}: недоступно 23 действия"
    assert all(len(row) <= width for row in rows)


def test_what_can_be_done_comes_first_and_each_reason_once() -> None:
    first, second = Refusal("a", "Первая.", "п. 1"), Refusal("b", "Вторая")
    refusals = {"take": first, "note": second, "task": first}
    found = listed(SPECS, lambda spec: refusals.get(spec.core_name or ""), lambda _reason: False)
    barred = [item for item in found if isinstance(item, Barred)]
    assert found[-2:] == tuple(barred)
    assert [(item.reason, [spec.core_name for spec in item.specs]) for item in barred] == [
        ("Первая (п. 1)", ["take", "task"]),
        ("Вторая", ["note"]),
    ]
