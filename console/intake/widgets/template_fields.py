"""The fields that a kind of request wants (п. 5.4): lines «label: value» of its description."""

from collections.abc import Iterator, Mapping

from textual.app import ComposeResult
from textual.containers import Vertical

from console.widgets.fields.labelled_field import Field
from console.widgets.fields.text_fields import TextLine
from core.policy import Template
from core.text import safe

PREFIX = "t-"
"""What the names of these fields begin with, in the form and in its draft."""


class TemplateFields(Vertical):
    """Shows the fields of one template at a time, or none."""

    DEFAULT_CSS = """
    TemplateFields { height: auto; }
    """

    def __init__(self) -> None:
        super().__init__(id="template-fields")
        self.template: Template | None = None
        self._kept: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """The fields of the template."""
        for field in self.template.fields if self.template else ():
            label = field.label if field.required else f"{field.label}?"
            line = TextLine(self._kept.get(field.code, ""), id=f"{PREFIX}{field.code}", max_length=300)
            yield Field(label, line, name=f"{PREFIX}{field.code}")

    async def show(self, template: Template | None, values: Mapping[str, str] | None = None) -> None:
        """Show another template's fields; what is typed in fields of the same code stays."""
        self._kept |= self.values() | dict(values or {})
        if template != self.template or values:
            self.template = template
            await self.recompose()

    def values(self) -> dict[str, str]:
        """What is typed, by the fields' codes."""
        lines = self.query(TextLine)
        return {str(line.id).removeprefix(PREFIX): line.value.strip() for line in lines if line.value.strip()}

    def text(self) -> str:
        """The lines of the description, in the template's order."""
        values = self.values() or self._kept
        fields = self.template.fields if self.template else ()
        return "\n".join(f"{field.label}: {safe(values[field.code])}" for field in fields if values.get(field.code))

    def problems(self) -> Iterator[tuple[str, str]]:
        """Field and sentence for every required field that is empty."""
        values = self.values()
        for field in self.template.fields if self.template else ():
            if field.required and not values.get(field.code):
                yield f"{PREFIX}{field.code}", "нужно для такого обращения (п. 5.4)"
