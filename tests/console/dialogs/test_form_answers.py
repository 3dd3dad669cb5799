"""What a form shows beside its fields and after it was carried out: the other ticket, a letter, a staff number."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from console.app import PultApp
from console.dialogs.frame.spec_dialog import SpecDialog
from console.dialogs.frame.text_viewer import ReadingScreen
from console.ticket.comparison import Compared
from console.widgets.line_view import ACCENT
from core.language.lemmas import shared_words
from core.tickets.people.commands import AddPerson
from tests.console.driving import console, until
from tests.console.forms.test_forms import a_form, carried_out, form, register, save, typed
from tests.support.desk import KKB, VOROBYOV, FrozenDesk, done, make_desk, registered


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-24T09:00")


def test_words_are_shared_in_any_form() -> None:
    shared = shared_words("Принтер не печатает выписки", "Не печатается выписка из карты")
    assert shared == {"выписки", "выписка"}


async def test_a_duplicate_is_laid_beside_the_earlier_ticket(desk: FrozenDesk) -> None:
    first = registered(desk, subject="Не печатает принтер", description="Принтер в кабинете 3 молчит")
    second = registered(desk, subject="Принтер молчит", description="Третий кабинет без печати")
    async with console(desk, size=(160, 45)) as (app, pilot):
        dialog = await form(app, pilot, second, "duplicate")
        shown = dialog.query_one(Compared)
        assert shown.plain == ""
        await typed(pilot, str(first))
        await pilot.press("tab")
        await until(pilot, lambda: f"№ {first}" in shown.plain, "the earlier ticket beside")
        assert f"№ {second} " in shown.plain.splitlines()[0]
        coloured = {text.strip() for line in shown.lines for text, name in line if name == ACCENT}
        assert {"Принтер", "молчит"} <= coloured
        await save(app, pilot, dialog)


async def blocked_for_abuse(app: PultApp, pilot: Pilot[int]) -> None:
    """Воробьёв is to be blocked by a decision about his abuse; it is held."""
    screen = await register(app, pilot, "people", "person_block")
    place = next(at for at, each in enumerate(screen.records) if each.value.id == VOROBYOV)
    await pilot.press(*["down"] * place, "enter")
    dialog = await a_form(app, pilot)
    dialog.query_one("#ground").value = "abuse"  # type: ignore[attr-defined]
    for name, text in (("reason", "Оскорбления"), ("decision", "17"), ("decided_on", "23.11.2026")):
        dialog.query_one(f"#{name}").value = text  # type: ignore[attr-defined]
    await save(app, pilot, dialog)


async def test_a_blocking_for_abuse_shows_its_letter(desk: FrozenDesk) -> None:
    done(desk, AddPerson(full_name="Громова Алла Львовна", organization=KKB, person_kind="head"), "orlova")
    async with console(desk, "orlova") as (app, pilot):
        await blocked_for_abuse(app, pilot)
        assert desk.registers.letters() == ()
        await carried_out(app, pilot, desk)
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen), "the letter")
        assert isinstance(app.screen, ReadingScreen)
        assert app.screen.text.startswith("Громова Алла Львовна")
        assert "решением УК № 17 от 23.11.2026" in app.screen.text
        await pilot.press("f4", "escape")
        assert app.clipboard.startswith("Громова")


async def test_a_letter_does_not_come_over_what_is_being_typed(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk, "orlova") as (app, pilot):
        await blocked_for_abuse(app, pilot)
        dialog = await form(app, pilot, number, "split")
        desk.clock.advance(seconds=10)
        app.clock.tick()
        await until(pilot, lambda: any("«Письма»" in each.message for each in app.notices), "where it is")
        assert app.screen is dialog
    assert len(desk.registers.letters()) == 1


async def test_a_staff_number_is_shown_once_the_look_at_it_is_on_record(desk: FrozenDesk) -> None:
    made = AddPerson(full_name="Громова Алла Львовна", organization=KKB, person_kind="head", staff_number="ТН-4512")
    person = int(done(desk, made, "orlova").subject or 0)
    async with console(desk, "orlova") as (app, pilot):
        screen = await register(app, pilot, "people", "staff_number")
        place = next(at for at, each in enumerate(screen.records) if each.value.id == person)
        await pilot.press(*["down"] * place, "enter")
        await a_form(app, pilot)
        await typed(pilot, "сверка")
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen), "the number")
        assert isinstance(app.screen, ReadingScreen)
        assert "ТН-4512" in app.screen.text
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen, "the register")
    assert not [each for each in app.screen_stack if isinstance(each, SpecDialog)]
    assert desk.administration.verify().ok


async def test_a_form_says_which_instant_it_understood_while_one_types(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        dialog = await form(app, pilot, number, "term")
        due = dialog.query_one("#due")
        said = due.parent.query_one(".meant")  # type: ignore[union-attr]
        for text, told in (("пт 12", "→ пт 27.11.2026 12:00"), ("+2ч", "→ вт 24.11.2026 11:00 (рабочее время)"),
                           ("31.02", "не понято"), ("", "")):  # fmt: skip
            due.value = text  # type: ignore[attr-defined]
            await until(pilot, lambda told=told: str(said.render()) == told, told)  # type: ignore[misc]
