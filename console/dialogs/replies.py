"""Inserting into an answer: a canned reply with its variables filled in, or a documented solution (п. 5.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from console.commands.registry import Scope, commands
from console.dialogs.frame.docked import DockedDialog
from console.widgets.fields.pick_list import PickList
from console.widgets.fields.text_fields import TextBody, TextLine
from console.wording.instants import moment
from core.desk.views import TicketView
from core.language.layout import as_cyrillic
from core.text import clean_line, fold
from core.tickets.answers.replies import filled
from core.tickets.directory import Actor

if TYPE_CHECKING:
    from core.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class Ready:
    """A text that can be inserted; ``solution`` is the id of the documented one that it is."""

    title: str
    text: str
    solution: int | None = None


def ready_texts(view: TicketView, actor: Actor, desk: "Desk") -> tuple[Ready, ...]:
    """The canned replies with the ticket's own words in them, then the solutions that answer it best."""
    now, due = desk.now(), view.clocks.resolution.due_at
    values = {
        "инициатор": view.requester.name,
        "номер": str(view.ticket.number),
        "тема": view.ticket.subject,
        "исполнитель": view.assignee_name or "",
        "срок": moment(due, now) if due is not None else "",
        "сотрудник": actor.name,
        "мо": view.organization.name,
    }
    replies = [Ready(each.name, filled(each.text, values)) for each in desk.policy.registration.replies]
    found = desk.registers.solutions(f"{view.ticket.subject}\n{view.ticket.description}", uses=False)
    solutions = [Ready(each.solution.title, each.solution.text, each.solution.id) for each in found[:20]]
    return (*replies, *solutions)


class ReadyTextsScreen(ModalScreen[Ready | None]):
    """The texts by name, narrowed by what is typed; Enter inserts, Esc goes back."""

    SCOPE: ClassVar[Scope] = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "screen.dismiss", "Назад", show=False),
        Binding("up", "pick(-1)", show=False),
        Binding("down", "pick(1)", show=False),
    ]
    DEFAULT_CSS = """
    ReadyTextsScreen {
        align: center middle; background: $veil;
        & > Vertical {
            width: 92; max-width: 96%; height: auto; max-height: 90%; background: $surface; padding: 0 1;
            border: round $accent; border-title-color: $text-accent; border-subtitle-color: $text-muted;
        }
        & TextLine { border: none; height: 1; margin-bottom: 1; background: $boost; }
        & PickList { height: auto; max-height: 16; }
    }
    """

    def __init__(self, texts: Sequence[Ready]) -> None:
        super().__init__()
        self._texts = tuple(texts)
        self._found = self._texts

    def compose(self) -> ComposeResult:
        """A field over the list."""
        with Vertical() as frame:
            yield TextLine(placeholder="слово из ответа или решения", screened=False)
            yield PickList()
        frame.border_title = "Готовые ответы и решения"
        frame.border_subtitle = "Enter — вставить · Esc — назад"

    def on_mount(self) -> None:
        """All of them at first."""
        self._tell("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow with each letter."""
        event.stop()
        self._tell(event.value)

    def _tell(self, query: str) -> None:
        readings = (fold(query), fold(as_cyrillic(query.lower())))
        self._found = next((found for each in readings if (found := self._matching(each))), ())
        self.query_one(PickList).tell([self._line(each) for each in self._found], "Такого ответа нет")

    def _matching(self, text: str) -> tuple[Ready, ...]:
        words = text.split()
        return tuple(each for each in self._texts if all(w in fold(f"{each.title} {each.text}") for w in words))

    def _line(self, each: Ready) -> Content:
        kind = "решение · " if each.solution is not None else ""
        hint = clean_line(f"  {kind}{each.text}", 200)
        return Content.assemble((clean_line(each.title, 40), "bold"), (hint, "$text-muted")).truncate(
            min(86, self.app.size.width - 8), ellipsis=True
        )

    def action_pick(self, by: int) -> None:
        """Move the choice."""
        self.query_one(PickList).move(by)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: insert the chosen one."""
        event.stop()
        chosen = self.query_one(PickList).chosen
        if 0 <= chosen < len(self._found):
            self.dismiss(self._found[chosen])


class ReadyTextDialog(DockedDialog):
    """``TEXT`` is the id of the field that it goes into."""

    TEXT: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [spec.binding for spec in commands("compose") if spec.id == "compose.ready"]

    def __init__(self, view: TicketView) -> None:
        super().__init__(view)
        self.inserted: int | None = None
        """The documented solution that was inserted last."""

    def action_ready(self) -> None:
        """Choose a ready text."""
        actor = self.pult.client.actor
        if actor is not None:
            self.pult.keys.hold()
            self.pult.client.ask(partial(ready_texts, self.view, actor), self._offer, group="ready-texts")

    def _offer(self, texts: tuple[Ready, ...]) -> None:
        self.pult.keys.release()
        self.app.push_screen(ReadyTextsScreen(texts), self._insert)

    def _insert(self, chosen: Ready | None) -> None:
        if chosen is not None and self.alive:
            self.inserted = chosen.solution or self.inserted
            self.query_one(f"#{self.TEXT}", TextBody).insert(chosen.text)
