"""The queue as a keyed model: the cursor follows its ticket, rows are read by key and only near the eye."""

from collections.abc import Sequence

import pytest

from console.queue.model.queue_model import AHEAD, STEP, WINDOW, QueueModel
from core.desk.views import QueueRow
from tests.console.rows import row


def model(numbers: Sequence[int]) -> QueueModel:
    made = QueueModel(lambda wanted: tuple(row(number=number) for number in wanted))
    made.replace(tuple(numbers), ())
    return made


def test_the_cursor_follows_its_ticket_when_rows_move() -> None:
    queue = model([10, 20, 30, 40])
    queue.move(2)
    assert queue.replace((30, 5, 10, 20, 40), ())
    assert (queue.selected, queue.cursor) == (30, 0)


def test_when_its_ticket_is_gone_the_cursor_takes_the_row_in_its_place() -> None:
    queue = model([10, 20, 30, 40])
    queue.move(1)
    queue.replace((10, 30, 40), ())
    assert queue.selected == 30


def test_when_the_last_ticket_is_gone_the_cursor_stays_within_the_view() -> None:
    queue = model([10, 20])
    queue.move(1)
    queue.replace((10,), ())
    assert queue.selected == 10
    queue.replace((), ())
    assert queue.selected is None
    queue.replace((7, 8), ())
    assert queue.selected == 7


def test_another_view_begins_at_its_top() -> None:
    queue = model([10, 20, 30])
    queue.move(2)
    assert queue.replace((30, 20, 10), (), to_top=True)
    assert queue.selected == 30
    queue.move(2)
    assert queue.replace((30, 20, 10), (), to_top=True)
    assert queue.cursor == 0


@pytest.mark.parametrize(("target", "stands_at"), [(-5, 0), (99, 2), (1, 1)])
def test_the_cursor_is_held_within_the_view(target: int, stands_at: int) -> None:
    queue = model([10, 20, 30])
    queue.move(target)
    assert queue.cursor == stands_at


def test_the_same_reading_is_no_change() -> None:
    queue = model([10, 20])
    assert not queue.replace((10, 20), ())


def test_rows_are_fetched_with_their_neighbours_and_only_once() -> None:
    asked: list[tuple[int, ...]] = []

    def fetch(wanted: Sequence[int]) -> tuple[QueueRow, ...]:
        asked.append(tuple(wanted))
        return tuple(row(number=number) for number in wanted)

    queue = QueueModel(fetch)
    queue.replace(tuple(range(1, 1001)), ())
    assert queue.row_at(500) == row(number=501)
    assert queue.row_at(500 + WINDOW) is not None
    assert asked == [tuple(range(501 - WINDOW, 502 + WINDOW))]
    assert queue.row_at(-1) is None
    assert queue.row_at(1000) is None


def test_a_fresh_reading_forgets_rows_that_may_have_changed() -> None:
    queue = model([1, 2, 3])
    assert queue.row_at(0) is not None
    queue.replace((1, 2, 3), (row(number=2),))
    assert set(queue.rows) == {2}


def test_of_a_list_that_goes_on_only_what_came_between_known_tickets_is_new() -> None:
    queue = model([10, 20, 30])
    assert queue.fresh((10, 15, 20, 30, 40)) == {15, 40}
    queue.whole = False  # 20 was closed: 40 was there before, below what was read
    assert queue.fresh((10, 15, 30, 40)) == {15}


def test_more_is_read_before_the_end_is_in_sight() -> None:
    queue = model(range(1, STEP + 1))
    assert not queue.runs_out(STEP - 1)
    queue.whole = False
    assert [queue.runs_out(place) for place in (0, STEP - AHEAD - 1, STEP - AHEAD)] == [False, False, True]
    assert [queue.enough_for(place) for place in (0, 799, 800, 1799, 1800)] == [1000, 1000, 2000, 2000, 3000]
