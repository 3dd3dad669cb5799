"""The found as they are shown: titles, fragments with their marks; of tickets only what may be read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from core.desk.search.ranking import Ranked, Thing
from core.desk.search.results import Group, Result
from core.instants import from_us
from core.search.documents import DocumentKind
from core.search.fragments import Fragment, Wording, best_fragment
from core.search.places import IndexColumn, column_of, place_of
from core.store.search import found as read
from core.store.search.found import Said
from core.store.store import Reading
from core.text import safe, safe_line

SaidOf = Mapping[int, list[Said]]
_TEXTS: Final[Mapping[DocumentKind, tuple[str, tuple[tuple[str, str], ...]]]] = {
    DocumentKind.SOLUTION: ("solution", (("title", "title"), ("text", "text"))),
    DocumentKind.PERSON: (
        "person",
        (("name", "name"), ("phone", "phone"), ("email", "email"), ("organization", "clinic_name")),
    ),
    DocumentKind.CLINIC: ("organization", (("name", "name"), ("code", "code"), ("contract", "contract"))),
    DocumentKind.CALL: ("call", (("text", "text"), ("requester", "requester_name"))),
}
"""What a result of a kind is called, and the places of its texts with their columns; the first is its title."""
_WORTH: Final = ("subject", "solution", "description", "external_number")
"""The places that are shown first where several have as many of the words."""


@dataclass(frozen=True, slots=True)
class Showing:
    """Makes results of what was found."""

    tx: Reading
    columns: Sequence[IndexColumn]
    wording: Wording

    def results(self, found: Mapping[Group, Ranked], limit: int) -> tuple[Result, ...]:
        """The best ``limit`` of each group, in the order of the groups."""
        shown = [
            (group, thing, score) for group in Group if group in found for thing, score in found[group].things[:limit]
        ]
        ids: dict[DocumentKind, list[int]] = {kind: [] for kind in DocumentKind}
        for _, (kind, identity), _ in shown:
            ids[kind].append(identity)
        known = {kind: _ROWS[kind](self.tx, ids[kind]) if ids[kind] else {} for kind in DocumentKind}
        words = read.words_of_tickets(self.tx, ids[DocumentKind.TICKET]) if ids[DocumentKind.TICKET] else {}
        made = (self._result(group, thing, score, known, words) for group, thing, score in shown)
        return tuple(each for each in made if each is not None)

    def _result(
        self, group: Group, thing: Thing, score: float, known: Mapping[DocumentKind, Any], words: SaidOf
    ) -> Result | None:
        kind, identity = thing
        row = known[kind].get(identity)
        if row is None:
            return None
        if kind is DocumentKind.TICKET:
            return self._ticket(group, row, score, words.get(identity, []))
        name, texts = _TEXTS[kind]
        fragment = self._fragment([(place, row[column]) for place, column in texts])
        at = from_us(row["started_at"], self.tx.zone) if kind is DocumentKind.CALL else None
        title = f"Звонок {row['id']}" if kind is DocumentKind.CALL else safe_line(row[texts[0][1]])
        who = row.get("requester_name")
        clinic = row.get("code") if kind is DocumentKind.CLINIC else row.get("clinic")
        status = next((state for state in ("retired", "blocked") if row.get(state)), None)
        return Result(name, row["id"], group, title, fragment, status, clinic, who and safe_line(who), at, score)

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


_ROWS: Final[Mapping[DocumentKind, Callable[[Reading, list[int]], Mapping[int, Any]]]] = {
    DocumentKind.TICKET: read.ticket_rows,
    DocumentKind.SOLUTION: read.solution_rows,
    DocumentKind.PERSON: read.person_rows,
    DocumentKind.CLINIC: read.clinic_rows,
    DocumentKind.CALL: read.call_rows,
}
