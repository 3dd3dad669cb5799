"""What others commit: looked for, told to the screen on top, and to one below it when it is back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakSet

from console.failures import as_refusal
from console.link.messages import ASIDE, DeskChanged
from core.store.errors import StoreUnavailable

if TYPE_CHECKING:
    from textual.screen import Screen

    from console.link.desk_client import DeskClient
    from console.screens.screen_stack import ScreenStack
    from core.store.backends.change_signal import ChangeSignal
    from core.tickets.registers import Outage


POLL_SECONDS: Final = 0.1
"""How often a store is looked at that tells nobody when it changes."""


class Changes:
    """Of one console. ``on_news`` reads, after a change, what is new to whoever sits here."""

    def __init__(
        self,
        screens: ScreenStack,
        client: DeskClient,
        on_trouble: Callable[[], object],
        on_news: Callable[[], object],
    ) -> None:
        self._screens = screens
        self._client = client
        self._on_trouble = on_trouble
        self._on_news = on_news
        self.outages: tuple[Outage, ...] = ()
        """The mass incidents that last: the header of every screen tells them (п. 5.4, 6.3)."""
        self.just_seen = False
        """Whether the last look has found a change."""
        self._signal: ChangeSignal | None = None
        self._behind: WeakSet[Screen[Any]] = WeakSet()
        """Screens that have not heard of the last change."""
        self._aside: asyncio.TimerHandle | None = None
        self._polling: asyncio.TimerHandle | None = None

    @property
    def all_told(self) -> bool:
        """Whether nothing that a change means besides is still to be read."""
        return self._aside is None

    # -- the signal ---------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Has anybody committed? Then the screens are told."""
        self.just_seen = self._changed()
        if self.just_seen:
            self.announce()

    def committed(self) -> None:
        """Our own commit is told now, and not again by the next look at the signal."""
        self._changed()
        self.announce()

    def begin(self) -> None:
        """The desk is open: what is committed from now on is seen, so what is read after this needs no other look."""
        self.committed()
        if self._polling is None and self._signal is not None and not self._signal.wakes:
            self._poll()

    def _poll(self) -> None:
        """Look often, where nobody says when to look."""
        self._polling = asyncio.get_running_loop().call_later(POLL_SECONDS, self._poll)
        if self._screens.is_going:
            self.look()

    def close(self) -> None:
        """The console ends."""
        if self._polling is not None:
            self._polling.cancel()
        if self._signal is not None:
            self._signal.close()

    def _changed(self) -> bool:
        desk = self._client.desk
        try:
            if self._signal is None and desk is not None:
                self._signal = desk.change_signal(self._woken)
            return self._signal is not None and self._signal.changed()
        except StoreUnavailable as error:
            self._client.fail(as_refusal(error))
            return False

    def _woken(self) -> None:
        """From the thread of the signal: somebody has committed, and no beat is waited for."""
        self._client.hand_over(self.look)

    # -- telling ------------------------------------------------------------------------------------------------

    def announce(self) -> None:
        """Tell the screen on top that the desk has changed; those below it hear of it when they are on top again.

        What changes on a screen below makes Textual repaint the whole terminal.
        """
        for screen in self._screens.screen_stack:
            self._behind.add(screen)
        if self._screens.screen_stack:
            self.catch_up(self._screens.screen)
        if self._client.heard_at is None:
            self._read_outages()
        if self._aside is None:
            self._aside = asyncio.get_running_loop().call_later(ASIDE, self._hear_aside)

    def catch_up(self, screen: Screen[Any]) -> None:
        """A screen is on top: tell it what it has not heard of."""
        if screen in self._behind:
            self._behind.discard(screen)
            screen.post_message(DeskChanged())

    def _hear_aside(self) -> None:
        """What a change means besides is read once its screen is painted: many consoles hear of it at once, and what
        people look at comes first."""
        self._aside = None
        if self._screens.is_going:
            self._read_outages()
            self._on_news()

    def _read_outages(self) -> None:
        self._client.ask(lambda desk: desk.registers.outages(), self._know_outages, group="outages")

    def _know_outages(self, lasting: tuple[Outage, ...]) -> None:
        if lasting != self.outages:
            self.outages = lasting
            self._on_trouble()
