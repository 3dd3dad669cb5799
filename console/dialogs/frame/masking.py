"""Personal data in a form (Прил. 3, п. 5): the fragment is shown where it stands, and one key masks it.

Of a file that is attached the name alone can be masked; one that was not looked through is kept at a second saving.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from textual.widget import Widget
from textual.widgets.text_area import Selection

from console.host import Host
from console.widgets.fields.privacy_marks import EYE
from console.widgets.fields.text_fields import TextBody, TextLine
from core.tickets.refusal import Refusal
from core.vocabulary import Role

FOUND: Final = "pii.found"
UNSCREENED: Final = "attachment.unscreened"
MASK_HINT: Final = ". F6 — скрыть и сохранить"
CONFIRM_HINT: Final = ". F8 ещё раз — подтвердить и приложить"
_OF_FILES: Final = "body"
"""The field of findings in a file's bytes, which nothing masks."""


ADMIT_HINT: Final = "; или запишите основание и сохраните как есть"
REASON: Final = "pii_reason"
"""The field of a supervisor's reason."""


def mask_hint(pult: Host, refusal: Refusal) -> str:
    """What to add to a refusal that one key would lift, or a reason where a supervisor writes."""
    if refusal.code == UNSCREENED:
        return CONFIRM_HINT
    findings = refusal.details.get("findings", ())
    in_file = any(each["field"] == _OF_FILES for each in findings)
    hint = MASK_HINT if refusal.code == FOUND and not in_file else ""
    return hint + (ADMIT_HINT if may_admit(pult, refusal) else "")


def may_admit(pult: Host, refusal: Refusal) -> bool:
    """Whether whoever writes may let what was stopped in, with a reason (Прил. 3, п. 5)."""
    return refusal.code == FOUND and pult.client.actor is not None and pult.client.actor.role is Role.SUPERVISOR


def reason_line(form: Widget, pult: Host, refusal: Refusal) -> TextLine | None:
    """A line for a supervisor's reason, looked at like any other text; None where none is due, or it is there."""
    if not may_admit(pult, refusal) or form.query(f"#{REASON}"):
        return None
    return TextLine(id=REASON, placeholder="почему принять с персональными данными", max_length=300)


def reason_of(form: Widget) -> str | None:
    """What a supervisor has written as the reason; None without one."""
    return next((line.value.strip() or None for line in form.query(f"#{REASON}").results(TextLine)), None)


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

    if (path := _attached(form)) is not None:
        return _mask_name(path, form.query_one("#title", TextLine))
    changed = False
    for field in form.query("TextBody, TextLine").results(Widget):
        if isinstance(field, TextBody) and (text := masked(field.text)) != field.text:
            field.text, changed = text, True
        elif isinstance(field, TextLine) and field.screened and (text := masked(field.value)) != field.value:
            field.value, changed = text, True
    return changed


def _attached(form: Widget) -> TextLine | None:
    """The field that names a file to attach; the one that says what it will be called stands beside it."""
    paths = list(form.query("#path").results(TextLine))
    return paths[0] if paths and form.query("#title") else None


def _mask_name(path: TextLine, title: TextLine) -> bool:
    """Have a file called by a name that hides what may not be kept; its path stays as it is."""
    from core.desk.privacy.file_names import mask_name
    from core.privacy import Level, find

    name = title.value.strip() or Path(path.value.strip()).name
    masked = mask_name(name, find if EYE.gate is None else EYE.gate.find, frozenset(Level))
    if masked == name:
        return False
    title.value = masked
    return True


def _field(form: Widget, finding: Mapping[str, Any]) -> TextBody | TextLine | None:
    """The field of a finding: by its name, or the only one that there is."""
    named = list(form.query(f"#{finding['field']}"))
    fields = named or [each for each in form.query("TextBody, TextLine") if each.id != REASON]
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
