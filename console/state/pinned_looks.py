"""The looks that an operator has pinned to the shipped views: order, groups, columns; kept for the next console."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from console.state.own_file import OwnFile

if TYPE_CHECKING:
    from console.link.desk_client import DeskClient

Kept = Mapping[str, Mapping[str, Any]]
"""By the name of a view, the parts of its look as texts."""


class PinnedLooks:
    """Of one operator at one store; read when first asked for."""

    def __init__(self, client: DeskClient, login: str) -> None:
        self._file = OwnFile(client, login, "looks")
        self._kept: Kept | None = None

    def of(self, view: str) -> Mapping[str, Any]:
        """What is pinned to a view; nothing where nothing is."""
        return self._all().get(view, {})

    def pin(self, view: str, look: Mapping[str, Any]) -> None:
        """Pin a look to a view, here and in the next console."""
        self._kept = {**self._all(), view: dict(look)}
        self._file.keep(self._kept)

    def _all(self) -> Kept:
        if self._kept is None and self._file.known:
            kept = self._file.read()
            given = kept.items() if isinstance(kept, dict) else ()
            self._kept = {name: look for name, look in given if isinstance(look, dict)}
        return self._kept or {}
