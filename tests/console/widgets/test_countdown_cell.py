"""What a countdown says: no finer than is useful, its state by a glyph as well as by colour, still when hours stand."""

from datetime import datetime, timedelta

import pytest

from console.queue.widgets.countdown_cell import countdown_cell, holds_for
from core.desk.views import Countdown
from core.vocabulary import Status
from tests.console.rows import KRASNOYARSK, row

NOW = datetime(2026, 11, 24, 11, 0, tzinfo=KRASNOYARSK)


def left(standing: bool = False, **amount: float) -> Countdown:
    return Countdown(timedelta(**amount), overdue=False, standing=standing, resumes=None)


def late(standing: bool = False, **amount: float) -> Countdown:
    return Countdown(-timedelta(**amount), overdue=True, standing=standing, resumes=None)


@pytest.mark.parametrize(
    ("countdown", "glyph", "text", "tone"),
    [
        (left(hours=24), "", "3 дн.", "calm"),  # a working day is 8 hours
        (left(hours=10), "", "10 ч", "calm"),
        (left(hours=2, minutes=10), "", "2 ч 10 мин", "calm"),
        (left(minutes=30), "", "30 мин", "calm"),
        (left(minutes=29, seconds=59), "▲", "29 мин", "soon"),
        (left(minutes=4, seconds=59), "▲", "4 мин 59 с", "soon"),
        (left(seconds=0), "▲", "0 с", "soon"),  # the norm is used up, but not exceeded
        (late(seconds=1), "●", "−1 мин", "overdue"),
        (late(minutes=12), "●", "−12 мин", "overdue"),
        (late(minutes=12, seconds=1), "●", "−13 мин", "overdue"),
        (late(hours=3, minutes=50), "●", "−3 ч 50 мин", "overdue"),
        (late(hours=17), "●", "−17 ч", "overdue"),
        (left(hours=2, minutes=10, standing=True), "", "2 ч 10 мин", "still"),
        (left(minutes=5, standing=True), "△", "5 мин", "soon"),
        (late(minutes=12, standing=True), "○", "−12 мин", "overdue"),
    ],
)
def test_a_countdown(countdown: Countdown, glyph: str, text: str, tone: str) -> None:
    cell = countdown_cell(row(), countdown, NOW)
    assert (cell.glyph, cell.text, cell.tone) == (glyph, text, tone)


def test_a_consultation_past_its_term_is_told_as_not_at_once() -> None:
    assert countdown_cell(row(soft=True), late(minutes=12), NOW).text == "не сразу"


def test_what_has_no_due_says_why() -> None:
    assert countdown_cell(row(), None, NOW).text == "без срока"
    assert countdown_cell(row(status=Status.RESOLVED), None, NOW).text == "ждём ответ"


def test_a_closed_ticket_says_when() -> None:
    closed = row(status=Status.CLOSED, closed_at=datetime(2026, 11, 23, 16, 5, tzinfo=KRASNOYARSK))
    assert countdown_cell(closed, None, NOW).text == "23.11 16:05"


@pytest.mark.parametrize(
    ("countdown", "seconds"),
    [
        (left(hours=2, minutes=10, seconds=30), 30),
        (left(minutes=4, seconds=59), 0),
        (left(minutes=5), 0),
        (left(minutes=5, seconds=30), 30),
        (late(minutes=12, seconds=30), 30),
    ],
)
def test_a_cell_is_not_asked_again_while_it_cannot_have_changed(countdown: Countdown, seconds: int) -> None:
    held = holds_for(countdown)
    assert held == timedelta(seconds=seconds)
    if held:
        almost = Countdown(countdown.remaining - held, countdown.overdue, False, None)
        assert countdown_cell(row(), almost, NOW) == countdown_cell(row(), countdown, NOW)
