"""Search by Russian words: documents ranked by BM25 over their lemmas (Robertson, Zaragoza, 2009)."""

from collections import Counter
from collections.abc import Sequence
from math import log
from typing import Final

from core.language import lemmas

K1: Final = 1.2
B: Final = 0.75


def ranked(query: str, documents: Sequence[str]) -> tuple[tuple[int, float], ...]:
    """The places of the documents that have any word of the query, with their scores, the best first.

    Ties go by place. A query without words finds nothing.
    """
    wanted = dict.fromkeys(lemmas(query))
    bags = [Counter(lemmas(document)) for document in documents]
    lengths = [sum(bag.values()) for bag in bags]
    average = sum(lengths) / len(lengths) if any(lengths) else 1.0
    weights = {lemma: _rarity(sum(lemma in bag for bag in bags), len(bags)) for lemma in wanted}
    scores = [
        sum(weights[lemma] * _saturated(bag[lemma], length / average) for lemma in wanted if bag[lemma])
        for bag, length in zip(bags, lengths, strict=True)
    ]
    found = [(place, score) for place, score in enumerate(scores) if score > 0]
    return tuple(sorted(found, key=lambda each: (-each[1], each[0])))


def _rarity(having: int, count: int) -> float:
    return log(1 + (count - having + 0.5) / (having + 0.5))


def _saturated(count: int, length: float) -> float:
    return count * (K1 + 1) / (count + K1 * (1 - B + B * length))
