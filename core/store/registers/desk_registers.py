"""The registers of the desk: calls, requests about accounts, letters, solutions, outages, views, shifts, SSH keys."""

from core.store.registers.register_table import RegisterTable, Row, columns_of, setting
from core.store.tables import account_requests, calls, letters, outages, saved_views, shifts, solutions, ssh_keys
from core.text import fold
from core.tickets.desk_records.calls import CallLogged
from core.tickets.desk_records.shifts_and_views import ShiftAccepted, ShiftHandedOver, ViewDropped, ViewSaved
from core.tickets.knowledge.solutions import SolutionAdded, SolutionChanged, SolutionRetired
from core.tickets.outages.announcements import OutageEnded, OutageOpened, OutageUpdated
from core.tickets.people.account_events import AccountDone, AccountRefused, AccountRegistered, AccountRequested
from core.tickets.people.events import LetterSent, LetterWritten
from core.tickets.staff.keys import KeyAdded, KeyExpirySet, KeyRevoked


def _call(_row: Row, event: CallLogged) -> Row:
    """A line of the call log, with the reason why a clinic without a contract was let in (п. 1.2)."""
    let_in = f"\nБез договора (п. 1.2), допущено: {event.admitted}" if event.admitted else ""
    text = event.text + let_in
    values = {name: value for name, value in columns_of(event).items() if name != "admitted"}
    return {**values, "text": text, "search": fold(text)}


CALLS = RegisterTable("Звонок", calls, "id", {CallLogged: _call})
ACCOUNTS = RegisterTable(
    "Заявка на учётную запись",
    account_requests,
    "id",
    {
        AccountRequested: lambda _, event: columns_of(event, state="open", result=None),
        AccountRegistered: setting("external_number"),
        AccountDone: lambda row, event: {**row, "state": "done", "result": event.text},
        AccountRefused: lambda row, event: {**row, "state": "refused", "result": event.mismatch},
    },
)
LETTERS = RegisterTable(
    "Письмо",
    letters,
    "id",
    {
        LetterWritten: lambda _, event: columns_of(event, sent_on=None, how=None, sent_by=None),
        LetterSent: setting("sent_on", "how", "sent_by"),
    },
)
SOLUTIONS = RegisterTable(
    "Решение",
    solutions,
    "id",
    {
        SolutionAdded: lambda _, event: columns_of(event, retired=False),
        SolutionChanged: setting("mis", "module", "title", "text"),
        SolutionRetired: lambda row, _: {**row, "retired": True},
    },
)
OUTAGES = RegisterTable(
    "Сбой",
    outages,
    "id",
    {
        OutageOpened: lambda _, event: columns_of(event, ended_at=None, news=None),
        OutageUpdated: lambda row, event: {**setting("expected_end")(row, event), "news": event.text},
        OutageEnded: lambda row, event: {**setting()(row, event), "ended_at": columns_of(event)["at"]},
    },
)
VIEWS = RegisterTable(
    "Сохранённый вид",
    saved_views,
    "id",
    {
        ViewSaved: lambda _, event: columns_of(event, dropped=False),
        ViewDropped: lambda row, _: {**row, "dropped": True},
    },
)
SHIFTS = RegisterTable(
    "Передача смены",
    shifts,
    "id",
    {
        ShiftHandedOver: lambda _, event: columns_of(event, accepted_at=None, answer=None),
        ShiftAccepted: setting("accepted_at", "answer"),
    },
)
KEYS = RegisterTable(
    "Ключ SSH",
    ssh_keys,
    "id",
    {
        KeyAdded: lambda _, event: columns_of(event, revoked_at=None),
        KeyRevoked: setting("revoked_at"),
        KeyExpirySet: setting("expires_at"),
    },
)
