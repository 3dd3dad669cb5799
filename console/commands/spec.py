"""What a command is: its name for people, its keys, where it works, what it does."""

from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding

Scope = Literal["app", "queue", "ticket", "intake", "dialog", "compose", "conflict", "register", "wall"]


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """One command: what it is called, which keys give it, where it works and what it does.

    ``key`` is one Textual key or several joined by commas, the shown one first, or nothing for a command of the palette
    alone; ``action`` a Textual action string;
    ``core_name`` the name of the core's ``ActionState`` that tells whether it is allowed now; ``show`` puts it on the
    key bar; ``priority`` lets it work while a dialog or a field has the focus.
    """

    id: str
    title: str
    key: str
    scope: Scope
    help: str
    action: str
    core_name: str | None = None
    show: bool = True
    priority: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that give this command, the shown one first."""
        return tuple(filter(None, self.key.split(",")))

    @property
    def binding(self) -> Binding:
        """The binding of this command, by whose ``id`` the registry is found again."""
        key = self.key or f"unbound-{self.id}"  # no keyboard sends that: a keymap may give it a real one
        return Binding(key, self.action, self.title, show=self.show, priority=self.priority, id=self.id)
