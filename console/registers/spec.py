"""What a register's screen is made of: columns, a read of the desk, and the commands of a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from core.text import fold

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.tickets.directory import Actor


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a register. ``key`` tells it from the others across readings; ``details`` are label and text.

    ``ticket`` is the ticket that Enter opens; ``tone`` the name of a style of :mod:`console.widgets.line_view`.
    ``fixed`` are the values that the record gives to the forms of its commands.
    """

    key: str
    cells: tuple[str, ...]
    details: tuple[tuple[str, str], ...] = ()
    ticket: int | None = None
    tone: str = ""
    value: Any = None
    title: str = ""
    fixed: Mapping[str, Any] = field(default_factory=dict)
    reading: str = ""
    """What Enter opens to be read and copied, where the record is a text of its own."""

    @property
    def words(self) -> str:
        """What the record is found by, folded."""
        return fold(" ".join((*self.cells, *(text for _, text in self.details))))


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column: its title and its width in cells, 0 for what is left over."""

    title: str
    width: int = 0


@dataclass(frozen=True, slots=True)
class RegisterSpec:
    """A register: ``read`` gives its records in their order; ``new`` and ``commands`` are core names of commands."""

    name: str
    title: str
    clause: str
    empty: str
    columns: tuple[ColumnSpec, ...]
    read: Callable[[Desk, Actor], Sequence[Record]]
    new: str | None = None
    commands: tuple[str, ...] = ()
    live: bool = False
    """Whether its records change without a commit, so that it is read again every few seconds."""
    first: Callable[[Desk, Actor, int], Sequence[Record]] | None = None
    """Gives its first so many records, where all of them are too many to be read at once."""
