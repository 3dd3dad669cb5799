"""What a draft keeps of the form of a call, and how it is put back."""

from collections.abc import Mapping

from console.intake.form import TYPED, IntakeForm
from console.intake.widgets.template_fields import PREFIX, TemplateFields
from console.widgets.fields.completer import NEW
from console.widgets.fields.finder import Finder
from console.widgets.fields.text_fields import TextBody, TextLine
from core.text import safe

_NOT_ASKED = ("caller", "phone", "pc")
_CHOSEN = ("kind", "mis", "type", "priority")


def values(form: IntakeForm) -> dict[str, str]:
    """What a draft keeps; nothing where nothing was typed."""
    if not form.typed:
        return {}
    kept = {name: form.text(name) for name in TYPED} | {name: form.choice(name).value for name in _CHOSEN}
    kept |= {f"{PREFIX}{code}": value for code, value in form.query_one(TemplateFields).values().items()}
    kept["template"] = form.template.code if form.template else ""
    for name in ("organization", "requester"):
        value = form.completer(name).value
        kept[f"{name}_id"] = "" if value is None else str(value)
    return kept


def restore(form: IntakeForm, kept: Mapping[str, str]) -> None:
    """Put back what a draft kept, and go on at the first field of text in which nothing stands.

    What is gone from the directory is left as text.
    """
    for name in ("organization", "requester"):
        value = _number(kept.get(f"{name}_id"))
        form.completer(name).put(value if value == NEW or form.knows(name, value) else None, kept.get(name, ""))
    form.set_class(form.completer("requester").value == NEW, "-new-person")
    for name in ("type", "priority", "mis", "kind"):
        wanted, choice = kept.get(name), form.choice(name)
        if wanted in {option.value for option in choice.options}:
            choice.value = str(wanted)
        if name == "type":
            form.offer_priorities()
    form.set_class(bool(kept.get("pc")), "-consent")
    _restore_template(form, kept)
    for name in ("phone", "subject", "pc"):
        form.query_one(f"#{name}", TextLine).value = safe(kept.get(name, ""))
    for name in ("description", "answer"):
        form.query_one(f"#{name}", TextBody).text = safe(kept.get(name, ""))
    empty = [name for name in TYPED if name not in _NOT_ASKED and not form.text(name).strip()]
    form.query_one(f"#{(empty or ['answer'])[0]}").focus()


def _restore_template(form: IntakeForm, kept: Mapping[str, str]) -> None:
    finder = form.query_one("#template", Finder)
    for place, entry in enumerate(finder.entries):
        if entry.key == kept.get("template"):
            finder.put(place, entry.title)
            fields = {n.removeprefix(PREFIX): v for n, v in kept.items() if n.startswith(PREFIX)}
            form.call_later(form.query_one(TemplateFields).show, form.template, fields)


def _number(text: str | None) -> int | None:
    try:
        return int(text) if text else None
    except ValueError:
        return None
