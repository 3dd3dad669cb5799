"""Calls that are put aside: how many there are, and taking one of them up again."""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from console.dialogs.frame.draft_picker import UnfinishedDialog, Wish
from console.dialogs.frame.drafting import drafts_of
from console.host import pult_of
from console.state.drafts import Draft


class Parking:
    """The calls of this operator that stand aside; ``go_on`` is given the one that is taken up on ``screen``."""

    def __init__(self, screen: Screen[Any], go_on: Callable[[Draft], None]) -> None:
        self._screen = screen
        self._go_on = go_on

    @property
    def calls(self) -> tuple[Draft, ...]:
        """What stands aside, and that no other console is at."""
        drafts = drafts_of(pult_of(self._screen))
        return tuple(drafts.intakes()) if drafts is not None else ()

    def offer(self) -> None:
        """Ask which of them is gone on with."""
        if calls := self.calls:
            self._screen.app.push_screen(UnfinishedDialog(calls, pult_of(self._screen).client.now()), self._decided)

    def _decided(self, wish: Wish | None) -> None:
        if wish is None or wish.draft is None:
            return
        if not wish.discard:
            self._go_on(wish.draft)
        elif (drafts := drafts_of(pult_of(self._screen))) is not None:
            drafts.discard(wish.draft.slot)
