"""The kinds of fields: each lays its widget and reads a value from it, or says in Russian what is wrong."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from textual.widget import Widget

from console.forms.context import FormContext
from console.forms.fields.files import read_file
from console.widgets.fields.choice import CheckColumn, Choice, ChoiceColumn, Option
from console.widgets.fields.date_field import Dated
from console.widgets.fields.finder import Finder
from console.widgets.fields.text_fields import TextBody, TextLine
from core.desk.privacy.personal_data_gate import DATA
from core.policy import Policy
from core.text import SUBJECT_LIMIT
from core.when import DUE, Meaning, Toward, read_day, read_instant
from core.wording import full_day, mid_sentence

Options = Callable[[FormContext], Sequence[Option]]
FORM_LINE = 500
"""Characters of a line that is no subject."""


class Unread(Exception):
    """A field cannot be read; the message is a Russian sentence for the form."""


@dataclass(frozen=True, slots=True)
class FieldType(ABC):
    """One field: ``name`` is that of the command's attribute, ``label`` what the operator reads.

    An optional field that is empty gives no value at all, so that the command's own default stands.
    """

    wide: ClassVar[bool] = False
    """Whether the label stands above the field."""
    name: str
    label: str
    required: bool = True
    hint: str = ""
    when: Callable[[FormContext], bool] = lambda _context: True
    """Whether the form has this field, by what the ticket is like."""

    @abstractmethod
    def widget(self, context: FormContext) -> Widget:
        """A new widget, with the field's name as its id."""

    @abstractmethod
    def read(self, widget: Widget, context: FormContext) -> Mapping[str, Any]:
        """The values of the command's attributes. Raises Unread."""

    def missing(self) -> Unread:
        """What is said where a required field is empty."""
        return Unread(f"Заполните поле «{self.label}».")


@dataclass(frozen=True, slots=True)
class TextField(FieldType):
    """A line of text."""

    typed: ClassVar[bool] = True
    """Whether people put it in their own words, in which personal data may stand (Прил. 3, п. 5)."""
    limit: int = FORM_LINE

    def widget(self, context: FormContext) -> Widget:
        """A line."""
        screened = type(self).typed and self.name not in DATA
        return TextLine(id=self.name, placeholder=self.hint, max_length=self.limit, screened=screened)

    def read(self, widget: Widget, context: FormContext) -> Mapping[str, Any]:
        """The words."""
        text = _text(widget)
        if text:
            return {self.name: text}
        if self.required:
            raise self.missing()
        return {}


@dataclass(frozen=True, slots=True)
class BodyField(TextField):
    """A text of several lines."""

    wide: ClassVar[bool] = True

    def widget(self, context: FormContext) -> Widget:
        """A text area."""
        return TextBody(id=self.name, placeholder=self.hint)


@dataclass(frozen=True, slots=True)
class SubjectField(TextField):
    """A ticket's subject."""

    limit: int = SUBJECT_LIMIT


@dataclass(frozen=True, slots=True)
class NumberField(TextField):
    """A whole number from 1."""

    typed: ClassVar[bool] = False

    def read(self, widget: Widget, context: FormContext) -> Mapping[str, Any]:
        """The number."""
        values = TextField.read(self, widget, context)
        if self.name not in values:
            return {}
        text = str(values[self.name]).lstrip("№ ").strip()
        if not (text.isascii() and text.isdigit() and int(text)):
            raise Unread(f"«{self.label}»: нужно число, например 12.")
        return {self.name: int(text)}


@dataclass(frozen=True, slots=True)
class InstantField(TextField):
    """An instant in the desk's zone, as people type it; ``meaning``: on which side of now, and what a day means."""

    hint: str = "пт 12:00, 30.11 16:00, завтра 12, +2ч"
    meaning: Meaning = DUE

    def widget(self, context: FormContext) -> Widget:
        """A line that says what was understood."""
        return self.line()

    def line(self) -> Widget:
        """The line, which needs to know nothing of its form."""
        return Dated(
            TextLine(id=self.name, placeholder=self.hint, max_length=self.limit, screened=False), self._understood
        )

    def meant(self, text: str, now: datetime, policy: Policy) -> datetime:
        """The instant that was typed. Raises Unread."""
        try:
            return read_instant(text, now, self.meaning, policy.worktime()).at
        except ValueError as error:
            raise Unread(f"«{self.label}»: {mid_sentence(str(error))}.") from None

    def _understood(self, text: str, now: datetime, policy: Policy) -> str:
        return read_instant(text, now, self.meaning, policy.worktime()).told(policy.zone)

    def read(self, widget: Widget, context: FormContext) -> Mapping[str, Any]:
        """The instant, with its zone."""
        values = TextField.read(self, widget, context)
        if self.name not in values:
            return {}
        return {self.name: self.meant(values[self.name], context.now, context.policy)}


@dataclass(frozen=True, slots=True)
class DayField(TextField):
    """A local date as people type it; given to the command as ISO 8601."""

    hint: str = "30.11.2026, пт, завтра"
    toward: Toward = Toward.NEAR

    def widget(self, context: FormContext) -> Widget:
        """A line that says what was understood."""
        return Dated(
            TextLine(id=self.name, placeholder=self.hint, max_length=self.limit, screened=False), self._understood
        )

    def _understood(self, text: str, now: datetime, _policy: Policy) -> str:
        return full_day(read_day(text, now, self.toward))

    def read(self, widget: Widget, context: FormContext) -> Mapping[str, Any]:
        """The date."""
        values = TextField.read(self, widget, context)
        if self.name not in values:
            return {}
        try:
            return {self.name: read_day(values[self.name], context.now, self.toward).isoformat()}
        except ValueError as error:
            raise Unread(f"«{self.label}»: {mid_sentence(str(error))}.") from None


@dataclass(frozen=True, slots=True)
class PickField(FieldType):
    """One of some options, in a row; ``make`` turns the option's value into the command's."""

    options: Options = lambda _context: ()
    make: Callable[[str], Any] = str
    first: Callable[[FormContext], str] = lambda _context: ""
    """Which option stands chosen at first; «» for the first one, or for none where a person must choose."""
    empty: str = "нечего выбрать"
    chosen: bool = True
    """Whether something stands chosen before anybody chose."""

    def widget(self, context: FormContext) -> Widget:
        """A row of options."""
        options, first = self.options(context), self.first(context)
        return Choice(options, first, id=self.name, empty=self.empty, required=self.chosen and self.required)

    def read(self, widget: Widget, context: FormContext) -> Mapping[str, Any]:
        """What is chosen."""
        value = widget.value if isinstance(widget, Choice) else ""
        if value:
            return {self.name: self.make(value)}
        if self.required:
            raise Unread(f"Выберите: «{self.label}».")
        return {}


@dataclass(frozen=True, slots=True)
class PickColumnField(PickField):
    """One of some options, in a column with their hints."""

    wide: ClassVar[bool] = True

    def widget(self, context: FormContext) -> Widget:
        """A column of options."""
        options, first = self.options(context), self.first(context)
        return ChoiceColumn(options, first, id=self.name, empty=self.empty, required=self.chosen and self.required)


_NO_YES = (Option("", "нет"), Option("yes", "да"))


@dataclass(frozen=True, slots=True)
class YesField(FieldType):
    """A question that is «нет» until somebody says otherwise."""

    required: bool = False

    def widget(self, context: FormContext) -> Widget:
        """Two options."""
        return Choice(_NO_YES, id=self.name)

    def read(self, widget: Widget, context: FormContext) -> Mapping[str, Any]:
        """True or False."""
        return {self.name: isinstance(widget, Choice) and widget.value == "yes"}


@dataclass(frozen=True, slots=True)
class MarksField(FieldType):
    """Any number of options; given as a tuple, or (``each``) as one boolean an option."""

    wide: ClassVar[bool] = True
    required: bool = False
    options: Options = lambda _context: ()
    marked: frozenset[str] = frozenset()
    each: bool = False
    make: Callable[[str], Any] = str

    def widget(self, context: FormContext) -> Widget:
        """A column to mark in."""
        column = CheckColumn(self.options(context), id=self.name)
        column.marked = self.marked
        return column

    def read(self, widget: Widget, context: FormContext) -> Mapping[str, Any]:
        """What is marked."""
        marked = widget.marked if isinstance(widget, CheckColumn) else frozenset()
        known = [option.value for option in self.options(context)]
        if self.each:
            return {value: value in marked for value in known}
        return {self.name: tuple(self.make(value) for value in known if value in marked)}


@dataclass(frozen=True, slots=True)
class FindField(FieldType):
    """One thing of a directory, found by part of its name.

    ``among`` names the source; ``first`` the key that stands chosen at first; ``names`` the attributes for keys that
    are pairs; ``number`` lets a bare number be typed that is not among what was found.
    """

    among: str = ""
    first: Callable[[FormContext], Any] = lambda _context: None
    names: Mapping[str, str] = field(default_factory=dict)
    number: bool = False

    def widget(self, context: FormContext) -> Widget:
        """A finder, to be told what can be found."""
        return Finder(self.hint or "часть названия", id=self.name, number=self.number)

    def read(self, widget: Widget, context: FormContext) -> Mapping[str, Any]:
        """The key that was found."""
        if not isinstance(widget, Finder):
            return {}
        if widget.key is None:
            widget.take()  # what is marked, as leaving the field would
        key = widget.key
        if key is None:
            if widget.text.strip():
                raise Unread(f"«{self.label}»: выберите из списка, «{widget.text.strip()}» не найдено.")
            if self.required:
                raise self.missing()
            return {}
        if isinstance(key, tuple):
            attribute, value = key
            return {self.names.get(attribute, attribute): value}
        return {self.name: key}


@dataclass(frozen=True, slots=True)
class CheckField(FieldType):
    """Things of a source to be looked through and marked one by one; given as a tuple of their keys."""

    wide: ClassVar[bool] = True
    required: bool = False
    among: str = ""

    def widget(self, context: FormContext) -> Widget:
        """A column to mark in, filled once the source was read."""
        return CheckColumn([], id=self.name)

    def read(self, widget: Widget, context: FormContext) -> Mapping[str, Any]:
        """The keys of what is marked, in the order of the source; all of it must have been looked at."""
        if not isinstance(widget, CheckColumn):
            return {}
        left = [option for option in widget.options if option.value not in widget.marked]
        if left and self.required:
            raise Unread(f"«{self.label}»: не отмечено {len(left)}. Пробел — отметить.")
        return {self.name: tuple(int(option.value) for option in widget.options if option.value in widget.marked)}


@dataclass(frozen=True, slots=True)
class FileField(TextField):
    """A file of this machine: its bytes as ``body``, its name as ``title`` where none is given."""

    hint: str = "путь к файлу"

    def read(self, widget: Widget, context: FormContext) -> Mapping[str, Any]:
        """Name and bytes."""
        path = str(TextField.read(self, widget, context)[self.name])
        try:
            title, body = read_file(path)
        except OSError as error:
            raise Unread(str(error)) from error
        return {"title": title, "body": body}


def _text(widget: Widget) -> str:
    if isinstance(widget, TextBody):
        return widget.text if widget.text.strip() else ""
    return widget.value.strip() if isinstance(widget, TextLine) else ""
