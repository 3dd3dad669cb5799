"""Saved views: the menu of them with live counts, the form that keeps one, and what a view means as a query."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from console.forms.context import About
from console.forms.fields.field_types import PickField, TextField, YesField
from console.forms.fields.options import words
from console.forms.spec import FormSpec, Values
from console.queue.digit_menu import DigitMenu
from console.queue.looks.look import GROUP_TITLES, SORT_TITLES, ViewLook
from console.wording.counts import COUNTED_TO, at_most
from core.desk.views import QueueQuery, Sort, View
from core.text import clean_line
from core.tickets.desk_records.shifts_and_views import SaveView
from core.tickets.registers import SavedView

if TYPE_CHECKING:
    from core.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class CountedView:
    """A saved view with how many tickets it holds; no count where its filter cannot be read, and why."""

    saved: SavedView
    count: int | None
    problem: str = ""


def _without_group(values: Values) -> Values:
    return {**values, "group": values["group"] if values.get("group") in GROUP_TITLES else None}


VIEW_FORM: Final = FormSpec(
    SaveView, "Сохранить вид", "вид сохранён",
    "Откроется по 8 и своей цифре. Колонки — как сейчас на экране; другие выбирают по 9.",
    (
        TextField("title", "Название", limit=60),
        TextField("filter", "Условия", required=False, limit=500),
        PickField("sort", "Порядок", options=words(SORT_TITLES)),
        PickField("group", "Группы", options=words({"none": "нет", **GROUP_TITLES})),
        YesField("shared", "Для всех"),
    ),
    shape=_without_group,
)  # fmt: skip


def about_view(query: QueueQuery, look: ViewLook, saved: SavedView | None) -> About:
    """What the form starts from: the present view, or the saved one that is open."""
    typed = {"filter": query.filter, "sort": query.sort.value, "group": query.group or "none"}
    fixed: dict[str, Any] = {"view": query.view.value, "columns": look.as_texts()["columns"]}
    if saved is None:
        return About(fixed=fixed, typed=typed)
    typed |= {"title": saved.title, "shared": "yes" if saved.shared else ""}
    return About(fixed={**fixed, "saved": saved.id}, typed=typed, title=saved.title)


def kept_as(saved: SavedView, query: QueueQuery, look: ViewLook) -> SaveView:
    """The command that pins the present filter and look to a saved view."""
    return SaveView(
        title=saved.title, view=query.view.value, filter=query.filter or None, sort=look.sort.value, group=look.group,
        columns=look.as_texts()["columns"], shared=saved.shared, saved=saved.id,
    )  # fmt: skip


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


class SavedViewsScreen(DigitMenu[SavedView]):
    """The views with their counts and what they ask for: a digit opens one, Esc goes back to the list."""

    HEADING = "Сохранённые виды"
    ACT = "Открыть"
    DEFAULT_CSS = """
    SavedViewsScreen #box { width: 84; }
    """

    def __init__(self, views: Sequence[CountedView]) -> None:
        super().__init__([(each.saved, clean_line(each.saved.title, 24), _hint(each)) for each in views])


def _hint(view: CountedView) -> str:
    saved = view.saved
    whose = f"общий, {saved.owner}" if saved.shared else "мой"
    asked = saved.filter or "без условий"
    count = "!" if view.count is None else at_most(view.count)
    told = f"{count:>4} · {asked} — {view.problem}" if view.count is None else f"{count:>4} · {whose} · {asked}"
    return clean_line(told, 54)
