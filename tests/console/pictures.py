"""Pictures of a scene in several colours: a console is started once for a size, and changes its colours in place.

    assert looks_as_it_did(snap_compare, ("work jump", (160, 45)), "ansi", lambda: (app, before))

Each picture has a test and a file of its own; the first test of a scene takes the pictures of all colours, those after
it (in the same process: ``of_one_run``) find theirs. A picture is given away once; the next asker takes it anew.
"""

import os
from collections.abc import Awaitable, Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest
from textual.app import App
from textual.pilot import Pilot

from console.app import PultApp
from console.terminal.own_colours import OwnColours

Size = tuple[int, int]
Colours = tuple[str, ...]
Started = tuple[PultApp, Callable[[Pilot[int]], Awaitable[None]]]
"""A console that is not run yet, and how it gets to its scene."""
Start = Callable[[], Started]
COLOURS: Final = ("dark", "ansi", "none")
"""In the order in which a console wears them: ``none`` is what ``NO_COLOR`` makes of the terminal's own."""
_TAKEN: Final[dict[Hashable, str]] = {}


def of_one_run(scenes: Iterable[str], prefix: str) -> list[object]:
    """Parameters for tests of scenes, those of one scene in one process."""
    return [pytest.param(each, marks=pytest.mark.xdist_group(f"{prefix} {each}"), id=each) for each in scenes]


def looks_as_it_did(
    snap: Callable[..., bool],
    scene: tuple[Hashable, Size],
    colour: str,
    start: Callable[[], Started],
    *,
    colours: Colours = COLOURS,
) -> bool:
    """Whether a scene of a size looks in a colour as its stored picture.

    ``start`` gives a dark console; ``colours`` are all that there are pictures in.
    """
    if (scene, colour) not in _TAKEN:
        _TAKEN.update({(scene, each): picture for each, picture in _taken(*start(), scene[1], colours).items()})
    with pytest.MonkeyPatch.context() as patch:
        picture = _TAKEN.pop((scene, colour))
        patch.setattr("textual._doc.take_svg_screenshot", lambda **_: picture)
        return snap(App())


def _taken(
    app: PultApp, before: Callable[[Pilot[int]], Awaitable[None]], size: Size, colours: Colours
) -> dict[str, str]:
    taken: dict[str, str] = {}

    async def take(pilot: Pilot[Any]) -> None:
        await before(pilot)
        for colour in colours:
            with _wearing(app, colour):
                await pilot.pause()
                await pilot.wait_for_scheduled_animations()
                await pilot.pause()
                taken[colour] = app.export_screenshot(title=app.title, simplify=True)
        app.exit()

    app.run(headless=True, auto_pilot=take, size=size)
    if app.crash is not None:
        raise app.crash
    return taken


@contextmanager
def _wearing(app: PultApp, colour: str) -> Iterator[None]:
    """Change the colours as the palette does; without any, also as an application does that is born so."""
    with pytest.MonkeyPatch.context() as patch:
        if colour == "none":
            patch.setitem(os.environ, "NO_COLOR", "1")
            app.no_color = app.colourless = True
            app.own_colours = (OwnColours(none=True),)
            app.set_class(True, "-no-color")
            app.call_next(app.refresh_css, animate=False)
        if colour != "dark":
            app.action_theme(colour)
        yield
