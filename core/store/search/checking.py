"""The index held against the log: every term at every place, as one sum for each document."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from core.search.documents import SEARCHED, DocumentKind, SearchDocument, identity_of, kind_of, vocabulary_of
from core.store.prepared import execute
from core.store.search.engine import SearchEngine, engine_of
from core.store.search.rebuilding import documents_of
from core.store.search.version import is_current
from core.store.store import Reading

Sums = dict[int, int]
"""What a document's terms and places add up to, by its number."""
REMEDY: Final = "pult verify --rebuild-search"
_BITS: Final = 2**64 - 1
_TITLES: Final = {
    DocumentKind.TICKET: "обращение",
    DocumentKind.SOLUTION: "решение",
    DocumentKind.PERSON: "человек",
    DocumentKind.CLINIC: "организация",
    DocumentKind.CALL: "звонок",
}


def sums_of(tx: Reading, documents: Iterable[SearchDocument]) -> tuple[Sums, set[str]]:
    """What some documents must add up to in the index, and the words that they give to the vocabulary."""
    engine, sums, words = engine_of(tx), {}, set()
    for each in documents:
        if each:
            sums[each.number] = _sum(engine, each)
            words |= vocabulary_of(each)
    return sums, words


def wrong_in_the_index(tx: Reading, sums: Sums, words: set[str]) -> Iterator[str]:
    """What disagrees with what the tickets make, and the rows of the registers."""
    if not is_current(tx):
        yield f"Поиск: индекс неполон или составлен по другому словарю; {REMEDY}"
        return
    expected, known = dict(sums), set(words)
    for table in SEARCHED:
        more, their_words = sums_of(tx, documents_of(tx, table))
        expected |= more
        known |= their_words
    if wrong := tuple(_differing(expected, _stored(tx))):
        yield from wrong  # of which the vocabulary follows
        return
    stored = {word for (word,) in execute(tx, "SELECT word FROM search_words", [], rows=True)}
    if known != stored:
        missing, idle = len(known - stored), len(stored - known)
        yield f"Поиск: в словаре не хватает слов: {missing}, лишних: {idle}; {REMEDY}"


def _differing(expected: Mapping[int, int], stored: Mapping[int, int]) -> Iterator[str]:
    wrong = sorted(each for each in expected.keys() | stored.keys() if expected.get(each) != stored.get(each))
    for kind, identity in dict.fromkeys((kind_of(each), identity_of(each)) for each in wrong):
        yield f"Поиск: {_TITLES[kind]} {identity} — в индексе не то, что в журнале; {REMEDY}"


def _stored(tx: Reading) -> Sums:
    found: Sums = {}
    for number, term, place in engine_of(tx).stored(tx):
        found[number] = (found.get(number, 0) + _of_term(term) * (2 * place + 1)) & _BITS
    return found


def _sum(engine: SearchEngine, document: SearchDocument) -> int:
    return sum(_of_term(term) * (2 * place + 1) for term, place in engine.entries(document)) & _BITS


@lru_cache(maxsize=262_144)
def _of_term(term: str) -> int:
    return int.from_bytes(blake2b(term.encode(), digest_size=8).digest())
