"""What the rules about names share: what they find, which words are no names, where initials stand."""

import re
from functools import lru_cache
from typing import Final

from core.privacy.findings import Certainty
from core.privacy.personal_names.context import NEVER_SURNAMES, NOT_INITIALS, says_who
from core.privacy.personal_names.tokens import Word, Words
from core.privacy.personal_names.vocabulary import BRANDS

Found = tuple[int, int, Certainty]
"""From a word up to and with another, and how sure it is."""
SURE, PROBABLE, DOUBTFUL = Certainty.SURE, Certainty.PROBABLE, Certainty.DOUBTFUL


def unlikely(word: Word) -> bool:
    """Whether a word is written with a capital often and is no one's name."""
    return _never(word.folded)


@lru_cache(maxsize=65536)
def _never(word: str) -> bool:
    return word in NEVER_SURNAMES or word in BRANDS or says_who(word)


def says_whose(word: Word) -> bool:
    """Whether a word only says whose name follows."""
    return says_who(word.folded)


def adjective(word: Word) -> bool:
    """Whether a word ends as adjectives do, and many surnames with them."""
    return re.search(r"(?:ый|ий|ой|ого|ому|ая|ую|ых|их)$", word.folded) is not None


def initials_after(words: Words, at: int) -> tuple[int, bool, bool] | None:
    """The last word of the initials after a surname, whether they have dots, whether there are two."""
    text, items = words.text, words.items
    if at + 1 >= len(items) or items[at + 1].start - items[at].end > 3:
        return None
    if len(items[at + 1].text) > 2 and items[at + 1].text[1] not in "-'":
        return None
    tail = text[items[at].end : items[at].end + 10]
    hit = _AFTER_SURNAME.match(tail)
    if not hit:
        return None
    end = items[at].end + hit.end("letters")
    last = max((n for n in range(at + 1, min(at + 4, len(items))) if items[n].start < end), default=None)
    if last is None:
        return None
    letters = hit["letters"]
    count = sum(char.isalpha() for char in letters)
    if count == 2 and letters.upper() in NOT_INITIALS and letters.isupper():
        return None
    return last, "." in letters, count > 1


def initials_before(words: Words, at: int) -> tuple[int, bool, bool] | None:
    """The first word of the initials before a surname, whether they have dots, whether there are two."""
    items = words.items
    if at == 0 or len(items[at - 1].text) != 1:
        return None
    head = words.text[max(0, items[at].start - 8) : items[at].start]
    hit = _BEFORE_SURNAME.search(head)
    if not hit:
        return None
    start = items[at].start - len(head) + hit.start("letters")
    first = min((n for n in range(max(0, at - 3), at) if items[n].start >= start), default=None)
    return None if first is None else (first, True, sum(char.isalpha() for char in hit["letters"]) > 1)


_L: Final = "А-ЯЁA-Z"
_AFTER_SURNAME: Final = re.compile(
    rf"(?:[ _,^.-]|, (?=[{_L}])|)\s?(?P<letters>[{_L}]\.[ _]?[{_L}]\.?(?![\w])|[{_L}]_[{_L}](?![^\W_])"
    rf"|[{_L}]{{2}}(?![\w])|[{_L}]\.?[ _][{_L}]\.?(?!\w)|[{_L}](?![\w])\.?"
    rf"|(?<![,.] )(?<![,.])(?:[а-яё]\. ?[а-яё]\.(?!\w)|[а-яё]\.[а-яё](?!\w)|[а-яё] [а-яё](?![\w.])))"
)
_BEFORE_SURNAME: Final = re.compile(rf"(?<![\w.])(?P<letters>[{_L}]\. ?[{_L}]\. ?|[{_L}]\. ?|[а-яё]\. ?[а-яё]\. ?)$")
