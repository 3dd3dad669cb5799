"""A completer over things with keys of any kind: ids, logins, pairs of a command's attribute and its value."""

from collections.abc import Sequence
from typing import Any

from console.forms.entries import Entry
from console.widgets.fields.completer import Candidate, Completer


class Finder(Completer):
    """Finds one of some entries. ``number``: a bare number that is not among them is taken as it stands."""

    def __init__(self, placeholder: str = "", *, id: str | None = None, number: bool = False) -> None:
        super().__init__(placeholder, id=id)
        self.entries: tuple[Entry, ...] = ()
        self._number = number

    @property
    def key(self) -> Any:
        """The key of what is chosen, or the number that is typed; None without either."""
        if self.value is not None and 0 <= self.value < len(self.entries):
            return self.entries[self.value].key
        typed = self.text.strip().lstrip("№").strip()
        return int(typed) if self._number and typed.isascii() and typed.isdigit() else None

    def know(self, entries: Sequence[Entry], first: Any = None) -> None:
        """What can be found, and the key that stands chosen where nothing was typed."""
        self.entries = tuple(entries)
        self.offer(
            Candidate(place, entry.title, entry.hint, f"{entry.hint} {entry.words}")
            for place, entry in enumerate(self.entries)
        )
        if first is not None and self.value is None and not self.text.strip():
            place = next((place for place, entry in enumerate(self.entries) if entry.key == first), None)
            if place is not None:
                self.put(place, self.entries[place].title)
