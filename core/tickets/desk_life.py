"""Saved views and shifts: whose they are, who may change them, who takes over."""

from collections.abc import Mapping
from typing import Final

from core.policy import Policy
from core.text import nearest
from core.tickets.checks import absent, staff
from core.tickets.commands import AcceptShift, DropView, HandOverShift, SaveView
from core.tickets.context import Context
from core.tickets.effects import DeskRule, Effects
from core.tickets.facts import ShiftAccepted, ShiftHandedOver, ViewDropped, ViewSaved
from core.tickets.filtering import parse
from core.tickets.refusal import Refusal, bad_input, forbidden, not_found
from core.vocabulary import Role

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


DESK_RULES: Final[Mapping[str, DeskRule]] = {
    SaveView.name: save_view,
    DropView.name: drop_view,
    HandOverShift.name: hand_over,
    AcceptShift.name: accept,
}
