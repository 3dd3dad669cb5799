"""The screen of a call: it lays the parts, hears their events, and gives each key to the part that it belongs to."""

from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Resize

from console.commands.registry import Scope, bindings
from console.dialogs.frame.drafting import Drafting, drafts_of
from console.dialogs.frame.masking import mask_fields
from console.dialogs.frame.ticket_dialog import UNKEPT
from console.dialogs.frame.toasts import tell_done
from console.intake.aside import Aside
from console.intake.call import CallDirectory, IntakeCall, read_directory
from console.intake.call_line import CallLine
from console.intake.form import IntakeForm
from console.intake.form_draft import restore, values
from console.intake.parking import Parking
from console.intake.preview import LivePreview
from console.intake.refusal_line import RefusalLine
from console.intake.saving import Saver
from console.intake.widgets.call_suggestions import Beside
from console.intake.widgets.due_preview import Outlook, OutlookLine
from console.link.messages import DeskChanged
from console.screens.desk_screen import DeskScreen
from console.state.drafts import Draft
from core.tickets.refusal import Refusal

_NARROW = 120


class IntakeScreen(DeskScreen):
    """One call, from the moment it is answered. ``draft``: a call that was begun before."""

    SCOPE: ClassVar[Scope] = "intake"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("intake")]
    DEFAULT_CSS = """
    IntakeScreen #call { height: 1; padding: 0 2; }
    IntakeScreen #body { height: 1fr; }
    IntakeScreen #form { width: 1fr; border: round $panel-lighten-2; border-title-color: $text-muted; }
    IntakeScreen #form:focus-within { border: round $accent; border-title-color: $text-accent; }
    IntakeScreen #side { width: 62; }
    IntakeScreen #outlook, IntakeScreen #beside {
        border: round $panel-lighten-2; border-title-color: $text-muted; padding: 0 1;
    }
    IntakeScreen #beside { height: 1fr; }
    IntakeScreen #beside:focus { border: round $accent; border-title-color: $text-accent; }
    IntakeScreen #outlook { height: auto; max-height: 60%; }
    IntakeScreen #brief { display: none; }
    IntakeScreen.-tall #description { height: 12; }
    IntakeScreen.-tall #answer { height: 6; }
    IntakeScreen.-one-pane #side { display: none; width: 1fr; }
    IntakeScreen.-one-pane.-beside #side { display: block; }
    IntakeScreen.-one-pane.-beside #outlook, IntakeScreen.-one-pane.-beside #form { display: none; }
    IntakeScreen.-one-pane #brief { display: block; }
    IntakeScreen.-one-pane #form { border: none; }
    """

    def __init__(self, draft: Draft | None = None) -> None:
        super().__init__()
        self.call = IntakeCall.of(draft)
        self.form = IntakeForm()
        self.form.border_title = "Звонок"
        self.line = CallLine(self.call)
        self.refusals = RefusalLine()
        self.drafting = Drafting(self, lambda: drafts_of(self.pult), self._snapshot, self._tell_draft)
        self.preview = LivePreview(self, self.form, self.call)
        self.aside = Aside(self, self.form, self.call, self._tell)
        self.parking = Parking(self, self._go_on)
        self.saver = Saver(self, self.form, self.call, self.drafting, self.refusals, write_there=self.aside.write_there)
        self.ready = False
        """Whether what is typed is a call already: before the directory was read, and while a draft is put back, no."""
        self._blind = False
        """The form was opened before the desk was."""

    @property
    def supplied(self) -> bool:
        """Whether it is known who there is."""
        return self.preview.directory is not None

    def compose_body(self) -> ComposeResult:
        """Timer, form beside the outlook, and the outlook in two lines for a narrow screen."""
        yield self.line
        with Horizontal(id="body"):
            yield self.form
            with Vertical(id="side"):
                yield Beside(id="beside")
                yield Outlook(id="outlook")
        yield self.refusals
        yield OutlookLine(id="brief")

    def on_mount(self) -> None:
        """The call has begun: start the timer, read the directory."""
        self.set_class(self.app.size.width < _NARROW, "-one-pane")
        self.call.started = self.call.started or self.pult.client.now()
        self._tell()
        self.form.completer("caller").focus()
        self._blind = self.pult.client.desk is None
        if not self._blind:  # before the desk is open, what is typed is shown and kept in a draft
            self.pult.keys.hold()  # what is typed ahead finds the directory
        self._supply()
        self._count_parked()

    def on_resize(self, event: Resize) -> None:
        """One column where the width does not carry two."""
        self.set_class(event.size.width < _NARROW, "-one-pane")

    # -- reading ------------------------------------------------------------------------------------------------

    def on_desk_changed(self, event: DeskChanged) -> None:
        """The directory may be another; so may the policy. The desk may only now have opened."""
        if self._blind and self.pult.client.desk is not None:
            self._blind = False
            if self.call.begun is None:
                self.call.started = self.pult.client.now()  # by the desk's own clock
            self._count_parked()
        self._supply()

    def _supply(self) -> None:
        if self.pult.client.desk is not None:
            self.pult.client.ask(
                read_directory, self._supplied_with, group="intake-directory", on_failure=self._not_supplied
            )

    def _not_supplied(self, refusal: Refusal) -> None:
        self.pult.keys.release()

    def _supplied_with(self, directory: CallDirectory) -> None:
        if not self.form.is_attached or directory == self.preview.directory:
            return
        first, self.preview.directory = not self.supplied, directory
        self.line.policy = directory.policy
        self.form.supply(directory.policy, directory.organizations, directory.people, directory.callers)
        if first and self.call.begun is not None:
            restore(self.form, self.call.begun.fields)
        self.call_after_refresh(self._go)

    def _go(self) -> None:
        self.ready = True
        self.pult.keys.release()
        self.preview.soon()
        if self.call.begun is None:
            self.drafting.changed()  # what was typed before the directory had been read

    # -- live ---------------------------------------------------------------------------------------------------

    def on_intake_form_edited(self) -> None:
        """Keep the draft and tell the deadlines."""
        if self.ready:
            self.drafting.changed()
            self.preview.soon()
        elif self.call.begun is None and self.form.typed:
            self.drafting.changed()

    def on_tick(self, now: datetime) -> None:
        """Run the call's timer; count the deadlines on."""
        super().on_tick(now)
        self.line.tell(now)
        self.preview.tick(now)

    def _tell(self) -> None:
        self.line.tell(self.pult.client.now())

    def _tell_draft(self, problem: str) -> None:
        self.line.tell_draft(problem, typed=self.form.is_attached and self.form.typed)
        self._tell()

    def _snapshot(self) -> Draft:
        """The call as typed."""
        return self.call.snapshot(values(self.form), self.pult.client.now())

    # -- beside and aside ---------------------------------------------------------------------------------------

    def action_beside(self) -> None:
        """From the subject downwards: the similar tickets and the solutions."""
        self.aside.enter()

    def on_beside_left(self) -> None:
        """Back to the subject."""
        self.aside.leave()

    def on_beside_chosen(self, event: Beside.Chosen) -> None:
        """What stands beside becomes the call's, or its answer."""
        self.aside.choose(event.item)

    def action_consent(self) -> None:
        """The caller lets us on: ask for the PC (п. 8.3, 8.4)."""
        self.form.consent()

    def action_park(self) -> None:
        """Another call: this one is put aside whole; with nothing typed, one of those put aside is taken up."""
        if self.call.saving:
            return
        if not self.form.typed:
            if self.call.begun is None:
                self.parking.offer()
        elif self.drafting.leave():
            self.app.pop_screen()
            self.pult.navigation.open_intake()
        else:
            self.refusals.say(UNKEPT)

    def _count_parked(self) -> None:
        self.line.parked = len(self.parking.calls)
        self._tell()

    def _go_on(self, draft: Draft) -> None:
        self.call.go_on(draft)
        self.ready = False
        if self.supplied:
            restore(self.form, draft.fields)
        self._tell()
        self.call_after_refresh(self._go)

    # -- saving and leaving -------------------------------------------------------------------------------------

    def action_save(self) -> None:
        """Register, with the answer where one is written; or write the call as a comment on a known ticket."""
        if self.call.saving:
            return
        if not self.supplied:
            return self.refusals.say("Справочник ещё читается: нажмите F8, как только строки заполнятся.")
        self.saver.save()

    def action_log(self) -> None:
        """Solved at once: a line of the call log is enough, for five minutes (п. 5.5)."""
        if not self.call.saving:
            self.saver.log()

    def action_mask(self) -> None:
        """Mask the personal data in what is typed, and register."""
        if not self.call.saving and mask_fields(self.form):
            self.action_save()

    def on_input_submitted(self) -> None:
        """Enter in a line goes on to the next field."""
        self.focus_next()

    def action_back(self) -> None:
        """Leave what was chosen beside, then the form; a call that was begun stays as a draft."""
        if self.call.saving:
            return
        if self.aside.is_open:
            return self.aside.leave()
        if self.call.comment_on is not None:
            return self.aside.write_there(None)
        typed = self.form.typed
        if not self.drafting.leave():
            return self.refusals.say(UNKEPT)
        self.app.pop_screen()
        if typed:
            tell_done(self.pult, "Звонок отложен: F2 — продолжить")
