"""The dialog of one command to several tickets: what will not happen and why, one confirmation, course and end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast
from uuid import NAMESPACE_OID, uuid5

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from console.dialogs.bulk.plan import BulkPlan, Planned
from console.dialogs.bulk.report import BulkReport
from console.dialogs.bulk.report_screen import BulkReportScreen
from console.dialogs.frame.spec_dialog import SpecDialog
from console.dialogs.frame.toasts import new_version, tell_done
from console.dialogs.taking import a_colleague_has_it
from console.forms.context import About
from console.forms.spec import FormSpec
from console.widgets.key_hints import key_hints
from core.desk.views import Done, TicketView
from core.text import plural
from core.tickets.command import Command
from core.tickets.refusal import Refusal
from core.tickets.undo.ways import way_of
from core.tickets.use_cases.use_case import Reversal

if TYPE_CHECKING:
    from console.dialogs.frame.conflict import Way

_BAR: Final = 12
"""Cells of the bar that says how far it is."""


class BulkDialog(SpecDialog):
    """The form of ``spec`` for all tickets of ``plan`` that allow it. Esc while it runs stops after the present one.

    ``on_done`` gets what was done and the report of it, whenever it comes to an end.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f4", "screen.report", "Отчёт", show=False, priority=True)]

    def __init__(
        self, spec: FormSpec, plan: Sequence[Planned], on_done: Callable[[frozenset[int], BulkReport], None]
    ) -> None:
        self._plan = list(plan)
        allowed = [each.view for each in plan if each.refusal is None]
        super().__init__(spec, About(view=allowed[0] if allowed else None))
        self.number = None  # the draft and the heading are of the list, not of its first ticket
        self._on_done = on_done
        self._stopped = False
        self._report: BulkReport | None = None
        self._wait = [each for each in self._plan if each.refusal is None]
        count = len(self._wait)
        what = plural(count, "обращение", "обращения", "обращений")
        self.SAVE = f"{spec.save}: {count} {what}"  # type: ignore[misc]

    def heading(self) -> str:
        """How many of how many."""
        return f"{self.spec.glyph} {self.spec.heading} · выбрано {len(self._plan)}"

    def slot(self) -> str:
        """One draft for every list."""
        return f"bulk-{self.spec.name}"

    def compose_form(self) -> ComposeResult:
        """The list over the fields."""
        refused = len(self._plan) - len(self._wait)
        if refused:
            yield Static(f"Будет сделано: {len(self._wait)}. Не будет: {refused}.", classes="lead", markup=False)
        yield BulkPlan(self._plan, self._holder)
        yield from super().compose_form()

    def _holder(self, view: TicketView) -> str | None:
        """Whose ticket would be taken."""
        taken = self.spec.name == "take" and a_colleague_has_it(view, self.pult.login)
        return view.assignee_name if taken else None

    def action_save(self) -> None:
        """Give the command to each ticket in turn."""
        if self.saving:
            return
        if not self._wait:
            self._say_refusal("Ни одному из выбранных это сейчас не разрешено.", conflict=False)
            return
        command = self.command()
        if isinstance(command, str):
            self._say_refusal(command, conflict=False)
            return
        self.saving, self._stopped, self.since = True, False, self.pult.client.now()
        self.drafting.flush()
        self._next(command)

    def _next(self, command: Command) -> None:
        self._tell_progress()
        waiting = next((each for each in self._wait if not each.done and each.refusal is None), None)
        if waiting is None or self._stopped:
            self._finish()
            return
        ticket = waiting.view.ticket
        to_one = replace(cast("Any", command), number=ticket.number)
        key = uuid5(NAMESPACE_OID, f"{self.key}|{ticket.number}").hex
        self.pult.client.submit(
            to_one,
            key=key,
            expect_version=waiting.seen or ticket.version,
            one_of_many=True,
            on_done=partial(self._done_one, waiting, command),
        )

    def _done_one(self, waiting: Planned, command: Command, answer: Done | Refusal) -> None:
        if isinstance(answer, Refusal):
            self._become(waiting, refusal=answer)
        else:
            self._become(waiting, done=True, merged=answer.merged, version=answer.version or 0)
        if self.alive:
            self._next(command)

    def _become(self, waiting: Planned, **changes: Any) -> None:
        became = replace(waiting, **changes)
        for group in (self._plan, self._wait):
            if waiting in group:
                group[group.index(waiting)] = became

    def _tell_progress(self) -> None:
        if self.alive:
            over, count = sum(each.done or each.refusal is not None for each in self._wait), len(self._wait)
            self.query_one(BulkPlan).show(self._plan, whole=False)
            full = _BAR * over // max(1, count)
            said = f"{'█' * full}{'─' * (_BAR - full)} {over} из {count}"
            self.query_one("#keys", Static).update(key_hints(("Esc", f"Остановить   {said}")))

    def _finish(self) -> None:
        self.saving = False
        done = frozenset(each.view.ticket.number for each in self._wait if each.done)
        refused = [each for each in self._wait if each.refusal is not None]
        self._report = self._told_of_all()
        self._on_done(done, self._report)
        self._wait = [each for each in self._wait if not each.done and each.refusal is None]
        if refused or self._stopped:
            count = sum(each.done for each in self._plan)
            self.query_one(BulkPlan).show(self._plan)
            began = "Остановлено. Сделанное осталось. " if self._stopped else ""
            said = f"{began}Сделано: {count}. Не сделано: {len(self._plan) - count}. F4 — отчёт."
            self._say_refusal(said, conflict=False)
            self._say_keys()
            self._tell_all(f"{self.spec.done}: {count}")
            return self._show_conflicts([each for each in refused if each.conflict])
        self.drafting.discard()
        merged = sum(bool(each.merged) for each in self._plan)
        beside = f", из них меняли и другие: {merged}" if merged else ""
        self._tell_all(f"{self.spec.done}: {sum(each.done for each in self._plan)}{beside}")
        self.dismiss(None)
        return None

    def _told_of_all(self) -> BulkReport:
        """What has become of every ticket of the list."""
        actor = self.pult.client.actor
        who = actor.name if actor is not None else self.pult.login
        return BulkReport(self.spec.heading, who, self.since, tuple(self._plan), stopped=self._stopped)

    def action_report(self) -> None:
        """What was done and what was not, ticket by ticket."""
        if self._report is not None and not self.saving:
            self.app.push_screen(BulkReportScreen(self._report))

    def _tell_all(self, told: str) -> None:
        """What was done, and that it can be taken back in all of them together."""
        done = tuple((each.view.ticket.number, each.version) for each in self._plan if each.done)
        if done and way_of(self.spec.name) is Reversal.MARKED:
            self.pult.hindsight.did(told, done, self.since)
        elif done:
            tell_done(self.pult, told)

    def _show_conflicts(self, changed: Sequence[Planned]) -> None:
        """What others have changed meanwhile, ticket by ticket."""
        from console.dialogs.frame.conflict import ConflictScreen, told_of

        if changed:
            tickets = ((each.conflict, each.view.ticket) for each in changed)
            told = [told_of(refusal, f"№ {of.number}  {of.subject}") for refusal, of in tickets if refusal is not None]
            self.pult.keys.forget()
            self.app.push_screen(ConflictScreen(None, told), partial(self._decided_all, changed))

    def _decided_all(self, changed: Sequence[Planned], way: Way | None) -> None:
        """Unless they are left as they are, the tickets wait again, to be saved over what was shown."""
        from console.dialogs.frame.conflict import Way

        if way is Way.THEIRS:
            return
        for each in changed:
            if (conflict := each.conflict) is not None:
                again = replace(each, refusal=None, seen=new_version(conflict))
                self._plan[self._plan.index(each)] = again
                self._wait.append(again)
        self.query_one(BulkPlan).show(self._plan)
        self._say_keys(again=True)
        if way is Way.OVER:
            self.action_save()

    def action_back(self) -> None:
        """Stop what runs; then leave."""
        if self.saving:
            self._stopped = True
        else:
            super().action_back()
