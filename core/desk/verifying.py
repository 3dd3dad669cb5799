"""`pult verify`: the log is checked, every ticket folded again, and the rows that lists read held against the fold."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from core.desk.index import due_index
from core.desk.listing import is_current
from core.desk.views import VerifyReport
from core.policy import Policy
from core.store.audit import audit
from core.store.beside import contents
from core.store.ledger import Kept, kept_commands
from core.store.projection import clock_rows, row_of, search_names
from core.store.registers import REGISTERS, fold_facts, stored_rows
from core.store.store import Reading
from core.store.stored import stored_clocks, stored_tickets
from core.text import safe_line
from core.tickets.events import Attached, History, Redacted, WordsArchived
from core.tickets.ticket import replay

TABLES: Final = {each.name: each.title for each in REGISTERS}


def verify(tx: Reading, policy: Policy) -> VerifyReport:
    """Check everything in one snapshot, under the policy in force."""
    found = audit(tx)
    histories = {number: tuple(log) for number, log in found.histories.items()}
    mismatches = [
        *([] if is_current(tx, policy) else ["Сроки в списках посчитаны по другим нормам: откройте пульт заново"]),
        *_tickets(tx, histories, policy),
        *_registers(stored_rows(tx), fold_facts(found.facts)),
        *_files(contents(tx), histories),
        *_kept(tx, histories),
    ]
    return VerifyReport(len(histories), found.events, tuple(mismatches), tuple(found.broken), found.head)


def _tickets(tx: Reading, histories: Mapping[int, History], policy: Policy) -> Iterator[str]:
    stored, running = stored_tickets(tx), stored_clocks(tx)
    missing: set[int] = set()
    clinics, persons = search_names(tx)
    for number, log in sorted(histories.items()):
        row = stored.pop(number, None)
        if row is None:
            missing.add(number)
            yield f"Обращение {number}: есть в журнале, нет в списках"
            continue
        try:
            ticket = replay(log)
            names = f"{clinics.get(ticket.organization, '')} {persons.get(ticket.requester, '')}"
            due = due_index(log, policy)
            expected = row_of(ticket, due, names)
        except ValueError as error:
            yield f"Обращение {number}: журнал не складывается ({error})"
            continue
        yield from _differences(f"Обращение {number}", row, expected)
        for clock in clock_rows(ticket, due):
            kept = running.pop((number, clock["clock"]), {})
            yield from _differences(f"Обращение {number}, срок {clock['clock']}", kept, clock)
    for number in sorted(stored):
        yield f"Обращение {number}: есть в списках, нет в журнале"
    for number, clock in sorted(key for key in running if key[0] not in missing | stored.keys()):
        yield f"Обращение {number}, срок {clock}: есть в списках, нет в журнале"


def _registers(stored: Mapping[str, Mapping[Any, Any]], folded: Mapping[str, Mapping[Any, Any]]) -> Iterator[str]:
    for table, title in TABLES.items():
        for key in sorted(stored[table].keys() | folded[table].keys(), key=str):
            row, expected = stored[table].get(key), folded[table].get(key)
            if row is None:
                yield f"{title} {key}: есть в журнале, нет в справочнике"
            elif expected is None:
                yield f"{title} {key}: есть в справочнике, нет в журнале"
            else:
                yield from _differences(f"{title} {key}", row, expected)


def _files(kept: Mapping[str, bool], histories: Mapping[int, History]) -> Iterator[str]:
    """Attachments whose bytes are gone or changed; those that were cut out need none (Прил. 3, п. 5)."""
    for number, log in sorted(histories.items()):
        cut = {each.event.event for each in log if isinstance(each.event, Redacted)}
        archived = max((each.seq for each in log if isinstance(each.event, WordsArchived)), default=0)
        for each in log:
            if isinstance(each.event, Attached) and each.seq not in cut and each.seq > archived:
                whole = kept.get(each.event.sha256)
                if not whole:
                    what = "изменён" if whole is False else "пропал"
                    yield f"Обращение {number}: файл {each.event.attachment} {what} (событие {each.seq})"


def _kept(tx: Reading, histories: Mapping[int, History]) -> Iterator[str]:
    """Results kept under a key that no event bears out: a repeated command would be answered with them."""
    for key, command in kept_commands(tx):
        if command is None or not _borne_out(command, histories):
            yield f"Ключ повтора «{safe_line(key)}»: результат расходится с журналом"


def _borne_out(command: Kept, histories: Mapping[int, History]) -> bool:
    """Whether the version that a command made is an event by its actor; a directory's has none, and names a subject."""
    number, version = command.result.get("number"), command.result.get("version")
    if number is None:
        return version is None and isinstance(command.result.get("subject"), str)
    return any(each.seq == version and each.actor == command.actor for each in histories.get(number, ()))


def _differences(where: str, row: Mapping[str, Any], expected: Mapping[str, Any]) -> Iterator[str]:
    """Name the columns that differ, never their values: those may be people's data."""
    names = sorted(name for name in row.keys() | expected.keys() if row.get(name) != expected.get(name))
    if names:
        yield f"{where}: расходится с журналом ({', '.join(names)})"
