"""F12: a letter at each place of a screen leads there, in either layout; and what very wide terminals show."""

from pathlib import Path

import pytest

from console.intake.screen import IntakeScreen
from console.queue.widgets.ticket_preview import TicketPreview
from console.screens.jump import JumpScreen
from tests.console.driving import console, queue_of, settled, text_of, until
from tests.console.scenes import busy_desk
from tests.support.desk import FrozenDesk


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return busy_desk(tmp_path)


@pytest.mark.parametrize("size", [(160, 45), (80, 24)], ids=["wide", "narrow"])
async def test_a_letter_leads_to_its_field_in_either_layout(desk: FrozenDesk, size: tuple[int, int]) -> None:
    async with console(desk, size=size) as (app, pilot):
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, IntakeScreen) and app.screen.ready, "the form")
        form = app.screen
        await pilot.press("f12")
        await until(pilot, lambda: isinstance(app.screen, JumpScreen), "the letters")
        jump = app.screen
        assert isinstance(jump, JumpScreen)
        subject = form.query_one("#subject")
        letter = next(letter for letter, place in jump.places.items() if place is subject)
        assert f" {letter.upper()} " in text_of(app)
        russian = dict(zip("asdfghjklqwertyuiop", "фывапролдйцукенгшщз", strict=True))[letter]
        await pilot.press(russian)
        await until(pilot, lambda: app.screen is form, "the form again")
        assert form.focused is subject


async def test_another_key_leaves_everything_where_it_was(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        before = app.focused
        for key in ("f12", "escape", "f12", "5"):
            await pilot.press(key)
            await pilot.pause()
        assert app.screen is queue_of(app)
        assert app.focused is before


async def test_what_is_scrolled_out_of_sight_has_no_letter(desk: FrozenDesk) -> None:
    async with console(desk, size=(80, 24)) as (app, pilot):
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, IntakeScreen) and app.screen.ready, "the form")
        answer = app.screen.query_one("#answer")
        await pilot.press("f12")
        await until(pilot, lambda: isinstance(app.screen, JumpScreen), "the letters")
        assert isinstance(app.screen, JumpScreen)
        assert answer not in app.screen.places.values()


async def test_a_very_wide_queue_shows_list_card_and_story_side_by_side(desk: FrozenDesk) -> None:
    async with console(desk, size=(240, 60)) as (app, pilot):
        await settled(app, pilot)
        card, story = queue_of(app).query(TicketPreview)
        assert (card.region.y, card.region.right) == (story.region.y, story.region.x)
        assert "── Последнее" not in card.plain
        assert story.plain.startswith("── Последнее")
        await pilot.resize_terminal(160, 45)
        await pilot.pause()
        assert not story.display
        assert "── Последнее" in card.plain
