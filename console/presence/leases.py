"""What the other consoles hear of this one: that it is open, and which ticket it is at; and what it hears of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from console.link.desk_client import DeskClient
    from console.screens.screen_stack import ScreenStack
    from core.desk.views import Entrance
    from core.store.open_consoles.presence import Present

RENEWED_EVERY: Final = 10
"""Seconds after which it is told again that this console is open, and which ticket it is at."""


class Leases:
    """Of one console. ``on_ended`` is told why it may not stay open."""

    def __init__(
        self, screens: ScreenStack, client: DeskClient, entrance: Entrance, on_ended: Callable[[str], object]
    ) -> None:
        self._screens = screens
        self._client = client
        self._entrance = entrance
        self._on_ended = on_ended
        self._since: datetime | None = None
        """When this console was let in."""
        self.at_ticket: int | None = None
        """The ticket that the others were told of."""
        self._others: tuple[Present, ...] = ()

    def attend(self) -> None:
        """Tell the others that this console is open, and hear whether it may stay."""
        from console.presence.session_lease import session_of

        actor, desk, entrance = self._client.actor, self._client.desk, self._entrance
        if actor is not None and desk is not None:
            self._since = self._since or self._client.now()
            session = session_of(desk.session, entrance, actor, self._since, self._screens.screen_stack)
            self._client.ask(lambda desk: desk.consoles.attend(session, entrance), self._attended, group="attend")

    def _attended(self, why: str | None) -> None:
        """Somebody has ended this session, or its key lets in no more."""
        if why is not None:
            self._on_ended(why)

    def renew_presence(self) -> None:
        """Tell the other consoles which ticket this one is at, and hear who else is where."""
        from console.presence.marks import place, renew

        actor = self._client.actor
        if actor is None:
            return
        number, writes = place(self._screens.screen_stack)
        mark = (number, self.at_ticket) != (None, None)
        self.at_ticket = number
        self._client.ask(
            lambda desk: renew(desk, actor, number, writes, mark=mark), self._tell_others, group="presence"
        )

    def _tell_others(self, others: tuple[Present, ...]) -> None:
        from console.dialogs.frame.form_dialog import FormDialog
        from console.screens.desk_screen import DeskScreen

        if others != self._others:
            self._others = others
            on_top = self._screens.screen
            if isinstance(on_top, DeskScreen | FormDialog):  # those below say it when they are on top again
                on_top.tell_others()

    def others_at(self, number: int | None) -> tuple[Present, ...]:
        """Who else is at a ticket, as of the last heartbeat."""
        return tuple(each for each in self._others if each.ticket == number)

    def abandon(self) -> None:
        """Take this console's leases away, from whichever thread ends it."""
        desk, actor = self._client.desk, self._client.actor
        if desk is not None and actor is not None and self._since is not None:
            from console.presence.session_lease import leave

            leave(desk, actor)
