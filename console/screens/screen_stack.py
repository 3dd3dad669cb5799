"""The screens of the application, as the parts of it see them that know no application."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from textual.screen import Screen


class ScreenStack(Protocol):
    """Which screens there are."""

    @property
    def screen_stack(self) -> Sequence[Screen[Any]]:
        """All of them, the one on top last."""

    @property
    def screen(self) -> Screen[Any]:
        """The one on top."""

    @property
    def is_going(self) -> bool:
        """Whether the application has started and was not told to end."""
