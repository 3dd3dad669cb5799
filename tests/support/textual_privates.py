"""What tests ask of Textual that it tells nobody: the one file of tests that reads its private parts.

Textual: 8.2.8.
Why: it gives no text of a whole screen but inside an SVG, presses no key without waiting for the screen that the key
may take away, keeps what an application says at its end to itself, has no place to remember parsed rules in, tells
nobody how often it lays and styles, and writes nothing where there is no terminal.
"""

from collections.abc import Callable
from typing import Any

import pytest
from rich.console import Console
from textual._compositor import Compositor, CompositorUpdate
from textual._context import visible_screen_stack
from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen


def screen_lines(app: App[Any]) -> list[str]:
    """What is on the screen, line by line, over the screens that shine through it."""
    visible_screen_stack.set(app._background_screens)
    return ["".join(segment.text for segment in line) for line in app.screen._compositor.render_strips()]


async def press_at_once(app: App[Any], key: str) -> None:
    """Press a key and wait for nothing."""
    await app._press_keys([key])


def said_at_the_end(app: App[Any]) -> str:
    """What is printed once the application has ended."""
    return "".join(str(each) for each in app._exit_renderables)


def written_by(app: App[Any], console: Console) -> list[str]:
    """What each repaint from now on would send to a terminal with the colours of ``console``."""
    sent: list[str] = []
    plain = app._display

    def display(screen: Screen[Any], renderable: Any) -> None:
        if isinstance(renderable, CompositorUpdate) and not app._batch_count:
            sent.append(renderable.render_segments(console))
        plain(screen, renderable)

    app._display = display  # type: ignore[method-assign]
    return sent


def replace_rule_parser(made_of: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    """Have stylesheets parse a text of CSS by what is made of the present way."""
    Stylesheet._parse_rules = made_of(Stylesheet._parse_rules)  # type: ignore[method-assign]


class Work:
    """What Textual does from now on: layouts of a screen, widgets that rules are looked up for, paints that write."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.layouts = self.styled = self.painted = 0
        for owner, name, note in (
            (Compositor, "reflow", self._laid),
            (Stylesheet, "apply", self._styled),
            (App, "_display", self._painted),
        ):
            monkeypatch.setattr(owner, name, _noted(getattr(owner, name), note))

    def begin(self) -> None:
        """Count anew."""
        self.layouts = self.styled = self.painted = 0

    def _laid(self, *_: Any) -> None:
        self.layouts += 1

    def _styled(self, *_: Any) -> None:
        self.styled += 1

    def _painted(self, _app: Any, _screen: Any, update: Any) -> None:
        self.painted += update is not None


def _noted(plain: Callable[..., Any], note: Callable[..., None]) -> Callable[..., Any]:
    def noted(*arguments: Any, **options: Any) -> Any:
        note(*arguments)
        return plain(*arguments, **options)

    return noted
