"""Which of some documents answer a text best: BM25 over their terms (Robertson, Zaragoza, 2009)."""

from collections import Counter
from collections.abc import Sequence
from math import log
from typing import Final

from core.language.lemmas import STOP
from core.language.terms import read

K1: Final = 1.2
B: Final = 0.75


def terms_of_text(text: str) -> tuple[str, ...]:
    """The terms of a text that say anything, each once, in their order."""
    return tuple(term for term in dict.fromkeys(read(text).terms()) if term not in STOP)


def ranked(wanted: Sequence[str], documents: Sequence[str]) -> tuple[tuple[int, float], ...]:
    """The places of the documents that have any of some terms, with their scores, the best first.

    Ties go by place. Without terms nothing is found.
    """
    bags = [Counter(term for term in read(document).terms() if term not in STOP) for document in documents]
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
