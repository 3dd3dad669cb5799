"""The first look: a child process reads the first window, so that the queue is painted before the desk is open."""

import threading
from pathlib import Path

import pytest

from console.app import PultApp
from console.link.prefetch import Ahead, FirstLook, look_ahead
from core.desk.desk import Desk
from core.store.errors import StoreUnavailable
from tests.console.driving import queue_of, table_of, text_of, until
from tests.console.scenes import busy_desk
from tests.support.desk import FrozenDesk, reopen
from tests.support.patience import PATIENCE


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests have threads of their own; none of them holds anything that the child needs."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


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

    class Seen(Ahead):
        def take(self) -> FirstLook | None:
            return look

    def open_desk() -> Desk:
        assert opened.wait(PATIENCE)
        return desk

    app = PultApp(open_desk, "ivanova", ahead=Seen(0, 0))
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
