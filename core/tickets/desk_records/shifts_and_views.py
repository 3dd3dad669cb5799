"""Saved views and shifts: whose they are, who may change them, who takes over."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from core.policy import Policy
from core.text import nearest
from core.tickets.command import DeskCommand
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.filtering import parse
from core.tickets.log import DeskEvent, free_text
from core.tickets.refusal import Refusal, bad_input, forbidden, not_found
from core.tickets.use_cases.checks import absent, staff
from core.tickets.use_cases.use_case import Reversal, UseCase
from core.vocabulary import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewSaved(DeskEvent):
    """A view of the queue was saved or changed by its ``owner``."""

    kind: ClassVar[str] = "view_saved"
    id: int
    owner: str
    shared: bool
    view: str
    sort: str
    group: str | None = None
    columns: str | None = None
    title: str = free_text()
    filter: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewDropped(DeskEvent):
    """A saved view was taken away."""

    kind: ClassVar[str] = "view_dropped"
    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftHandedOver(DeskEvent):
    """A shift was handed over (п. 4.5, 4.6)."""

    kind: ClassVar[str] = "shift_handed_over"
    id: int
    at: datetime
    by: str
    to: str
    tickets: tuple[int, ...] = ()
    text: str = free_text()
    reason: str | None = free_text(None)
    """Why to somebody who is absent (п. 4.7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftAccepted(DeskEvent):
    """A shift was taken over."""

    kind: ClassVar[str] = "shift_accepted"
    id: int
    accepted_at: datetime
    answer: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveView(DeskCommand):
    """Keep a view of the queue under a name: one's own, or (``shared``) everybody's.

    ``view`` is the shipped view that it narrows by ``filter``; ``columns`` are names with widths, «number:6 subject».
    ``saved``: the view that is changed, None for a new one.
    """

    name: ClassVar[str] = "view_save"
    title: str
    view: str = "open"
    filter: str | None = None
    sort: str = "due"
    group: str | None = None
    columns: str | None = None
    shared: bool = False
    saved: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DropView(DeskCommand):
    """Take a saved view away."""

    name: ClassVar[str] = "view_drop"
    saved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverShift(DeskCommand):
    """Hand the shift over to a colleague (п. 4.5, 4.6); ``text`` is what he must know."""

    name: ClassVar[str] = "shift_hand_over"
    to: str
    text: str
    tickets: tuple[int, ...] = ()
    """The tickets that were looked through and told."""
    reason: str | None = None
    """Why to somebody who is absent (п. 4.7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptShift(DeskCommand):
    """Confirm that one has taken the shift over; ``text``: what was asked or is in doubt."""

    name: ClassVar[str] = "shift_accept"
    shift: int
    text: str | None = None


SHIFT: Final = "п. 4.5, 4.6"
GROUPS: Final = ("organization", "line", "assignee")
"""What a list can be grouped by."""
SORTS: Final = ("due", "number", "priority", "changed")
_KEEPERS: Final = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})
"""Who may change what others have shared."""


def save_view(command: SaveView, context: Context) -> Effects | Refusal:
    """A view of one's own, or one for everybody; what is shared is changed by its owner or a supervisor."""
    if refusal := _unreadable(command, context.policy, context):
        return refusal
    identity, owner = context.facts.next_ids["saved_views"], context.actor.login
    if command.saved is not None:
        known = context.facts.views.get(command.saved)
        if known is None:
            return not_found("view.unknown", f"Сохранённого вида {command.saved} нет")
        if refusal := _not_ones_own(known.owner, context):
            return refusal
        identity, owner = known.id, known.owner
    saved = ViewSaved(
        id=identity, owner=owner, shared=command.shared, title=command.title, view=command.view, filter=command.filter,
        sort=command.sort, group=command.group, columns=command.columns,
    )  # fmt: skip
    return (saved,)


def drop_view(command: DropView, context: Context) -> Effects | Refusal:
    """A saved view goes; tickets are untouched."""
    known = context.facts.views.get(command.saved)
    if known is None:
        return not_found("view.unknown", f"Сохранённого вида {command.saved} нет")
    return _not_ones_own(known.owner, context) or (ViewDropped(id=known.id),)


def hand_over(command: HandOverShift, context: Context) -> Effects | Refusal:
    """The leaving one tells the coming one what stands."""
    user = staff(command.to, context, "п. 10.2")
    if isinstance(user, Refusal):
        return user
    if user.login == context.actor.login:
        return bad_input("shift.oneself", "Смену передают другому сотруднику", SHIFT, field="to")
    if refusal := absent(user, context, command.reason):
        return refusal
    handed = ShiftHandedOver(
        id=context.facts.next_ids["shifts"], at=context.now, by=context.actor.login, to=user.login,
        tickets=command.tickets, text=command.text, reason=command.reason,
    )  # fmt: skip
    return (handed,)


def accept(command: AcceptShift, context: Context) -> Effects | Refusal:
    """Only whom it was handed to takes it over, and once."""
    shift = context.facts.shifts.get(command.shift)
    if shift is None:
        return not_found("shift.unknown", f"Передачи смены {command.shift} нет")
    if shift.accepted_at is not None:
        return Refusal("shift.accepted", f"Смена {shift.id} уже принята", SHIFT)
    if shift.to != context.actor.login:
        receiver = context.facts.users.get(shift.to)
        return forbidden("shift.not_yours", f"Смену примет только {receiver.name if receiver else shift.to}", SHIFT)
    return (ShiftAccepted(id=shift.id, accepted_at=context.now, answer=command.text),)


def _not_ones_own(owner: str, context: Context) -> Refusal | None:
    if owner == context.actor.login or context.actor.role in _KEEPERS:
        return None
    return forbidden("view.not_yours", f"Этот вид сохранил {owner}: его меняет он или руководитель смены", None)


def _unreadable(command: SaveView, policy: Policy, context: Context) -> Refusal | None:
    problems = parse(command.filter or "", policy, context.now).problems
    if problems:
        return bad_input("view.filter", problems[0].message, field="filter")
    for field, value, allowed in (("sort", command.sort, SORTS), ("group", command.group, GROUPS)):
        if value is not None and value not in allowed:
            near = nearest(value, allowed)
            hint = f"; может быть, {near}?" if near else ""
            message = f"Недопустимо «{value}»{hint}. Допустимо: {', '.join(allowed)}"
            return bad_input(f"view.{field}", message, field=field, allowed=list(allowed))
    return None


USE_CASES: Final = (
    UseCase(
        SaveView,
        save_view,
        title="Сохранить вид",
        about="Сохранить условия, порядок, группы и колонки под своим именем.",
        denial="Виды очереди сохраняют сотрудники ЦК",
        rights="+  +  +  +  +  -",
        undo=Reversal.FINAL,
        instead="Лишний вид убирают",
    ),
    UseCase(
        DropView,
        drop_view,
        title="Убрать вид",
        about="Убрать сохранённый вид, который открыт.",
        denial="Виды очереди убирают сотрудники ЦК",
        rights="+  +  +  +  +  -",
        undo=Reversal.HELD,
    ),
    UseCase(
        HandOverShift,
        hand_over,
        title="Сдать смену",
        about="Пройти по тому, что на столе, и передать смену коллеге (п. 4.5, 4.6).",
        denial="Смену передают специалисты ЦК и руководитель смены",
        clause="п. 4.5, 4.6",
        rights="+  +  +  -  -  -",
        undo=Reversal.HELD,
    ),
    UseCase(
        AcceptShift,
        accept,
        title="Принять смену",
        about="Прочесть, что передано, и подтвердить (п. 4.5, 4.6).",
        denial="Смену принимают специалисты ЦК и руководитель смены",
        clause="п. 4.5, 4.6",
        rights="+  +  +  -  -  -",
        undo=Reversal.HELD,
    ),
)
