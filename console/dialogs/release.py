"""Handing over to ВЛТП: the executor that the rules propose, watchers, an indicative term, a word to the executor."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.widgets import Static

from console.dialogs.frame.ticket_dialog import TicketDialog
from console.forms.fields.field_types import InstantField, Unread
from console.presence.absences_text import absent_staff
from console.widgets.fields.choice import CheckColumn, Choice, ChoiceColumn, Option
from console.widgets.fields.text_fields import TextBody, TextLine
from core.text import safe
from core.tickets.assignment.commands import Release
from core.tickets.command import TicketCommand
from core.tickets.directory import User
from core.tickets.routing.choice import Route
from core.vocabulary import Role

if TYPE_CHECKING:
    from core.desk.desk import Desk


_DUE: Final = InstantField("due", "Ориент. срок", required=False, hint="пт 12:00, 30.11 16:00, +2ч; не обязателен")


@dataclass(frozen=True, slots=True)
class _Read:
    users: tuple[User, ...]
    route: Route | None
    away: Mapping[str, str]
    """Who is absent now, and who stands in for him, by login."""


class ReleaseDialog(TicketDialog):
    """The end of ПЛТП's stage (п. 5.9, 6.4)."""

    NAME: ClassVar[str] = "release"
    HEADING: ClassVar[str] = "ПЕРЕДАТЬ НА ВЛТП"
    GLYPH: ClassVar[str] = "▲"
    LEAD: ClassVar[str] = "Этап ПЛТП будет завершён, у исполнителя пойдёт срок реакции."
    CLAUSE: ClassVar[str] = "п. 5.9, 6.4"
    SAVE: ClassVar[str] = "Передать"
    DONE: ClassVar[str] = "передано на ВЛТП"
    DEFAULT_CSS = """
    ReleaseDialog TextBody { height: 5; }
    """

    def compose_form(self) -> ComposeResult:
        """Executor, text, term, watchers."""
        yield Static("читаю исполнителей…", id="why", markup=False)
        yield ChoiceColumn([], id="to", empty="исполнителей ВЛТП нет", required=False)
        despite = self.row("Почему всё-таки", TextLine(id="reason", placeholder="исполнитель отсутствует (п. 4.7)"))
        despite.id = "despite"
        yield despite
        yield Static("Что уже сделано и что нужно (внутреннее, для исполнителя)", classes="label", markup=False)
        yield TextBody(id="text")
        yield self.row("Ориент. срок", _DUE.line())
        yield Static("Наблюдатели: пробел — отметить", classes="label", markup=False)
        yield CheckColumn([], id="watchers")

    def on_mount(self) -> None:
        """Ask who could take it and whom the rules propose."""
        self._left: Mapping[str, str] = {}
        self._away: Mapping[str, str] = {}
        self.query_one("#despite").display = False
        self.pult.client.ask(self._read, self._offer, group="release")

    def restore(self, values: Mapping[str, str] | object) -> None:
        """Put a draft's values back; the executor once the list is there."""
        super().restore(values)
        self._left = values if isinstance(values, Mapping) else {}

    def _read(self, desk: "Desk") -> _Read:
        return _Read(desk.directory.users(), desk.tickets.route(self.ticket.number), absent_staff(desk))

    def _offer(self, read: _Read) -> None:
        if not self.alive:
            return
        self._away = read.away
        present = [user for user in read.users if not user.blocked]
        proposed = read.route.executor if read.route else None
        engineers = [user for user in present if user.role is Role.SECOND_LINE]
        engineers.sort(key=lambda user: (proposed is None or user.login != proposed.login, user.name))
        options = [Option(user.login, user.name, _hint(user, proposed, read.away)) for user in engineers]
        wanted = self._left.get("to") or (proposed.login if proposed else None)
        self.query_one("#to", ChoiceColumn).offer(options, wanted)
        self.query_one("#watchers", CheckColumn).offer([Option(u.login, u.name, u.login) for u in present])
        self.query_one("#why", Static).update(safe(_why(read)))

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """The draft follows; of an executor who is away it is asked why."""
        self.edited()
        self.query_one("#despite").display = self.query_one("#to", ChoiceColumn).value in self._away

    def on_check_column_changed(self) -> None:
        """The draft follows."""
        self.edited()

    def command(self) -> TicketCommand | str:
        """A hand-over."""
        to, due = self.query_one("#to", ChoiceColumn).value, self.text_of("due").strip()
        if not to:
            return "Выберите исполнителя (п. 5.9)."
        try:
            term = _DUE.meant(due, self.pult.client.now(), self.policy) if due else None
        except Unread as problem:
            return str(problem)
        return Release(
            number=self.ticket.number,
            to=to,
            watchers=tuple(sorted(self.query_one("#watchers", CheckColumn).marked - {to})),
            indicative_due=term,
            text=self.text_of("text").strip() or None,
            reason=(self.text_of("reason").strip() or None) if to in self._away else None,
        )


def _hint(user: User, proposed: User | None, away: Mapping[str, str]) -> str:
    known = " · ".join(filter(None, (away.get(user.login), ", ".join(user.competences))))
    return f"← по правилу  {known}" if proposed is not None and user.login == proposed.login else known


def _why(read: _Read) -> str:
    route = read.route
    if route is None:
        return "Исполнитель:"
    told = f"Исполнитель — по правилу «{route.rule}» ({route.clause}): {route.reason}"
    if route.instead_of is None:
        return told
    named = next((user.name for user in read.users if user.login == route.instead_of), route.instead_of)
    return f"При регистрации назван {named}, но: {route.because}. {told}"
