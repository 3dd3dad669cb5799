"""Which open tickets are about the same as a new request (п. 5.5; Прил. 3, п. 2): by lemmas, clinic, МИС, requester.

Two texts are compared by the cosine of their lemmas. A word weighs the less the more of the compared tickets have it,
and words of every request, such as «ошибка», weigh little whatever the others say.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Final

from core.language import lemmas
from core.vocabulary import Mis

_SUBJECT_TIMES: Final = 2
"""A word of the subject counts as often as this."""
_USUAL_WORDS: Final = """
ошибка проблема работать пациент врач открываться открыть программа система кнопка нажатие окно выдавать писать
появляться сообщение карта мис промед qms больница поликлиника отделение пользователь
"""
_USUAL: Final = frozenset(_USUAL_WORDS.split())
_USUAL_WEIGHT: Final = 0.3
_SAME_MIS: Final = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """An open ticket as it is compared."""

    number: int
    subject: str
    description: str
    organization: int
    requester: int
    mis: Mis


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """An open ticket that a request resembles: ``score`` from 0 to 1, ``reasons`` in Russian, the likeliest first."""

    number: int
    subject: str
    score: float
    same_requester: bool
    reasons: tuple[str, ...]
    shared: tuple[str, ...]


def similar(request: Open, others: Iterable[Open], least: float) -> tuple[Similar, ...]:
    """The open tickets of at least ``least``, the requester's own first, then by score and number.

    ``request.number`` is left out of the others; an empty request resembles nothing.
    """
    rest = [each for each in others if each.number != request.number]
    bags = [_bag(each) for each in rest]
    rarity = _rarity([_bag(request), *bags])
    own = _bag(request)
    found = [_compare(request, own, other, bag, rarity) for other, bag in zip(rest, bags, strict=True)]
    kept = [each for each in found if each.score >= least and each.shared]
    return tuple(sorted(kept, key=lambda each: (not each.same_requester, -each.score, each.number)))


def _bag(ticket: Open) -> Counter[str]:
    return Counter(lemmas(ticket.subject) * _SUBJECT_TIMES + lemmas(ticket.description))


def _rarity(bags: Sequence[Mapping[str, int]]) -> dict[str, float]:
    """The weight of each lemma: less the more texts have it, and little for the words of every request."""
    seen = Counter(lemma for bag in bags for lemma in bag)
    return {
        lemma: (log((1 + len(bags)) / (1 + count)) + 1) * (_USUAL_WEIGHT if lemma in _USUAL else 1)
        for lemma, count in seen.items()
    }


def _compare(request: Open, own: Counter[str], other: Open, bag: Counter[str], rarity: Mapping[str, float]) -> Similar:
    shared = sorted(own.keys() & bag.keys(), key=lambda lemma: (-rarity[lemma], lemma))
    score = _cosine(own, bag, rarity)
    if score and request.mis is not other.mis:
        score = max(0.0, score - _SAME_MIS)
    return Similar(
        number=other.number,
        subject=other.subject,
        score=round(score, 3),
        same_requester=other.requester == request.requester,
        reasons=tuple(_reasons(request, other, shared)),
        shared=tuple(shared),
    )


def _cosine(one: Mapping[str, int], two: Mapping[str, int], rarity: Mapping[str, float]) -> float:
    dot = sum(_weight(one[each], rarity[each]) * _weight(two[each], rarity[each]) for each in one.keys() & two.keys())
    lengths = [sqrt(sum(_weight(n, rarity[each]) ** 2 for each, n in bag.items())) for bag in (one, two)]
    return dot / (lengths[0] * lengths[1]) if all(lengths) else 0.0


def _weight(count: int, rarity: float) -> float:
    return (1 + log(count)) * rarity


def _reasons(request: Open, other: Open, shared: Sequence[str]) -> Iterable[str]:
    if other.requester == request.requester:
        yield "тот же инициатор"
    if other.organization == request.organization:
        yield "та же МО"
    if other.mis is request.mis:
        yield "та же МИС"
    if shared:
        yield f"общие слова: {', '.join(shared[:5])}"
