"""How many keys common jobs cost beyond their text; the guide's table says the same numbers."""

import re
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from console.app import PultApp
from console.dialogs.bulk.dialog import BulkDialog
from console.dialogs.frame.form_dialog import FormDialog
from console.dialogs.frame.ticket_dialog import TicketDialog
from console.dialogs.release import ReleaseDialog
from console.intake.screen import IntakeScreen
from console.past.when_screen import WhenScreen
from console.queue.mark_menu import MarkMenu
from console.queue.screen import QueueScreen
from console.screens.palette import PaletteScreen
from console.ticket.screen import TicketScreen
from console.widgets.fields.choice import Choice
from core.vocabulary import Line, Outcome, Priority, Status
from tests.console.driving import console, settled, table_of, until
from tests.support.desk import FrozenDesk, actor, make_desk, moment, registered

TABLE = Path(__file__).parents[3] / "docs" / "guide" / "keys.md"


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-24T09:00")


class Hands:
    """Presses keys and counts those that are no text."""

    def __init__(self, app: PultApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot, self.keys = app, pilot, 0

    async def key(self, *names: str) -> None:
        self.keys += len(names)
        await self.pilot.press(*names)
        await self.pilot.pause()

    async def text(self, words: str) -> None:
        await self.pilot.press(*("space" if letter == " " else letter for letter in words))

    async def sees(self, kind: type[Any]) -> Any:
        def there() -> bool:
            screen = self.app.screen
            ready = not isinstance(screen, FormDialog) or not screen.restoring
            return isinstance(screen, kind) and ready and getattr(screen, "ready", True)

        await until(self.pilot, there, kind.__name__)
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()
        return self.app.screen


def in_the_guide(job: str) -> int:
    rows = dict(re.findall(r"^\| ([^|]+?) \| (\d+) \|", TABLE.read_text(encoding="utf-8"), re.MULTILINE))
    return int(rows[job])


def ticket(desk: FrozenDesk, number: int) -> Any:
    view: Any = desk.tickets.view(number, actor(desk, "orlova"))
    return view.ticket


async def test_a_typical_call(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        hands = Hands(app, pilot)
        await hands.key("f2")
        await hands.sees(IntakeScreen)
        await hands.text("синиц")
        await hands.key("enter")
        await until(pilot, lambda: app.focused is app.screen.query_one("#subject"), "the subject")
        await hands.text("Не открывается карта")
        await hands.key("enter")
        await hands.text("При открытии карты программа закрывается.")
        await hands.key("tab", "о", "tab", "в", "f8")
        screen = await hands.sees(TicketScreen)
    assert ticket(desk, screen.number).priority is Priority.HIGH
    assert hands.keys == in_the_guide("зарегистрировать обычный звонок") <= 12


async def test_an_answer_and_the_hand_over(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        hands = Hands(app, pilot)
        await hands.key("c")
        await hands.sees(TicketDialog)
        await hands.text("Передаю инженеру")
        await hands.key("f8")
        await hands.sees(QueueScreen)
        await hands.key("r")
        await hands.sees(ReleaseDialog)
        await until(pilot, lambda: app.screen.query_one("#to", Choice).value == "petrov", "the proposal")
        await hands.key("f8")
        await until(pilot, lambda: ticket(desk, number).line is Line.SECOND, "handed over")
    assert hands.keys == in_the_guide("ответить и передать на ВЛТП")


async def test_the_most_urgent_is_taken(desk: FrozenDesk) -> None:
    registered(desk, priority=Priority.LOW)
    urgent = registered(desk, subject="Всё встало", priority=Priority.VERY_HIGH)
    async with console(desk) as (app, pilot):
        await pilot.press("end")
        hands = Hands(app, pilot)
        await hands.key("j")
        await until(pilot, lambda: table_of(app).model.selected == urgent, "the most urgent")
        await hands.key("t")
        await until(pilot, lambda: ticket(desk, urgent).assignee == "ivanova", "taken")
    assert hands.keys == in_the_guide("взять самое срочное")


async def test_a_term_is_extended_by_agreement(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        hands = Hands(app, pilot)
        await hands.key("m")
        await hands.sees(FormDialog)
        await hands.text("25.11 12:00")
        await hands.key("enter", "enter")
        await hands.text("ждём поставку")
        await hands.key("f8")
        await hands.sees(QueueScreen)
    assert ticket(desk, number).promises[-1].due == moment("2026-11-25T12:00")
    assert hands.keys == in_the_guide("продлить срок по соглашению")


async def test_ten_duplicates_are_closed(desk: FrozenDesk) -> None:
    numbers = [registered(desk, subject=f"Не печатает {place}") for place in range(11)]
    async with console(desk) as (app, pilot):
        await pilot.press("9", "9", "escape")  # by number, the latest first: the earliest stays
        await settled(app, pilot)
        await pilot.press("home")
        hands = Hands(app, pilot)
        await hands.key(*["shift+down"] * 9, "i")
        await hands.sees(BulkDialog)
        await hands.text(str(numbers[0]))
        await hands.key("f8")
        await hands.sees(QueueScreen)
    assert {ticket(desk, number).outcome for number in numbers[1:]} == {Outcome.DUPLICATE}
    assert ticket(desk, numbers[0]).status is Status.NEW
    assert hands.keys == in_the_guide("закрыть десять дубликатов")


async def test_the_queue_of_yesterday_at_four(desk: FrozenDesk) -> None:
    desk.clock.set("2026-11-23T15:00")
    number = registered(desk)
    desk.clock.set("2026-11-24T09:00")
    registered(desk)
    async with console(desk) as (app, pilot):
        hands = Hands(app, pilot)
        await hands.key("backspace")
        await hands.sees(WhenScreen)
        await hands.text("вчера 16")
        await hands.key("enter")
        await until(pilot, lambda: app.past.on and table_of(app).model.numbers == (number,), "the past")
    assert hands.keys == in_the_guide("посмотреть очередь вчера в 16:00")


async def test_an_act_is_taken_back(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        await pilot.press("t")
        await until(pilot, lambda: ticket(desk, number).assignee == "ivanova", "taken")
        await until(pilot, lambda: app.hindsight.latest(desk.now()) is not None, "what can be taken back")
        hands = Hands(app, pilot)
        await hands.key("u")
        await until(pilot, lambda: ticket(desk, number).assignee != "ivanova", "taken back")
    assert hands.keys == in_the_guide("вернуть сделанное")


async def test_a_term_is_extended_by_two_hours(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        hands = Hands(app, pilot)
        await hands.key("m")
        await hands.sees(FormDialog)
        await hands.text("+2ч")
        await hands.key("enter", "enter")
        await hands.text("ждём поставку")
        await hands.key("f8")
        await hands.sees(QueueScreen)
    assert ticket(desk, number).promises[-1].due == moment("2026-11-24T11:00")
    assert hands.keys == in_the_guide("продлить срок на «+2ч»")


async def test_all_of_a_clinic_are_marked(desk: FrozenDesk) -> None:
    numbers = {registered(desk, subject=f"Не печатает {place}") for place in range(3)}
    async with console(desk) as (app, pilot):
        hands = Hands(app, pilot)
        await hands.key("f4")
        await hands.sees(MarkMenu)
        await hands.key("1")
        await until(pilot, lambda: table_of(app).marked == numbers, "the marks")
    assert hands.keys == in_the_guide("отметить всё, что нашлось")


async def test_a_shift_is_handed_over(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        hands = Hands(app, pilot)
        await hands.key("f9")
        await hands.sees(PaletteScreen)
        await hands.text("сдать")
        await hands.key("enter")
        await hands.sees(FormDialog)
        await hands.text("Всё спокойно")
        await hands.key("tab")
        await hands.text("петров")
        await hands.key("enter", "f8")
        await hands.sees(QueueScreen)
        await app.hindsight.settle()  # it is carried out once it can no longer be taken back
    assert [shift.to for shift in desk.registers.shifts()] == ["petrov"]
    assert hands.keys == in_the_guide("сдать смену")
