"""Lists of records as answers: one JSON document of their fields, or a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from console.cli.output import answer

if TYPE_CHECKING:
    from console.cli.session import Session
    from core.store.event_log.log import Head

NOTHING = "—"
WIDEST = 48


def answer_records(
    session: Session,
    name: str,
    records: Sequence[Any],
    heads: Mapping[str, str],
    *,
    empty: str = "Пусто.",
    widest: int = WIDEST,
    head: Head | None = None,
) -> None:
    """Answer with frozen values: all of their fields in JSON, those of *heads* (field to Russian title) as a table,
    each of at most *widest* cells.

    A report that somebody may keep as evidence carries the *head* of the chain.
    """
    from console.cli.heads import head_json, head_text

    document = records_json(session, name, records) | ({"head": head_json(head)} if head else {})
    told = [head_text(head)] if head else []
    answer(
        document,
        lambda: "\n".join([records_text(session, records, heads, empty=empty, widest=widest), *told]),
        as_json=session.as_json,
    )


def records_json(session: Session, name: str, records: Iterable[Any]) -> dict[str, Any]:
    """A document with all fields of some frozen values under one name."""
    from console.cli.json_shapes.inside_tickets import record_json

    return {name: [record_json(each, session.policy.zone) for each in records]}


def records_text(
    session: Session, records: Sequence[Any], heads: Mapping[str, str], *, empty: str, widest: int = WIDEST
) -> str:
    """A table of frozen values by the fields of *heads*; *empty* where there are none."""
    from console.cli.plain_texts.table import table
    from console.cli.plain_texts.values_in_words import spoken

    if not records:
        return empty
    told = spoken(session, heads)

    def shown(record: Any, field: str) -> str:
        value = getattr(record, field)
        return cell(session, told[field].get(value, value) if field in told else value)

    rows = [tuple(shown(each, field) for field in heads) for each in records]
    return table(tuple(heads.values()), rows, limits=dict.fromkeys(range(len(heads)), widest))


def cell(session: Session, value: Any) -> str:
    """A value as an operator reads it in a table."""
    from datetime import datetime, timedelta
    from enum import StrEnum

    from core.durations import exact
    from core.wording import moment

    match value:
        case None | () | "":
            return NOTHING
        case bool():
            return "да" if value else "нет"
        case datetime():
            return moment(value, session.policy.zone)
        case timedelta():
            return f"−{exact(value)}" if value < timedelta(0) else exact(value)
        case StrEnum():
            return session.policy.labels.of(value)
        case tuple():
            return ", ".join(cell(session, each) for each in value)
    return str(value)
