"""Personal data in a form (Прил. 3, п. 5): the fragment is shown where it stands, and one key masks it."""

from collections.abc import Mapping
from typing import Any, Final

from textual.widget import Widget
from textual.widgets.text_area import Selection

from console.widgets.privacy_marks import EYE
from console.widgets.text_fields import TextBody, TextLine
from core.tickets.refusal import Refusal

FOUND: Final = "pii.found"
MASK_HINT: Final = ". F6 — скрыть и сохранить"


def mask_hint(refusal: Refusal) -> str:
    """What to add to a refusal that one key would lift."""
    return MASK_HINT if refusal.code == FOUND else ""


def show_fragment(form: Widget, refusal: Refusal) -> None:
    """Select the first fragment that stopped the saving, in the field that it stands in."""
    findings = refusal.details.get("findings", ()) if refusal.code == FOUND else ()
    for finding in findings:
        field = _field(form, finding)
        if field is not None:
            _select(field, finding["start"], finding["end"])
            field.focus()
            return


def mask_fields(form: Widget) -> bool:
    """Mask everything that is found in every text of a form; whether anything was."""
    from core.privacy import Level, mask_all

    def masked(text: str) -> str:
        return mask_all(text) if EYE.gate is None else EYE.gate.mask(text, Level.WARN)

    changed = False
    for field in form.query("TextBody, TextLine").results(Widget):
        if isinstance(field, TextBody) and (text := masked(field.text)) != field.text:
            field.text, changed = text, True
        elif isinstance(field, TextLine) and field.screened and (text := masked(field.value)) != field.value:
            field.value, changed = text, True
    return changed


def _field(form: Widget, finding: Mapping[str, Any]) -> TextBody | TextLine | None:
    """The field of a finding: by its name, or the only one that there is."""
    named = list(form.query(f"#{finding['field']}"))
    fields = named or list(form.query("TextBody, TextLine"))
    only = fields[0] if len(fields) == 1 else None
    return only if isinstance(only, TextBody | TextLine) else None


def _select(field: TextBody | TextLine, start: int, end: int) -> None:
    if isinstance(field, TextLine):
        field.selection = type(field.selection)(start, end)
        return
    field.selection = Selection(_location(field.text, start), _location(field.text, end))


def _location(text: str, offset: int) -> tuple[int, int]:
    """Row and column of an offset, as a text area counts them."""
    before = text[:offset]
    return before.count("\n"), len(before) - (before.rfind("\n") + 1)
