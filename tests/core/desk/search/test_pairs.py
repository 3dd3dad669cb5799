"""Sixty searches find the request that was meant among the first five, at least 95 of 100 of them."""

from core.desk.search.results import Asked, Group
from tests.core.desk.search.conftest import KINDS, corpus, number_of
from tests.support.desk import FrozenDesk, actor

AMONG = 5


def missed(desk: FrozenDesk, kind: str) -> list[str]:
    """The searches of a kind that do not find what was meant."""
    me = actor(desk, "ivanova")
    lost = []
    for text, want in corpus()["pairs"][kind]:
        found = desk.search.find(Asked(text, (Group.OPEN,), limit=AMONG), me)
        if number_of(want) not in [each.number for each in found.results]:
            lost.append(f"{text} → {want}")
    return lost


def test_there_are_sixty_in_four_kinds() -> None:
    pairs = corpus()["pairs"]
    assert set(pairs) == set(KINDS)
    assert [len(pairs[kind]) for kind in KINDS] == [15, 15, 15, 15]


def test_what_was_meant_is_among_the_first_five(requests: FrozenDesk) -> None:
    lost = [each for kind in KINDS for each in missed(requests, kind)]
    assert len(lost) <= 3, lost
