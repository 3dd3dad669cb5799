"""The rows of the registers: each the fold of its facts.

The rows are written in the transaction of the fact, and a verification folds every fact again and compares.
"""

import json
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import and_, func, insert, select, update

from core.store.event_log.log import fact_of
from core.store.projections.raw_rows import as_it_stands
from core.store.projections.ticket_rows import seek_anew
from core.store.registers.desk_registers import ACCOUNTS, CALLS, KEYS, LETTERS, OUTAGES, SHIFTS, SOLUTIONS, VIEWS
from core.store.registers.directory_registers import ABSENCES, ORGANIZATIONS, PEOPLE, USERS
from core.store.registers.register_table import RegisterTable, Row
from core.store.search.writing import index_row
from core.store.store import Reading, Writing
from core.store.tables import events
from core.tickets.log import DeskEvent
from core.tickets.people.events import OrganizationAdded, PersonChanged
from core.tickets.use_cases.catalogue import DESK_EVENT_KINDS

REGISTERS: Final = (
    ORGANIZATIONS, PEOPLE, USERS, ABSENCES, CALLS, ACCOUNTS, LETTERS, SOLUTIONS, OUTAGES, VIEWS, SHIFTS, KEYS,
)  # fmt: skip
_BY_FACT: Final[dict[type[Any], RegisterTable]] = {kind: each for each in REGISTERS for kind in each.folds}

Rows = dict[Any, Row]


def register_of(kind: str) -> RegisterTable | None:
    """The register that keeps the facts of a kind; None where none does."""
    fact = DESK_EVENT_KINDS.get(kind)
    return None if fact is None else _BY_FACT.get(fact)


def record(tx: Writing, fact: DeskEvent) -> None:
    """Carry one fact into the row that it names; one that no register keeps stands in the log alone."""
    register = _BY_FACT.get(type(fact))
    if register is None:
        return
    tx.claim(None)
    key = getattr(fact, register.key)
    here = register.table.c[register.key] == key
    found = tx.connection.execute(select(register.table).where(here)).mappings().first()
    row = register.fold(dict(found) if found else {}, fact)
    if found is None:
        tx.connection.execute(insert(register.table).values(**row))
    else:
        tx.connection.execute(update(register.table).where(here).values(**row))
    index_row(tx, register.name, dict(found) if found else None, row)
    if isinstance(fact, PersonChanged) and fact.full_name is not None:
        seek_anew(tx, requester=fact.id)


def refold(tx: Writing, number: int) -> None:
    """Write the row again that event ``number`` of the desk has changed, from all its facts as they read now."""
    kind = tx.connection.execute(select(events.c.kind).where(events.c.number == number)).scalar_one()
    register = _BY_FACT.get(DESK_EVENT_KINDS[kind])
    if register is None:
        return
    kinds = [each.kind for each in register.folds]
    of_it = and_(events.c.ticket.is_(None), events.c.kind.in_(kinds))
    bodies = {
        row.number: (row.kind, json.loads(row.body))
        for row in tx.connection.execute(select(events.c.number, events.c.kind, events.c.body).where(of_it))
    }
    key = bodies[number][1][register.key]
    row: Row = {}
    for place in sorted(each for each, (_kind, body) in bodies.items() if body[register.key] == key):
        row = register.fold(row, fact_of(tx, place))
    here = register.table.c[register.key] == key
    found = tx.connection.execute(select(register.table).where(here)).mappings().first()
    tx.connection.execute(update(register.table).where(here).values(**row))
    index_row(tx, register.name, dict(found) if found else None, row, cut=True)


def subject_of(fact: DeskEvent) -> str | None:
    """What a fact made or changed: the key of its row; None for one that no register keeps. A new clinic is told by its
    code."""
    if isinstance(fact, OrganizationAdded):
        return fact.code
    register = _BY_FACT.get(type(fact))
    return None if register is None else str(getattr(fact, register.key))


def next_id(tx: Reading, register: RegisterTable) -> int:
    """The id that the register's next row gets."""
    return (tx.connection.execute(select(func.max(register.table.c[register.key]))).scalar() or 0) + 1


def fold_facts(facts: Iterable[DeskEvent]) -> dict[str, Rows]:
    """The rows that the facts of a log make, by table and key."""
    found: dict[str, Rows] = {each.name: {} for each in REGISTERS}
    for fact in facts:
        register = _BY_FACT.get(type(fact))
        if register is not None:
            rows, key = found[register.name], getattr(fact, register.key)
            rows[key] = register.fold(rows.get(key, {}), fact)
    return found


def stored_rows(tx: Reading) -> dict[str, Rows]:
    """The rows as they stand, by table and key."""
    found: dict[str, Rows] = {}
    for each in REGISTERS:
        rows = tx.connection.execute(as_it_stands(each.table)).mappings()
        found[each.name] = {row[each.key]: dict(row) for row in rows}
    return found
