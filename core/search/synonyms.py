"""What the customer calls by several names (``registration.yaml``): what is said of one is found by the others."""

from functools import lru_cache

from core.language.terms import read
from core.search.understanding import Synonyms


@lru_cache(maxsize=4)
def synonyms_of(groups: tuple[tuple[str, ...], ...]) -> Synonyms:
    """What else each term is called: terms, or several of them with a space between, that stand one after another.

    What consists of several words is found by its synonyms, and not looked up itself: its words are asked one by one.
    """
    found: dict[str, tuple[str, ...]] = {}
    for group in groups:
        said = [" ".join(word.terms[0] for word in read(each).words) for each in group]
        for one in said:
            if one and " " not in one:
                others = (each for each in said if each not in (one, ""))
                found[one] = tuple(dict.fromkeys((*found.get(one, ()), *others)))
    return found
