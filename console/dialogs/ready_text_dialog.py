"""A form in whose text a ready answer or a documented solution can be inserted (п. 5.4): F3."""

from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from console.commands.registry import commands
from console.dialogs.frame.docked import DockedDialog
from console.dialogs.replies import Ready, ReadyTextsScreen, ready_texts
from console.widgets.fields.text_fields import TextBody
from core.desk.views import TicketView


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
