"""The tokens of a filter with their places: words, «или», brackets, and keys with the values that belong to them.

A value goes as far as the words of a known one do (``статус:в работе``), a list as far as its commas.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from core.policy.labels import Labels, spelling
from core.text import fold
from core.tickets.filtering.keys import FLAG_OF, KEY_OF, OR, word_of
from core.tickets.filtering.phrases import Known, known_values, phrase_at, readings, unfinished
from core.when import goes_on

_TOKEN: Final = re.compile(r'-?(?:[^\W\d]\w*(?:[:=]|(?=[<>])))?(?:"[^"]*"?|[^\s"()]+)+|[()]')
_HEAD: Final = re.compile(r"(-?)([^\W\d]\w*)(?:[:=]|(?=[<>]))")
_VALUE: Final = re.compile(r'(?:"[^"]*"?|[^\s"(),])+')
_COMMA: Final = re.compile(r"\s*,\s*")
_SPACES: Final = re.compile(r"\s*")
_INITIALS: Final = re.compile(r"(?:\s+[^\W\d_]\.(?:\s*[^\W\d_]\.)?)(?=[\s,]|$)")
_NAMED: Final = ("assignee", "requester")
"""Keys whose values are people: «Петров В. Н.» is one of them."""
_DATED: Final = ("broken", "closed_on", "created", "due", "received")
"""Keys whose values are days or instants: «24.11 16:30» and «24 ноября» are one of them."""


@dataclass(frozen=True, slots=True)
class Token:
    """Characters ``start`` up to ``end``; ``key`` and ``values`` where it is a field that is known.

    ``doubt``: the one value was begun («очень») and another word follows, so that nobody knows what is meant; it is the
    spelling that was begun, and the token goes up to the end of that word.
    """

    start: int
    end: int
    text: str
    negated: bool = False
    key: str | None = None
    values: tuple[str, ...] = ()
    doubt: str | None = None


def tokens(text: str, labels: Labels) -> Iterator[Token]:
    """Every token of a filter, in its order."""
    at = 0
    while match := _TOKEN.search(text, at):
        start, at = match.span()
        head = _HEAD.match(text, start)
        key = word_of(head[2], KEY_OF) if head else None
        token = Token(start, at, match[0])
        if head and key:
            token = _Values(text, head, key, known_values(key, labels)).token()
            at = token.end
        yield token


def last_value(text: str, cursor: int) -> tuple[str, int] | None:
    """The key whose value is being typed at the cursor, and where that value begins; None where none is."""
    heads = [head for head in _HEAD.finditer(text, 0, cursor) if _at_a_start(text, head.start())]
    key = word_of(heads[-1][2], KEY_OF) if heads else None
    if key is None:
        return None
    begun = heads[-1].end()
    commas = list(_COMMA.finditer(text, begun, cursor))
    return key, commas[-1].end() if commas else begun


def _at_a_start(text: str, at: int) -> bool:
    return at == 0 or text[at - 1].isspace() or text[at - 1] in "(,"


class _Values:
    """The values of one key, read from where its colon ends."""

    def __init__(self, text: str, head: re.Match[str], key: str, known: Known) -> None:
        self.typed, self.head, self.key, self.known = text, head, key, known
        other_layout = fold(head[2]) not in KEY_OF
        # «nbg:jib,rf» is one word of the other layout, whose comma is on the key of «?»
        self.text = readings(text)[1].replace("?", ",") if other_layout else text
        self.at = head.end()
        self.values: list[str] = []
        self.doubt: str | None = None

    def token(self) -> Token:
        """The key with all that belongs to it."""
        while self._one() and self.doubt is None and self._comma():
            pass
        start = self.head.start()
        values = tuple(value for value in self.values if value)
        return Token(start, self.at, self.typed[start : self.at], bool(self.head[1]), self.key, values, self.doubt)

    def _one(self) -> bool:
        """Read a value; False where none stands here."""
        spaces = _SPACES.match(self.text, self.at)
        begin = spaces.end() if spaces else self.at
        if phrase := phrase_at(self.text, begin, self.known):
            self._take(phrase.value, phrase.end)
            return True
        chunk = _VALUE.match(self.text, self.at)
        if chunk is None:
            return False
        value = chunk[0].strip('"').strip()
        self._take(self.known.get(spelling(value), value), chunk.end())
        if self.key in _NAMED and (signed := _INITIALS.match(self.text, self.at)):
            self._take(f"{self.values.pop()} {signed[0].strip()}", signed.end())
        elif self.key in _DATED and (end := goes_on(self.text, self.at)) > self.at:
            self._take(f"{self.values.pop()}{self.text[self.at : end]}", end)
        elif '"' not in chunk[0] and (begun := unfinished(value, self.known)):
            self._doubt(begun)
        return True

    def _take(self, value: str, end: int) -> None:
        self.values.append(value)
        self.at = end

    def _doubt(self, begun: str) -> None:
        """A free word right behind a value that was only begun: it may belong to it, mistyped."""
        spaces = _SPACES.match(self.text, self.at)
        word = _TOKEN.match(self.text, spaces.end() if spaces else self.at)
        if word is None or word[0] in "()" or word[0].startswith(("-", '"')) or self._means_something(word):
            return
        self.doubt, self.at = begun, word.end()

    def _means_something(self, word: re.Match[str]) -> bool:
        """Whether a word has a meaning of its own: «или», a flag, a field."""
        head = _HEAD.match(self.typed, word.start())
        return fold(word[0]) in OR or word_of(word[0], FLAG_OF) is not None or head is not None

    def _comma(self) -> bool:
        """Go past a comma; False where the list ends."""
        comma = _COMMA.match(self.text, self.at)
        if comma is None:
            return False
        self.at = comma.end()
        head = _HEAD.match(self.typed, self.at)
        word = _TOKEN.match(self.typed, self.at)
        ends = word is None or fold(word[0]) in OR or (head is not None and word_of(head[2], KEY_OF) is not None)
        return not ends
