"""The fields of a ticket, and the actions that it offers: pure lines, and the views that show them."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import ClassVar

from textual.binding import Binding, BindingType

from console.commands.registry import by_core_name, key_title
from console.host import pult_of
from console.ticket.requester_rows import requester_rows
from console.ticket.work_fields import work_rows
from console.widgets.line_view import ACCENT, BAD, MUTED, STRONG, Line, LineView, Piece, flow
from console.wording.instants import full_moment
from core.desk.views import ActionState, RequesterBackground, TicketView
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

    def show(self, view: TicketView, known: RequesterBackground, labels: Labels, now: datetime) -> None:
        """Show another reading."""
        rows = [*requester_rows(view, known, labels, now), *fact_rows(view, labels, now)]
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
    """Label and value of every field that has a value, besides those of the requester."""
    ticket = view.ticket
    status = labels.of(ticket.status) + (f": {mid_sentence(labels.of(ticket.outcome))}" if ticket.outcome else "")
    received, created = full_moment(ticket.received_at, now), full_moment(ticket.created_at, now)
    rows: list[tuple[str, Sequence[Piece] | None]] = [
        ("Статус", [(status, STRONG), (f" · {labels.of(ticket.line)}", "")]),
        ("Тип", [(labels.of(ticket.type), ""), (" · ", MUTED), (labels.of(ticket.priority), STRONG)]),
        ("Влияние", _impact(view)),
        ("Исполнитель", _executor(view)),
        ("Передать", [(f"{safe_line(view.named_name)}, назван правилами", "")] if view.named_name else None),
        ("Наблюдатели", [(", ".join(ticket.watchers), "")] if ticket.watchers else None),
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
    """What is sensible next, by key; the rest is one line, and so is what cannot be done, which Enter unfolds."""

    BORDER_TITLE = "Дальше"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "unfold", "Показать", show=False)]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._actions: tuple[ActionState, ...] = ()
        self._next: tuple[str, ...] = ()
        self._unfolded = False

    def begin(self) -> None:
        """Another ticket: what can be done with it is not known."""
        self._actions, self._next, self._unfolded = (), (), False
        super().begin()

    def show(self, actions: Sequence[ActionState], following: Sequence[str]) -> None:
        """Show other actions, those that are sensible next in their order."""
        if (tuple(actions), tuple(following)) != (self._actions, self._next):
            self._actions, self._next = tuple(actions), tuple(following)
            self.relay()

    def action_unfold(self) -> None:
        """Show why what cannot be done is not allowed, or hide it again."""
        self._unfolded = not self._unfolded
        self.relay()
        self.refresh(layout=True)

    def _key(self, name: str) -> str:
        """The key of an action as it is written; «» where it has none."""
        spec = by_core_name("ticket", name)
        bound = pult_of(self).keymap.keys(spec) if spec is not None else ()
        return key_title(bound[0]) if bound else ""

    def lay(self, width: int) -> list[Line]:
        """The next steps, how much else there is, and how much is barred."""
        possible = {each.name: each for each in self._actions if each.allowed}
        steps = [possible[name] for name in self._next if name in possible]
        lines = [_line(each, self._key(each.name)) for each in steps]
        if others := len(possible) - len(steps):
            told = f"Ещё {others} {plural(others, 'действие', 'действия', 'действий')}"
            lines.append(((" A  ", ACCENT), (told, MUTED)))
        return [*lines, *self._barred(width)]

    def _barred(self, width: int) -> Iterator[Line]:
        barred = [each for each in self._actions if not each.allowed]
        if not barred:
            return
        sign = "▾" if self._unfolded else "▸"
        yield (f" {sign}  ", MUTED), (f"Нельзя сейчас: {len(barred)}", MUTED), (" · Enter — почему", MUTED)
        for refusal, forbidden in _forbidden(barred) if self._unfolded else ():
            clause = f" ({refusal.clause})" if refusal.clause else ""
            titles = ", ".join(each.title for each in forbidden)
            yield from flow([(f"    {titles}: ", ""), (safe_line(refusal.message) + clause, MUTED)], width, indent=6)


def _line(action: ActionState, key: str) -> Line:
    return (f" {key or ' '}  ", ACCENT), (action.title, "")


def _forbidden(actions: Sequence[ActionState]) -> list[tuple[Refusal, list[ActionState]]]:
    """Actions that are not allowed now, by the reason."""
    gathered: dict[tuple[str, str | None], tuple[Refusal, list[ActionState]]] = {}
    for action in actions:
        if action.refusal is not None:
            key = (action.refusal.message, action.refusal.clause)
            gathered.setdefault(key, (action.refusal, []))[1].append(action)
    return list(gathered.values())
