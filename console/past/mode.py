"""The past of one console: entering it, stepping through it, and coming back to now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol

from console.commands.past import LOOKED_AT
from console.failures import as_refusal
from console.host import Host
from core.tickets.refusal import Refusal
from core.wording import moment

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.theme import Theme

    from console.past.offers import Offer
    from core.desk.desk import Desk
    from core.desk.past.past_desk import PastDesk
    from core.desk.past.past_rows import PastRows

_WIDE: Final = 130
"""Cells from which on the line below the header has room for the words of all keys."""
_SHORT: Final = "← → событие · Shift 15 мин · Ctrl смена · Esc"
_KEYS: Final = "← → по событиям · Shift+← → по 15 минут · Ctrl+← → по сменам · Backspace другое время · Esc в настоящее"


class PastHost(Host, Protocol):
    """What looking back asks of the application besides what a screen does."""

    theme: str

    def register_theme(self, theme: Theme) -> None:
        """Know a theme."""

    def tell_trouble(self) -> None:
        """Have the header of the screen on top tell anew."""


class PastMode:
    """Which instant the console looks at; now, unless it was told otherwise."""

    def __init__(self, host: PastHost) -> None:
        self._host = host
        self._live: Desk | None = None
        """The desk of now, while another instant is looked at."""
        self._rows: PastRows | None = None
        self._screen: Screen[Any] | None = None
        """Where the past was entered: Esc there comes back to now."""
        self._before: tuple[str, Callable[[], str | None]] = ("", lambda: None)
        """The theme, and what stood below the header."""

    @property
    def on(self) -> bool:
        """Whether it is the past that the screens show."""
        return self._live is not None

    @property
    def leaves(self) -> bool:
        """Whether Esc comes back to now, and not to the screen below."""
        return self.on and (self._host.screen is self._screen or self._screen not in self._host.screen_stack)

    def possible(self) -> bool:
        """Whether nothing but screens that are looked at is open."""
        return all(getattr(each, "SCOPE", "") in LOOKED_AT for each in self._host.screen_stack[1:])

    # -- the ways there ---------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Backspace: to which instant?"""
        from console.past.offers import offers
        from console.past.when_screen import WhenScreen

        live = self._live or self._host.client.desk
        if live is None:
            self._host.keys.forget()  # what is typed ahead was meant for the question
            return self._host.notify("Хранилище ещё открывается: прошлое — чуть позже.", markup=False, timeout=4)
        if not self.possible():
            self._host.keys.forget()
            told = "Назад во времени смотрят из очереди, карточки, табло и реестров: сначала закройте форму."
            return self._host.notify(told, severity="warning", markup=False)
        offered = offers(self._host.screen, live, self._host.client.now())
        self._host.push_screen(WhenScreen(live, offered), self._chosen)

    def _chosen(self, offer: Offer | None) -> None:
        if offer is not None:
            self.look(lambda _live: offer.at, offer.ticket)

    def step(self, kind: str, by: int) -> None:
        """To the next event (of the ticket on the screen), quarter of an hour or shift."""
        from console.past import steps
        from console.ticket.screen import TicketScreen

        at, screen = self._host.client.now(), self._host.screen
        ticket = screen.number if isinstance(screen, TicketScreen) else None
        if kind == "event":
            return self.look(lambda live: steps.by_event(live, at, by, ticket))
        find = steps.by_quarter if kind == "quarter" else steps.by_shift
        self.look(lambda live: find(live, at, by))

    def look(self, find: Callable[[Desk], datetime | None], ticket: int | None = None) -> None:
        """Go to the instant that ``find`` tells in a thread; None: to now. ``ticket``: it is opened there."""
        live = self._live or self._host.client.desk
        if live is not None:
            self._host.keys.hold()
            self._host.client.run(partial(self._travel, live, find, self._tickets(), ticket), group="past")

    def _tickets(self) -> tuple[int, ...]:
        """The tickets that the screens show: an instant at which one of them was not there yet has no such screen."""
        from console.ticket.screen import TicketScreen

        return tuple(each.number for each in self._host.screen_stack if isinstance(each, TicketScreen))

    def _travel(
        self, live: Desk, find: Callable[[Desk], datetime | None], shown: Sequence[int], ticket: int | None
    ) -> None:
        try:
            found = self._found(live, find, shown)
        except Exception as error:
            found = as_refusal(error)
        self._host.client.hand_over(self._arrived, found, ticket)

    def _found(
        self, live: Desk, find: Callable[[Desk], datetime | None], shown: Sequence[int]
    ) -> PastDesk | Refusal | None:
        from core.desk.past.past_desk import look_back

        at, actor = find(live), self._host.client.actor
        found = None if at is None else look_back(live, at, self._rows)
        if found is None or isinstance(found, Refusal) or actor is None:
            return found
        views = (found.tickets.view(number, actor) for number in shown)
        missing = next((view for view in views if isinstance(view, Refusal)), None)
        if missing is None:
            return found
        found.close()
        return missing

    def _arrived(self, found: PastDesk | Refusal | None, ticket: int | None) -> None:
        self._host.keys.release()
        if found is None:
            self._host.notify("Позже ничего не было: это настоящее.", markup=False, timeout=4)
            return self.leave()
        if isinstance(found, Refusal):
            from console.dialogs.frame.toasts import tell_refusal

            return tell_refusal(self._host, found)
        self._enter(found)
        if ticket is not None:
            self._host.navigation.open_ticket(ticket)
        return None

    # -- in and out -------------------------------------------------------------------------------------------------

    def _enter(self, desk: PastDesk) -> None:
        client = self._host.client
        before, self._rows = client.desk, desk.rows
        if self._live is None:
            self._live, self._screen = before, self._host.screen
            self._before = (self._host.theme, self._host.word)
            self._put_on()
        elif before is not None:
            client.run(before.close, group="past-close")
        self._show(desk)

    def leave(self) -> None:
        """Back to now."""
        past, live = self._host.client.desk, self._live
        if live is None or past is None:
            return
        self._live, self._rows, self._screen = None, None, None
        self._host.theme, self._host.word = self._before
        self._show(live)
        self._host.client.run(past.close, group="past-close")

    def _show(self, desk: Desk) -> None:
        self._host.client.desk = desk
        self._host.changes.announce()
        self._host.tell_trouble()
        self._host.screen.refresh_bindings()

    def _put_on(self) -> None:
        """A colour that is not that of now; where the terminal's own are used, the line below the header tells it."""
        from console.theme import ANSI, PAST

        self._host.register_theme(PAST)
        if self._host.theme != ANSI.name:
            self._host.theme = PAST.name
        self._host.word = self.word

    def say_closed(self) -> None:
        """Why nothing is done here."""
        from console.dialogs.frame.toasts import tell_refusal

        desk = self._host.client.desk
        if desk is not None and desk.closed is not None:
            self._host.keys.forget()
            tell_refusal(self._host, desk.closed)

    def word(self) -> str | None:
        """What stands below the header meanwhile."""
        policy, at = self._host.client.policy, self._host.client.now()
        keys = _KEYS if self._host.screen.size.width >= _WIDE else _SHORT
        return None if policy is None else f"ПРОШЛОЕ {moment(at.replace(microsecond=0), policy.zone)}  {keys}"
