"""Keys in their order: what is typed ahead reaches what the key before it opened, or focused, and nothing else.

Textual forwards a burst of keys (a slow line, a busy loop, a quick typist) to whatever has the focus when the burst
arrives: a letter typed right after Tab lands in the field before, and a letter typed right after the key that opens a
dialog is taken for a command. Here a key waits until the one before it has gone all its way.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from textual.app import App
from textual.dom import DOMNode
from textual.events import Event, Key, Paste
from textual.message import Message

PATIENCE = 3.0
"""Seconds after which a key no longer waits for the one before it."""
LONGEST_HOLD = 30.0
"""Seconds for which keys wait for what was asked for; then they are let go of, for they were meant for that alone."""
_LAPS = 2
"""How often the way of a key is gone after it: the key itself, then what it made (``Submitted``, a focus)."""
_MOST_LAPS = 8


class Lap(Message, bubble=True):
    """Goes the way of the key before it, from the widget that had it up to the application."""

    def __init__(self, key: int) -> None:
        super().__init__()
        self.key = key


class KeyQueue:
    """The keys of one application. ``forward`` is how it hands an event to what has the focus."""

    def __init__(self, app: App[Any], forward: Callable[[Event], Awaitable[None]]) -> None:
        self._app = app
        self._forward = forward
        self._typed: deque[Key | Paste] = deque()
        self._held_since: float | None = None
        self._laps = self._held = 0
        self.number = 0
        """How many keys have set out."""
        self.under_way = False
        """Whether a key is going its way."""
        self._given_up: asyncio.TimerHandle | None = None
        self._last: DOMNode = app

    @property
    def waiting(self) -> int:
        """How many keys and pastes wait for the one before them."""
        return len(self._typed)

    @property
    def held(self) -> bool:
        """Whether keys wait for something that was asked for."""
        return self._held > 0

    @property
    def idle(self) -> bool:
        """Whether no key is under way and none waits."""
        return not self.under_way and not self._typed

    # -- the way of a key ---------------------------------------------------------------------------------------

    async def take(self, event: Event) -> None:
        """Keys and pastes queue up; everything else goes on as ever."""
        if not isinstance(event, Key | Paste) or event.is_forwarded:
            await self._forward(event)
            return
        self._typed.append(event)
        if not self.under_way:
            await self._let_go()

    async def _let_go(self) -> None:
        """Forward the next key, and have its way gone after it."""
        event = self._typed.popleft()
        self._set_out()
        try:
            await self._forward(event)
        finally:  # an error of its handler must not keep the next key waiting
            self._go_after(self._last)

    def _set_out(self) -> None:
        self.under_way, self._laps, self.number = True, 0, self.number + 1
        self._wait_on()
        self._last = self._reached()

    def _wait_on(self) -> None:
        self._given_up = asyncio.get_running_loop().call_later(PATIENCE, self._app.post_message, Lap(-self.number))

    def _reached(self) -> DOMNode:
        """What a key would reach now."""
        app = self._app
        return (app.focused or app.screen) if app.screen_stack else app

    def _go_after(self, node: DOMNode) -> None:
        self._laps += 1
        lap = Lap(self.number)
        lap.set_sender(self._app)  # a message goes up no further than its sender: a form, when it releases the keys
        if not node.is_running or not node.is_attached or not node.post_message(lap):
            self._app.post_message(Lap(self.number))

    def screen_left(self) -> None:
        """A screen goes, and with it the lap that was on its way there: another one goes from here."""
        if self.under_way and not self._held:
            self._app.post_message(Lap(self.number))

    async def lap_gone(self, lap: Lap) -> None:
        """One lap is gone. The next key goes when nothing moved any more, or when it has waited long enough."""
        if not self.under_way or abs(lap.key) != self.number:
            return
        if lap.key > 0:
            if self._held:
                return
            before, self._last = self._last, self._reached()
            if (self._laps < _LAPS or self._last is not before) and self._laps < _MOST_LAPS:
                self._go_after(self._last)
                return
        elif self._held:
            if self._held_for() < LONGEST_HOLD:
                self._wait_on()
                return
            self._tell_forgotten()
        await self._done()

    def _held_for(self) -> float:
        """Seconds since keys are held."""
        return 0.0 if self._held_since is None else asyncio.get_running_loop().time() - self._held_since

    def _tell_forgotten(self) -> None:
        """What was awaited never came: nothing that was typed for it is taken for a command."""
        if self._typed:
            self.forget()
            message = "Набранное не принято: то, что открывали, так и не пришло. Наберите ещё раз."
            self._app.notify(message, severity="warning", markup=False)

    async def _done(self) -> None:
        self.under_way, self._held, self._held_since = False, 0, None
        if self._given_up is not None:
            self._given_up.cancel()
        if self._typed:
            await self._let_go()

    # -- what screens ask for -----------------------------------------------------------------------------------

    def hold(self) -> None:
        """What was asked for comes later: keys typed ahead wait for :meth:`release`, half a minute at most.

        A store that is slow does not turn a text into commands: what never comes takes what was typed for it along.

        What opens by itself, as a ticket does once it is registered, has them wait as well.
        """
        if not self.under_way:
            self._set_out()
        if not self._held:
            self._held_since = asyncio.get_running_loop().time()
        self._held += 1

    def release(self) -> None:
        """It has come, or it will not."""
        if self._held:
            self._held -= 1
            if self.under_way and not self._held:
                self._go_after(self._reached())

    def release_all(self) -> None:
        """What was awaited failed: keys go on."""
        while self._held:
            self.release()

    def forget(self) -> None:
        """What this key should have opened was refused: what was typed ahead was meant for that alone."""
        self._typed.clear()
