"""What keeps the application from the terminal while the first rows stand there: nothing is laid or painted in vain."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from console.first_rows.cover import AT_MOST, RowsCover
from console.first_rows.early_screen import EARLY


class Painter:
    """An application that tells what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.later: list[Callable[[], None]] = []

    def paint_anew(self) -> None:
        self.asked.append("paint")

    @contextmanager
    def batch_update(self) -> Iterator[None]:
        self.asked.append("hold")
        yield
        self.asked.append("release")

    def set_timer(self, delay: float, callback: Callable[[], None], /) -> None:
        assert delay == AT_MOST
        self.later.append(callback)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EARLY, "covers", True)


def test_no_frame_is_made_that_nobody_would_see(shown: None) -> None:
    app = Painter()
    cover = RowsCover(app)
    cover.stay(rows_come=True)
    assert app.asked == ["hold"]
    cover.lift()
    assert app.asked == ["hold", "release", "paint"]
    app.later[0]()
    assert app.asked == ["hold", "release", "paint"]


def test_rows_that_do_not_come_hold_it_for_a_while_only(shown: None) -> None:
    app = Painter()
    RowsCover(app).stay(rows_come=True)
    app.later[0]()
    assert app.asked == ["hold", "release", "paint"]


def test_nothing_is_held_where_no_rows_were_shown_or_none_come(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Painter()
    RowsCover(app).stay(rows_come=True)
    monkeypatch.setattr(EARLY, "covers", True)
    RowsCover(app).stay(rows_come=False)
    assert app.asked == []
    assert not EARLY.covers
