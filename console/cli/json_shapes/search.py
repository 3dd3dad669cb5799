"""The JSON shape of a search: figures by group, and each result with its fragment and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from console.cli.json_shapes.values import Document, instant_json
from core.desk.search.results import Group

if TYPE_CHECKING:
    from core.desk.search.results import Result, SearchResults


def search_json(found: SearchResults, zone: ZoneInfo) -> Document:
    """The whole answer; ``more``: there are more than were counted."""
    return {
        "query": found.query,
        "read_as": list(found.read_as),
        "unknown": list(found.unknown),
        "total": found.total,
        "groups": {group.value: found.counts.get(group, 0) for group in Group},
        "more": found.more,
        "relaxed": found.relaxed,
        "stale": found.stale,
        "results": [_result(each, zone) for each in found.results],
    }


def _result(each: Result, zone: ZoneInfo) -> Document:
    return {
        "kind": each.kind,
        "number": each.number,
        "status": each.status,
        "title": each.title,
        "organization": each.clinic,
        "requester": each.who,
        "field": each.fragment.place,
        "fragment": each.fragment.text,
        "marks": [list(mark) for mark in each.fragment.marks],
        "at": instant_json(each.at, zone),
    }
