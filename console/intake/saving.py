"""Saving a call by one command of the desk: as a ticket, a comment on a known one, or a line of the log."""

from collections.abc import Callable
from typing import Any, Final

from textual.screen import Screen

from console.dialogs.frame.drafting import Drafting
from console.dialogs.frame.masking import REASON, mask_hint, reason_line, reason_of, show_fragment
from console.dialogs.frame.toasts import tell_done, with_clause
from console.dialogs.similar import SimilarDialog, Verdict
from console.host import Host, pult_of
from console.intake.call import IntakeCall
from console.intake.form import IntakeForm
from console.intake.refusal_line import RefusalLine
from console.intake.requests import line_of, problems, spoken, ticket_of
from console.widgets.fields.labelled_field import Field
from core.desk.views import Done
from core.tickets.desk_records.whole_calls import TakeCall
from core.tickets.knowledge.solutions import UseSolution
from core.tickets.refusal import Refusal
from core.vocabulary import Role

_FIELD_OF: Final = {
    "organization": "organization", "requester": "requester", "person": "requester", "norm": "priority",
    "remote": "pc",
}  # fmt: skip
"""Which field a refusal is about, by what stands before the dot of its code."""
_FIELDS: Final = frozenset({
    "organization", "requester", "phone", "template", "pc", "mis", "type", "priority", "subject", "description",
    "answer",
})  # fmt: skip


class Saver:
    """Saves the call of a form once, and says at the form why it could not be.

    ``write_there`` makes the call a comment on another ticket.
    """

    def __init__(
        self, screen: Screen[Any], form: IntakeForm, call: IntakeCall, drafting: Drafting, refusal: RefusalLine,
        *, write_there: Callable[[int], None],
    ) -> None:  # fmt: skip
        self._screen = screen
        self._form = form
        self._call = call
        self._drafting = drafting
        self._refusal = refusal
        self._write_there = write_there

    @property
    def _pult(self) -> Host:
        return pult_of(self._screen)

    def save(self) -> None:
        """Register, with the answer where one is written; or write the call as a comment on a known ticket."""
        if self._call.started is None:
            return
        self._refusal.say("")
        missing = list(problems(self._form)) if self._call.comment_on is None else []
        for name, said in missing:
            self._form.field(name).wrong(said)
        if missing:
            return self._go_to(missing[0][0])
        if self._call.comment_on is not None and not spoken(self._form):
            return self._refusal.say("Запишите, что сказал звонящий: это станет ответом в обращении.")
        self._submit(ticket_of(self._form, self._call, self._call.started))

    def log(self) -> None:
        """Solved at once: a line of the call log is enough, for five minutes (п. 5.5)."""
        if self._call.started is None:
            return
        self._refusal.say("")
        if self._form.completer("requester").value is None:
            self._form.field("requester").wrong("кто звонит?")
            return self._go_to("caller")
        if not spoken(self._form):
            self._form.field("subject").wrong("о чём был звонок?")
            return self._go_to("subject")
        self._submit(line_of(self._form, self._call.started, self._pult.client.now()))

    def _submit(self, command: TakeCall) -> None:
        self._call.saving = True
        self._drafting.flush()
        self._pult.client.submit(command, key=self._call.key, on_done=self._answered, reason=reason_of(self._form))

    def _answered(self, answer: Done | Refusal) -> None:
        self._call.saving = False
        if isinstance(answer, Done):
            self._saved(answer)
        elif self._form.is_attached:
            self._refused(answer)

    def _saved(self, done: Done) -> None:
        answered = " и отвечено" if self._form.is_attached and self._form.text("answer").strip() else ""
        self._drafting.discard()
        if done.number is None:
            tell_done(self._pult, "Звонок записан в журнал (п. 5.5)")
        elif self._call.comment_on is None:
            tell_done(self._pult, f"№ {done.number}: зарегистрировано{answered}")
        else:
            tell_done(self._pult, f"№ {done.number}: звонок записан ответом")
        if self._screen.is_current:
            pult = self._pult
            self._screen.app.pop_screen()
            if done.number is not None:
                pult.navigation.open_ticket(done.number)

    def _refused(self, refusal: Refusal) -> None:
        if refusal.code == "register.similar":
            self._call.similar = refusal.details["similar"]
            self._screen.app.push_screen(SimilarDialog(self._call.similar), self._judged)
            return
        if refusal.details.get("part") == UseSolution.name:
            self._call.solution = None  # it is no more: saved again, the call goes without it
        if (
            refusal.code == "contract.none"
            and self._pult.client.actor
            and self._pult.client.actor.role is Role.SUPERVISOR
        ):
            self._form.add_class("-admit")  # a supervisor may let the clinic in, with a reason
            self._go_to("admit")
        name = _FIELD_OF.get(refusal.code.partition(".")[0], str(refusal.details.get("field", "")))
        if name in _FIELDS:
            self._form.field(name).wrong(with_clause(refusal))
            self._go_to(name)
        else:
            self._say(refusal)

    def _say(self, refusal: Refusal) -> None:
        """A refusal of no one field: below the form, with what would lift it."""
        if (line := reason_line(self._form, self._pult, refusal)) is not None:
            self._form.mount(Field("Основание", line, name=REASON))
        self._refusal.say(with_clause(refusal) + mask_hint(self._pult, refusal))
        show_fragment(self._form, refusal)

    def _judged(self, verdict: Verdict | None) -> None:
        """The registrar has looked at the similar tickets: a comment there, or another problem."""
        if verdict is None:
            return
        if verdict.number is None:
            self._call.different = tuple(each["number"] for each in self._call.similar)
        else:
            self._write_there(verdict.number)
        self.save()

    def _go_to(self, name: str) -> None:
        self._form.query_one(f"#{name}").focus()
