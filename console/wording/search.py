"""What a search says of itself, the same in the console and on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from core.desk.search.results import COUNTED, Group
from core.search.places import place_title

if TYPE_CHECKING:
    from core.desk.search.results import Result, SearchResults
    from core.policy.policy import Policy

GROUP_TITLES: Final[Mapping[Group, str]] = {
    Group.OPEN: "Открытые",
    Group.CLOSED: "Закрытые",
    Group.SOLUTIONS: "Решения",
    Group.PEOPLE: "Люди и МО",
    Group.CALLS: "Звонки",
}
STALE: Final = "Индекс поиска составляется заново: может найтись не всё (pult verify --rebuild-search)"


def group_count(found: SearchResults, group: Group) -> str:
    """How many a group has, counted so far as it was."""
    count = found.counts.get(group, 0)
    return f"{COUNTED}+" if count >= COUNTED and found.more else str(count)


def read_as(found: SearchResults) -> str:
    """How the words were understood, and which of them stand nowhere; «» where there is nothing to tell."""
    told = [f"понято: {', '.join(found.read_as)}"] if found.read_as else []
    told += [f"нет нигде: {', '.join(found.unknown)}"] if found.unknown else []
    told += ["все слова вместе не встречаются, показано похожее"] if found.relaxed else []
    return " · ".join(told)


def result_head(each: Result, policy: Policy) -> str:
    """What stands before a result's title: which one it is, and what became of it."""
    labels = policy.labels
    match each.kind:
        case "ticket":
            from core.vocabulary import Status

            return f"№ {each.number} {labels.of(Status(each.status or '')).lower()}"
        case "solution":
            return f"Решение № {each.number}" + (" (выведено)" if each.status else "")
        case "person":
            return "Инициатор" + (" (заблокирован)" if each.status else "")
        case "organization":
            return "МО"
        case _:
            return ""


def result_place(each: Result) -> str:
    """In which place of it the fragment stands, in Russian."""
    return place_title(each.fragment.place)
