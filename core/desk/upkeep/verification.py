"""`pult verify`: the log is checked, every ticket folded again, and the rows that lists read held against the fold.

The chain is one quick pass over plain rows; folding every ticket and its clocks again takes eight times as long, and
holds a few hundred tickets at a time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from core.desk.queue.due_index import due_index
from core.desk.queue.listing import is_current
from core.desk.views import VerifyReport
from core.policy import Policy
from core.store.blobs import contents
from core.store.event_log.audit import Audit, audit
from core.store.event_log.codec import encode
from core.store.event_log.key_audit import KeyAudit
from core.store.event_log.log import last_event, number_of
from core.store.event_log.refolding import facts, logs, ranges
from core.store.projections.raw_rows import of_other_centres, stored_clocks, stored_tickets, stray_clocks
from core.store.projections.ticket_rows import clock_rows, row_of, search_names
from core.store.registers.folding import REGISTERS, fold_facts, stored_rows
from core.store.store import Reading
from core.text import safe_line
from core.tickets.fold import replay
from core.tickets.log import DeskEvent, History
from core.tickets.redaction.archiving import WordsArchived
from core.tickets.redaction.redacting import FactRedacted, Redacted
from core.tickets.relations.attachments import Attached

TABLES: Final = {each.name: each.title for each in REGISTERS}


def verify(tx: Reading, policy: Policy, *, head: str | None = None, chain_only: bool = False) -> VerifyReport:
    """Check everything in one snapshot, under the policy in force.

    ``head`` is a hash that was noted earlier: where the log has no event of it, its end was cut off or rewritten.
    ``chain_only`` checks the chain and the texts, and nothing that is derived from them.
    """
    found = audit(tx)
    past = None if head is None else _past(tx, head, found)
    mismatches = () if chain_only else tuple(_Derived(tx, policy, found).mismatches())
    return VerifyReport(
        found.tickets, found.events, mismatches, tuple(found.broken), found.head, past=past, chain_only=chain_only
    )


def _past(tx: Reading, head: str, found: Audit) -> int | None:
    """How many events came after the one of a hash; where there is none, that is what is wrong with the chain."""
    number = number_of(tx, head)
    if number is None:
        found.broken.append(f"События с хэшем {safe_line(head)} в журнале нет: его конец отрезан или переписан")
        return None
    return last_event(tx) - number


@dataclass(slots=True)
class _Derived:
    """What is derived from the log, made again from it and held against what stands in the store."""

    tx: Reading
    policy: Policy
    found: Audit
    redacted: set[tuple[int | None, int, str]] = field(default_factory=set)
    """Every text that is on record as cut out: of which ticket, which event of it, which field; of none, by number."""
    files: dict[str, bool] = field(default_factory=dict)
    attached: set[str] = field(default_factory=set)
    """The contents that a ticket has, by SHA-256."""

    def mismatches(self) -> Iterator[str]:
        """Everything that disagrees with the log, as sentences."""
        if not is_current(self.tx, self.policy):
            yield "Сроки в списках посчитаны по другим нормам: откройте пульт заново"
        for table, count in of_other_centres(self.tx):
            yield f"Таблица {table}: не того центра (строк: {count})"
        self.files = contents(self.tx)
        names = search_names(self.tx)
        for numbers in ranges(self.tx):
            yield from self._range(numbers, names)
        for stray in stray_clocks(self.tx):
            yield f"Обращение {safe_line(stray)}: есть в списках, нет в журнале"
        yield from _registers(stored_rows(self.tx), fold_facts(self._facts()))
        for name in sorted(self.files.keys() - self.attached):
            yield f"Файл {safe_line(name)}: хранится, а в журнале его нет"
        yield from self._cuts()
        keys = KeyAudit(self.tx, self.found.seals)
        for key in keys.unborne():
            yield f"Ключ повтора «{safe_line(key)}»: результат расходится с журналом"
        for event in keys.missing():
            yield f"Событие {event}: ключа повтора, под которым дана его команда, больше нет"

    def _range(self, numbers: tuple[int, int], names: tuple[Mapping[int, str], Mapping[int, str]]) -> Iterator[str]:
        """The tickets of a range: their rows in the lists, their clocks, their files."""
        histories = logs(self.tx, numbers, self.found.broken)
        rows, clocks = stored_tickets(self.tx, numbers), stored_clocks(self.tx, numbers)
        unknown = histories.keys() - rows.keys()
        for number, log in sorted(histories.items()):
            row = rows.pop(number, None)
            if row is None:
                yield f"Обращение {number}: есть в журнале, нет в списках"
            else:
                yield from _ticket(log, self.policy, row, clocks, names)
            yield from self._files(number, log)
        for number in sorted(rows):
            yield f"Обращение {number}: есть в списках, нет в журнале"
        for number, clock in sorted((key for key in clocks if key[0] not in unknown | rows.keys()), key=str):
            yield f"Обращение {number}, срок {clock}: есть в списках, нет в журнале"

    def _files(self, number: int, log: History) -> Iterator[str]:
        """Attachments whose bytes are gone or changed; those that were cut out need none (Прил. 3, п. 5)."""
        cut = set(_recorded_cuts(log))
        self.redacted |= {(number, *each) for each in cut}
        gone = {event for event, _name in cut}
        for each in log:
            if isinstance(each.event, Attached) and each.seq not in gone:
                self.attached.add(each.event.sha256)
                whole = self.files.get(each.event.sha256)
                if not whole:
                    what = "изменён" if whole is False else "пропал"
                    yield f"Обращение {number}: файл {each.event.attachment} {what} (событие {each.seq})"

    def _facts(self) -> Iterator[DeskEvent]:
        for each in facts(self.tx, self.found.broken):
            if isinstance(each, FactRedacted):
                self.redacted |= {(None, each.event, name) for name in each.fields}
            yield each

    def _cuts(self) -> Iterator[str]:
        """Texts that are gone and nobody recorded it, and the other way round (Прил. 3, п. 5)."""
        gone = {(each.ticket, each.seq or each.number, each.field) for each in self.found.cut}
        for ticket, event, name in sorted(gone ^ self.redacted, key=str):
            place = f"Событие {event}" if ticket is None else f"Обращение {ticket}, запись {event}"
            what = "изъят, а записи об этом нет" if (ticket, event, name) in gone else "записан как изъятый, а он есть"
            yield f"{place}: текст «{name}» {what}"


def _recorded_cuts(log: History) -> Iterator[tuple[int, str]]:
    """The texts of a ticket that are on record as cut out, one by one or with an archive: event and field."""
    archived = max((each.seq for each in log if isinstance(each.event, WordsArchived)), default=0)
    for each in log:
        if isinstance(each.event, Redacted):
            yield from ((each.event.event, name) for name in each.event.fields)
        if each.seq < archived:
            yield from ((each.seq, name) for name in encode(each.event)[1])


def _ticket(
    log: History,
    policy: Policy,
    row: Mapping[str, Any],
    clocks: dict[Any, Mapping[str, Any]],
    names: tuple[Mapping[int, str], Mapping[int, str]],
) -> Iterator[str]:
    """One ticket's row and clocks against its log; its clocks are taken out of ``clocks``."""
    number, (clinics, persons) = row["number"], names
    try:
        ticket = replay(log)
        due = due_index(log, policy, ticket)
    except ValueError as error:
        yield f"Обращение {number}: журнал не восстанавливается ({error})"
        return
    expected = row_of(ticket, due, f"{clinics.get(ticket.organization, '')} {persons.get(ticket.requester, '')}")
    yield from _differences(f"Обращение {number}", row, expected)
    for clock in clock_rows(ticket, due):
        kept = clocks.pop((number, clock["clock"]), {})
        yield from _differences(f"Обращение {number}, срок {clock['clock']}", kept, clock)


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


def _differences(where: str, row: Mapping[str, Any], expected: Mapping[str, Any]) -> Iterator[str]:
    """Name the columns that differ, never their values: those may be people's data."""
    names = sorted(name for name in row.keys() | expected.keys() if row.get(name) != expected.get(name))
    if names:
        yield f"{where}: расходится с журналом ({', '.join(names)})"
