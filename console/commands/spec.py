"""What a command is: its name for people, its keys, where it works, what it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from textual.binding import Binding

if TYPE_CHECKING:
    from core.tickets.use_cases.use_case import UseCase

Scope = Literal[
    "app", "queue", "ticket", "intake", "dialog", "compose", "conflict", "register", "search", "wall", "past"
]


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """One command: what it is called, which keys give it, where it works and what it does.

    ``label`` is what it is called and ``sentence`` what it does. A command of the core says both itself: there
    ``sentence`` is empty and ``label`` no more than a shorter word for the key bar, or nothing.
    ``key`` is one Textual key or several joined by commas, the shown one first, or nothing for a command of the palette
    alone; ``action`` a Textual action string;
    ``core_name`` the name of the core's ``ActionState`` that tells whether it is allowed now; ``show`` puts it on the
    key bar; ``priority`` lets it work while a dialog or a field has the focus.
    """

    id: str
    label: str
    key: str
    scope: Scope
    sentence: str
    action: str
    core_name: str | None = None
    show: bool = True
    priority: bool = False

    @property
    def title(self) -> str:
        """What it is called in full."""
        return self.label if self._own else self._asked_for.title

    @property
    def help(self) -> str:
        """What it does, in one sentence."""
        return self.sentence if self._own else self._asked_for.about

    @property
    def name(self) -> str:
        """What it is called in every scope that has it: the core's name, or its own id."""
        return self.core_name or self.id

    @property
    def _own(self) -> bool:
        return bool(self.sentence) or self.core_name is None

    @property
    def _asked_for(self) -> UseCase:
        """The core's command that it gives; the rules are loaded once a title is shown, not with the first key bar."""
        from core.tickets.use_cases.catalogue import USE_CASES

        return USE_CASES[self.core_name or ""]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that give this command, the shown one first."""
        return tuple(filter(None, self.key.split(",")))

    @property
    def binding(self) -> Binding:
        """The binding of this command, by whose ``id`` the registry is found again."""
        key = self.key or f"unbound-{self.id}"  # no keyboard sends that: a keymap may give it a real one
        return Binding(key, self.action, self.label, show=self.show, priority=self.priority, id=self.id)
