"""Saving a draft while its form is typed into: soon after each change, in a thread, one write at a time."""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from console.host import Host
from console.link.messages import HandOver
from console.state.drafts import Draft, DraftKeeper, Drafts, DraftUnsaved, drafts_folder

DELAY = 0.5
"""Seconds after a change until it is written: what a kill may cost at most, the write itself apart."""


UNOPENED = "черновик запишется, когда откроется хранилище"


def drafts_of(pult: Host) -> Drafts | None:
    """The drafts of this operator at this store; None until it is known which store that is."""
    return None if pult.client.desk is None else Drafts(drafts_folder(pult.client.desk.store_id or "desk", pult.login))


class Drafting:
    """Writes what ``snapshot`` gives for one form of ``screen``; ``say`` is told «» or why it could not be written."""

    def __init__(
        self,
        screen: Screen[Any],
        drafts: Callable[[], Drafts | None],
        snapshot: Callable[[], Draft],
        say: Callable[[str], None],
    ) -> None:
        self._screen = screen
        self._drafts = drafts
        self._kept: DraftKeeper | None = None
        self._snapshot = snapshot
        self._say = say
        self._waiting = False
        self._writing = False
        self._again = False
        self._warned = False

    @property
    def _keeper(self) -> DraftKeeper | None:
        """What writes; None while it is not known which store the form belongs to."""
        if self._kept is None and (drafts := self._drafts()) is not None:
            self._kept = DraftKeeper(drafts)
        return self._kept

    def changed(self) -> None:
        """Something was typed: write soon. Typing on does not put it off."""
        if not self._waiting:
            self._waiting = True
            self._screen.set_timer(DELAY, self._write)

    def leave(self) -> bool:
        """The form is being left: write now and let the draft be continued elsewhere.

        False when it could not be written: then the form stays at the first time of asking, and goes at the second.
        """
        kept = self.flush()
        if not kept and not self._warned:
            self._warned = True
            return False
        if self._kept is not None:
            self._kept.leave()
        return True

    def keep(self) -> None:
        """The console is being left: what was typed since the last writing is written now."""
        if self._waiting:
            self.flush()

    def flush(self) -> bool:
        """Write now, in this thread; False, and the reason is said, when it could not be written."""
        draft, keeper = self._snapshot(), self._keeper
        if keeper is None:
            self._say("" if draft.empty else UNOPENED)
            return draft.empty
        try:
            keeper.save(draft)
        except DraftUnsaved as error:
            self._say(str(error))
            return False
        return True

    def discard(self) -> None:
        """The form was saved or thrown away."""
        if self._keeper is not None:
            self._keeper.close(self._snapshot().slot)

    def _write(self) -> None:
        self._waiting = False
        if self._writing:
            self._again = True
            return
        draft, keeper = self._snapshot(), self._keeper
        if keeper is None:
            self._say("" if draft.empty else UNOPENED)
            self.changed()
            return
        self._writing = True
        self._screen.run_worker(lambda: self._save(keeper, draft), thread=True, group="draft", exit_on_error=False)

    def _save(self, keeper: DraftKeeper, draft: Draft) -> None:
        try:
            keeper.save(draft)
            problem = ""
        except DraftUnsaved as error:
            problem = str(error)
        self._screen.app.post_message(HandOver(lambda: self._written(problem)))

    def _written(self, problem: str) -> None:
        self._writing = False
        self._say(problem)
        if self._again:
            self._again = False
            self.changed()
