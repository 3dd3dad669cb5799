"""Taking a call (F2): the form, the running timer, the deadlines while typing, and saving with the answer in one go."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from console.commands.registry import Scope, bindings
from console.drafts import INTAKE, Draft
from console.live import DeskChanged
from console.screens.dialogs.base import UNKEPT
from console.screens.dialogs.drafting import Drafting, drafts_of
from console.screens.dialogs.telling import tell_done
from console.screens.dialogs.unfinished import UnfinishedDialog, Wish
from console.screens.intake_aside import IntakeAside
from console.screens.intake_base import CallDirectory
from console.screens.intake_form import IntakeForm
from console.screens.intake_keeping import IntakeKeeping
from console.widgets.beside import MOST, Beside, Known
from console.widgets.clock_bars import Counter
from console.widgets.one_line import OneLine
from console.widgets.outlook import Outlook, OutlookLine
from core.desk.registers import FoundSolution
from core.desk.views import IntakePreview
from core.durations import exact, size
from core.tickets.refusal import Refusal
from core.tickets.registration.commands import Register
from core.tickets.registration.similar import Similar

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.tickets.directory import Actor

_PREVIEW_DELAY = 0.15
_NARROW = 120


class IntakeScreen(IntakeKeeping, IntakeAside):
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
    IntakeScreen #refusal { display: none; height: auto; padding: 0 2; color: $text-error; text-style: bold; }
    IntakeScreen #refusal.-said { display: block; }
    IntakeScreen.-tall #description { height: 12; }
    IntakeScreen.-tall #answer { height: 6; }
    IntakeScreen.-one-pane #side { display: none; width: 1fr; }
    IntakeScreen.-one-pane.-beside #side { display: block; }
    IntakeScreen.-one-pane.-beside #outlook, IntakeScreen.-one-pane.-beside #form { display: none; }
    IntakeScreen.-one-pane #brief { display: block; }
    IntakeScreen.-one-pane #form { border: none; }
    """

    def compose_body(self) -> ComposeResult:
        """Timer, form beside the outlook, and the outlook in two lines for a narrow screen."""
        yield OneLine(id="call")
        with Horizontal(id="body"):
            form = IntakeForm()
            form.border_title = "Звонок"
            yield form
            with Vertical(id="side"):
                yield Beside(id="beside")
                yield Outlook(id="outlook")
        yield Static("", id="refusal", markup=False)
        yield OutlookLine(id="brief")

    def on_mount(self) -> None:
        """The call has begun: start the timer, read the directory, offer what was left unfinished."""
        self.set_class(self.app.size.width < _NARROW, "-one-pane")
        self.started = _instant(self._draft.started_at) if self._draft else None
        self.started = self.started or self.pult.now()
        self.drafting = Drafting(self, lambda: drafts_of(self.pult), self.snapshot, self._say_draft)
        self._say_call(self.pult.now())
        self.form.completer("caller").focus()
        self._blind = self.pult.desk is None
        if not self._blind:  # before the desk is open, what is typed is shown and kept in a draft
            self.pult.hold_keys()  # what is typed ahead finds the directory
        self._supply()
        self._count_parked()

    def _count_parked(self) -> None:
        drafts = drafts_of(self.pult)
        self._parked = len(drafts.intakes()) if drafts is not None else 0
        self._say_call(self.pult.now())

    def _offer_unfinished(self) -> None:
        drafts = drafts_of(self.pult) if self._draft is None else None
        left = drafts.intakes() if drafts is not None else ()
        if left:
            self.app.push_screen(UnfinishedDialog(left, self.pult.now()), self._decided)

    def on_resize(self, event: Resize) -> None:
        """One column where the width does not carry two."""
        self.set_class(event.size.width < _NARROW, "-one-pane")

    # -- reading ------------------------------------------------------------------------------------------------

    def on_desk_changed(self, event: DeskChanged) -> None:
        """The directory may be another; so may the policy. The desk may only now have opened."""
        if self._blind and self.pult.desk is not None:
            self._blind = False
            if self._draft is None:
                self.started = self.pult.now()  # by the desk's own clock
            self._count_parked()
        self._supply()

    def _supply(self) -> None:
        if self.pult.desk is not None:
            self.pult.ask(_read_directory, self._supplied_with, group="intake-directory", on_failure=self._not_supplied)

    def _not_supplied(self, refusal: Refusal) -> None:
        self.pult.release_keys()

    def _supplied_with(self, directory: CallDirectory) -> None:
        if not self.alive or directory == self._directory:
            return
        self._directory = directory
        self.policy = directory.policy
        self.form.supply(directory.policy, directory.organizations, directory.people, directory.callers)
        if not self._supplied:
            self._supplied = True
            if self._draft is not None:
                self.form.restore(self._draft.fields)
                self.form.go_on()
        self.call_after_refresh(self._ready)

    def _ready(self) -> None:
        self._quiet = False
        self.pult.release_keys()
        self._preview_soon()
        if self._draft is None:
            self.drafting.changed()  # what was typed before the directory had been read

    def _decided(self, wish: Wish | None) -> None:
        if wish is None or not wish.draft:
            return
        if wish.discard:
            if (drafts := drafts_of(self.pult)) is not None:
                drafts.discard(wish.draft.slot)
            return
        self._draft, self.key = wish.draft, wish.draft.key
        self.started = _instant(wish.draft.started_at) or self.started
        self._quiet = True
        if self._supplied:
            self.form.restore(wish.draft.fields)
            self.form.go_on()
        self._say_call(self.pult.now())
        self.call_after_refresh(self._ready)

    # -- live ---------------------------------------------------------------------------------------------------

    def on_intake_form_edited(self) -> None:
        """Keep the draft and tell the deadlines."""
        if not self._quiet:
            self.drafting.changed()
            self._preview_soon()
        elif self._draft is None and self.form.typed:
            self.drafting.changed()

    def _preview_soon(self) -> None:
        if self._preview_timer is not None:
            self._preview_timer.stop()
        self._preview_timer = self.set_timer(_PREVIEW_DELAY, self._preview)

    def _preview(self) -> None:
        actor = self.pult.actor
        if actor is None or self.started is None or not self._supplied:
            return
        command = replace(self.form.register(self.started), different_from=self._different)

        self.pult.ask(partial(_look, command, actor), self._show_preview, group="intake-preview")

    def _show_preview(self, looked: "tuple[IntakePreview, tuple[Similar, ...], tuple[FoundSolution, ...]]") -> None:
        preview, similar, solutions = looked
        desk = self.pult.desk
        if desk is not None and self.policy is not None and self.alive:
            now, counter = desk.now(), Counter(self.policy, desk.countdown)
            self.query_one(Outlook).show(preview, counter, now)
            beside = self.query_one(Beside)
            beside.show(self._known(similar, solutions))
            self.query_one(OutlookLine).show(preview, counter, now, beside.summary())

    def _known(self, similar: "tuple[Similar, ...]", solutions: "tuple[FoundSolution, ...]") -> Known:
        """The caller's and the clinic's open tickets, and what the text resembles."""
        index = self._directory.callers if self._directory is not None else None
        requester, clinic = (self.form.completer(name).value for name in ("requester", "organization"))
        if index is None or clinic is None:
            return Known(similar=similar, solutions=solutions)
        own = index.open_of(requester) if requester is not None else ()
        return Known(own, index.open_of_clinic(clinic, requester), similar, solutions)

    def on_tick(self, now: datetime) -> None:
        """Run the call's timer; count the deadlines on."""
        super().on_tick(now)
        self._say_call(now)
        for outlook in self.query(Outlook):
            outlook.tick(now)
        for brief in self.query(OutlookLine):
            brief.tick(now)

    def _say_call(self, now: datetime) -> None:
        started = self.started or now
        parts = [
            ("● ", "$accent"),
            (exact(timedelta(seconds=(now - started) // timedelta(seconds=1)), None), "bold"),
            (f"  звонок с {started.astimezone(now.tzinfo):%H:%M}", "$text-muted"),
            *self._draft_problem(),
            *self._five_minutes(now - started),
        ]
        if self.comment_on is not None:
            parts.append((f"  ·  → ответом в № {self.comment_on}, Esc — отдельным обращением", "bold $text-warning"))
        if self._parked:
            parts.append((f"  ·  отложено звонков: {self._parked}, F2 — взять", "$text-muted"))
        if self.saving:
            parts.append(("  ·  сохраняю…", "bold"))
        elif self._draft_ok and self._draft_said and self._has_room(parts, kept := f"  ·  {self._draft_said}"):
            parts.append((kept, "$text-muted"))
        self._place_call(parts)

    def _draft_problem(self) -> list[tuple[str, str]]:
        """Why what is typed is kept nowhere: before anything that a narrow screen cuts off."""
        return [] if self._draft_ok else [(f"  ·  {self._draft_said}", "bold $text-error")]

    def _has_room(self, parts: list[tuple[str, str]], more: str) -> bool:
        """Whether the line of the call takes this as well."""
        return sum(len(text) for text, _ in parts) + len(more) + 2 <= self.size.width

    def _five_minutes(self, passed: timedelta) -> list[tuple[str, str]]:
        """The rule of five minutes shows itself (п. 5.5)."""
        limit = self.policy.lifecycle.call_log_limit if self.policy is not None else None
        if limit is None:
            return []
        left_over = timedelta(seconds=limit.seconds) - passed
        if left_over < timedelta(0):
            told = exact(timedelta(seconds=limit.seconds), None)
            return [(f"  ·  дольше {told} — обращением (п. 5.5)", "$text-warning")]
        return [(f"  ·  ещё {size(left_over)} — только журнал (F4, п. 5.5)", "$text-success")]

    def _place_call(self, parts: "list[tuple[str, str]]") -> None:
        for line in self.query("#call").results(OneLine):
            line.put(Content.assemble(*parts))

    def _say_draft(self, problem: str) -> None:
        self._draft_ok = not problem
        self._draft_said = problem or ("черновик сохранён" if self.alive and self.form.typed else "")
        self._say_call(self.pult.now())

    def snapshot(self) -> Draft:
        """The call as typed."""
        started = self.started or self.pult.now()
        fields: Mapping[str, str] = self.form.values() if self.form.typed else {}
        return Draft(INTAKE, self.key, started.isoformat(), None, fields)

    # -- moving -------------------------------------------------------------------------------------------------

    def on_input_submitted(self) -> None:
        """Enter in a line goes on to the next field."""
        self.focus_next()

    def action_back(self) -> None:
        """Leave what was chosen beside, then the form; a call that was begun stays as a draft."""
        if self.saving:
            return
        if self.has_class("-beside") or self.query_one(Beside).has_focus:
            return self._leave_beside()
        if self.comment_on is not None:
            return self._write_there(None)
        typed = self.form.typed
        if not self.drafting.leave():
            self._refuse(UNKEPT)
            return
        self.app.pop_screen()
        if typed:
            tell_done(self.pult, "Звонок отложен: F2 — продолжить")


def _read_directory(desk: "Desk") -> CallDirectory:
    return CallDirectory(desk.policy, desk.organizations(), desk.people(), desk.callers())


def _look(
    command: Register, actor: "Actor", desk: "Desk"
) -> "tuple[IntakePreview, tuple[Similar, ...], tuple[FoundSolution, ...]]":
    """What registering would mean, what it resembles, and what may answer it."""
    asked = bool(command.subject.strip())
    similar = desk.similar(command) if asked and command.organization else ()
    return desk.preview(command, actor), similar, desk.solutions(command.subject)[:MOST] if asked else ()


def _instant(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None
