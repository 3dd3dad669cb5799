"""Which open tickets of a clinic may be about the same as a new request (п. 5.5): those with its rarest words."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from math import log
from typing import Any, Final

from sqlalchemy import select

from core.language.lemmas import STOP
from core.language.terms import read
from core.search.documents import DocumentKind, clinic_key, document_number, identity_of, person_key
from core.search.expression import Belongs, Every, Term
from core.search.places import IndexColumn
from core.store.search.engine import engine_of
from core.store.store import Reading
from core.store.tables import events, texts, tickets
from core.tickets.redaction.free_text import CUT_OUT
from core.vocabulary import Mis

_WORDS: Final = 12
"""Words of a request that are looked for: the first of its subject and description that say anything."""
_MOST: Final = 4_000
"""Documents of a clinic with one word, at most."""
_OWN: Final = 2.0
"""How much more the requester's own tickets are worth: what is refused is alike among those."""
_READ: Final = (IndexColumn.TITLE, IndexColumn.PUBLIC)


def likeliest(tx: Reading, whose: tuple[int, int], asked: str, among: Collection[int], most: int) -> tuple[int, ...]:
    """The numbers of ``most`` tickets among some, those first whose words in common with a text are the rarest.

    ``whose``: the clinic and the requester of the text.
    """
    clinic, requester = whose
    engine, own = engine_of(tx), Belongs(clinic_key(clinic))
    within = document_number(DocumentKind.TICKET, min(among)), document_number(DocumentKind.TICKET, max(among) + 1) - 1
    worth: dict[int, float] = defaultdict(float)
    for term in _terms(asked)[:_WORDS]:
        found = engine.numbers(tx, Every((own, Term(term))), _READ, within, _MOST)
        having = {identity_of(each) for each in found}.intersection(among)
        if having:
            weight = log(1 + len(among) / len(having))
            for number in having:
                worth[number] += weight
    if worth:
        for number in engine.numbers(tx, Belongs(person_key(requester)), _READ, within, _MOST):
            if (identity := identity_of(number)) in worth:
                worth[identity] *= _OWN
    return tuple(number for number, _ in sorted(worth.items(), key=lambda each: (-each[1], -each[0]))[:most])


def requests_of(tx: Reading, numbers: Sequence[int]) -> Iterator[dict[str, Any]]:
    """What some tickets were asked about, as they were registered: their words, and whose they are."""
    said: dict[int, dict[str, str | None]] = {}
    first = (
        select(events.c.ticket, texts.c.field, texts.c.body)
        .join(texts, texts.c.event == events.c.number)
        .where(events.c.ticket.in_(list(numbers)), events.c.seq == 1)
    )
    for ticket, field, body in tx.connection.execute(first):
        said.setdefault(ticket, {})[field] = body
    rows = select(tickets.c.number, tickets.c.organization, tickets.c.requester, tickets.c.mis)
    for row in tx.connection.execute(rows.where(tickets.c.number.in_(list(numbers))).order_by(tickets.c.number)):
        words = said.get(row.number, {})
        yield {
            "number": row.number,
            "subject": words.get("subject") or CUT_OUT,
            "description": words.get("description") or CUT_OUT,
            "organization": row.organization,
            "requester": row.requester,
            "mis": Mis(row.mis),
        }


def _terms(asked: str) -> list[str]:
    """The words of a text that say anything, each once, in their order."""
    return [term for term in dict.fromkeys(word.terms[0] for word in read(asked).words) if term not in STOP]
