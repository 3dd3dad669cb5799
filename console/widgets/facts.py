"""The fields of a ticket, and the actions that it offers: pure lines, and the views that show them."""

from collections.abc import Sequence
from datetime import datetime

from console.commands.registry import by_core_name, key_title
from console.text import full_moment
from console.widgets.line_view import ACCENT, MUTED, STRONG, Line, LineView, Piece, flow
from core.desk.views import ActionState, TicketView
from core.policy.labels import Labels
from core.text import safe_line

_LABEL = 12


class Facts(LineView):
    """What is known of the ticket, a line for each field."""

    BORDER_TITLE = "Обращение"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: list[tuple[str, Sequence[Piece]]] = []

    def show(self, view: TicketView, labels: Labels, now: datetime) -> None:
        """Show another reading."""
        rows = fact_rows(view, labels, now)
        if rows != self._rows:
            self._rows = rows
            self.relay()

    def lay(self, width: int) -> list[Line]:
        """The fields, long values broken under themselves."""
        lines: list[Line] = []
        for label, pieces in self._rows:
            lines += flow([(f"{label:<{_LABEL}}", MUTED), *pieces], width, indent=_LABEL)
        return lines


def fact_rows(view: TicketView, labels: Labels, now: datetime) -> list[tuple[str, Sequence[Piece]]]:
    """Label and value of every field that has a value."""
    ticket, clinic, person = view.ticket, view.organization, view.requester
    status = labels.of(ticket.status) + (f": {labels.of(ticket.outcome)}" if ticket.outcome else "")
    rows: list[tuple[str, Sequence[Piece] | None]] = [
        ("Статус", [(status, STRONG)]),
        ("Тип", [(labels.of(ticket.type), "")]),
        ("Приоритет", [(labels.of(ticket.priority), STRONG)]),
        ("Линия", [(labels.of(ticket.line), "")]),
        ("Исполнитель", [(safe_line(view.assignee_name or "не назначен"), "" if view.assignee_name else MUTED)]),
        ("Наблюдатели", [(", ".join(ticket.watchers), "")] if ticket.watchers else None),
        ("МО", [(safe_line(clinic.name), ""), (f" · {safe_line(clinic.code)}", MUTED)]),
        ("Инициатор", [(safe_line(person.name), "")]),
        ("Телефон", [(safe_line(person.phone), STRONG)] if person.phone else [("не записан", MUTED)]),
        ("МИС", [(labels.of(ticket.mis), "")]),
        ("Канал", [(labels.of(ticket.channel), "")]),
        ("Внешний №", [(safe_line(ticket.external_number), "")] if ticket.external_number else None),
        ("Поступило", [(full_moment(ticket.received_at, now), "")]),
        ("Записано", [(full_moment(ticket.created_at, now), "")]),
        ("Ориент. срок", [(full_moment(ticket.indicative_due, now), "")] if ticket.indicative_due else None),
        ("Решено", [(full_moment(ticket.resolved_at, now), "")] if ticket.resolved_at else None),
        ("Закрыто", [(full_moment(ticket.closed_at, now), "")] if ticket.closed_at else None),
    ]
    return [(label, pieces) for label, pieces in rows if pieces is not None]


class Actions(LineView):
    """What can be done now, by key; what cannot, with its reason and clause."""

    BORDER_TITLE = "Действия"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._actions: tuple[ActionState, ...] = ()

    def show(self, actions: Sequence[ActionState]) -> None:
        """Show other actions."""
        if tuple(actions) != self._actions:
            self._actions = tuple(actions)
            self.relay()

    def lay(self, width: int) -> list[Line]:
        """Allowed actions first, then the others, each with what forbids it."""
        lines: list[Line] = []
        for action in sorted(self._actions, key=lambda each: not each.allowed):
            lines += _action(action, width)
        return lines


def _action(action: ActionState, width: int) -> list[Line]:
    spec = by_core_name("ticket", action.name)
    key = key_title(spec.keys[0]) if spec else " "
    if action.refusal is None:
        return [((f" {key}  ", ACCENT), (action.title, ""))]
    clause = f" ({action.refusal.clause})" if action.refusal.clause else ""
    reason = f"{action.title} — {safe_line(action.refusal.message)}{clause}"
    return flow([(f" {key}  ", MUTED), (reason, MUTED)], width, indent=4)
