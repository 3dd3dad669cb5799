"""Saved views: the menu of them with live counts, the form that keeps one, and what a view means as a query."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from console.commands.registry import Scope
from console.forms.context import About, FormContext
from console.forms.fields.field_types import PickField, TextField, Unread, YesField
from console.forms.fields.options import words
from console.forms.spec import FormSpec, Values
from console.queue.model.queue_layout import GROUP_TITLES, SORT_TITLES, LayoutProblem, read_layout
from console.widgets.fields.choice import ChoiceColumn, Option
from console.widgets.key_hints import key_hints
from console.wording.counts import COUNTED_TO, at_most
from core.desk.views import QueueQuery, Sort, View
from core.text import clean_line
from core.tickets.desk_records.shifts_and_views import SaveView
from core.tickets.registers import SavedView

if TYPE_CHECKING:
    from textual.widget import Widget

    from core.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class CountedView:
    """A saved view with how many tickets it holds; no count where its filter cannot be read, and why."""

    saved: SavedView
    count: int | None
    problem: str = ""


class _Columns(TextField):
    """Columns as people write them; the words are checked before they are kept."""

    def read(self, widget: "Widget", context: FormContext) -> dict[str, Any]:
        """The text, once it can be read."""
        values = dict(TextField.read(self, widget, context))
        read = read_layout(values[self.name]) if self.name in values else None
        if isinstance(read, LayoutProblem):
            raise Unread(read.message + ".")
        return values


def _without_group(values: Values) -> Values:
    return {**values, "group": values["group"] if values.get("group") in GROUP_TITLES else None}


VIEW_FORM: Final = FormSpec(
    SaveView, "Сохранить вид", "вид сохранён",
    "Откроется по 8. Колонки — по порядку, с шириной: «номер:6 приоритет мо:20 тема»; пусто — как обычно.",
    (
        TextField("title", "Название", limit=60),
        TextField("filter", "Условия", required=False, limit=500),
        PickField("sort", "Порядок", options=words(SORT_TITLES)),
        PickField("group", "Группы", options=words({"none": "нет", **GROUP_TITLES})),
        _Columns("columns", "Колонки", required=False, limit=300),
        YesField("shared", "Для всех"),
    ),
    shape=_without_group,
)  # fmt: skip


def about_view(query: QueueQuery, saved: SavedView | None) -> About:
    """What the form starts from: the present view, or the saved one that is open."""
    typed = {"filter": query.filter, "sort": query.sort.value, "group": query.group or "none"}
    fixed: dict[str, Any] = {"view": query.view.value}
    if saved is None:
        return About(fixed=fixed, typed=typed)
    typed |= {"title": saved.title, "columns": saved.columns or "", "shared": "yes" if saved.shared else ""}
    return About(fixed={**fixed, "saved": saved.id}, typed=typed, title=saved.title)


def query_of(saved: SavedView) -> dict[str, Any]:
    """The parts of a query that a saved view sets; a view or an order that is no longer known is the usual one."""
    views, sorts = {view.value for view in View}, {sort.value for sort in Sort}
    return {
        "view": View(saved.view if saved.view in views else "open"),
        "filter": saved.filter or "",
        "sort": Sort(saved.sort if saved.sort in sorts else "due"),
        "group": saved.group,
    }


def counted_views(me: str, desk: "Desk") -> list[CountedView]:
    """The saved views that a login sees, with how many tickets each holds now, or why its filter cannot be read."""
    return [CountedView(saved, *_counted(saved, me, desk)) for saved in desk.registers.saved_views(me)]


def _counted(saved: SavedView, me: str, desk: "Desk") -> tuple[int | None, str]:
    if problems := desk.queue.read_filter(saved.filter or "").problems:
        return None, problems[0].message
    return desk.queue.count(replace(QueueQuery(me=me), **query_of(saved)), COUNTED_TO), ""


class SavedViewsScreen(ModalScreen[SavedView | None]):
    """The menu; Esc goes back to the list."""

    SCOPE: ClassVar[Scope] = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f8", "screen.choose", "Открыть", priority=True),
        Binding("escape", "screen.dismiss", "Назад"),
    ]
    DEFAULT_CSS = """
    SavedViewsScreen { align: center middle; background: $veil; }
    SavedViewsScreen #box {
        width: 84; max-width: 96%; height: auto; max-height: 90%; padding: 0 1; background: $surface;
        border: round $accent; border-title-color: $text-accent; border-title-style: bold;
    }
    SavedViewsScreen .keys { margin-top: 1; }
    """

    def __init__(self, views: Sequence[CountedView]) -> None:
        super().__init__()
        self._views = {str(each.saved.id): each for each in views}

    def compose(self) -> ComposeResult:
        """The views with their counts, whose they are and what they ask for."""
        box = Vertical(id="box")
        box.border_title = "Сохранённые виды"
        with box:
            yield ChoiceColumn([self._option(each) for each in self._views.values()], id="which")
            yield Static(key_hints(("Enter", "Открыть"), ("Esc", "Назад")), classes="keys", markup=False)

    @staticmethod
    def _option(view: CountedView) -> Option:
        saved = view.saved
        whose = f"общий, {saved.owner}" if saved.shared else "мой"
        asked = saved.filter or "без условий"
        count = "!" if view.count is None else at_most(view.count)
        hint = f"{count:>4} · {asked} — {view.problem}" if view.count is None else f"{count:>4} · {whose} · {asked}"
        return Option(str(saved.id), clean_line(saved.title, 24), clean_line(hint, 56))

    def action_choose(self) -> None:
        """The chosen one."""
        self.dismiss(self._views[self.query_one(ChoiceColumn).value].saved)
