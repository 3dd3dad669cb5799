"""What every form over a screen shares: its draft, its key, saving, and what it says when it was refused."""

from abc import abstractmethod
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar
from uuid import uuid4

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from console.commands.registry import Scope, bindings
from console.dialogs.frame.drafting import Drafting, drafts_of
from console.dialogs.frame.field_values import FIELDS, put_value, value_of
from console.dialogs.frame.holding import hold
from console.dialogs.frame.masking import mask_fields, mask_hint, reason_line, reason_of, show_fragment
from console.dialogs.frame.toasts import differences, new_version, tell_act, tell_done, told_shortly, with_clause
from console.host import Host, pult_of
from console.presence.presence_text import warned
from console.state.drafts import Draft
from console.widgets.fields.finder import Finder
from console.widgets.fields.text_fields import TextBody, TextLine
from console.widgets.key_hints import key_hints
from core.desk.views import Done
from core.policy import Policy
from core.policy.labels import Labels
from core.text import safe
from core.tickets.command import Command
from core.tickets.refusal import Refusal, RefusalKind

if TYPE_CHECKING:
    from console.dialogs.frame.conflict import Way

UNKEPT = "Черновик не записать, а форма закроется с набранным. Esc ещё раз — закрыть и потерять текст, F8 — сохранить."


class FormDialog(ModalScreen[Done | None]):
    """A form for one command to a ticket or to the desk.

    A subclass names itself, lays its fields in :meth:`compose_form` (ids are the draft's field names) and makes the
    command in :meth:`command`, which may give a sentence about what is missing instead.
    """

    SCOPE: ClassVar[Scope] = "dialog"
    WRITES: ClassVar[bool] = True
    NAME: ClassVar[str] = ""
    HEADING: ClassVar[str] = ""
    GLYPH: ClassVar[str] = "●"
    LEAD: ClassVar[str] = ""
    CLAUSE: ClassVar[str] = ""
    SAVE: ClassVar[str] = "Сохранить"
    DONE: ClassVar[str] = "сохранено"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("dialog"),
        Binding("enter", "app.focus_next", "Дальше", show=False),
    ]
    DEFAULT_CSS = """
    FormDialog { align: center middle; background: $veil; }
    FormDialog #box {
        width: 84; max-width: 96%; height: auto; max-height: 94%;
        border: round $accent; border-title-color: $text-accent; border-title-style: bold;
        border-subtitle-color: $text-muted;
        padding: 0 1; background: $surface;
    }
    FormDialog #form { height: auto; max-height: 75vh; scrollbar-size-vertical: 1; }
    FormDialog #others { display: none; color: $text-warning; }
    FormDialog #others.-said { display: block; }
    FormDialog .lead { color: $text-muted; margin-bottom: 1; }
    FormDialog .label { color: $text-muted; margin-top: 1; }
    FormDialog .row { height: auto; }
    FormDialog .row > .label { width: 18; margin-top: 0; }
    FormDialog TextBody { height: 9; border: round $border; padding: 0 1; background: $surface; }
    FormDialog TextBody:focus { border: round $accent; }
    FormDialog TextLine { width: 1fr; background: $panel; padding: 0 1 !important; }
    FormDialog TextLine:focus, FormDialog Choice:focus, FormDialog CheckColumn:focus { background: $field-focus; }
    FormDialog .row > Choice { padding: 0 1; }
    FormDialog #refusal { display: none; margin-top: 1; padding: 0 1; border-left: thick $error; }
    FormDialog #refusal.-conflict { border-left: thick $warning; }
    FormDialog #refusal.-said { display: block; }
    FormDialog #foot { height: 1; margin-top: 1; }
    FormDialog #keys { width: 1fr; }
    FormDialog #draft { width: auto; padding-left: 1; color: $text-muted; }
    FormDialog #draft.-bad { color: $text-error; text-style: bold; }
    """

    def __init__(self, ticket: int | None = None, expected: int | None = None) -> None:
        super().__init__()
        self.number = ticket
        """The ticket that the form is about; None for a form of the desk."""
        self.key = uuid4().hex
        self.expected = expected
        self.started_at = ""
        self.saving = False
        self.given: Command | None = None
        self.since = datetime.now(UTC)
        """What was given last, and when."""
        self.restoring = True
        """Whether what was kept of it is still being put in."""
        self._blank: dict[str, str] = {}

    @property
    def alive(self) -> bool:
        """Whether the form is still there: answers come from threads, and the dialog may have been left."""
        return bool(self.query("#keys"))

    # -- what a subclass gives ----------------------------------------------------------------------------------

    def compose_form(self) -> ComposeResult:
        """The fields."""
        yield from ()

    @abstractmethod
    def command(self) -> Command | str:
        """The command as typed, or a sentence about what is missing."""

    def lead(self) -> str:
        """What the operator should know before typing."""
        return self.LEAD

    def told(self) -> str:
        """Whom to tell once it is done, besides the one whom the form itself names."""
        return ""

    def heading(self) -> str:
        """What the frame is called."""
        about = "" if self.number is None else f" · № {self.number}"
        return f"{self.GLYPH} {self.HEADING}{about}"

    def slot(self) -> str:
        """What the draft is kept under, besides the ticket."""
        return self.NAME

    def done(self, answer: Done) -> str:
        """What is said when it was carried out."""
        return self.DONE if self.number is None else f"№ {self.number}: {self.DONE}"

    # -- layout -------------------------------------------------------------------------------------------------

    @property
    def pult(self) -> Host:
        """The application, with its type."""
        return pult_of(self)

    @property
    def policy(self) -> Policy:
        """The policy as it was last looked at."""
        policy = self.pult.client.policy
        if policy is None:
            raise RuntimeError("a form is opened once the desk is")
        return policy

    @property
    def labels(self) -> Labels:
        """Russian names of the codes."""
        return self.policy.labels

    def compose(self) -> ComposeResult:
        """Heading, form, refusal, keys."""
        box = Vertical(id="box")
        box.border_title = Content(self.heading())
        box.border_subtitle = self.CLAUSE
        with box:
            yield Static("", id="others", markup=False)
            with VerticalScroll(id="form", can_focus=False):
                if lead := " ".join(filter(None, (self.lead(), self.told()))):
                    yield Static(lead, classes="lead", markup=False)
                yield from self.compose_form()
                yield Static("", id="refusal", markup=False)
            with Horizontal(id="foot"):
                yield Static("", id="keys", markup=False)
                yield Static("", id="draft", markup=False)

    def row(self, label: str, field: Widget) -> Horizontal:
        """A field with its label on the left."""
        return Horizontal(Static(label, classes="label", markup=False), field, classes="row")

    def text_of(self, id: str) -> str:
        """What stands in a text field."""
        field = self.query_one(f"#{id}")
        return field.text if isinstance(field, TextBody) else field.value if isinstance(field, TextLine) else ""

    # -- draft --------------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Take up the draft that was left, if one was."""
        self._say_keys()
        self.started_at = self.pult.client.now().isoformat()
        drafts = drafts_of(self.pult)
        self.drafting = Drafting(self, lambda: drafts, self.snapshot, self._say_draft)
        self.pult.hindsight.reclaim(self.snapshot().slot)
        left = drafts.of_form(self.slot(), self.number) if drafts is not None else None
        if left is not None:
            self.key = left.key
            self.restore(left.fields)
            self._say_draft("", f"черновик от {_time(left.started_at)}")
        self.call_after_refresh(self._restored)
        if self.number is not None:
            self.pult.leases.renew_presence()

    def on_screen_resume(self) -> None:
        """On top: others may have begun to write here meanwhile."""
        self.tell_others()

    def on_unmount(self) -> None:
        """Nobody writes here any more: the others hear of it."""
        if self.number is not None and self.app.is_running:
            self.pult.leases.renew_presence()

    def tell_others(self) -> None:
        """Say who else writes in this ticket: a hint, and no lock."""
        words = warned(self.pult.leases.others_at(self.number), self.pult.login)
        for said in self.query("#others").results(Static):
            said.update(safe(words))
            said.set_class(bool(words), "-said")

    def _restored(self) -> None:
        self.restoring = False

    def fields(self) -> list[Widget]:
        """The fields of the form, in their order."""
        return [*self.query(FIELDS).results(Widget)]

    def snapshot(self) -> Draft:
        """The form as it is typed; choices alone are no reason for a draft."""
        typed = {str(field.id): value_of(field) for field in self.fields() if field.id}
        slot = (self.slot(), self.key, self.started_at, self.number)
        return Draft(*slot, typed if self.typed() else {}, lone=self.number is None)

    def typed(self) -> bool:
        """Whether words were typed."""
        return any(
            value_of(field).strip() and value_of(field) != self._blank.get(str(field.id), "")
            for field in self.fields()
            if isinstance(field, TextBody | TextLine | Finder) and field.id
        )

    def as_it_came(self) -> None:
        """What stands in the form now was typed by nobody: it is no reason for a draft."""
        self._blank = {str(field.id): value_of(field) for field in self.fields() if field.id}

    def restore(self, values: "dict[str, str] | object") -> None:
        """Put a draft's values back."""
        for field in self.fields():
            value = values.get(str(field.id)) if hasattr(values, "get") else None
            if value is not None:
                put_value(field, value)

    def on_input_submitted(self) -> None:
        """Enter in a line goes on to the next field."""
        self.focus_next()

    def on_text_area_changed(self) -> None:
        """Typing: the draft follows."""
        self.edited()

    def on_input_changed(self) -> None:
        """Typing: the draft follows."""
        self.edited()

    def edited(self) -> None:
        """Something in the form is another: the draft follows, and what was missing may be there now."""
        if not self.restoring:
            self.drafting.changed()
            said = self.query_one("#refusal", Static)
            said.set_class(said.has_class("-conflict") and said.has_class("-said"), "-said")

    def _say_draft(self, problem: str, note: str = "") -> None:
        if self.alive:
            said = self.query_one("#draft", Static)
            said.update(problem or note or ("черновик сохранён" if self.typed() else ""))
            said.set_class(bool(problem), "-bad")

    # -- saving -------------------------------------------------------------------------------------------------

    def action_mask(self) -> None:
        """Mask the personal data in what is typed, and save."""
        if not self.saving and mask_fields(self):
            self.action_save()

    def action_save(self) -> None:
        """Give the command; the form stays as it is until the desk has answered."""
        if self.saving:
            return
        command = self.command()
        if isinstance(command, str):
            self._say_refusal(command, conflict=False)
            return
        self.given, self.since = command, self.pult.client.now()
        if reason_of(self) is None and hold(self, command):
            return
        self.saving = True
        self._say_keys()
        self.drafting.flush()
        self.give(command)

    def again(self) -> "FormDialog | None":
        """The same form anew, which takes its draft up; None where it cannot be made again."""
        return None

    def wish(self) -> str:
        """What is going to be done."""
        return self.heading()

    def carried_out(self, answer: Done) -> None:
        """What was held was done; the form is long gone."""
        tell_done(self.pult, self.done(answer), answer)

    def give(self, command: Command) -> None:
        """Have the command carried out; the answer comes to :meth:`answered`."""
        self.pult.client.submit(
            command, key=self.key, expect_version=self.expected, on_done=self.answered, reason=reason_of(self)
        )

    def answered(self, answer: Done | Refusal) -> None:
        """It was done: tell it and leave; or the desk refuses: say why."""
        self.saving = False
        if isinstance(answer, Done):
            self.drafting.discard()
            self.tell(answer)
            if self.is_current:
                self.dismiss(answer)
            return
        if self.alive:
            self.refused(answer)

    def tell(self, answer: Done) -> None:
        """Say that it was done, and for how long it can be taken back."""
        if self.given is None:
            tell_done(self.pult, self.done(answer), answer)
        else:
            tell_act(self.pult, self.done(answer), answer, self.given, self.since)

    def refused(self, refusal: Refusal) -> None:
        """Say why not; over a conflict, show field by field what others have changed."""
        if refusal.kind is RefusalKind.CONFLICT:
            return self._conflicting(refusal)
        if (line := reason_line(self, self.pult, refusal)) is not None:
            self.query_one("#form").mount(self.row("Основание", line), before="#refusal")
        self._say_refusal(with_clause(refusal) + mask_hint(self.pult, refusal), conflict=False)
        show_fragment(self, refusal)
        return self._say_keys()

    def _conflicting(self, refusal: Refusal) -> None:
        """Others have changed what this rests on: it is shown field by field, and the next saving goes over it."""
        from console.dialogs.frame.conflict import ConflictScreen, barred_by, told_of

        self.expected, barred = new_version(refusal) or self.expected, barred_by(refusal)
        shown = "; ".join(told_shortly(each) for each in differences(refusal) if each.collides)
        follows = f"Поверх не сохранить: {barred}" if barred else "F8 сохранит ваше поверх."
        self._say_refusal(f"Пока вы писали, изменилось: {shown or refusal.message}\n{follows}", conflict=True)
        self._say_keys(again=not barred)
        self.pult.keys.forget()
        self.app.push_screen(ConflictScreen(self.number, [told_of(refusal)]), self._decided)

    def _decided(self, way: "Way | None") -> None:
        """What was decided about a conflict."""
        from console.dialogs.frame.conflict import Way

        if way is Way.OVER:
            self.action_save()
        elif way is Way.THEIRS:
            self.drafting.discard()
            self.dismiss(None)

    def _say_refusal(self, text: str, *, conflict: bool) -> None:
        said = self.query_one("#refusal", Static)
        said.update(safe(text))
        said.set_class(True, "-said")
        said.set_class(conflict, "-conflict")
        self.call_after_refresh(said.scroll_visible, animate=False)

    def _say_keys(self, *, again: bool = False) -> None:
        said = "сохраняю…" if self.saving else f"{self.SAVE} поверх" if again else self.SAVE
        self.query_one("#keys", Static).update(key_hints(("F8", said), *self.more_keys(), ("Esc", "Закрыть")))

    def more_keys(self) -> tuple[tuple[str, str], ...]:
        """Keys of this form between saving and leaving, with what they do."""
        return (("Tab", "Дальше"),)

    def action_back(self) -> None:
        """Leave; what was typed stays as a draft."""
        if self.saving:
            return
        if self.drafting.leave():
            self.dismiss(None)
        else:
            self._say_refusal(UNKEPT, conflict=False)


def _time(started_at: str) -> str:
    try:
        return f"{datetime.fromisoformat(started_at):%d.%m %H:%M}"
    except ValueError:
        return "неизвестного времени"
