"""Templates by kind of request (п. 5.4; Прил. 3, п. 3): fields are lines «label: value» of the description."""

from collections.abc import Mapping

from core.language.naming import best_named
from core.policy import Registration, Template
from core.text import fold, nearest
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.registration.commands import Register

TEMPLATES = "п. 5.4"


def found(code: str, registration: Registration) -> Template | Refusal:
    """The template of a code or of an unambiguous name, or what was probably meant."""
    template = registration.template(code.strip().lower())
    if template is not None:
        return template
    named = best_named(registration.templates, lambda each: each.name, code)
    if len(named) == 1:
        return named[0]
    if named:
        listed = ", ".join(f"{each.name} ({each.code})" for each in named)
        return bad_input("name.ambiguous", f"«{code}» — это несколько шаблонов: {listed}", TEMPLATES)
    near = nearest(code, [each.code for each in registration.templates])
    return not_found("template.unknown", f"Шаблона «{code}» нет" + (f": может быть, «{near}»?" if near else ""))


def filled(template: Template, values: Mapping[str, str]) -> str | Refusal:
    """The lines of the description that some values make, in the template's order."""
    for code in values:
        if all(code != field.code for field in template.fields):
            known = ", ".join(field.code for field in template.fields)
            message = f"В шаблоне «{template.name}» нет поля «{code}»; есть: {known}"
            return bad_input("template.no_field", message, TEMPLATES, field=code)
    return "\n".join(f"{field.label}: {values[field.code]}" for field in template.fields if field.code in values)


def lacking(template: Template, *texts: str | None) -> tuple[str, ...]:
    """The labels of the required fields that no text has a line for, in the template's order."""
    given = {
        fold(label.strip())
        for text in texts
        for label, colon, value in (line.partition(":") for line in (text or "").splitlines())
        if colon and value.strip()
    }
    return tuple(field.label for field in template.fields if field.required and fold(field.label) not in given)


def unfit(command: Register, registration: Registration) -> Refusal | None:
    """Whether a registration names a template that is not there, or is for something else."""
    if command.template is None:
        return None
    template = found(command.template, registration)
    if isinstance(template, Refusal):
        return template
    if template.mis not in (None, command.mis) or template.type not in (None, command.type):
        message = f"Шаблон «{template.name}» не для такой МИС или такого типа"
        return bad_input("template.unfit", message, TEMPLATES, field="template")
    return None
