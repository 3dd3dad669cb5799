"""A form whose command waits its seconds out before it is given: it closes at once, what was typed stays a draft."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from console.acts import Held
from console.screens.dialogs.values import value_of
from core.tickets.undo.ways import way_of
from core.tickets.use_case import Reversal

if TYPE_CHECKING:
    from console.screens.dialogs.form import FormDialog
    from core.tickets.command import Command


def hold(form: FormDialog, command: Command) -> bool:
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
