"""What stands in the fields of a form, as text: for its draft, and back from it."""

from typing import Final

from textual.widget import Widget

from console.widgets.fields.chips import Chips
from console.widgets.fields.choice import CheckColumn, Choice
from console.widgets.fields.completer import Completer
from console.widgets.fields.text_fields import TextBody, TextLine
from core.text import safe

FIELDS: Final = "#form TextBody, #form TextLine, #form Choice, #form CheckColumn, #form Completer, #form Chips"
"""Everything that can be filled in."""


def value_of(field: Widget) -> str:
    """What a field holds; a completer its words, «» for what is no field."""
    match field:
        case TextBody():
            return field.text
        case TextLine() | Choice():
            return field.value
        case CheckColumn():
            return ",".join(sorted(field.marked))
        case Chips():
            return ",".join(field.chosen)
        case Completer():
            return field.text
    return ""


def put_value(field: Widget, value: str) -> None:
    """Put a draft's words back; a choice that is no longer offered stays as it is."""
    match field:
        case TextBody():
            field.text = safe(value)
            field.move_cursor(field.document.end)
        case TextLine():
            field.value = safe(value)
        case Choice():
            if any(option.value == value for option in field.options):
                field.value = value
        case Completer():
            field.put(None, value)
        case Chips():
            field.choose([each for each in value.split(",") if each])
        case CheckColumn():
            field.mark(frozenset(value.split(",")) - {""})
