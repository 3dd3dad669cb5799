"""What is derived from the log, made again from it and held against what stands in the store."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from core.desk.queue.listing import is_current
from core.desk.upkeep.verifying.differences import differences
from core.desk.upkeep.verifying.jobs import Cut, FoldTickets, Hands, TicketsFound
from core.policy import Policy
from core.store.blobs import contents
from core.store.event_log.audit import Audit
from core.store.event_log.key_audit import KeyAudit
from core.store.event_log.refolding import facts, ranges
from core.store.projections.raw_rows import of_other_centres, stray_clocks
from core.store.registers.folding import REGISTERS, fold_facts, stored_rows
from core.store.search.checking import wrong_in_the_index
from core.store.store import Reading
from core.text import safe_line
from core.tickets.log import DeskEvent
from core.tickets.redaction.redacting import FactRedacted

TABLES: Final = {each.name: each.title for each in REGISTERS}
OTHER_NORMS: Final = "Сроки в списках посчитаны по другим нормам: откройте пульт заново"


@dataclass(slots=True)
class Derived:
    """The whole of it; ``found``: what the log was found to hold, whose ``broken`` grows by what cannot be read."""

    tx: Reading
    policy: Policy
    found: Audit
    hands: Hands
    redacted: set[Cut] = field(default_factory=set)
    attached: set[str] = field(default_factory=set)
    sums: dict[int, int] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)

    def mismatches(self) -> Iterator[str]:
        """Everything that disagrees with the log, as sentences."""
        if not is_current(self.tx, self.policy):
            yield OTHER_NORMS
        for table, count in of_other_centres(self.tx):
            yield f"Таблица {table}: не того центра (строк: {count})"
        files = contents(self.tx)
        yield from self.taken_in(self.hands.do([FoldTickets(each, files) for each in ranges(self.tx)]))
        for stray in stray_clocks(self.tx):
            yield f"Обращение {safe_line(stray)}: есть в списках, нет в журнале"
        yield from self.registers()
        yield from wrong_in_the_index(self.tx, self.sums, self.words)
        for name in sorted(files.keys() - self.attached):
            yield f"Файл {safe_line(name)}: хранится, а в журнале его нет"
        yield from self.cuts()
        yield from self.keys()

    def taken_in(self, folded: Iterable[TicketsFound]) -> Iterator[str]:
        """What is wrong with tickets; what else they tell is kept for the rest."""
        for each in folded:
            self.found.broken += each.broken
            self.redacted |= each.redacted
            self.attached |= each.attached
            self.sums |= each.sums
            self.words |= each.words
            yield from each.mismatches

    def registers(self) -> Iterator[str]:
        """The registers against their facts."""
        return _registers(stored_rows(self.tx), fold_facts(self._facts()))

    def cuts(self) -> Iterator[str]:
        """Texts that are gone and nobody recorded it, and the other way round (Прил. 3, п. 5)."""
        gone = {(each.ticket, each.seq or each.number, each.field) for each in self.found.cut}
        for ticket, event, name in sorted(gone ^ self.redacted, key=str):
            place = f"Событие {event}" if ticket is None else f"Обращение {ticket}, запись {event}"
            what = "изъят, а записи об этом нет" if (ticket, event, name) in gone else "записан как изъятый, а он есть"
            yield f"{place}: текст «{name}» {what}"

    def keys(self, after: int | None = None) -> Iterator[str]:
        """The idempotency keys; ``after``: see :class:`KeyAudit`."""
        keys = KeyAudit(self.tx, self.found.seals, after)
        for key in keys.unborne():
            yield f"Ключ повтора «{safe_line(key)}»: результат расходится с журналом"
        for event in keys.missing():
            yield f"Событие {event}: ключа повтора, под которым дана его команда, больше нет"

    def _facts(self) -> Iterator[DeskEvent]:
        for each in facts(self.tx, self.found.broken):
            if isinstance(each, FactRedacted):
                self.redacted |= {(None, each.event, name) for name in each.fields}
            yield each


def _registers(stored: Mapping[str, Mapping[Any, Any]], folded: Mapping[str, Mapping[Any, Any]]) -> Iterator[str]:
    for table, title in TABLES.items():
        for key in sorted(stored[table].keys() | folded[table].keys(), key=str):
            row, expected = stored[table].get(key), folded[table].get(key)
            if row is None:
                yield f"{title} {key}: есть в журнале, нет в справочнике"
            elif expected is None:
                yield f"{title} {key}: есть в справочнике, нет в журнале"
            else:
                yield from differences(f"{title} {key}", row, expected)
