"""Order, groups and columns of the queue, picked from lists beside it: each choice takes effect at once."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from console.commands.registry import Scope
from console.queue.looks.look import GROUP_TITLES, SORT_TITLES, ViewLook
from console.queue.widgets.queue_columns import COLUMNS, QueueColumn
from console.widgets.fields.choice import CheckColumn, Choice, ChoiceColumn, Option
from console.widgets.key_hints import key_hints
from core.desk.views import Sort

_NONE: Final = "none"
_TITLES: Final = {"number": "Номер"}
"""What a column is called in the list, where its head is too short for that."""


class LookPart(StrEnum):
    """What one came to change."""

    SORT = "sort"
    GROUP = "group"
    COLUMNS = "columns"


class ColumnPicker(CheckColumn):
    """The columns in their order, the shown ones first; ← and → move the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "shift(-1)", "Раньше", show=False),
        Binding("right", "shift(1)", "Позже", show=False),
    ]

    def __init__(self, shown: Sequence[QueueColumn], *, id: str) -> None:
        self._columns = {each.name: each for each in shown} | {
            name: each for name, each in COLUMNS.items() if name not in {each.name for each in shown}
        }
        super().__init__([Option(name, _TITLES.get(name, COLUMNS[name].title)) for name in self._columns], id=id)
        self.mark(frozenset(each.name for each in shown))

    @property
    def chosen(self) -> tuple[QueueColumn, ...]:
        """The marked columns in their order."""
        return tuple(self._columns[each.value] for each in self.options if each.value in self.marked)

    def action_shift(self, by: int) -> None:
        """Move the column under the cursor."""
        place, options = self._cursor, list(self.options)
        if 0 <= place + by < len(options):
            options.insert(place + by, options.pop(place))
            self.options = tuple(options)
            self.action_move(by)
            self.post_message(self.Changed())


class LookScreen(ModalScreen[None]):
    """``on_change`` gets every look that is chosen, ``on_pin`` is called to keep the present one."""

    SCOPE: ClassVar[Scope] = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "screen.leave", "Готово", priority=True),
        Binding("f8", "screen.pin", "Закрепить", priority=True),
        Binding("9", "screen.next('sort')", "Порядок", show=False),
        Binding("0", "screen.next('group')", "Группы", show=False),
    ]
    DEFAULT_CSS = """
    LookScreen { align: right top; background: transparent; }
    LookScreen #box {
        width: 44; max-width: 96%; height: auto; max-height: 92%; margin: 1 1 0 0; padding: 0 1; background: $surface;
        border: round $accent; border-title-color: $text-accent; border-title-style: bold;
    }
    LookScreen #orders, LookScreen #orders Vertical { height: auto; }
    LookScreen #all { height: auto; max-height: 12; scrollbar-size-vertical: 1; }
    LookScreen .label { color: $text-muted; height: 1; }
    LookScreen .keys { height: 1; }
    """

    def __init__(
        self,
        look: ViewLook,
        shown: Sequence[QueueColumn],
        part: LookPart,
        on_change: Callable[[ViewLook], None],
        on_pin: Callable[[], None],
    ) -> None:
        super().__init__()
        self._look, self._shown, self._part = look, shown, part
        self._on_change, self._on_pin = on_change, on_pin

    def compose(self) -> ComposeResult:
        """Three lists and the keys."""
        groups = {_NONE: "нет", **GROUP_TITLES}
        with Vertical(id="box") as box:
            box.border_title = "Как показать"
            with Horizontal(id="orders"):
                with Vertical():
                    yield Static("Порядок (9)", classes="label", markup=False)
                    yield ChoiceColumn(_options(SORT_TITLES), self._look.sort.value, id="sort")
                with Vertical():
                    yield Static("Группы (0)", classes="label", markup=False)
                    yield ChoiceColumn(_options(groups), self._look.group or _NONE, id="group")
            yield Static("Колонки: Пробел — показать, ← → — место", classes="label", markup=False)
            with VerticalScroll(id="all", can_focus=False):
                yield ColumnPicker(self._shown, id="columns")
            keys = key_hints(("F8", "Закрепить"), ("Tab", "Дальше"), ("Esc", "Готово"))
            yield Static(keys, classes="keys", markup=False)

    def on_mount(self) -> None:
        """Begin with what one came for."""
        self.query_one(f"#{self._part.value}").focus()

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Another order, other groups."""
        event.stop()
        if event.control.id == LookPart.SORT:
            self._become(replace(self._look, sort=Sort(event.value)))
        else:
            self._become(replace(self._look, group=None if event.value == _NONE else event.value))

    def on_check_column_changed(self, event: CheckColumn.Changed) -> None:
        """Other columns; with none the usual ones."""
        event.stop()
        self._become(replace(self._look, columns=self.query_one(ColumnPicker).chosen or None))

    def _become(self, look: ViewLook) -> None:
        self._look = look
        self._on_change(look)

    def action_next(self, part: str) -> None:
        """The next of a list, without going there first."""
        choice = self.query_one(f"#{part}", ChoiceColumn)
        choice.focus()
        choice.action_move(1)

    def action_pin(self) -> None:
        """Keep it, and back to the list."""
        self._on_pin()
        self.dismiss(None)

    def action_leave(self) -> None:
        """Back to the list."""
        self.dismiss(None)


def _options(titles: dict[str, str]) -> list[Option]:
    return [Option(value, title) for value, title in titles.items()]
