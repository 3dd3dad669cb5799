"""The first look: a child process reads the first window, so that the queue is painted before the desk is open."""

import threading
from pathlib import Path

import pytest

from console.app import PultApp
from console.first_rows.seen import Seen
from console.link.prefetch import AtHand, FirstLook, look_ahead
from core.desk.desk import Desk
from core.desk.queue.glance import QueueGlance, glance
from core.store.errors import StoreUnavailable
from core.vocabulary import Role
from tests.console.driving import queue_of, table_of, text_of, until
from tests.console.scenes import busy_desk
from tests.support.desk import FrozenDesk, reopen
from tests.support.patience import PATIENCE


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests have threads of their own; none of them holds anything that the child needs."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def unreachable() -> Desk:
    raise AssertionError("nobody looks")


def glanced(desk: FrozenDesk) -> QueueGlance | None:
    return glance(str(desk.path), desk.policy, "ivanova", desk.now(), 40)


def looked(desk: FrozenDesk, login: str = "ivanova") -> FirstLook | None:
    ahead = look_ahead(lambda: reopen(desk.path, desk.clock), login, "open")
    assert ahead is not None
    return ahead.take()


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_child_sees_what_the_desk_would_show(tmp_path: Path, alone: None) -> None:
    desk = busy_desk(tmp_path)
    look = looked(desk)
    assert look is not None
    assert look.reading.numbers == (3, 9, 8, 7, 10, 6, 4, 2, 5)
    assert look.actor.name == "Иванова М. С."
    assert look.labels == desk.policy.labels
    assert look.countdowns[9] == desk.queue.row_countdown(look.reading.rows[1])


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_login_that_is_not_let_in_sees_nothing(tmp_path: Path, alone: None) -> None:
    assert looked(busy_desk(tmp_path), "nobody") is None


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_child_that_fails_leaves_it_to_the_console_to_say_why(alone: None) -> None:
    def unavailable() -> Desk:
        raise StoreUnavailable("Хранилище занято")

    ahead = look_ahead(unavailable, "ivanova", "open")
    assert ahead is not None
    assert ahead.take() is None


def test_what_the_first_rows_were_made_of_is_not_looked_for_again(tmp_path: Path) -> None:
    desk = busy_desk(tmp_path)
    found = glanced(desk)
    assert found is not None
    ahead = look_ahead(unreachable, "ivanova", "open", Seen("ivanova", found, desk.policy.labels))
    assert ahead is not None
    look = ahead.take()
    assert look is not None
    assert look.reading.numbers == (3, 9, 8, 7, 10, 6, 4, 2, 5)
    assert look.reading.whole
    assert (look.actor.name, look.actor.role) == ("Иванова М. С.", Role.FIRST_LINE)
    assert look.labels == desk.policy.labels
    assert look.countdowns[9] == desk.queue.row_countdown(look.reading.rows[1])


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize(("login", "view"), [("petrov", "open"), ("ivanova", "mine")])
def test_what_somebody_else_or_another_view_was_shown_is_no_look(
    tmp_path: Path, alone: None, login: str, view: str
) -> None:
    desk = busy_desk(tmp_path)
    found = glanced(desk)
    assert found is not None
    ahead = look_ahead(lambda: reopen(desk.path, desk.clock), login, view, Seen("ivanova", found, desk.policy.labels))
    assert ahead is not None
    assert not isinstance(ahead, AtHand)
    look = ahead.take()
    assert look is not None
    assert (look.actor.login, look.reading.query.view.value) == (login, view)


def test_a_process_with_threads_does_not_fork(tmp_path: Path) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert look_ahead(lambda: busy_desk(tmp_path), "ivanova", "open") is None
    finally:
        stop.set()
        thread.join()


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
async def test_the_queue_is_shown_before_the_desk_is_open_and_is_live_after_it(tmp_path: Path, alone: None) -> None:
    desk, opened = busy_desk(tmp_path), threading.Event()
    look = looked(desk)

    class Looked:
        def take(self) -> FirstLook | None:
            return look

    def open_desk() -> Desk:
        assert opened.wait(PATIENCE)
        return desk

    app = PultApp(open_desk, "ivanova", ahead=Looked())
    async with app.run_test(size=(160, 45)) as pilot:
        await until(pilot, lambda: "Реестр счетов не выгружается" in text_of(app), "the queue")
        assert app.client.desk is None
        assert "Иванова М. С. · Специалист ПЛТП" in text_of(app)
        assert "▲ 2 мин 30 с" in text_of(app)
        await pilot.press("down", "down")
        opened.set()
        await until(pilot, lambda: app.client.actor is not None and not queue_of(app).listing.reading, "the desk")
        assert table_of(app).model.selected == 8
        desk.clock.advance(seconds=10)
        app.clock.tick()
        await until(pilot, lambda: "▲ 2 мин 20 с" in text_of(app), "live countdowns")
