"""Taking a call (F2): the form, the running timer, the deadlines while typing, and saving with the answer in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import NAMESPACE_OID, uuid4, uuid5

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.timer import Timer
from textual.widgets import Static

from console.commands.registry import Scope, bindings
from console.drafts import INTAKE, Draft
from console.live import DeskChanged
from console.screens.base import DeskScreen
from console.screens.dialogs.base import UNKEPT
from console.screens.dialogs.drafting import Drafting, drafts_of
from console.screens.dialogs.masking import mask_fields, mask_hint, show_fragment
from console.screens.dialogs.similar import SimilarDialog, Verdict
from console.screens.dialogs.telling import tell_done, with_clause
from console.screens.dialogs.unfinished import UnfinishedDialog, Wish
from console.screens.intake_form import IntakeForm
from console.text import timer
from console.widgets.clock_bars import Counter
from console.widgets.one_line import OneLine
from console.widgets.outlook import Outlook, OutlookLine
from core.desk.views import Done, IntakePreview
from core.policy import Policy
from core.tickets.commands import Comment, Register
from core.tickets.directory import Organization, Person
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from core.desk.desk import Desk

_PREVIEW_DELAY = 0.15
_NARROW = 120


@dataclass(frozen=True, slots=True)
class _Directory:
    policy: Policy
    organizations: tuple[Organization, ...]
    people: tuple[Person, ...]


class IntakeScreen(DeskScreen):
    """One call, from the moment it is answered. ``draft``: a call that was begun before."""

    SCOPE: ClassVar[Scope] = "intake"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("intake")]
    DEFAULT_CSS = """
    IntakeScreen #call { height: 1; padding: 0 2; }
    IntakeScreen #body { height: 1fr; }
    IntakeScreen #form { width: 1fr; border: round $panel-lighten-2; border-title-color: $text-muted; }
    IntakeScreen #form:focus-within { border: round $accent; border-title-color: $text-accent; }
    IntakeScreen #outlook { width: 58; border: round $panel-lighten-2; border-title-color: $text-muted; padding: 0 1; }
    IntakeScreen #brief { display: none; }
    IntakeScreen #refusal { display: none; height: auto; padding: 0 2; color: $text-error; text-style: bold; }
    IntakeScreen #refusal.-said { display: block; }
    IntakeScreen.-tall #description { height: 12; }
    IntakeScreen.-tall #answer { height: 6; }
    IntakeScreen.-one-pane #outlook { display: none; }
    IntakeScreen.-one-pane #brief { display: block; }
    IntakeScreen.-one-pane #form { border: none; }
    """

    def __init__(self, draft: Draft | None = None) -> None:
        super().__init__()
        self._draft = draft
        self.key = draft.key if draft else uuid4().hex
        self.started: datetime | None = None
        self.saving = False
        self.policy: Policy | None = None
        self._directory: _Directory | None = None
        self._supplied = False
        self._quiet = True
        self._blind = False
        """The form was opened before the desk was."""
        self._similar: Sequence[Mapping[str, Any]] = ()
        self._comment_on: int | None = None
        """The similar ticket that the call is a comment on."""
        self._different: tuple[int, ...] = ()
        """Similar tickets that are about something else (п. 5.5)."""
        self._preview_timer: Timer | None = None
        self._draft_said, self._draft_ok = "", True

    def compose_body(self) -> ComposeResult:
        """Timer, form beside the outlook, and the outlook in two lines for a narrow screen."""
        yield OneLine(id="call")
        with Horizontal(id="body"):
            form = IntakeForm()
            form.border_title = "Звонок"
            yield form
            yield Outlook(id="outlook")
        yield Static("", id="refusal", markup=False)
        yield OutlookLine(id="brief")

    @property
    def alive(self) -> bool:
        """Whether the form is still there: answers come from threads, and the screen may have been left."""
        return bool(self.query(IntakeForm))

    @property
    def form(self) -> IntakeForm:
        """The fields."""
        return self.query_one(IntakeForm)

    def on_mount(self) -> None:
        """The call has begun: start the timer, read the directory, offer what was left unfinished."""
        self.started = _instant(self._draft.started_at) if self._draft else None
        self.started = self.started or self.pult.now()
        self.drafting = Drafting(self, lambda: drafts_of(self.pult), self.snapshot, self._say_draft)
        self._say_call(self.pult.now())
        self.form.completer("organization").focus()
        self._blind = self.pult.desk is None
        self.pult.hold_keys()  # what is typed ahead finds the directory
        self._supply()
        self._offer_unfinished()

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
            if not self.form.typed:
                self._offer_unfinished()
        self._supply()

    def _supply(self) -> None:
        if self.pult.desk is not None:
            self.pult.ask(_read_directory, self._supplied_with, group="intake-directory", on_failure=self._not_supplied)

    def _not_supplied(self, refusal: Refusal) -> None:
        self.pult.release_keys()

    def _supplied_with(self, directory: _Directory) -> None:
        if not self.alive or directory == self._directory:
            return
        self._directory = directory
        self.policy = directory.policy
        self.form.supply(directory.policy, directory.organizations, directory.people)
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

        def read(desk: "Desk") -> IntakePreview:
            return desk.preview(command, actor)

        self.pult.ask(read, self._show_preview, group="intake-preview")

    def _show_preview(self, preview: IntakePreview) -> None:
        desk = self.pult.desk
        if desk is not None and self.policy is not None and self.alive:
            now, counter = desk.now(), Counter(self.policy, desk.countdown)
            self.query_one(Outlook).show(preview, counter, now)
            self.query_one(OutlookLine).show(preview, counter, now)

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
            (timer(now - started), "bold"),
            (f"  звонок с {started.astimezone(now.tzinfo):%H:%M}", "$text-muted"),
        ]
        if self.saving:
            parts.append(("  ·  сохраняю…", "bold"))
        elif self._draft_said:
            parts.append((f"  ·  {self._draft_said}", "$text-muted" if self._draft_ok else "bold $text-error"))
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

    # -- saving -------------------------------------------------------------------------------------------------

    def action_save(self) -> None:
        """Register, with the answer where one is written; a new person is added first."""
        if self.saving or self.started is None:
            return
        self._refuse("")
        problems = list(self.form.problems())
        for name, said in problems:
            self.form.field(name).wrong(said)
        if problems:
            self._go_to(problems[0][0])
            return
        self.saving = True
        self.drafting.flush()
        person = self.form.new_person()
        if person is None:
            self._register(self.form.register(self.started))
            return
        key = uuid5(NAMESPACE_OID, f"{self.key}|{person}").hex
        self.pult.submit(person, key=key, on_done=self._person_added)

    def _person_added(self, answer: Done | Refusal) -> None:
        if isinstance(answer, Refusal) or answer.subject is None or self.started is None:
            self._refused(answer if isinstance(answer, Refusal) else Refusal("person.lost", "Человек не добавлен."))
        else:
            self._register(replace(self.form.register(self.started), requester=int(answer.subject)))

    def _register(self, command: Register) -> None:
        self.pult.submit(replace(command, different_from=self._different), key=self.key, on_done=self._registered)

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
            self.action_save()
            return
        self.saving, self._comment_on = True, verdict.number
        texts = (self.form.text(name).strip() for name in ("subject", "description", "answer"))
        command = Comment(number=verdict.number, text="\n\n".join(filter(None, texts)))
        self.pult.submit(command, key=self.key, on_done=self._registered)

    def _registered(self, answer: Done | Refusal) -> None:
        if isinstance(answer, Refusal):
            self._refused(answer)
            return
        self.saving = False
        self.drafting.discard()
        if self._comment_on is None:
            answered = " и отвечено" if self.alive and self.form.text("answer").strip() else ""
            tell_done(self.pult, f"№ {answer.number}: зарегистрировано{answered}")
        else:
            tell_done(self.pult, f"№ {answer.number}: звонок записан ответом")
        if self.is_current and answer.number is not None:
            self.app.pop_screen()
            self.pult.open_ticket(answer.number)

    def _refused(self, refusal: Refusal) -> None:
        self.saving, self._comment_on = False, None
        if not self.alive:
            return
        if refusal.code == "register.similar":
            self._similar = refusal.details["similar"]
            self.app.push_screen(SimilarDialog(self._similar), self._judged)
            return
        name = _FIELD_OF.get(refusal.code.partition(".")[0], str(refusal.details.get("field", "")))
        if name in _FIELDS:
            self.form.field(name).wrong(with_clause(refusal))
            self._go_to(name)
        else:
            self._refuse(with_clause(refusal) + mask_hint(refusal))
            show_fragment(self.form, refusal)

    def _refuse(self, text: str) -> None:
        said = self.query_one("#refusal", Static)
        said.update(f"✗ {text}" if text else "")
        said.set_class(bool(text), "-said")

    def _go_to(self, name: str) -> None:
        control = self.form.query_one(f"#{name}")
        control.focus()

    # -- moving -------------------------------------------------------------------------------------------------

    def on_input_submitted(self) -> None:
        """Enter in a line goes on to the next field."""
        self.focus_next()

    def action_back(self) -> None:
        """Leave; a call that was begun stays as a draft."""
        if self.saving:
            return
        typed = self.form.typed
        if not self.drafting.leave():
            self._refuse(UNKEPT)
            return
        self.app.pop_screen()
        if typed:
            tell_done(self.pult, "Звонок отложен: F2 — продолжить")


_FIELD_OF = {"organization": "organization", "requester": "requester", "person": "requester", "norm": "priority"}
_FIELDS = frozenset(
    {"organization", "requester", "phone", "mis", "type", "priority", "subject", "description", "answer"}
)


def _read_directory(desk: "Desk") -> _Directory:
    return _Directory(desk.policy, desk.organizations(), desk.people())


def _instant(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None
