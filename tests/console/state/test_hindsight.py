"""Taking back in the console: one key, a line that counts down and stops; what is held is never lost nor told early."""

from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from textual.pilot import Pilot

from console.app import PultApp
from console.dialogs.closing import CloseDialog
from console.dialogs.compose import CommentDialog
from console.dialogs.frame.conflict import ConflictScreen
from console.dialogs.frame.drafting import drafts_of
from console.dialogs.frame.spec_dialog import SpecDialog
from console.dialogs.taking import TakeDialog
from console.queue.screen import QueueScreen
from console.ticket.screen import TicketScreen
from console.widgets.fields.text_fields import TextBody, TextLine
from console.widgets.key_bar import KeyBar
from core.desk.handling.commands import Commands
from core.desk.views import QueueQuery
from core.store.errors import StoreUnavailable
from core.tickets.answers.comments import Note
from core.tickets.assignment.commands import Assign, Take
from core.tickets.staff.commands import AddUser
from core.vocabulary import Role, Status
from tests.console.driving import console, queue_of, table_of, text_of, until
from tests.support.desk import FrozenDesk, actor, done, make_desk, registered


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-24T09:00")


def ticket(desk: FrozenDesk, number: int) -> Any:
    view: Any = desk.tickets.view(number, actor(desk, "orlova"))
    return view.ticket


def line(app: PultApp) -> str:
    """What the line says; «» while it is not there."""
    return app.screen.query_one(KeyBar).recalled


def later(app: PultApp, desk: FrozenDesk, seconds: float) -> None:
    """So many seconds go by, and the clock of the console strikes."""
    desk.clock.advance(seconds=seconds)
    app.clock.tick()


async def opened(app: PultApp, pilot: Pilot[int], number: int) -> TicketScreen:
    app.navigation.open_ticket(number)
    await until(pilot, lambda: isinstance(app.screen, TicketScreen) and app.screen.view is not None, "a ticket")
    assert isinstance(app.screen, TicketScreen)
    return app.screen


@pytest.mark.parametrize("size", [(160, 45), (80, 24)])
async def test_the_line_tells_what_was_done_counts_down_and_is_gone(desk: FrozenDesk, size: tuple[int, int]) -> None:
    number = registered(desk)
    async with console(desk, size=size) as (app, pilot):
        await pilot.press("t")
        await until(pilot, lambda: bool(line(app)), "the line")
        assert line(app) == f"№ {number}: взято в работу · U — вернуть, 10 с"
        assert line(app) in text_of(app)
        later(app, desk, 1)
        assert line(app).endswith("U — вернуть, 9 с")
        later(app, desk, 8.5)
        assert line(app).endswith("U — вернуть, 1 с")
        later(app, desk, 0.5)
        await pilot.pause()
        assert line(app) == ""
        assert "вернуть" not in text_of(app)
        await pilot.press("u")
        await until(pilot, lambda: bool(app.notices), "that there is nothing")
        assert ticket(desk, number).assignee == "ivanova"


async def test_taking_is_taken_back_in_the_queue_by_one_key_of_either_layout(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        await pilot.press("t")
        await until(pilot, lambda: bool(line(app)), "the line")
        later(app, desk, 9)
        await pilot.press("г")
        await until(pilot, lambda: ticket(desk, number).status is Status.NEW, "as it was")
        assert ticket(desk, number).accepted_by is None
        assert line(app) == ""


async def test_an_answer_and_a_closing_are_taken_back_where_one_has_gone_meanwhile(desk: FrozenDesk) -> None:
    number, other = registered(desk), registered(desk, subject="Не печатает", requester=2)
    async with console(desk) as (app, pilot):
        screen = await opened(app, pilot, number)
        await pilot.press("k")
        await until(pilot, lambda: isinstance(app.screen, CloseDialog), "the form")
        app.screen.query_one("#reason", TextBody).text = "Отозвано"
        await pilot.press("f8")
        await until(pilot, lambda: app.screen is screen and bool(line(app)), "the line")
        assert ticket(desk, number).status is Status.CLOSED
        await pilot.press("escape")
        await opened(app, pilot, other)
        assert line(app) == f"№ {number}: закрыто · U — вернуть, 10 с"
        await pilot.press("u")
        await until(pilot, lambda: ticket(desk, number).status is Status.NEW, "as it was")


async def test_an_answer_with_a_mention_is_one_act(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        screen = await opened(app, pilot, number)
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, CommentDialog), "the form")
        app.screen.query_one("#text", TextBody).text = "Смотрим, @petrov тоже"
        await pilot.press("f8")
        await until(pilot, lambda: app.screen is screen and bool(line(app)), "the line")
        assert ticket(desk, number).watchers == ("petrov",)
        await pilot.press("u")
        await until(pilot, lambda: ticket(desk, number).watchers == (), "as it was")
        view: Any = desk.tickets.view(number, actor(desk, "orlova"))
        assert view.clocks.first_reaction.stopped_at is None


async def test_what_was_done_to_many_is_taken_back_in_all(desk: FrozenDesk) -> None:
    numbers = [registered(desk, subject=f"Не печатает бланк {n}") for n in range(3)]
    async with console(desk) as (app, pilot):
        await pilot.press("shift+down", "shift+down", "t")
        await until(pilot, lambda: isinstance(app.screen, SpecDialog), "the list")
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, QueueScreen) and bool(line(app)), "the line")
        assert [ticket(desk, number).assignee for number in numbers] == ["ivanova"] * 3
        await pilot.press("u")
        await until(pilot, lambda: {ticket(desk, each).accepted_by for each in numbers} == {None}, "as they were")


async def test_whoever_came_in_between_is_not_overwritten(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        await pilot.press("t")
        await until(pilot, lambda: bool(line(app)), "the line")
        done(desk, Note(number=number, text="Вижу"), "petrov")
        await pilot.press("u")
        await until(pilot, lambda: bool(app.notices), "the refusal")
        assert "не ваше" in next(iter(app.notices)).message
        assert ticket(desk, number).assignee == "ivanova"


@pytest.mark.parametrize("by_hand", [True, False])
async def test_what_a_colleague_of_the_own_line_was_given_is_asked_for_first(desk: FrozenDesk, by_hand: bool) -> None:
    done(desk, AddUser(login="kuznetsova", full_name="Кузнецова О. Л.", role=Role.FIRST_LINE), "admin")
    number = registered(desk)
    if by_hand:
        done(desk, Assign(number=number, to="kuznetsova"))
    else:
        done(desk, Take(number=number), "kuznetsova")
    async with console(desk) as (app, pilot):
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, TakeDialog), "the question")
        assert "Кузнецова О. Л." in text_of(app)
        await pilot.press("escape")
        assert ticket(desk, number).assignee == "kuznetsova"


# -- what is held back ----------------------------------------------------------------------------------------------


async def split(app: PultApp, pilot: Pilot[int], number: int) -> None:
    """Ask for the second problem of a ticket to be split off: a ticket that is born is not brought back."""
    from console.dialogs import start_action

    screen = await opened(app, pilot, number)
    assert screen.view is not None
    start_action(app, "split", screen.view)
    await until(pilot, lambda: isinstance(app.screen, SpecDialog), "the form")
    app.screen.query_one("#subject", TextLine).value = "Не печатает рецепт"
    app.screen.query_one("#description", TextBody).text = "Принтер молчит"
    await pilot.press("f8")
    await until(pilot, lambda: app.screen is screen and bool(line(app)), "the line")


def subject(app: PultApp) -> str:
    """What stands in the form."""
    return app.screen.query_one("#subject", TextLine).value


def tickets(desk: FrozenDesk) -> int:
    return len(desk.queue.numbers(QueueQuery()))


async def test_what_is_held_is_told_to_come_and_is_done_when_its_seconds_are_over_wherever_one_is(
    desk: FrozenDesk,
) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        await split(app, pilot, number)
        assert line(app).startswith(f"№ {number} · ")
        assert line(app).endswith(" через 10 с · U — не делать")
        later(app, desk, 9)
        await pilot.press("escape", "f2")
        assert tickets(desk) == 1
        later(app, desk, 1)
        await until(pilot, lambda: tickets(desk) == 2, "the new ticket")
        assert drafts_of(app).held() == ()  # type: ignore[union-attr]


async def test_under_a_clock_that_stands_what_is_held_waits_for_real_seconds(
    desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        await split(app, pilot, number)
        monkeypatch.setattr("console.state.acts.monotonic", lambda: monotonic() + 5)
        app.clock.tick()
        assert line(app)
        monkeypatch.setattr("console.state.acts.monotonic", lambda: monotonic() + 10)
        app.clock.tick()
        await until(pilot, lambda: tickets(desk) == 2, "the new ticket")
        assert line(app) == ""


async def test_what_is_held_and_taken_back_is_typed_on(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        await split(app, pilot, number)
        later(app, desk, 5)
        await pilot.press("u")
        await until(pilot, lambda: isinstance(app.screen, SpecDialog), "the form again")
        await until(
            pilot, lambda: app.screen.query_one("#subject", TextLine).value == "Не печатает рецепт", "its words"
        )
        later(app, desk, 60)
        await app.workers.wait_for_complete()
        assert tickets(desk) == 1


async def test_what_is_held_is_carried_out_when_the_console_is_closed(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        await split(app, pilot, number)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: tickets(desk) == 2, "the new ticket")


async def test_what_a_killed_console_held_is_told_by_the_next_one_and_its_words_are_there(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        await split(app, pilot, number)
        app.exit(return_code=1)
    assert tickets(desk) == 1
    async with console(desk) as (app, pilot):
        await until(pilot, lambda: any("Пульт закрылся" in each.message for each in app.notices), "that it was not")
        from console.dialogs import start_action

        screen = await opened(app, pilot, number)
        assert screen.view is not None
        start_action(app, "split", screen.view)
        await until(pilot, lambda: isinstance(app.screen, SpecDialog), "the form")
        await until(
            pilot, lambda: app.screen.query_one("#subject", TextLine).value == "Не печатает рецепт", "its words"
        )


async def test_what_is_held_waits_for_a_store_that_is_away_and_is_done_once(
    desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        await split(app, pilot, number)
        perform = Commands.perform

        def away(*_args: object, **_options: object) -> Any:
            raise StoreUnavailable("Хранилище не отвечает")

        monkeypatch.setattr(Commands, "perform", away)
        later(app, desk, 10)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert tickets(desk) == 1
        assert len(app.hindsight.holds()) == len(drafts_of(app).held()) == 1  # type: ignore[union-attr]
        monkeypatch.setattr(Commands, "perform", perform)
        later(app, desk, 1)
        await until(pilot, lambda: tickets(desk) == 2, "the new ticket")
        assert app.hindsight.holds() == ()


async def test_what_is_held_and_collides_meanwhile_comes_back_as_a_conflict(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        await split(app, pilot, number)
        done(desk, Take(number=number), "ivanova")
        later(app, desk, 10)
        await until(pilot, lambda: isinstance(app.screen, ConflictScreen), "the conflict")
        assert tickets(desk) == 1
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SpecDialog), "the form")
        assert subject(app) == "Не печатает рецепт"


async def test_the_urgent_one_and_taking_back_have_keys_of_their_own(desk: FrozenDesk) -> None:
    registered(desk)
    async with console(desk) as (app, pilot):
        await pilot.press("j")
        await until(pilot, lambda: table_of(app).has_focus and queue_of(app).urgent.number == 1, "the urgent one")
