"""The host's clock jumps: a ticket's events never go back, nothing is done twice, figures hold for the time told."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from console.app import PultApp
from core.desk.views import Done, QueueQuery
from core.tickets.answers.comments import Comment
from core.tickets.assignment.commands import Take
from core.tickets.closing.commands import Resolve
from core.tickets.refusal import Refusal
from tests.console.driving import console, text_of, until
from tests.support.desk import FrozenDesk, actor, done, make_desk, moment, register, registered

NOW = "2026-11-24T11:00"
"""A Tuesday, half an hour into the third working hour."""
JUMPS = {
    "an hour on": timedelta(hours=1),
    "an hour back": timedelta(hours=-1),
    "a day back": timedelta(days=-1),
}


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    """One ticket of very high priority, five minutes from its reaction's due (11:05)."""
    made = make_desk(tmp_path, NOW)
    registered(made, priority=register().priority.VERY_HIGH)
    return made


def instants(desk: FrozenDesk) -> list[datetime]:
    view = desk.tickets.view(1, actor(desk, "ivanova"))
    assert not isinstance(view, Refusal)
    return [entry.at for entry in view.timeline]


@pytest.mark.parametrize("jump", JUMPS)
def test_the_events_of_a_ticket_never_go_back_in_time(desk: FrozenDesk, jump: str) -> None:
    desk.clock.now += JUMPS[jump]
    done(desk, Take(number=1))
    done(desk, Comment(number=1, text="Смотрим"))
    later = max(moment(NOW), desk.now())
    assert instants(desk) == [moment(NOW), later, later]
    desk.clock.now = moment(NOW) + timedelta(hours=1, minutes=1)  # somebody has set it right
    done(desk, Resolve(number=1, solution="Индекс перестроен, проверено"))
    assert instants(desk)[-1] == desk.now()
    assert desk.administration.verify().ok


@pytest.mark.parametrize(
    ("jump", "left"),
    [
        ("an hour on", timedelta(minutes=-55)),
        ("an hour back", timedelta(minutes=5)),
        ("a day back", timedelta(minutes=5)),
    ],
)
def test_a_countdown_is_that_of_the_time_told_and_never_more_than_the_norm(
    desk: FrozenDesk, jump: str, left: timedelta
) -> None:
    desk.clock.now += JUMPS[jump]
    view = desk.tickets.view(1, actor(desk, "ivanova"))
    assert not isinstance(view, Refusal)
    assert (view.clocks.first_reaction.due_at, view.clocks.first_reaction.remaining) == (
        moment("2026-11-24T11:05"),
        left,
    )


def test_a_sweep_does_nothing_twice_whichever_way_the_clock_jumps(desk: FrozenDesk) -> None:
    desk.clock.now = moment(NOW) + timedelta(hours=1)
    assert [each.what for each in desk.administration.sweep()] == ["breached"]
    for jump in (timedelta(hours=-1), timedelta(days=-1), timedelta(hours=1), timedelta(0)):
        desk.clock.now = moment(NOW) + jump
        assert desk.administration.sweep() == (), jump
    assert [entry for entry in instants(desk) if entry < moment(NOW)] == []
    assert desk.administration.verify().ok


def test_a_silence_is_counted_from_the_solution_whatever_the_clock_did_meanwhile(desk: FrozenDesk) -> None:
    """Five working days after Tuesday the 24th: the end of Tuesday, the first of December."""
    done(desk, Take(number=1))
    done(desk, Comment(number=1, text="Смотрим"))
    done(desk, Resolve(number=1, solution="Индекс перестроен, проверено"))
    desk.clock.now -= timedelta(days=1)
    assert desk.administration.sweep() == ()
    desk.clock.set("2026-12-01T17:29:59")
    assert [each.what for each in desk.administration.sweep()] == ["confirmation_near"]
    desk.clock.set("2026-12-01T17:30:01")
    assert [each.what for each in desk.administration.sweep()] == ["closed"]


def test_a_registration_of_a_day_that_is_to_come_is_told(desk: FrozenDesk) -> None:
    desk.clock.now -= timedelta(days=1)
    answer = desk.commands.perform(
        register(received_at=moment(NOW), subject="Печать", different_from=(1,)), actor(desk, "ivanova")
    )
    assert isinstance(answer, Refusal)
    assert answer.code == "received.in_future"


def test_a_registration_after_a_jump_back_stands_in_the_queue(desk: FrozenDesk) -> None:
    desk.clock.now -= timedelta(days=1)
    answer = desk.commands.perform(register(subject="Печать", different_from=(1,)), actor(desk, "ivanova"))
    assert isinstance(answer, Done)
    assert sorted(desk.queue.numbers(QueueQuery())) == [1, 2]
    assert desk.administration.verify().ok


@pytest.mark.parametrize("jump", JUMPS)
async def test_the_console_tells_the_time_that_the_clock_tells(desk: FrozenDesk, jump: str) -> None:
    async with console(desk) as (app, pilot):
        assert "11:00" in header(app)
        desk.clock.now += JUMPS[jump]
        app.clock.tick()
        told = f"{desk.clock.now:%H:%M}"
        await until(pilot, lambda: told in header(app), told)
        await pilot.press("f5")
        await until(pilot, lambda: not app.client.reading, "the answer")
        assert app.trouble is None


def header(app: PultApp) -> str:
    return text_of(app).split("\n")[0]
