"""One form as data: what it is called, which fields it has, which command they make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from console.forms.context import About
from console.forms.fields.field_types import CheckField, FieldType, FindField

if TYPE_CHECKING:
    from console.host import Host
    from core.desk.desk import Desk
    from core.tickets.command import Command
    from core.tickets.directory import Actor
    from core.tickets.refusal import Refusal
    from core.tickets.use_cases.use_case import UseCase

Values = dict[str, Any]
_KEPT: Final = frozenset({"МО", "ЦК", "МИС", "SSH"})
"""What a sentence keeps in capitals of a heading."""


@dataclass(frozen=True, slots=True)
class FormSpec:
    """A form for one command of the core; ``make`` is its class, and ``shape`` adapts the values where names differ."""

    make: Callable[..., Any]
    save: str
    done: str
    lead: str = ""
    fields: tuple[FieldType, ...] = ()
    glyph: str = "◆"
    danger: bool = False
    """Something that is hard to reverse: the frame says so."""
    shape: Callable[[Values], Values] = dict
    first: Callable[[About], Mapping[str, str]] | None = None
    """What stands in the fields at first, made from the record."""
    after: Callable[[Host, Command], None] | None = None
    """What follows once it was done: a letter to read."""
    warning: Callable[[Desk, About], str] | None = None
    """What is read of the desk and told before anything is done: what somebody would leave to others."""
    reading: Callable[[Desk, Any, Actor, Callable[[int, int], bool]], str | Refusal] | None = None
    """For what answers with words: does it, and gives what is then shown. A long one tells its last argument how much
    is done of how much, and stops when that says False."""
    right: str | None = None
    """The command of the core whose right it takes, where that is another; «» for none."""
    compared: str = ""
    """The field whose ticket is shown beside the form's own."""
    own_heading: str | None = None
    """What it is called, where that is not the title of its command."""
    own_clause: str | None = None
    """What it rests on, where that is more, or less, than its command does."""

    @property
    def name(self) -> str:
        """The core's name of the command."""
        return str(self.make.name)  # type: ignore[attr-defined]

    @property
    def heading(self) -> str:
        """What stands in its frame."""
        return self._asked_for.title.upper() if self.own_heading is None else self.own_heading

    @property
    def title(self) -> str:
        """The same in a sentence: «Месяц МО»."""
        if self.own_heading is None:
            return self._asked_for.title
        words = (word if word in _KEPT else word.lower() for word in self.own_heading.split(" "))
        told = " ".join(words)
        return told[:1].upper() + told[1:]

    @property
    def clause(self) -> str:
        """The clause that its frame names; «» for none."""
        return (self._asked_for.clause or "") if self.own_clause is None else self.own_clause

    @property
    def _asked_for(self) -> UseCase:
        from core.tickets.use_cases.catalogue import USE_CASES  # a queue's first rows need no rule

        return USE_CASES[self.name]

    @property
    def sources(self) -> tuple[str, ...]:
        """What the fields want to find among."""
        return tuple(field.among for field in self.fields if isinstance(field, FindField | CheckField))
