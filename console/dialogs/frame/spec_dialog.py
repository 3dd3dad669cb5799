"""A form laid from its spec: one class for every command that needs fields and nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from console.commands.registry import Scope
from console.dialogs.frame.field_values import put_value
from console.dialogs.frame.form_dialog import FormDialog
from console.dialogs.frame.masking import UNSCREENED
from console.dialogs.frame.text_viewer import ReadingScreen
from console.forms.context import About, FormContext
from console.forms.entries import Entry
from console.forms.fields.field_types import CheckField, FieldType, FindField, Unread
from console.forms.fields.sources import read_sources
from console.forms.spec import FormSpec
from console.ticket.comparison import Compared
from console.widgets.fields.choice import CheckColumn, Option
from console.widgets.fields.completer import Completer
from console.widgets.fields.finder import Finder
from console.widgets.key_hints import key_hints
from core.desk.views import Done, TicketView
from core.language.lemmas import shared_words
from core.text import safe_line
from core.tickets.command import Command
from core.tickets.refusal import Refusal
from core.tickets.relations.attachments import Attach

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.tickets.directory import Actor


FAR_SECONDS = 0.2
"""How often it is told how far something long is."""


class SpecDialog(FormDialog):
    """The form of ``spec`` for what ``about`` names."""

    SCOPE: ClassVar[Scope] = "dialog"
    DEFAULT_CSS = """
    SpecDialog TextBody { height: 5; }
    SpecDialog .row > .label { width: 20; }
    SpecDialog .row > Finder { padding: 0; }
    SpecDialog.-compares #box { width: 140; }
    SpecDialog #warning { color: $text-warning; height: auto; max-height: 12; }
    SpecDialog.-danger #box { border: round $error; border-title-color: $text-error; }
    """

    def __init__(self, spec: FormSpec, about: About) -> None:
        view = about.view
        super().__init__(None if view is None else view.ticket.number, None if view is None else view.ticket.version)
        self.spec, self.about = spec, about
        self.SAVE, self.DONE = spec.save, spec.done  # type: ignore[misc]
        self.CLAUSE = spec.clause  # type: ignore[misc]
        self._given: Command | None = None
        self._stopped, self._far = False, ""
        self._sure = False
        """Whether saving once more says that a file holds no personal data, though it was not looked through."""
        self.set_class(spec.danger, "-danger")
        self.set_class(bool(spec.compared), "-compares")

    # -- what the form says -------------------------------------------------------------------------------------

    def heading(self) -> str:
        """The heading of the spec and what it is about."""
        about = f" · № {self.number}" if self.number is not None else ""
        title = f" · {safe_line(self.about.title)}" if self.about.title else ""
        return f"{self.spec.glyph} {self.spec.heading}{about}{title}"

    def lead(self) -> str:
        """What to know before typing."""
        return self.spec.lead

    def slot(self) -> str:
        """One draft a form, and for each record its own."""
        return "-".join([self.spec.name, *(f"{value}" for value in self.about.fixed.values())])

    # -- fields -------------------------------------------------------------------------------------------------

    def _knowing(self, entries: Mapping[str, tuple[Entry, ...]] | None = None) -> FormContext:
        actor = self.pult.client.actor
        if actor is None:
            raise RuntimeError("a form is opened once somebody is signed in")
        return FormContext(self.about, self.policy, actor, self.pult.client.now(), entries or {})

    def _kinds(self, context: FormContext) -> list[FieldType]:
        """The fields that the form has for this ticket."""
        return [kind for kind in self.spec.fields if kind.when(context)]

    def compose_form(self) -> ComposeResult:
        """The fields of the spec, in their order."""
        context = self._knowing()
        if self.spec.warning is not None:
            yield Static("", id="warning", markup=False)
        for kind in self._kinds(context):
            widget = kind.widget(context)
            if kind.wide:
                yield Static(kind.label, classes="label", markup=False)
                yield widget
            else:
                yield self.row(kind.label, widget)
        if self.spec.compared and self.about.view is not None:
            yield Compared(self.about.view)

    def on_mount(self) -> None:
        """What stands there at first; then read what the fields can find."""
        first = dict(self.spec.first(self.about)) if self.spec.first else {}
        for name, value in (first | dict(self.about.typed)).items():
            for widget in self.query(f"#form #{name}"):
                put_value(widget, value)
        self.as_it_came()
        if (warning := self.spec.warning) is not None:
            self.pult.client.ask(lambda desk: warning(desk, self.about), self._warn, group="warning")
        if self.spec.sources:
            self.pult.keys.hold()
            read = partial(read_sources, self.spec.sources)
            self.pult.client.ask(
                lambda desk: read(desk, self.about), self._supply, group="form", on_failure=lambda _r: self._ready()
            )

    def _warn(self, told: str) -> None:
        for shown in self.query("#warning").results(Static):
            shown.update(told)

    def _supply(self, entries: Mapping[str, tuple[Entry, ...]]) -> None:
        if not self.alive:
            return
        context = self._knowing(entries)
        for kind in self._kinds(context):
            if isinstance(kind, FindField):
                finder = self.query_one(f"#{kind.name}", Finder)
                empty = not finder.text.strip()
                first = kind.first(context) if self.about.view is not None else None
                finder.know(entries[kind.among], self.about.chosen.get(kind.name, first))
                if empty:
                    self._blank[kind.name] = finder.text
            elif isinstance(kind, CheckField):
                found = [Option(str(e.key), e.title, e.hint, e.section) for e in entries[kind.among]]
                self.query_one(f"#{kind.name}", CheckColumn).offer(found)
        self._ready()

    def _ready(self) -> None:
        self.pult.keys.release()

    def again(self) -> SpecDialog | None:
        """The same form for the same record."""
        return None if self.spec.reading is not None else SpecDialog(self.spec, self.about)

    def wish(self) -> str:
        """«№ 12 · изъять текст»: what the form is called, without its sign."""
        about = f"№ {self.number} · " if self.number is not None else ""
        title = f" · {safe_line(self.about.title)}" if self.about.title else ""
        return f"{about}{self.spec.title}{title}"

    def carried_out(self, answer: Done) -> None:
        """What was held was done: what follows it, too."""
        super().carried_out(answer)
        if self.spec.after is not None and self._given is not None:
            self.spec.after(self.pult, self._given)

    # -- the command --------------------------------------------------------------------------------------------

    def command(self) -> Command | str:
        """The command of the spec, or what is wrong with the first field that is."""
        context = self._knowing()
        values: dict[str, Any] = dict(self.about.fixed)
        if self.about.view is not None:
            values["number"] = self.about.view.ticket.number
        for kind in self._kinds(context):
            try:
                values |= self._read(kind, context)
            except Unread as problem:
                self.query_one(f"#{kind.name}").focus()
                return str(problem)
        made = self.spec.make(**self.spec.shape(values))
        self._given = replace(made, unscreened_ok=True) if self._sure and isinstance(made, Attach) else made
        return self._given

    def refused(self, refusal: Refusal) -> None:
        """Say why not; a file that could not be looked through is kept once that is confirmed by saving again."""
        super().refused(refusal)
        self._sure = refusal.code == UNSCREENED

    def edited(self) -> None:
        """Something is another: what was confirmed was another file."""
        super().edited()
        self._sure = False

    def _read(self, kind: FieldType, context: FormContext) -> Mapping[str, Any]:
        return kind.read(self.query_one(f"#{kind.name}"), context)

    def answered(self, answer: Done | Refusal) -> None:
        """As with every form; then what follows what was done."""
        super().answered(answer)
        if isinstance(answer, Done) and self.spec.after is not None and self._given is not None:
            self.spec.after(self.pult, self._given)

    def give(self, command: Command) -> None:
        """A command that answers with words is given by its reading; every other one as usual."""
        reading, actor = self.spec.reading, self.pult.client.actor
        if reading is None or actor is None:
            return super().give(command)
        self._stopped, self._far = False, ""
        self._telling_far = self.set_interval(FAR_SECONDS, self._tell_far)
        self.pult.client.ask(
            lambda desk: reading(desk, command, actor, self._going),
            self._told,
            group="words",
            on_failure=self._told,
            long=True,
        )

    def _going(self, done: int, total: int) -> bool:
        """From the thread that works: how far it is; False once it is to stop."""
        self._far = f"{done} из {total}"
        return not self._stopped

    def _tell_far(self) -> None:
        if self._far and self.alive:
            told = "останавливаю…" if self._stopped else f"сделано {self._far}"
            self.query_one("#keys", Static).update(key_hints(("Esc", f"Прервать   {told}")))

    def action_back(self) -> None:
        """Leave; while something long is being done, stop it first."""
        if self.saving and self._far:
            self._stopped = True
        else:
            super().action_back()

    def _told(self, answer: str | Refusal) -> None:
        self._telling_far.stop()
        if isinstance(answer, Refusal):
            return self.answered(answer)
        self.saving = False
        self.drafting.discard()
        self.pult.changes.committed()
        shown = ReadingScreen(self.spec.title, f"{self.about.title}\n\n{answer}", self.spec.clause)
        if self.is_current:
            self.dismiss(None)
        self.pult.push_screen(shown)

    # -- side by side -------------------------------------------------------------------------------------------

    def on_completer_chosen(self, event: Completer.Chosen) -> None:
        """Another ticket is named: it is laid beside the form's own."""
        finder = event.completer
        if finder.id != self.spec.compared or not isinstance(finder, Finder):
            return
        actor, number, shown = self.pult.client.actor, finder.key, self.query_one(Compared)
        if number is None or actor is None:
            shown.show(None)
        else:
            self.pult.client.ask(partial(self._read_other, number, actor), self._compare, group="compared")

    def _read_other(self, number: int, actor: Actor, desk: Desk) -> tuple[TicketView | None, frozenset[str]]:
        own, other = self.about.view, desk.tickets.view(number, actor)
        if own is None or isinstance(other, Refusal):
            return None, frozenset()
        texts = [f"{each.ticket.subject}\n{each.ticket.description}" for each in (own, other)]
        return other, shared_words(*texts)

    def _compare(self, found: tuple[TicketView | None, frozenset[str]]) -> None:
        for shown in self.query(Compared):
            shown.show(*found)
