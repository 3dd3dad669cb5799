"""The filter language of the queue: what people type, as small values that the store turns into conditions.

``мо:ккб приоритет:высокий,средний просрочено -ждёт исполнитель:я "не печатает"``: terms are joined by *and*, ``или``
joins them otherwise, ``-`` negates, a comma lists values, quotes keep words together.
"""

from core.tickets.filtering.completing import Completion, complete
from core.tickets.filtering.keys import filter_help
from core.tickets.filtering.parsing import FilterProblem, Parsed, parse
from core.tickets.filtering.terms import (
    All,
    Any,
    Assignee,
    Broken,
    BurningTerm,
    ClosedTerm,
    Codes,
    Created,
    Due,
    External,
    Flag,
    Not,
    Numbered,
    OrganizationTerm,
    Received,
    RequesterTerm,
    Term,
    WordsTerm,
)
from core.tickets.filtering.understood import understood

__all__ = [
    "All",
    "Any",
    "Assignee",
    "Broken",
    "BurningTerm",
    "ClosedTerm",
    "Codes",
    "Completion",
    "Created",
    "Due",
    "External",
    "FilterProblem",
    "Flag",
    "Not",
    "Numbered",
    "OrganizationTerm",
    "Parsed",
    "Received",
    "RequesterTerm",
    "Term",
    "WordsTerm",
    "complete",
    "filter_help",
    "parse",
    "understood",
]
