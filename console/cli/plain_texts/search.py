"""A search as an operator reads it in a plain terminal: groups, and under each result its fragment, marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from console.wording.search import GROUP_TITLES, STALE, group_count, read_as, result_head, result_place
from core.wording import moment

if TYPE_CHECKING:
    from core.desk.search.results import Result, SearchResults
    from core.policy.policy import Policy

OPENS, CLOSES = "[", "]"
"""What stands around a word that was found."""


def search_text(found: SearchResults, policy: Policy) -> str:
    """The whole answer."""
    return "\n".join(_lines(found, policy))


def _lines(found: SearchResults, policy: Policy) -> Iterator[str]:
    if told := read_as(found):
        yield told[0].upper() + told[1:] + "."
    if found.stale:
        yield f"{STALE}."
    if not found.results:
        yield "Ничего не найдено."
    for group, title in GROUP_TITLES.items():
        shown = [each for each in found.results if each.group is group]
        if shown:
            yield f"{title}: {group_count(found, group)}"
            for each in shown:
                yield from _result(each, policy)


def _result(each: Result, policy: Policy) -> Iterator[str]:
    beside = [each.clinic, each.who, moment(each.at, policy.zone) if each.at else None]
    head = " ".join(filter(None, (result_head(each, policy), each.title)))
    yield f"  {head} · {' · '.join(filter(None, beside))}" if any(beside) else f"  {head}"
    yield f"      {result_place(each)}: {_marked(each)}"


def _marked(each: Result) -> str:
    text, at, found = each.fragment.text, 0, []
    for start, end in each.fragment.marks:
        found += [text[at:start], OPENS, text[start:end], CLOSES]
        at = end
    return "".join([*found, text[at:]])
