"""What tests ask of Textual that it tells nobody: the one file of tests that reads its private parts.

Textual: 8.2.8.
Why: it gives no text of a whole screen but inside an SVG, presses no key without waiting for the screen that the key
may take away, keeps what an application says at its end to itself, and has no place to remember parsed rules in.
"""

from collections.abc import Callable
from typing import Any

from textual._context import visible_screen_stack
from textual.app import App
from textual.css.stylesheet import Stylesheet


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


def replace_rule_parser(made_of: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    """Have stylesheets parse a text of CSS by what is made of the present way."""
    Stylesheet._parse_rules = made_of(Stylesheet._parse_rules)  # type: ignore[method-assign]
