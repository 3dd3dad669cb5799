"""Watchers as chips in one line, and the handing over of a shift in sections."""

from pathlib import Path

import pytest

from console.dialogs.frame.spec_dialog import SpecDialog
from console.dialogs.release import ReleaseDialog
from console.widgets.fields.chips import Chips
from console.widgets.fields.choice import CheckColumn, Choice
from console.widgets.fields.text_fields import TextBody
from core.tickets.answers.comments import Comment
from core.tickets.assignment.commands import Release, Take
from core.tickets.staff.commands import AddUser
from core.tickets.terms.waiting import Wait
from core.vocabulary import Priority, Role, Waiting
from tests.console.driving import console, text_of, until
from tests.support.desk import FrozenDesk, actor, done, make_desk, registered

HOSTILE = "Белов [/] [@click=app.quit] Г. Г."


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-24T09:00")


@pytest.mark.parametrize("size", [(160, 45), (80, 24)])
async def test_a_hand_over_by_keys_alone(desk: FrozenDesk, size: tuple[int, int]) -> None:
    done(desk, AddUser(login="belov", full_name=HOSTILE, role=Role.SECOND_LINE, competences=("promed",)), "orlova")
    number = registered(desk)
    async with console(desk, size=size) as (app, pilot):
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, ReleaseDialog), "the form")
        form = app.screen
        await until(pilot, lambda: form.query_one("#to", Choice).value == "petrov", "the offer")
        told = [f"{option.label} {option.hint}" for option in form.query_one("#to", Choice).options]
        assert " ".join(told[0].split()) == "Петров А. Н. ░░░░░ 0 ЭМК qMS ← по правилу"
        assert any("нет компетенции «ЭМК qMS»" in each for each in told[1:])
        assert isinstance(form.focused, TextBody)  # the word to the executor comes first
        await pilot.press(*"служба", "tab", "tab")
        chips = form.query_one("#watchers", Chips)
        await pilot.press(*"jhk", "enter")  # «орл» in the other layout
        await until(pilot, lambda: chips.chosen == ("orlova",), "one watcher")
        await pilot.press(*"сид", "enter")
        await until(pilot, lambda: chips.chosen == ("orlova", "sidorov"), "two watchers")
        assert chips.plain == "[Орлова Т. Г.]  [Сидоров К. В.]"
        await pilot.press("backspace")
        assert chips.chosen == ("orlova",)
        assert "\x1b" not in text_of(app)
        await pilot.press("f8")
        await until(pilot, lambda: app.screen is not form, "the hand-over")
        await app.workers.wait_for_complete()
    ticket = desk.tickets.view(number, actor(desk, "orlova")).ticket  # type: ignore[union-attr]
    assert (ticket.assignee, ticket.watchers) == ("petrov", ("orlova",))


async def test_a_shift_is_handed_over_in_sections_each_by_one_key(desk: FrozenDesk) -> None:
    mine, waits, burns = (
        registered(desk, subject=subject, description=subject, priority=priority)
        for subject, priority in (
            ("Не печатает выписка", Priority.LOW),
            ("Пропали шаблоны", Priority.LOW),
            ("Приём остановлен", Priority.VERY_HIGH),
        )
    )
    for number in (mine, waits):
        done(desk, Comment(number=number, text="Смотрим"))
        done(desk, Take(number=number))
    done(desk, Wait(number=waits, waiting=Waiting.REQUESTER))
    done(desk, Release(number=burns, to="petrov"))
    desk.clock.advance(hours=1)
    async with console(desk) as (app, pilot):
        app.navigation.open_form("shift_hand_over")
        await until(pilot, lambda: isinstance(app.screen, SpecDialog) and not app.screen.restoring, "the form")
        column = app.screen.query_one("#tickets", CheckColumn)
        await until(pilot, lambda: bool(column.options), "what is on the desk")
        assert isinstance(app.screen.focused, TextBody)  # words first
        sections = [(option.section, int(option.value)) for option in column.options]
        assert sections == [("Мои", mine), ("Горит", burns), ("Ждут", waits)]
        column.focus()
        await pilot.press("a")
        assert column.marked == {str(mine)}
        assert "Мои · отмечено 1 из 1" in column.render().plain
        await pilot.press("ф")  # ЙЦУКЕН: the cursor has gone on to the next section
        await pilot.press("a")
        assert column.marked == {str(mine), str(burns), str(waits)}
