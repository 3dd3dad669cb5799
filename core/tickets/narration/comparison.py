"""How the fields of a ticket, and what is only entered in its log, are called and compared between two versions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final, Protocol, TypeAlias, runtime_checkable

from core.tickets.narration.values import Names

_KEY: Final = "compared"
InWords: TypeAlias = Callable[[Names, Any], str]
"""One value of a field in words."""


@runtime_checkable
class Worded(Protocol):
    """A value that tells itself."""

    def told(self, names: Names) -> str:
        """The value in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedField:
    """A field that is compared: ``label`` is what it is called for people.

    ``worded`` tells one value of it, where neither the value tells itself nor its label does. ``item``: its records are
    compared one by one by their ``id``, and a command names one of them under this name. ``last``: of several values
    the last alone is told. ``additive``: it is only added to, which changes nothing that a command could rest on.
    """

    label: str
    worded: InWords | None = None
    item: str | None = None
    last: bool = False
    additive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """How an event is called that changes no compared field and is a change of its own; ``additive`` as of a field."""

    name: str
    label: str
    additive: bool = False


ACCOMPANYING: Final[Mapping[str, None]] = {_KEY: None}
"""The metadata of a field that never changes without another one that says more: it is not compared."""


def compared(
    label: str,
    *,
    worded: InWords | None = None,
    item: str | None = None,
    last: bool = False,
    additive: bool = False,
) -> Mapping[str, ComparedField]:
    """The metadata of a field that is compared."""
    return {_KEY: ComparedField(label=label, worded=worded, item=item, last=last, additive=additive)}


def numbered(names: Names, number: int) -> str:
    """«№ 5»: what is known by its number."""
    return f"№ {number}"


def comparison(kind: type[Any]) -> dict[str, ComparedField]:
    """The compared fields of a dataclass by name, its own before those that it takes over from another.

    KeyError where one does not say whether it is compared.
    """
    own = [each for each in fields(kind) if each.name in vars(kind)["__annotations__"]]
    said = {each.name: each.metadata[_KEY] for each in (*own, *fields(kind))}
    return {name: each for name, each in said.items() if each is not None}
