"""Screens that stay made between two visits: the second fills what stands there, and makes, styles and lays nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from textual.screen import Screen

Kept = TypeVar("Kept", bound="Screen[Any]")


class Keeping(Protocol):
    """The application, which does not end a screen that is installed."""

    @property
    def screen_stack(self) -> Sequence[Screen[Any]]:
        """The screens that are open."""

    def install_screen(self, screen: Screen[Any], name: str) -> None:
        """Keep a screen when it is left."""


class KeptScreens:
    """One screen of each kind, at most; what opens over another one of its kind is made for that visit alone."""

    def __init__(self, app: Keeping) -> None:
        self._app = app
        self._kept: dict[type[Screen[Any]], Screen[Any]] = {}

    def at_rest(self, kind: type[Kept]) -> Kept | None:
        """The kept screen of a kind; None where there is none, or it is open, or its end has come."""
        screen = self._kept.get(kind)
        if not isinstance(screen, kind) or not screen.is_running or screen in self._app.screen_stack:
            return None
        return screen

    def keep(self, screen: Kept) -> Kept:
        """Keep a new screen from now on, unless one of its kind is kept already."""
        if type(screen) not in self._kept:
            self._kept[type(screen)] = screen
            self._app.install_screen(screen, type(screen).__name__)
        return screen
