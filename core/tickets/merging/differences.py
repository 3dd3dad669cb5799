"""What others have changed, in Russian: each field with its label, as it was and as it is, who did it, when and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from core.tickets.log import TicketEvent
from core.tickets.merging.changed import COMPARED, ENTRIES, FieldChange
from core.tickets.narration.comparison import ComparedField, Worded
from core.tickets.narration.sentences import narrate
from core.tickets.narration.values import Names

LABELS: Final[Mapping[str, str]] = {
    **{name: each.label for name, each in COMPARED.items()},
    **{each.name: each.label for each in ENTRIES.values()},
}
"""How each field, and each sort of entry, is called."""
_OF_PEOPLE: Final = {name for name, each in COMPARED.items() if each.worded is Names.person}
"""The fields whose values are people of clinics."""
NOTHING: Final = "—"


@dataclass(frozen=True, slots=True)
class Difference:
    """One change told: ``before`` and ``after`` in words, ``actor`` a login, ``text`` what its author wrote about it.

    ``collides``: the command that was given does not stand beside it; ``yours``: what the command would have set here.
    """

    field: str
    label: str
    before: str
    after: str
    actor: str
    actor_name: str
    at: datetime
    text: str | None = None
    collides: bool = False
    yours: str | None = None


@dataclass(frozen=True, slots=True)
class WantedValue:
    """What a command would have set: a field and its value in words."""

    field: str
    label: str
    value: str


def tell(
    changed: Iterable[FieldChange],
    names: Names,
    *,
    colliding: Iterable[FieldChange] = (),
    wanted: Iterable[FieldChange] = (),
) -> tuple[Difference, ...]:
    """Tell changes in their order; ``colliding`` are some of them, ``wanted`` what the command would have changed."""
    barred = [(each.place, each.last.seq) for each in colliding]
    own = {each.place: _worded(each.field, each.after, names) for each in wanted}
    return tuple(_difference(each, names, (each.place, each.last.seq) in barred, own) for each in changed)


def tell_wanted(wanted: Iterable[FieldChange], names: Names) -> tuple[WantedValue, ...]:
    """Tell what a command would make different, field by field."""
    return tuple(
        WantedValue(each.field, _label(each), _worded(each.field, each.after, names))
        for each in wanted
        if each.before != each.after
    )


def people_named(changed: Iterable[FieldChange]) -> set[int]:
    """Everybody of a clinic whom a telling of the changes names, by id."""
    found: set[int | None] = set()
    for each in changed:
        for value in (each.before, each.after):
            found.update(_several(value) if each.field in _OF_PEOPLE else (getattr(value, "person", None),))
    return {each for each in found if each is not None}


def _difference(change: FieldChange, names: Names, barred: bool, own: Mapping[Any, str]) -> Difference:
    before, after = (_worded(change.field, value, names) for value in (change.before, change.after))
    text = narrate(change.last, names.policy, names.staff, names.people).text
    return Difference(
        field=change.field,
        label=_label(change),
        before=before,
        after=after,
        actor=change.last.actor,
        actor_name=names.user(change.last.actor),
        at=change.last.at,
        text=None if text is None or text in after else text,
        collides=barred,
        yours=own.get(change.place),
    )


def _label(change: FieldChange) -> str:
    item = "" if change.item is None else f" {change.item}"
    return f"{LABELS[change.field]}{item}"


def _worded(field: str, value: Any, names: Names) -> str:
    """A value of a field in words, or what an entry says."""
    if value in (None, ()):
        return NOTHING
    if isinstance(value, TicketEvent):
        return value.entered(names)
    told = COMPARED[field]
    values = _several(value)
    return ", ".join(_one(told, each, names) for each in (values[-1:] if told.last else values))


def _several(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _one(told: ComparedField, value: Any, names: Names) -> str:
    if told.worded is not None:
        return told.worded(names, value)
    if isinstance(value, Worded):
        return value.told(names)
    if isinstance(value, StrEnum):
        return names.policy.labels.of(value)
    return names.moment(value) if isinstance(value, datetime) else str(value)
