"""A store looked through with the present rules (Прил. 3, п. 5): where personal data stands, never the data itself.

This is how a desk that ran with weaker rules is cleaned: what a page lists is cut out by the commands that it names,
one by one or all of them with one reason. The log is read a page at a time, each in a snapshot of its own, so that a
long look hinders nobody and holds nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from core.desk.privacy.attached_files import look_through
from core.privacy import Finding, Kind, Level, find
from core.store.blobs import blob
from core.store.event_log.written_texts import WrittenText, pages
from core.store.store import Reading, Store

CONTENT: Final = "content"
"""Stands for the text inside an attached file, beside the fields of its event."""
MOST: Final = 100
"""Texts of one page, unless another limit is given."""
_DIRECTORY: Final = frozenset(
    {
        *(("person_added", name) for name in ("full_name", "phone", "email", "staff_number")),
        *(("person_changed", name) for name in ("full_name", "phone", "email", "staff_number")),
        ("user_added", "full_name"),
        ("organization_added", "title"),
        ("account_requested", "staff_number"),
    }
)
"""People's data that the desk keeps by its nature (п. 3.8, 10.3): the directory itself is no leak."""
_NAMED: Final = frozenset({"letter_written"})
"""What names somebody by the regulation (п. 10.7): a name alone is no leak there."""

Looker = Callable[[str], tuple[Finding, ...]]
"""What the rules in force find in a text: the gate's own look, with the customer's levels and the desk's directory."""
Reader = Callable[[str, bytes], str | None]
"""Gives the text of an attached file by its name and bytes; None where it cannot be read."""


@dataclass(frozen=True, slots=True)
class KindCount:
    """How often one kind stands in a text, and how sure that is."""

    kind: str
    title: str
    level: str
    count: int


@dataclass(frozen=True, slots=True)
class Leak:
    """One text with personal data: where it stands, and what kinds are in it; its words are not here.

    ``event`` is the number in the log, ``entry`` that in the ticket; ``register`` and ``record`` name the row of a
    register by table and key; ``level`` is that of the surest kind.
    """

    event: int
    ticket: int | None
    entry: int | None
    register: str | None
    record: str | None
    at: datetime
    kind: str
    field: str
    level: str
    found: tuple[KindCount, ...]


@dataclass(frozen=True, slots=True)
class ScanPage:
    """Which page: after which event of the log, how many texts, of which levels (none: all)."""

    after: int = 0
    limit: int = MOST
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scan:
    """One page: ``after`` is where the next one begins, None where the log has come to its end.

    ``events`` counts those with words that were looked at, ``unread`` the attachments whose content was not.
    """

    leaks: tuple[Leak, ...]
    after: int | None
    events: int
    unread: int


def scan(store: Store, asked: ScanPage, read: Reader | None = None, look: Looker = find) -> Scan:
    """One page of what the present rules find; it ends with a whole event, and so may hold a few texts more.

    ``read`` gives the text of attachments; without it they count as not looked at.
    """
    leaks: list[Leak] = []
    after, events, unread = asked.after, 0, 0
    while True:
        with store.reading() as tx:
            until, page = pages(tx, after)
            for each in page:
                content = _content(tx, each, read)
                events, unread = events + 1, unread + (each.sha256 is not None and content is None)
                leaks += _leaks(each, content, asked.levels, look)
                if len(leaks) >= asked.limit:
                    return Scan(tuple(leaks), each.event, events, unread)
        if not until:
            return Scan(tuple(leaks), None, events, unread)
        after = until


def kinds_of(findings: Iterable[Finding]) -> tuple[KindCount, ...]:
    """Findings by kind, with how many there are of each; no place and no value."""
    counts = Counter((each.kind.value, each.title, each.level.value) for each in findings)
    return tuple(KindCount(kind, title, level, count) for (kind, title, level), count in counts.items())


def level_of(found: Iterable[KindCount]) -> str:
    """The surest level of some kinds."""
    levels = {each.level for each in found}
    return next(each.value for each in reversed(Level) if each.value in levels)


def _leaks(written: WrittenText, content: str | None, levels: tuple[str, ...], look: Looker) -> Iterator[Leak]:
    words = written.words if content is None else {**written.words, CONTENT: content}
    for name, text in words.items():
        if (written.kind, name) in _DIRECTORY:
            continue
        hits = [each for each in look_through(text, look) if not (written.kind in _NAMED and each.kind is Kind.NAME)]
        found = kinds_of(each for each in hits if not levels or each.level.value in levels)
        if found:
            yield Leak(
                written.event, written.ticket, written.seq, written.register, written.record, written.at,
                written.kind, name, level_of(found), found,
            )  # fmt: skip


def _content(tx: Reading, written: WrittenText, read: Reader | None) -> str | None:
    """The text inside an attached file; None where there is none, or nobody can read it."""
    if written.sha256 is None or read is None:
        return None
    body = blob(tx, written.sha256)
    return None if body is None else read(written.words.get("title", ""), body)
