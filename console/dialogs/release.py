"""Handing over to ВЛТП: the executor that the rules propose, watchers, an indicative term, a word to the executor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.widgets import Static

from console.dialogs.frame.ticket_dialog import TicketDialog
from console.forms.fields.field_types import InstantField, Unread
from console.presence.absences_text import absent_staff
from console.ticket.candidate_rows import candidate_options
from console.widgets.fields.chips import Chips
from console.widgets.fields.choice import Choice, ChoiceColumn, Option
from console.widgets.fields.text_fields import TextBody, TextLine
from core.text import safe
from core.tickets.assignment.commands import Release
from core.tickets.command import TicketCommand

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.desk.tickets.candidates import Candidates
    from core.policy import Dispatch


_DUE: Final = InstantField("due", "Ориент. срок", required=False, hint="пт 12:00, 30.11 16:00, +2ч; не обязателен")


@dataclass(frozen=True, slots=True)
class _Read:
    found: Candidates
    away: Mapping[str, str]
    """Who is absent now, and who stands in for him, by login."""
    here: frozenset[str]
    """Whose consoles are open."""


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
    ReleaseDialog #box { width: 104; }
    ReleaseDialog TextBody { height: 5; }
    ReleaseDialog #why { color: $text-muted; }
    ReleaseDialog #to { text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def compose_form(self) -> ComposeResult:
        """The word to the executor, who it is and why, watchers, term."""
        yield Static("Что уже сделано и что нужно (внутреннее, для исполнителя)", classes="label", markup=False)
        yield TextBody(id="text")
        yield Static("Исполнитель: в работе · что умеет · на месте ли", classes="label", markup=False)
        yield ChoiceColumn([], id="to", empty="исполнителей ВЛТП нет", required=False)
        yield Static("читаю исполнителей…", id="why", markup=False)
        despite = self.row("Почему всё-таки", TextLine(id="reason", placeholder="исполнитель отсутствует (п. 4.7)"))
        despite.id = "despite"
        yield despite
        yield self.row("Наблюдатели", Chips("фамилия или логин, Enter — добавить", id="watchers"))
        yield self.row("Ориент. срок", _DUE.line())

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

    def _read(self, desk: Desk) -> _Read:
        here = frozenset(each.login for each in desk.consoles.open())
        return _Read(desk.tickets.candidates(self.ticket.number), absent_staff(desk), here)

    def _offer(self, read: _Read) -> None:
        if not self.alive:
            return
        self._away, found = read.away, read.found
        offered = next((each.user.login for each in found.rows if each.offered), None)
        options = candidate_options(found, self.policy.dispatch, read.away, read.here)
        self.query_one("#to", ChoiceColumn).offer(options, self._left.get("to") or offered)
        self.query_one("#watchers", Chips).offer([Option(u.login, u.name, u.login) for u in found.users])
        self.query_one("#why", Static).update(safe(_why(found, self.policy.dispatch)))

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """The draft follows; of an executor who is away it is asked why."""
        self.edited()
        self.query_one("#despite").display = self.query_one("#to", ChoiceColumn).value in self._away

    def on_chips_changed(self) -> None:
        """The draft follows."""
        self.edited()

    def command(self) -> TicketCommand | str:
        """A hand-over."""
        to, due = self.query_one("#to", ChoiceColumn).value, self.text_of("due").strip()
        if not to:
            self.query_one("#to").focus()
            return "Выберите исполнителя (п. 5.9)."
        try:
            term = _DUE.meant(due, self.pult.client.now(), self.policy) if due else None
        except Unread as problem:
            return str(problem)
        return Release(
            number=self.ticket.number,
            to=to,
            watchers=tuple(sorted({*self.query_one("#watchers", Chips).chosen} - {to})),
            indicative_due=term,
            text=self.text_of("text").strip() or None,
            reason=(self.text_of("reason").strip() or None) if to in self._away else None,
        )


def _why(found: Candidates, dispatch: Dispatch) -> str:
    route = found.route
    if route is None:
        return "Правила никого не называют: исполнителя выбираете вы."
    reason = route.reason
    if route.competence is not None:
        reason = reason.replace(f"«{route.competence}»", f"«{dispatch.competence(route.competence)}»")
    told = f"Исполнитель — по правилу «{route.rule}» ({route.clause}): {reason}"
    if route.instead_of is None:
        return told
    return f"При регистрации назван {found.name_of(route.instead_of)}, но: {route.because}. {told}"
