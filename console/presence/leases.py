"""What the other consoles hear of this one: that it is open, and which ticket it is at; and what it hears of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from console.link.desk_client import DeskClient
    from console.screens.screen_stack import ScreenStack
    from core.desk.desk import Desk
    from core.desk.views import Entrance
    from core.policy import Policy
    from core.store.open_consoles.presence import Present

RENEWED_EVERY: Final = 10
"""Seconds after which it is told again that this console is open, and which ticket it is at."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a console hears when it tells that it is open: ``why`` it may not stay, who else is where, the policy in
    force and why nothing can be written now. None of it is read from the store unless a key has to be looked up."""

    why: str | None
    others: tuple[Present, ...] | None
    policy: Policy
    barred: str | None


class Leases:
    """Of one console. ``on_ended`` is told why it may not stay open, ``on_settings`` what is in force. One that is
    ``marked`` tells the others which ticket it is at."""

    def __init__(
        self,
        screens: ScreenStack,
        client: DeskClient,
        entrance: Entrance,
        *,
        marked: bool,
        on_ended: Callable[[str], object],
        on_settings: Callable[[Policy, str | None], object],
    ) -> None:
        self._screens = screens
        self._client = client
        self._entrance = entrance
        self._marked = marked
        self._on_ended = on_ended
        self._on_settings = on_settings
        self._since: datetime | None = None
        """When this console was let in."""
        self.at_ticket: int | None = None
        """The ticket that the others were told of."""
        self._others: tuple[Present, ...] = ()

    def attend(self) -> None:
        """Tell the others that this console is open and where it is; hear of them, and whether it may stay.

        All of it in one thread: an idle console is woken by nothing else.
        """
        from console.presence.session_lease import session_of

        actor, desk, entrance = self._client.actor, self._client.desk, self._entrance
        if actor is None or desk is None:
            return
        self._since = self._since or self._client.now()
        session = session_of(desk.session, entrance, actor, self._since, self._screens.screen_stack)
        renewed = self._renewal() if self._marked else None

        def attended(desk: Desk) -> Heard:
            why = desk.consoles.attend(session, entrance)
            return Heard(why, renewed(desk) if renewed is not None else None, desk.policy, desk.barred)

        self._client.ask(attended, self._attended, group="attend")

    def _attended(self, heard: Heard) -> None:
        if heard.why is not None:  # somebody has ended this session, or its key lets in no more
            self._on_ended(heard.why)
            return
        if heard.others is not None:
            self._tell_others(heard.others)
        self._on_settings(heard.policy, heard.barred)

    def renew_presence(self) -> None:
        """Tell the other consoles which ticket this one is at, and hear who else is where."""
        if (renewed := self._renewal()) is not None:
            self._client.ask(renewed, self._tell_others, group="presence")

    def _renewal(self) -> Callable[[Desk], tuple[Present, ...]] | None:
        """What renews the mark of the ticket that is looked at now, in a thread; None before somebody is let in."""
        from console.presence.marks import place, renew

        actor = self._client.actor
        if actor is None:
            return None
        number, writes = place(self._screens.screen_stack)
        mark = (number, self.at_ticket) != (None, None)
        self.at_ticket = number
        return lambda desk: renew(desk, actor, number, writes, mark=mark)

    def _tell_others(self, others: tuple[Present, ...]) -> None:
        from console.presence.marks import TellsOthers

        if others != self._others:
            self._others = others
            on_top = self._screens.screen
            if isinstance(on_top, TellsOthers):  # those below say it when they are on top again
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
