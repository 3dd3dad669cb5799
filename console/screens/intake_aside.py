"""What stands beside a call, and calls that are put aside."""

from functools import partial
from typing import TYPE_CHECKING

from console.screens.dialogs.base import UNKEPT
from console.screens.dialogs.read_aloud import ReadAloudScreen
from console.screens.intake_base import IntakeBase
from console.widgets.beside import Beside
from console.widgets.text_fields import TextBody
from core.desk.registers import FoundSolution
from core.text import safe

if TYPE_CHECKING:
    pass


class IntakeAside(IntakeBase):
    """The list beside the form, consent, and parking."""

    # -- what stands beside -------------------------------------------------------------------------------------

    def action_beside(self) -> None:
        """From the subject downwards: the similar tickets and the solutions."""
        if not self.query_one(Beside).empty:
            self.set_class(True, "-beside")
            self.query_one(Beside).focus()

    def on_beside_left(self) -> None:
        """Back to the subject."""
        self._leave_beside()

    def _leave_beside(self) -> None:
        self.set_class(False, "-beside")
        self.form.query_one("#subject").focus()

    def on_beside_chosen(self, event: Beside.Chosen) -> None:
        """A ticket: the call becomes a comment there. A solution: it is read aloud."""
        solution = event.item.solution
        if solution is not None:
            self.app.push_screen(ReadAloudScreen(solution), partial(self._read_aloud, solution))
        elif event.item.ticket is not None:
            self._write_there(event.item.ticket)
            self._leave_beside()

    def _read_aloud(self, found: FoundSolution, helped: bool | None) -> None:
        """A solution that helped is the answer, and is told to be given."""
        self._leave_beside()
        if helped:
            self._solution = found.solution.id
            answer = self.form.query_one("#answer", TextBody)
            answer.text = "\n".join(filter(None, (answer.text.strip(), safe(found.solution.text))))
            answer.focus()

    def action_consent(self) -> None:
        """The caller lets us on: ask for the PC (п. 8.3, 8.4)."""
        self.form.consent()

    def action_park(self) -> None:
        """Another call: this one is put aside whole; with nothing typed, one of those put aside is taken up."""
        if self.saving:
            return
        if not self.form.typed:
            self._offer_unfinished()
        elif self.drafting.leave():
            self.app.pop_screen()
            self.pult.open_intake()
        else:
            self._refuse(UNKEPT)
