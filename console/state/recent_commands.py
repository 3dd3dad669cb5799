"""The commands that an operator has given from the palette, the latest first; kept for the next console."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from console.state.own_file import OwnFile

if TYPE_CHECKING:
    from console.link.desk_client import DeskClient

KEPT: Final = 12
"""So many are remembered."""


class RecentCommands:
    """Of one operator at one store, by the names that a command has in every scope; read when first asked for."""

    def __init__(self, client: DeskClient, login: str) -> None:
        self._file = OwnFile(client, login, "recent")
        self._names: tuple[str, ...] | None = None

    def names(self) -> tuple[str, ...]:
        """Their names, the latest first; none as long as it is not known which store this is."""
        if self._names is None and self._file.known:
            kept = self._file.read()
            texts = [each for each in kept if isinstance(each, str)] if isinstance(kept, list) else []
            self._names = tuple(dict.fromkeys(texts))[:KEPT]
        return self._names or ()

    def note(self, name: str) -> None:
        """One was given: it comes first from now on, here and in the next console."""
        self._names = (name, *(each for each in self.names() if each != name))[:KEPT]
        self._file.keep(list(self._names))
