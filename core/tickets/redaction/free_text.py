"""Where people's words stand in what has happened: beside the log under their hashes, or in the event itself.

A field of letters is taken for people's words unless it is listed here as data by nature, so that a new one is looked
at and can be cut out without anybody having thought of it (Прил. 3, п. 5).
"""

from dataclasses import fields
from typing import Any, Final, get_type_hints

from core.tickets.log import FREE_TEXT

_BY_NATURE: Final = """
login to user by owner sent_by substitute_login
how capacity consent_how person_kind ground account_kind system source
sha256 head fingerprint blob algorithm left
code command what file template console door view sort group
sent_on decided_on dismissed_on contract_from contract_until
"""
BY_NATURE: Final = frozenset(_BY_NATURE.split())
"""Fields of letters that hold no words of people: logins, codes that the rules check, hashes, dates, what the program
itself has named."""
CUT_OUT: Final = "[текст изъят]"
"""What is read in place of words that were cut out."""
_LETTERS: Final = (str, str | None)


_KNOWN: Final[dict[type[Any], tuple[tuple[str, ...], tuple[str, ...]]]] = {}


def beside(event: type[Any]) -> tuple[str, ...]:
    """The fields of a kind of event whose words stand beside the log."""
    return _read(event)[0]


def within(event: type[Any]) -> tuple[str, ...]:
    """The fields of a kind of event whose words stand in the event itself: numbers of letters, posts, modules."""
    return _read(event)[1]


def fields_of(event: type[Any]) -> tuple[str, ...]:
    """Every field of a kind of event that may hold people's words."""
    return beside(event) + within(event)


def words_of(event: Any) -> dict[str, str]:
    """People's words of one event, by field; a field without any is left out, and one whose words were cut out."""
    found = ((name, getattr(event, name)) for name in fields_of(type(event)))
    return {name: words for name, words in found if words not in (None, CUT_OUT)}


def _read(event: type[Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    known = _KNOWN.get(event)
    if known is None:
        hints = get_type_hints(event)
        marked = tuple(each.name for each in fields(event) if FREE_TEXT.keys() <= each.metadata.keys())
        letters = (each.name for each in fields(event) if hints[each.name] in _LETTERS)
        own = tuple(name for name in letters if name not in BY_NATURE and name not in marked)
        known = _KNOWN.setdefault(event, (marked, own))
    return known
