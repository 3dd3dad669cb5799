"""The idempotency keys held against the log: a result that no event bears out would be given to whoever repeats it.

Every event of a command that had a key holds the seal of it, so that a key that is gone, forged or moved to another
command is found by the log. Events of older programs hold none: of their keys, version and actor are compared.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Row, select, tuple_

from core.store.event_log.log import KEPT
from core.store.idempotency import KeptResult, read_kept, seal
from core.store.store import Reading
from core.store.tables import commands, events, texts

PAGE: Final = 500
"""Keys that are held against the log together."""
_DIGEST: Final = re.compile(r"([0-9a-f]{64})?")
"""What stands for a command's values; nothing once its words were cut out."""
Version = tuple[int, int]


class KeyAudit:
    """The keys of a store, and the seals that its log holds."""

    def __init__(self, tx: Reading, seals: Mapping[str, int], after: int | None = None) -> None:
        """Take the number of the last event of each seal; the first of them says since when there are any.

        ``after``: an instant in microseconds; keys of it and older ones whose seal is not among these are left alone.
        """
        self._tx = tx
        self._after = after
        self._seals = seals
        self._left = dict(seals)
        first = min(seals.values(), default=None)
        self._since = None if first is None else self._events([first])[first].at

    def unborne(self) -> Iterator[str]:
        """The keys whose result no event bears out."""
        after: str | None = None
        page = select(commands).order_by(commands.c.key).limit(PAGE)
        while rows := self._tx.connection.execute(page if after is None else page.where(commands.c.key > after)).all():
            yield from self._page(rows)
            after = rows[-1].key

    def missing(self) -> Iterator[int]:
        """Events whose key is there no more; asked once :meth:`unborne` has gone over all keys."""
        yield from sorted(self._left.values())

    def _page(self, rows: Sequence[Row[Any]]) -> Iterator[str]:
        seals = {row.key: _seal(row) for row in rows}
        kept = {row.key: read_kept(row) for row in rows}
        results = [each.result for each in kept.values() if each is not None and each.result["number"] is not None]
        made = self._made({(each["number"], each["version"]) for each in results if each["version"] is not None})
        facts = self._facts(seals, kept)
        for row in rows:
            command, sealed = kept[row.key], seals[row.key]
            known = self._left.pop(sealed, None) is not None
            if not known and self._after is not None and isinstance(row.at, int) and row.at <= self._after:
                continue
            if command is None or not _DIGEST.fullmatch(str(command.digest)) or not (known or self._is_older(row)):
                yield str(row.key)
            elif command.result["number"] is None:
                if command.result["version"] is not None or not _is_subject(
                    command.result["subject"], facts.get(sealed)
                ):
                    yield str(row.key)
            elif not _is_version(command, made, sealed if known else None):
                yield str(row.key)

    def _is_older(self, row: Row[Any]) -> bool:
        """Whether a key was used before events held seals."""
        return isinstance(row.at, int) and (self._since is None or row.at < self._since)

    def _made(self, versions: set[Version]) -> dict[Version, Row[Any]]:
        """The events of some versions of tickets, and those that came after each."""
        wanted = {(number, version + more) for number, version in versions for more in (0, 1)}
        rows = select(events).where(tuple_(events.c.ticket, events.c.seq).in_(sorted(wanted)))
        return {(row.ticket, row.seq): row for row in self._tx.connection.execute(rows)}

    def _facts(self, seals: Mapping[str, str], kept: Mapping[str, KeptResult | None]) -> dict[str, set[str]]:
        """What the fact of each command of the desk says of itself, by seal; of a ticket's event there is nothing."""
        of_desk = {seals[key] for key, each in kept.items() if each is not None and each.result["number"] is None}
        numbers = {self._seals[each]: each for each in of_desk if each in self._seals}
        found = self._events(sorted(numbers))
        said = {
            n: {str(each) for each in json.loads(row.body).values()} for n, row in found.items() if row.ticket is None
        }
        words = select(texts.c.event, texts.c.body).where(texts.c.event.in_(sorted(said)))
        for number, text in self._tx.connection.execute(words):
            said[number].add(str(text))
        return {numbers[number]: values for number, values in said.items()}

    def _events(self, numbers: Sequence[int]) -> dict[int, Row[Any]]:
        rows = self._tx.connection.execute(select(events).where(events.c.number.in_(numbers)))
        return {row.number: row for row in rows}


def _seal(row: Row[Any]) -> str:
    return seal(str(row.key), str(row.actor), row.at if isinstance(row.at, int) else 0)


def _is_subject(subject: object, said: set[str] | None) -> bool:
    return isinstance(subject, str) and (said is None or subject in said)


def _is_version(command: KeptResult, made: Mapping[Version, Row[Any]], sealed: str | None) -> bool:
    """Whether a version is the last one that a command made: by its seal, or (of an older one) by its actor."""
    number, version = command.result["number"], command.result["version"]
    event, later = made.get((number, version)), made.get((number, version + 1))
    if event is None or event.actor != command.actor:
        return False
    return sealed is None or (_of(event) == sealed and (later is None or _of(later) != sealed))


def _of(event: Row[Any]) -> object:
    try:
        return json.loads(event.body).get(KEPT)
    except (ValueError, TypeError, AttributeError):
        return None
