"""The registers of the desk: calls, requests about accounts, solutions, outages."""

from core.store.registers.base import Register, columns_of, setting
from core.store.tables import account_requests, calls, outages, solutions
from core.text import fold
from core.tickets.facts import (
    AccountDone,
    AccountRefused,
    AccountRequested,
    CallLogged,
    OutageEnded,
    OutageOpened,
    OutageUpdated,
    SolutionAdded,
    SolutionChanged,
    SolutionRetired,
)

CALLS = Register("Звонок", calls, "id", {CallLogged: lambda _, event: columns_of(event, search=fold(event.text))})
ACCOUNTS = Register(
    "Заявка на учётную запись",
    account_requests,
    "id",
    {
        AccountRequested: lambda _, event: columns_of(event, state="open", result=None),
        AccountDone: lambda row, event: {**row, "state": "done", "result": event.text},
        AccountRefused: lambda row, event: {**row, "state": "refused", "result": event.mismatch},
    },
)
SOLUTIONS = Register(
    "Решение",
    solutions,
    "id",
    {
        SolutionAdded: lambda _, event: columns_of(event, retired=False),
        SolutionChanged: setting("mis", "module", "title", "text"),
        SolutionRetired: lambda row, _: {**row, "retired": True},
    },
)
OUTAGES = Register(
    "Сбой",
    outages,
    "id",
    {
        OutageOpened: lambda _, event: columns_of(event, ended_at=None, news=None),
        OutageUpdated: lambda row, event: {**setting("expected_end")(row, event), "news": event.text},
        OutageEnded: lambda row, event: {**setting()(row, event), "ended_at": columns_of(event)["at"]},
    },
)
