"""Who looks at a ticket and who writes in it: told on its screen, in its forms and beside the queue; never a lock."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from console.app import PultApp
from console.dialogs.frame.form_dialog import FormDialog
from console.presence.leases import RENEWED_EVERY
from console.presence.presence_text import told, warned
from console.ticket.screen import TicketScreen
from core.store.open_consoles.presence import LEASE, Presence, Present
from tests.console.dialogs.test_dialogs import dialog, kinds, paste, save
from tests.console.driving import console, queue_of, text_of, until
from tests.support.desk import FrozenDesk, make_desk, registered, reopen


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-24T09:00")


async def opened(app: PultApp, pilot: Pilot[int], number: int) -> None:
    app.navigation.open_ticket(number)
    await until(pilot, lambda: isinstance(app.screen, TicketScreen) and app.screen.view is not None, "a read ticket")


def marks(presence: Presence, desk: FrozenDesk) -> list[tuple[str, int, bool]]:
    return [(each.login, each.ticket, each.writes) for each in presence.others(desk.now())]


async def test_who_else_looks_or_writes_is_told(desk: FrozenDesk) -> None:
    number = registered(desk)
    other = Presence(desk.path, "another-session")
    other.mark("petrov", "Петров А. Н.", number, desk.now(), writes=True)
    Presence(desk.path, "a-third-one").mark("sidorov", "Сидоров К. В.", number, desk.now())
    async with console(desk) as (app, pilot):
        await opened(app, pilot, number)
        await until(pilot, lambda: "здесь: Петров А. Н. (пишет), Сидоров К. В. (смотрит)" in text_of(app), "the others")
        assert ("ivanova", number, False) in marks(other, desk)
        desk.clock.advance(seconds=31)  # the leases are over
        app.leases.renew_presence()
        await until(pilot, lambda: "здесь:" not in text_of(app), "alone")
        await pilot.press("escape")
        await until(pilot, lambda: marks(other, desk) == [], "gone from the ticket")


async def test_a_form_marks_at_once_that_somebody_writes_and_ceases_to_when_it_is_left(desk: FrozenDesk) -> None:
    number = registered(desk)
    other = Presence(desk.path, "another-session")
    async with console(desk) as (app, pilot):
        await dialog(app, pilot, number, "c")
        await until(pilot, lambda: marks(other, desk) == [("ivanova", number, True)], "the mark of writing")
        await pilot.press("escape")
        await until(pilot, lambda: marks(other, desk) == [("ivanova", number, False)], "only looking again")
    assert marks(other, desk) == []  # the console has ended, and nobody waits until its lease does


async def test_whoever_opens_a_form_over_one_who_writes_is_told_and_not_hindered(desk: FrozenDesk) -> None:
    number = registered(desk)
    other_desk = reopen(desk.path, desk.clock)
    async with console(desk, "petrov") as (app, his), console(other_desk, size=(80, 24)) as (other, hers):
        await dialog(app, his, number, "n")
        await until(his, lambda: app.leases.at_ticket == number, "his mark")
        form = await dialog(other, hers, number, "c")
        words = form.query_one("#others", Static)
        await until(hers, lambda: words.has_class("-said"), "the hint")
        assert "Сейчас здесь пишет Петров А. Н." in text_of(other)
        await his.press("escape")
        await until(his, lambda: not isinstance(app.screen, FormDialog), "his form closed")
        await app.workers.wait_for_complete()
        other.leases.renew_presence()
        await until(hers, lambda: not words.has_class("-said"), "no hint")
        await paste(other, hers, "Смотрим")
        await save(other, hers, form)
    assert kinds(desk, number) == ["registered", "commented"]


async def test_beside_the_queue_it_is_told_who_is_at_the_selected_ticket(desk: FrozenDesk) -> None:
    numbers = [registered(desk, subject="Не печатает"), registered(desk, subject="Нет прав")]
    other = Presence(desk.path, "another-session")
    async with console(desk) as (app, pilot):
        preview = queue_of(app).preview.widget
        selected = preview.number
        (aside,) = set(numbers) - {selected}
        other.mark("petrov", "Петров А. Н.", selected, desk.now(), writes=True)
        app.leases.renew_presence()
        await until(pilot, lambda: "◆ здесь: Петров А. Н. (пишет)" in preview.plain, "the mark")
        await pilot.press("down")
        await until(pilot, lambda: preview.number == aside and "здесь" not in preview.plain, "the other ticket")
        assert marks(Presence(desk.path, "a-third-one"), desk) == [("petrov", selected, True)]  # a list is no ticket


def test_marks_are_renewed_three_times_before_they_run_out() -> None:
    assert RENEWED_EVERY == 10
    assert LEASE.total_seconds() == 30


def test_presence_that_cannot_be_kept_hinders_nobody(tmp_path: Path, desk: FrozenDesk) -> None:
    nowhere = Presence(tmp_path / "no" / "folder" / "pult.db", "s")
    nowhere.mark("ivanova", "Иванова", 1, desk.now())
    assert nowhere.others(desk.now()) == ()


def test_the_words() -> None:
    at = [Present("petrov", "Петров А. Н.", 1, False), Present("petrov", "Петров А. Н.", 1, True)]
    assert told(at, "ivanova") == "здесь: Петров А. Н. (пишет)"  # two consoles of one person
    assert told((), "ivanova") == warned((), "ivanova") == warned(at[:1], "ivanova") == ""
    more = [*at, Present("orlova", "Орлова Т. Г.", 1, True)]
    assert warned(more, "ivanova").startswith("◆ Сейчас здесь пишут Орлова Т. Г., Петров А. Н. —")
    assert told(at, "petrov") == "здесь: вы сами в другом окне"
    assert warned(at, "petrov").startswith("◆ Вы сами пишете здесь в другом окне")
    assert warned(more, "petrov").startswith("◆ Сейчас здесь пишет Орлова Т. Г. —")
