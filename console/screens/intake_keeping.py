"""Saving a call: a ticket, a comment on a known one, or a line of the log."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from console.screens.dialogs.masking import (
    REASON,
    mask_fields,
    mask_hint,
    reason_line,
    reason_of,
    show_fragment,
)
from console.screens.dialogs.similar import SimilarDialog, Verdict
from console.screens.dialogs.telling import tell_done, tell_refusal, with_clause
from console.screens.intake_base import IntakeBase
from console.screens.intake_saving import After, CallSaving, answered_by, comment_there, connected, with_requester
from console.widgets.completer import NEW
from console.widgets.form import Field
from core.desk.views import Done
from core.tickets.command import Command
from core.tickets.desk_records.calls import LogCall
from core.tickets.people.commands import AddPerson
from core.tickets.refusal import Refusal
from core.vocabulary import Mis, Role

if TYPE_CHECKING:
    pass


_FIELD_OF = {"organization": "organization", "requester": "requester", "person": "requester", "norm": "priority"}
_FIELDS = frozenset(
    {
        "organization",
        "requester",
        "phone",
        "template",
        "pc",
        "mis",
        "type",
        "priority",
        "subject",
        "description",
        "answer",
    }
)


class IntakeKeeping(IntakeBase):
    """How a call is saved, and what is said when it is refused."""

    # -- saving -------------------------------------------------------------------------------------------------

    def action_save(self) -> None:
        """Register, with the answer where one is written; or write the call as a comment on a known ticket."""
        if self.saving or self.started is None:
            return
        if not self._supplied:
            return self._refuse("Справочник ещё читается: нажмите F8, как только строки заполнятся.")
        self._refuse("")
        problems = list(self.form.problems()) if self.comment_on is None else []
        for name, said in problems:
            self.form.field(name).wrong(said)
        if problems:
            self._go_to(problems[0][0])
            return
        if self.comment_on is not None:
            texts = (self.form.text(name) for name in ("subject", "description", "answer"))
            command = comment_there(self.comment_on, *texts)
            if not command.text:
                return self._refuse("Запишите, что сказал звонящий: это станет ответом в обращении.")
            return self._save(None, lambda _person: command)
        register = replace(self.form.register(self.started), different_from=self._different)
        self._save(self.form.new_person(), lambda person: with_requester(register, person))

    def action_log(self) -> None:
        """Solved at once: a line of the call log is enough, for five minutes (п. 5.5)."""
        if self.saving or self.started is None:
            return
        self._refuse("")
        requester = self.form.completer("requester").value
        person = self.form.new_person()
        if person is None and requester is None:
            self.form.field("requester").wrong("кто звонит?")
            return self._go_to("caller")
        texts = (self.form.text(name).strip() for name in ("subject", "description", "answer"))
        started, ended, mis = self.started, self.pult.now(), Mis(self.form.choice("mis").value or Mis.QMS.value)
        text, admitted = "\n".join(filter(None, texts)), self.form.text("admit").strip() or None
        if not text:
            self.form.field("subject").wrong("о чём был звонок?")
            return self._go_to("subject")

        def line(added: int | None) -> LogCall:
            who = added if added is not None else requester or 0
            return LogCall(
                requester=who,
                started_at=started,
                ended_at=ended,
                solved=True,
                text=text,
                mis=mis,
                admit_reason=admitted,
            )

        self._save(person, line)

    def _save(self, person: AddPerson | None, make: "Callable[[int | None], Command]") -> None:
        self.saving = True
        self.drafting.flush()
        saving = CallSaving(self.pult, self.key, self._registered, lambda refusal: tell_refusal(self.pult, refusal))
        saving.save(person, make, self._after(), reason_of(self.form))

    def _after(self) -> list[After]:
        """What follows once the ticket is there: the session that was allowed, the solution that was read."""
        pc, requester = self.form.text("pc").strip(), self.form.completer("requester").value
        follows = [connected(pc, requester)] if pc and requester not in (None, NEW) and requester else []
        return follows + ([answered_by(self._solution)] if self._solution is not None else [])

    def action_mask(self) -> None:
        """Mask the personal data in what is typed, and register."""
        if not self.saving and mask_fields(self.form):
            self.action_save()

    def _judged(self, verdict: Verdict | None) -> None:
        """The registrar has looked at the similar tickets: a comment there, or another problem."""
        if verdict is None:
            return
        if verdict.number is None:
            self._different = tuple(each["number"] for each in self._similar)
        else:
            self._write_there(verdict.number)
        self.action_save()

    def _registered(self, answer: Done | Refusal) -> None:
        if isinstance(answer, Refusal):
            self._refused(answer)
            return
        self.saving = False
        answered = " и отвечено" if self.alive and self.form.text("answer").strip() else ""
        self.drafting.discard()
        if answer.number is None:
            tell_done(self.pult, "Звонок записан в журнал (п. 5.5)")
        elif self.comment_on is None:
            tell_done(self.pult, f"№ {answer.number}: зарегистрировано{answered}")
        else:
            tell_done(self.pult, f"№ {answer.number}: звонок записан ответом")
        if self.is_current:
            self.app.pop_screen()
            if answer.number is not None:
                self.pult.open_ticket(answer.number)

    def _refused(self, refusal: Refusal) -> None:
        self.saving = False
        if not self.alive:
            return
        if refusal.code == "register.similar":
            self._similar = refusal.details["similar"]
            self.app.push_screen(SimilarDialog(self._similar), self._judged)
            return
        if refusal.code == "contract.none" and self.pult.actor and self.pult.actor.role is Role.SUPERVISOR:
            self.form.add_class("-admit")  # a supervisor may let the clinic in, with a reason
            self._go_to("admit")
        name = _FIELD_OF.get(refusal.code.partition(".")[0], str(refusal.details.get("field", "")))
        if name in _FIELDS:
            self.form.field(name).wrong(with_clause(refusal))
            self._go_to(name)
        else:
            if (line := reason_line(self.form, self.pult, refusal)) is not None:
                self.form.mount(Field("Основание", line, name=REASON))
            self._refuse(with_clause(refusal) + mask_hint(self.pult, refusal))
            show_fragment(self.form, refusal)
