"""A form whose command waits its seconds out before it is given: it closes at once, what was typed stays a draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from console.dialogs.frame.field_values import value_of
from console.state.acts import Held
from core.tickets.undo.ways import way_of
from core.tickets.use_cases.use_case import Reversal

if TYPE_CHECKING:
    from textual.widget import Widget

    from console.dialogs.frame.drafting import Drafting
    from console.host import Host
    from console.state.drafts import Draft
    from core.tickets.command import Command


class HoldableForm(Protocol):
    """What is asked of a form whose command may wait."""

    key: str
    expected: int | None
    drafting: Drafting

    @property
    def pult(self) -> Host:
        """The application."""

    def fields(self) -> Iterable[Widget]:
        """What is typed into."""

    def wish(self) -> str:
        """What the command would do, in words."""

    def snapshot(self) -> Draft:
        """What stands in the form, as a draft."""

    def again(self) -> Any:
        """The way to open the form anew; None where there is none."""

    def carried_out(self, *answer: Any) -> Any:
        """What follows once the command was given."""

    def dismiss(self, result: None = None) -> Any:
        """Close the form."""


def hold(form: HoldableForm, command: Command) -> bool:
    """Have a command wait; False where it is not of those, or the form cannot be made again, or no draft be written."""
    if way_of(command.name) is not Reversal.HELD or form.again() is None:
        return False
    typed = {str(field.id): value_of(field) for field in form.fields() if field.id}
    told = form.wish()
    draft = replace(form.snapshot(), fields=typed, held=told)
    held = Held(command, form.key, form.expected, draft, form.carried_out, form.again)
    form.drafting.leave()  # first, so that no late writing of what is typed replaces what is held
    if not form.pult.hindsight.hold(told, held):
        return False
    form.dismiss(None)
    return True
