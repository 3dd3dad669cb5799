"""What the words of a search mean: as they stand, in the other layout of the keyboard, mistyped, or only begun.

A word that the desk knows is taken as it is; the rest is asked only where it knows none.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from core.language.approximate import forgiven
from core.language.layout import as_cyrillic, as_latin
from core.language.lemmas import STOP
from core.language.terms import ReadText, TextWord, read
from core.search.expression import Beginning, Either, Expression, InOrder, Term, either, every
from core.search.query import Clause, PhraseWanted, Wanted

LEAST_BEGUN: Final = 3
"""Letters of a word that is looked for by its beginning."""
MOST_GUESSES: Final = 6
"""How many words one mistyped word may stand for."""
Synonyms = Mapping[str, tuple[str, ...]]
"""What else a term is called, by the term."""


class Lexicon(Protocol):
    """The words of the desk, as far as whoever asks may read them."""

    def knows(self, terms: tuple[str, ...]) -> frozenset[str]:
        """Those of some terms that stand anywhere."""

    def begins(self, beginning: str) -> bool:
        """Whether any word begins so."""

    def near(self, word: str, limit: int) -> tuple[str, ...]:
        """The words that are the fewest edits away, ``limit`` at most."""


@dataclass(frozen=True, slots=True)
class WordMeaning:
    """What a clause means to the index, and how it was read; no ``asked``: it says nothing («и», «при»)."""

    asked: Expression | None
    read_as: str
    known: bool = True
    """Whether anything of the desk has such a word."""


def understood(clause: Clause, lexicon: Lexicon, synonyms: Synonyms) -> WordMeaning:
    """What one clause means."""
    if isinstance(clause, PhraseWanted):
        return _phrase(clause.text, lexicon)
    if found := _called_otherwise(clause, synonyms):
        return found
    for way in _WAYS:
        if found := way(clause, lexicon):
            return _wider(found, synonyms)
    words = read(clause.text).words
    asked = every(tuple(Term(word.terms[0]) for word in words)) if words else None
    return WordMeaning(asked, clause.text, known=not words)


def _phrase(text: str, lexicon: Lexicon) -> WordMeaning:
    for typed in (text, as_cyrillic(text)):
        terms = tuple(word.terms[0] for word in read(typed).words)
        if terms and lexicon.knows(terms) >= frozenset(terms):
            return WordMeaning(InOrder(terms) if len(terms) > 1 else Term(terms[0]), f"«{typed}»")
    terms = tuple(word.terms[0] for word in read(text).words)
    if not terms:
        return WordMeaning(None, text)
    return WordMeaning(InOrder(terms) if len(terms) > 1 else Term(terms[0]), f"«{text}»", known=False)


def _plain(clause: Wanted, lexicon: Lexicon) -> WordMeaning | None:
    return _as(clause.text, lexicon, typing=clause.typing)


def _begun(clause: Wanted, lexicon: Lexicon) -> WordMeaning | None:
    """Whatever begins so, where no word is called so."""
    found = read(clause.text)
    if len(found.words) != 1 or found.codes:
        return None
    beginning = _folded(clause.text, found)
    if len(beginning) < LEAST_BEGUN or not lexicon.begins(beginning):
        return None
    return WordMeaning(Beginning(beginning), f"{beginning}…")


def _other_layout(clause: Wanted, lexicon: Lexicon) -> WordMeaning | None:
    for typed in (as_cyrillic(clause.text), as_latin(clause.text)):
        if typed != clause.text and (found := _as(typed, lexicon, typing=clause.typing)):
            return found
    return None


def _other_layout_begun(clause: Wanted, lexicon: Lexicon) -> WordMeaning | None:
    typed = as_cyrillic(clause.text)
    return None if typed == clause.text else _begun(Wanted(typed, clause.typing), lexicon)


def _mistyped(clause: Wanted, lexicon: Lexicon) -> WordMeaning | None:
    for typed in dict.fromkeys((clause.text, as_cyrillic(clause.text))):
        if found := _guessed(typed, lexicon):
            return found
    return None


_WAYS: Final[tuple[Callable[[Wanted, Lexicon], WordMeaning | None], ...]] = (
    _plain, _other_layout, _begun, _other_layout_begun, _mistyped,
)  # fmt: skip


def _as(text: str, lexicon: Lexicon, *, typing: bool) -> WordMeaning | None:
    """A text by the words that stand somewhere; None where one of them does not."""
    found = read(text)
    if not found.words:
        return None
    codes = [either(tuple(map(Term, code.terms))) for code in found.codes if lexicon.knows(code.terms)]
    worded = [_word(word, lexicon) for word in found.words]
    whole: tuple[Expression, ...] = ()
    if None not in worded:
        words = tuple(each for each in worded if each is not None)
        whole = (words[0],) if len(words) == 1 else (_beside(found) if found.codes else every(words),)
    if not codes and not whole:
        return None
    if all(word.terms[0] in STOP for word in found.words) and not codes:
        return WordMeaning(None, text)
    begun: tuple[Expression, ...] = ()
    if typing and len(found.words) == 1 and len(_folded(text, found)) >= LEAST_BEGUN:
        begun = (Beginning(_folded(text, found)),)
    return WordMeaning(either((*codes, *whole, *begun)), " ".join(text.split()))


def _beside(found: ReadText) -> Expression:
    """The parts of a code, one right after the other."""
    return InOrder(tuple(word.terms[0] for word in found.words))


def _word(word: TextWord, lexicon: Lexicon) -> Expression | None:
    known = lexicon.knows(word.terms)
    return either(tuple(Term(term) for term in word.terms if term in known)) if known else None


def _guessed(text: str, lexicon: Lexicon) -> WordMeaning | None:
    """Words that a mistyped one may have meant, every word of the text guessed at or known."""
    found, told = [], []
    words = read(text).words
    for word in words:
        if known := _word(word, lexicon):
            found.append(known)
            told.append(text[word.start : word.end])
            continue
        near = _near(word, text, lexicon)
        if not near:
            return None
        found.append(either(tuple(Term(each) for each in near)))
        told.append(" / ".join(near))
    return WordMeaning(every(tuple(found)), " ".join(told)) if found else None


def _near(word: TextWord, text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What is nearest to the word as it was typed, or to what it is found by."""
    typed = dict.fromkeys((text[word.start : word.end].lower().replace("ё", "е"), *word.terms))
    if any(char.isdigit() for each in typed for char in each):
        return ()
    for limit in range(1, max(map(forgiven, typed), default=0) + 1):
        near = [each for form in typed if limit <= forgiven(form) for each in lexicon.near(form, limit)]
        if near:
            return tuple(dict.fromkeys(near))[:MOST_GUESSES]
    return ()


def _folded(text: str, found: ReadText) -> str:
    (word,) = found.words
    typed = text[word.start : word.end].lower().replace("ё", "е")
    return word.terms[0] if any(char.isdigit() for char in typed) else typed


def _called_otherwise(clause: Wanted, synonyms: Synonyms) -> WordMeaning | None:
    """A word that is called otherwise as well, whether or not it stands anywhere itself."""
    words = read(clause.text).words
    if len(words) != 1 or synonyms.keys().isdisjoint(words[0].terms):
        return None
    own = tuple(Term(each) for each in words[0].terms)
    return WordMeaning(either((*own, *_synonyms(either(own), synonyms))), clause.text)


def _wider(found: WordMeaning, synonyms: Synonyms) -> WordMeaning:
    """The same, or what it is called otherwise: of a word that was mistyped or typed in the other layout."""
    asked = found.asked
    others = _synonyms(asked, synonyms) if asked is not None else ()
    return WordMeaning(either((asked, *others)), found.read_as, found.known) if asked and others else found


def _synonyms(asked: Expression, synonyms: Synonyms) -> tuple[Expression, ...]:
    match asked:
        case Term(term):
            return tuple(_said(each) for each in synonyms.get(term, ()))
        case Either(parts):
            return tuple(each for part in parts for each in _synonyms(part, synonyms))
        case _:
            return ()


def _said(text: str) -> Expression:
    terms = tuple(text.split())
    return Term(terms[0]) if len(terms) == 1 else InOrder(terms)
