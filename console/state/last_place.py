"""Where one was when the console was closed: taken up by the next one, kept while one works."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from console.state.session_state import SessionState, load_session, save_session, session_path

if TYPE_CHECKING:
    from pathlib import Path

    from console.link.desk_client import DeskClient
    from core.tickets.registers import SavedView


class Place(Protocol):
    """The screen that one comes back to."""

    def restore(self, state: SessionState, saved: SavedView | None) -> None:
        """Take up where the last console was closed."""

    def state(self) -> SessionState:
        """Where one is now."""


class LastPlace:
    """Of one operator at one store; ``place`` gives the screen that one comes back to."""

    def __init__(self, client: DeskClient, login: str, place: Callable[[], Place]) -> None:
        self._client = client
        self._login = login
        self._place = place
        self._kept: SessionState | None = None

    def take_up(self) -> None:
        """Go on where the last console of this operator was closed."""
        if (path := self._path()) is None:
            return
        state = self._kept = load_session(path)
        if state.saved is None:
            self._place().restore(state, None)
            return

        def found(views: tuple[SavedView, ...]) -> None:
            self._place().restore(state, next((each for each in views if each.id == state.saved), None))

        self._client.ask(lambda desk: desk.registers.saved_views(self._login), found, group="session")

    def keep(self) -> None:
        """Keep where one is, when that has changed; in a thread."""
        path = self._path()
        if path is None or self._client.actor is None or self._client.failure is not None:
            return
        state = self._place().state()
        if state != self._kept:
            self._kept = state
            self._client.run(lambda: save_session(path, state), group="session-file")

    def keep_now(self) -> None:
        """The console ends: keep it in this thread."""
        if (path := self._path()) is not None:
            save_session(path, self._place().state())

    def _path(self) -> Path | None:
        desk = self._client.desk
        return None if desk is None else session_path(desk.store_id, self._login)
