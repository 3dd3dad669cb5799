"""One key masks the personal data in a form (Прил. 3, п. 5), where whoever typed it sees what is left."""

from typing import Final

from textual.widget import Widget

from console.widgets.text_fields import TextBody, TextLine

MASK_HINT: Final = ". F6 — скрыть и сохранить"


def mask_fields(form: Widget) -> bool:
    """Mask every text of a form that holds what may not be saved; whether any did."""
    from core.desk.screening import masked

    changed = False
    for field in form.query("TextBody, TextLine").results(Widget):
        if isinstance(field, TextBody) and (text := masked(field.text)) != field.text:
            field.text, changed = text, True
        elif isinstance(field, TextLine) and (text := masked(field.value)) != field.value:
            field.value, changed = text, True
    return changed
