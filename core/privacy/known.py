"""What the gate is told about its own desk: its telephones and mailboxes, its staff and the people of its directory.

They are no patients: their names, numbers and addresses pass, unless a word for a patient stands before: staff fall
ill.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from core.language import analyses

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LOCAL: Final = 7
"""Digits of a number within its town, the shortest that is told."""


@dataclass(frozen=True)
class Known:
    """The desk's own: numbers as digits, addresses in small letters, names by surname with their first initials."""

    phones: frozenset[str] = frozenset()
    mailboxes: frozenset[str] = frozenset()
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, phones: Iterable[str] = (), mailboxes: Iterable[str] = (), names: Iterable[str] = ()) -> "Known":
        """From what people write: «+7 (391) 217-89-77», «Савченко Римма Павловна», «Дроздова Л. В.»."""
        by_surname: dict[str, set[str]] = {}
        for name in names:
            words = [word.lower().replace("ё", "е") for word in _WORD.findall(name)]
            if len(words) > 1:
                by_surname.setdefault(words[0], set()).add(words[1][0])
        numbers = (re.sub(r"\D", "", phone) for phone in phones)
        return cls(
            frozenset(number[-10:] for number in numbers if len(number) >= _LOCAL),
            frozenset(each.strip().lower() for each in mailboxes),
            {surname: frozenset(initials) for surname, initials in by_surname.items()},
        )

    def __or__(self, other: "Known") -> "Known":
        """What either knows."""
        names = dict(self.names)
        for surname, initials in other.names.items():
            names[surname] = names.get(surname, frozenset()) | initials
        return Known(self.phones | other.phones, self.mailboxes | other.mailboxes, names)

    def itself(self) -> "Known":
        """This, for whoever asks for it as for a directory that may change."""
        return self

    def has_phone(self, digits: str) -> bool:
        """Whether a number is one of the desk's: with or without the code of the country and of the town."""
        short = digits[-10:]
        return any(short.endswith(own) or own.endswith(short) for own in self.phones) if len(short) >= _LOCAL else False

    def has_mailbox(self, address: str) -> bool:
        """Whether an address is one of the desk's."""
        return address.lower() in self.mailboxes

    def has_name(self, words: list[str]) -> bool:
        """Whether the words of a name, folded, are a known surname with its first initial, in any order and case."""
        if not self.names or len(words) < 2:
            return False
        for at, word in enumerate(words):
            if len(word) < 2:
                continue
            others = {each[0] for place, each in enumerate(words) if place != at and each}
            if any(others & initials for form in _forms(word) if (initials := self.names.get(form))):
                return True
        return False

    def has_surname(self, word: str) -> bool:
        """Whether a folded word is the surname of somebody known, in any case."""
        return bool(self.names) and any(form in self.names for form in _forms(word))


NOBODY: Final = Known()
"""A desk that knows nobody."""


def _forms(word: str) -> frozenset[str]:
    """A surname's possible nominatives: «Вяткину» is Вяткина or Вяткин."""
    found = {word, *(each.normal_form.replace("ё", "е") for each in analyses(word))}
    for each in list(found):
        found.add(each + "а")
    if word[-1:] in "уыеаой":
        found |= {word[:-1], word[:-1] + "а"}
    if word[-2:] in ("ой", "ым", "ом", "ую", "ей"):
        found |= {word[:-2], word[:-2] + "а", word[:-2] + "ая"}
    return frozenset(found)
