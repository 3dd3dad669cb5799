"""The fields of a ticket, and the actions that it offers: pure lines, and the views that show them."""

from collections.abc import Sequence
from datetime import datetime

from console.commands.registry import by_core_name, key_title
from console.commands.ticket_actions import EVERYDAY
from console.host import pult_of
from console.ticket.work_fields import work_rows
from console.widgets.line_view import ACCENT, BAD, MUTED, STRONG, Line, LineView, Piece, flow
from console.wording.instants import full_moment
from core.desk.views import ActionState, TicketView
from core.policy.labels import Labels
from core.text import plural, safe_line
from core.tickets.refusal import Refusal
from core.vocabulary import Line as DeskLine
from core.vocabulary import Status
from core.wording import mid_sentence

_LABEL = 13


class TicketFields(LineView):
    """What is known of the ticket, a line for each field."""

    BORDER_TITLE = "Обращение"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: list[tuple[str, Sequence[Piece]]] = []

    def begin(self) -> None:
        """Another ticket: nothing is known of it."""
        self._rows = []
        super().begin()

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
    status = labels.of(ticket.status) + (f": {mid_sentence(labels.of(ticket.outcome))}" if ticket.outcome else "")
    received, created = full_moment(ticket.received_at, now), full_moment(ticket.created_at, now)
    rows: list[tuple[str, Sequence[Piece] | None]] = [
        ("Статус", [(status, STRONG), (f" · {labels.of(ticket.line)}", "")]),
        ("Тип", [(labels.of(ticket.type), ""), (" · ", MUTED), (labels.of(ticket.priority), STRONG)]),
        ("Влияние", _impact(view)),
        ("Исполнитель", _executor(view)),
        ("Передать", [(f"{safe_line(view.named_name)}, назван правилами", "")] if view.named_name else None),
        ("Наблюдатели", [(", ".join(ticket.watchers), "")] if ticket.watchers else None),
        ("МО", [(safe_line(clinic.name), ""), (f" · {safe_line(clinic.code)}", MUTED)]),
        ("Инициатор", [(safe_line(person.name), "")]),
        ("Телефон", [(safe_line(person.phone), STRONG)] if person.phone else [("не записан", MUTED)]),
        ("МИС", [(labels.of(ticket.mis), ""), (f" · {labels.of(ticket.channel)}", MUTED)]),
        ("Внешний №", [(safe_line(ticket.external_number), "")] if ticket.external_number else None),
        ("Поступило", [(received, ""), (f" · записано {created}" if created != received else "", MUTED)]),
        ("Ориент. срок", [(full_moment(ticket.indicative_due, now), "")] if ticket.indicative_due else None),
        ("Решено", [(full_moment(ticket.resolved_at, now), "")] if ticket.resolved_at else None),
        ("Закрыто", [(full_moment(ticket.closed_at, now), "")] if ticket.closed_at else None),
    ]
    return [*((label, pieces) for label, pieces in rows if pieces is not None), *work_rows(view, labels, now)]


def _impact(view: TicketView) -> Sequence[Piece] | None:
    """The clinic's work as ПЛТП has weighed it (Прил. 2), or that it has not; nothing of a ticket that went on."""
    if view.ticket.clarified:
        return [(safe_line(view.impact_text or ""), MUTED)] if view.impact_text else None
    open_ = view.ticket.line is DeskLine.FIRST and view.ticket.status in (Status.NEW, Status.IN_PROGRESS)
    return [("не уточнено: подтвердите приоритет", STRONG)] if open_ else None


def _executor(view: TicketView) -> Sequence[Piece]:
    """Who works on it, and why he does not; that the reader stands in for him (п. 4.7)."""
    name = safe_line(view.assignee_name or "не назначен")
    state = f" · {safe_line(view.assignee_state)}" if view.assignee_state else ""
    own = " · вы замещаете" if view.standing_in else ""
    return [(name, "" if view.assignee_name else MUTED), (state, BAD), (own, STRONG)]


class Actions(LineView):
    """What can be done now, by key; what cannot, with its reason and clause."""

    BORDER_TITLE = "Действия"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._actions: tuple[ActionState, ...] = ()

    def begin(self) -> None:
        """Another ticket: what can be done with it is not known."""
        self._actions = ()
        super().begin()

    def show(self, actions: Sequence[ActionState]) -> None:
        """Show other actions."""
        self._actions = tuple(actions)
        self.relay()

    def _key(self, action: ActionState) -> str:
        """The key of an action as it is written; «» where it has none."""
        spec = by_core_name("ticket", action.name)
        bound = pult_of(self).keymap.keys(spec) if spec is not None else ()
        return key_title(bound[0]) if bound else ""

    def lay(self, width: int) -> list[Line]:
        """Allowed actions first, then the others, gathered under what forbids them."""
        keys = {action.name: self._key(action) for action in self._actions}
        lines = [_line(each, keys[each.name], ACCENT, "") for each in self._actions if each.allowed and keys[each.name]]
        others = sum(each.allowed and not keys[each.name] for each in self._actions)
        if others:
            lines.append(
                ((" A  ", ACCENT), (f"Ещё: {others} {plural(others, 'действие', 'действия', 'действий')}", ""))
            )
        for refusal, forbidden in _forbidden([action for action in self._actions if action.name in EVERYDAY]):
            lines += [_line(action, keys[action.name], MUTED, MUTED) for action in forbidden]
            clause = f" ({refusal.clause})" if refusal.clause else ""
            lines += flow([("    └ ", MUTED), (safe_line(refusal.message) + clause, MUTED)], width, indent=6)
        return lines


def _line(action: ActionState, key: str, key_style: str, style: str) -> Line:
    return (f" {key or ' '}  " if action.allowed else f"({key or ' '}) ", key_style), (action.title, style)


def _forbidden(actions: Sequence[ActionState]) -> list[tuple[Refusal, list[ActionState]]]:
    """Actions that are not allowed now, by the reason."""
    gathered: dict[tuple[str, str | None], tuple[Refusal, list[ActionState]]] = {}
    for action in actions:
        if action.refusal is not None:
            key = (action.refusal.message, action.refusal.clause)
            gathered.setdefault(key, (action.refusal, []))[1].append(action)
    return list(gathered.values())
