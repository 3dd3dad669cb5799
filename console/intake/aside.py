"""What stands beside a call: a known ticket that it may be a comment on, a solution that may answer it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.screen import Screen

from console.dialogs.read_aloud import ReadAloudScreen
from console.intake.call import IntakeCall
from console.intake.form import IntakeForm
from console.intake.widgets.call_suggestions import Beside, Item
from console.widgets.fields.text_fields import TextBody
from core.desk.records.open_work import FoundSolution
from core.text import safe


class Aside:
    """The list beside the form on ``screen``; ``changed`` is called when the call has become another."""

    def __init__(self, screen: Screen[Any], form: IntakeForm, call: IntakeCall, changed: Callable[[], None]) -> None:
        self._screen = screen
        self._form = form
        self._call = call
        self._changed = changed

    @property
    def _list(self) -> Beside:
        return self._screen.query_one(Beside)

    @property
    def is_open(self) -> bool:
        """Whether the list is gone to: on a narrow screen it stands in the form's place."""
        return self._screen.has_class("-beside") or self._list.has_focus

    def enter(self) -> None:
        """From the subject downwards: the similar tickets and the solutions."""
        if not self._list.empty:
            self._screen.set_class(True, "-beside")
            self._list.focus()

    def leave(self) -> None:
        """Back to the subject."""
        self._screen.set_class(False, "-beside")
        self._form.query_one("#subject").focus()

    def choose(self, item: Item) -> None:
        """A ticket: the call becomes a comment there. A solution: it is read aloud."""
        if (solution := item.solution) is not None:
            self._screen.app.push_screen(ReadAloudScreen(solution), partial(self._read_aloud, solution))
        elif item.ticket is not None:
            self.write_there(item.ticket)
            self.leave()

    def write_there(self, number: int | None) -> None:
        """The call is a comment on this ticket; None: a request of its own after all."""
        self._call.comment_on = number
        self._changed()

    def _read_aloud(self, found: FoundSolution, helped: bool | None) -> None:
        """A solution that helped is the answer, and is told to be given."""
        self.leave()
        if helped:
            self._call.solution = found.solution.id
            answer = self._form.query_one("#answer", TextBody)
            answer.text = "\n".join(filter(None, (answer.text.strip(), safe(found.solution.text))))
            answer.focus()
