"""New rows keep a sign until they are seen, one key goes to them; what others change lights up once; «Срочное»."""

from datetime import timedelta
from pathlib import Path

import pytest

from console.queue.model.unseen import CHANGED, NEW, UnseenRows
from console.queue.widgets.queue_columns import columns_for
from console.queue.widgets.view_tabs import ViewTabs
from core.tickets.answers.comments import Comment, Note
from core.tickets.terms.commands import Wait
from core.vocabulary import Priority, Waiting
from tests.console.driving import console, lines_of, queue_of, settled, table_of, until
from tests.console.scenes import busy_desk
from tests.support.desk import FrozenDesk, done, moment, registered, reopen

AT = moment("2026-11-24T11:20")


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return busy_desk(tmp_path)


def test_what_came_is_unseen_until_it_was_in_sight_for_a_while_and_a_key_was_pressed() -> None:
    rows = UnseenRows()
    rows.arrived([7, 8])
    rows.changed([7, 9])
    assert [rows.sign(number) for number in (7, 8, 9, 10)] == [NEW, NEW, CHANGED, ""]
    rows.in_sight([7, 9], AT)
    assert rows.looked(None, AT + timedelta(seconds=2)) == frozenset()  # too short a look
    assert rows.looked(None, AT + timedelta(seconds=3)) == {7, 9}
    assert rows.new == {8}  # was never in sight


def test_a_row_that_has_left_the_sight_begins_anew_and_the_cursor_sees_at_once() -> None:
    rows = UnseenRows()
    rows.arrived([7, 8])
    rows.in_sight([7], AT)
    rows.in_sight([], AT + timedelta(seconds=2))
    rows.in_sight([7], AT + timedelta(seconds=4))
    assert rows.looked(8, AT + timedelta(seconds=5)) == {8}
    assert not rows.looked(8, AT + timedelta(seconds=6))
    assert rows.new == {7}


async def test_a_new_row_is_signed_until_it_was_seen(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        registered(desk, subject="Пришло само", priority=Priority.MEDIUM)
        await until(pilot, lambda: any("Пришло само" in line for line in lines_of(app)), "the new row")

        def line() -> str:
            return next(line for line in lines_of(app) if "Пришло само" in line)

        assert line().startswith("+")
        app.clock.tick()
        await pilot.press("down")
        assert line().startswith("+")  # it came this moment
        desk.clock.advance(seconds=4)
        app.clock.tick()
        await pilot.press("down")
        await until(pilot, lambda: not line().startswith("+"), "seen")


async def test_one_s_own_ticket_is_not_new(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        app.client.brought_to[13] = 1  # as it stands once this console has registered it
        number = registered(desk, subject="Своё")
        assert number in (11, 12, 13)
        app.client.brought_to[number] = 1
        await until(pilot, lambda: number in table_of(app).model.numbers, "the row")
        assert table_of(app).model.unseen.sign(number) == ""


async def test_one_key_goes_to_what_came_out_of_sight(desk: FrozenDesk) -> None:
    for place in range(30):
        registered(desk, subject=f"Прежнее {place}", priority=Priority.VERY_HIGH)
    async with console(desk, size=(80, 24)) as (app, pilot):
        number = registered(desk, subject="Внизу", priority=Priority.LOW)
        tabs = queue_of(app).query_one(ViewTabs)
        await until(pilot, lambda: "новых: 1 · E — к ним" in tabs.shown, "a word about it")
        assert not any("Внизу" in line for line in lines_of(app))
        await pilot.press("у")  # E in the Russian layout
        await until(pilot, lambda: table_of(app).model.selected == number, "the new row")
        assert "новых" not in tabs.shown
        await pilot.press("e")
        assert table_of(app).model.selected == number


async def test_the_key_shows_what_waits_while_somebody_reads(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        await pilot.press("down", "down")
        before = table_of(app).model.numbers
        number = registered(desk, subject="Всё встало", priority=Priority.VERY_HIGH)
        tabs = queue_of(app).query_one(ViewTabs)
        await until(pilot, lambda: "новых: 1" in tabs.shown, "a word about it")
        assert table_of(app).model.numbers == before
        await pilot.press("e")
        await until(pilot, lambda: table_of(app).model.selected == number, "the new row")
        assert "новых" not in tabs.shown


async def test_what_others_change_lights_up_once_and_keeps_a_sign(
    desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = reopen(desk.path, desk.clock)
    async with console(desk) as (app, pilot):
        table = table_of(app)

        def ground(number: int) -> set[object]:
            place = table.model.position(number)
            assert place is not None
            return {segment.style.bgcolor for segment in table.render_line(place) if segment.style is not None}

        calm = ground(8)
        done(other, Note(number=8, text="Звонили ещё раз."))
        await until(pilot, lambda: table.model.unseen.sign(8) == CHANGED, "the change")
        await until(pilot, lambda: ground(8) != calm, "the light")
        desk.clock.advance(seconds=4)
        app.clock.tick()
        assert ground(8) == calm
        assert next(line for line in lines_of(app) if " 8 " in line[16:24]).startswith("~")
        monkeypatch.setenv("PULT_MOTION", "none")
        done(other, Note(number=9, text="И здесь."))
        await until(pilot, lambda: table.model.unseen.sign(9) == CHANGED, "the change")
        assert ground(9) == calm


async def test_one_s_own_act_lights_nothing_up(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        answers: list[object] = []
        app.client.submit(Comment(number=9, text="Смотрим."), key="own", on_done=answers.append)
        await until(pilot, lambda: len(answers) == 1, "the answer")
        await settled(app, pilot)
        assert table_of(app).model.unseen.sign(9) == ""


async def test_the_most_urgent_never_waits_for_the_requester(desk: FrozenDesk) -> None:
    done(desk, Comment(number=9, text="Уточните, пожалуйста, кабинет."))
    done(desk, Wait(number=9, waiting=Waiting.REQUESTER))
    async with console(desk) as (app, pilot):
        for _ in range(6):
            await pilot.press("j")
            await settled(app, pilot)
            assert table_of(app).model.selected not in (9, 2)  # waits for words; waits for the word that it is solved


@pytest.mark.parametrize(("width", "subject"), [(154, 77), (138, 61), (175, 60), (174, 97), (114, 37), (80, 31)])
def test_the_subject_keeps_its_room(width: int, subject: int) -> None:
    # 154: a terminal of 200 with one preview; 138: of 240 with two. Words in full, 115 cells beside it, from 175 on.
    assert next(column.width for column in columns_for(width) if column.name == "subject") == subject
