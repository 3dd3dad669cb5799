"""The found as they are shown: titles, fragments with their marks; of tickets only what may be read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from core.desk.search.ranking import Ranked, Thing
from core.desk.search.results import Group, Result
from core.instants import from_us
from core.search.documents import Kind
from core.search.fragments import Fragment, Wording, best_fragment
from core.search.places import Column, column_of, place_of
from core.store.search import found as read
from core.store.search.found import Said
from core.store.store import Reading
from core.text import safe, safe_line

_WORTH: Final = ("subject", "solution", "description", "external_number")
"""The places that are shown first where several have as many of the words."""


@dataclass(frozen=True, slots=True)
class Showing:
    """Makes results of what was found."""

    tx: Reading
    columns: Sequence[Column]
    wording: Wording

    def results(self, found: Mapping[Group, Ranked], limit: int) -> tuple[Result, ...]:
        """The best ``limit`` of each group, in the order of the groups."""
        shown = [
            (group, thing, score) for group in Group if group in found for thing, score in found[group].things[:limit]
        ]
        ids: dict[Kind, list[int]] = {kind: [] for kind in Kind}
        for _, (kind, identity), _ in shown:
            ids[kind].append(identity)
        known = {kind: _ROWS[kind](self.tx, ids[kind]) if ids[kind] else {} for kind in Kind}
        words = read.words_of_tickets(self.tx, ids[Kind.TICKET]) if ids[Kind.TICKET] else {}
        made = (self._result(group, thing, score, known, words) for group, thing, score in shown)
        return tuple(each for each in made if each is not None)

    def _result(
        self, group: Group, thing: Thing, score: float, known: Mapping[Kind, Any], words: Mapping[int, list[Said]]
    ) -> Result | None:
        kind, identity = thing
        row = known[kind].get(identity)
        if row is None:
            return None
        match kind:
            case Kind.TICKET:
                return self._ticket(group, row, score, words.get(identity, []))
            case Kind.SOLUTION:
                texts = [("title", row.title), ("text", row.text)]
                status = "retired" if row.retired else None
                return Result(
                    "solution", row.id, group, safe_line(row.title), self._fragment(texts), status, score=score
                )
            case Kind.PERSON:
                texts = [
                    ("name", row.name),
                    ("phone", row.phone),
                    ("email", row.email),
                    ("organization", row.clinic_name),
                ]
                status = "blocked" if row.blocked else None
                title, fragment = safe_line(row.name), self._fragment(texts)
                return Result("person", row.id, group, title, fragment, status, row.clinic, score=score)
            case Kind.CLINIC:
                texts = [("name", row.name), ("code", row.code), ("contract", row.contract)]
                fragment = self._fragment(texts)
                return Result("organization", row.id, group, safe_line(row.name), fragment, None, row.code, score=score)
            case Kind.CALL:
                at = from_us(row.started_at, self.tx.zone)
                fragment, who = (
                    self._fragment([("text", row.text), ("requester", row.requester_name)]),
                    row.requester_name,
                )
                title = f"Звонок {row.id}"
                return Result("call", row.id, group, title, fragment, None, row.clinic, safe_line(who), at, score)

    def _ticket(self, group: Group, row: Any, score: float, said: Sequence[Said]) -> Result:
        texts = [
            (place_of(kind, field), text)
            for _, kind, field, text in said
            if column_of(kind, field) in self.columns
        ]  # fmt: skip
        texts.sort(key=lambda each: _WORTH.index(each[0]) if each[0] in _WORTH else len(_WORTH))
        texts += [("requester", row.requester_name), ("organization", row.clinic_name), ("number", f"№ {row.number}")]
        return Result(
            "ticket", row.number, group, safe_line(row.subject), self._fragment(texts), row.status, row.clinic,
            safe_line(row.requester_name), from_us(row.received_at, self.tx.zone), score,
        )  # fmt: skip

    def _fragment(self, texts: Sequence[tuple[str, str | None]]) -> Fragment:
        return best_fragment([(place, safe(text)) for place, text in texts if text], self.wording)


_ROWS: Final[Mapping[Kind, Callable[[Reading, list[int]], Mapping[int, Any]]]] = {
    Kind.TICKET: read.ticket_rows,
    Kind.SOLUTION: read.solution_rows,
    Kind.PERSON: read.person_rows,
    Kind.CLINIC: read.clinic_rows,
    Kind.CALL: read.call_rows,
}
