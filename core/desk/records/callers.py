"""Who is calling: found by any of phone, name, clinic, МИС or an earlier ticket, however hastily typed (п. 5.4, 8.3).

The index is made once a reading of the directory; a search touches no store and takes a few milliseconds.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from core.language.approximate import forgiven, prefix_distance
from core.language.layout import as_cyrillic, as_latin
from core.text import fold, initials
from core.tickets.directory import Organization, Person
from core.vocabulary import Mis

EXACT, PREFIX, INSIDE, TYPO = 0, 1, 2, 3
"""How well a typed word meets a word of the directory; lower is better."""
LAYOUT: Final = 4
"""What the wrong keyboard layout adds."""
_LEAST_INSIDE: Final = 3
_LEAST_PHONE: Final = 4
_PHONE: Final = re.compile(r"[+\d][\d\s()\-]*")
_NUMBER: Final = re.compile(r"№?\s*(\d{1,7})")
_WORDS: Final = re.compile(r"[^\W_]+")
_MIS_WORDS: Final = {Mis.QMS: ("qms", "кмс"), Mis.PROMED: ("promed", "промед")}


@dataclass(frozen=True, slots=True)
class CallerTicket:
    """A ticket as far as a caller is found by it."""

    number: int
    subject: str
    requester: int
    organization: int
    external_number: str | None
    open: bool


@dataclass(frozen=True, slots=True)
class Caller:
    """Who may be calling; without a ``person`` the clinic alone is known. ``why`` says in Russian what was met."""

    person: Person | None
    organization: Organization
    why: str
    score: int
    open_tickets: tuple[CallerTicket, ...] = ()


Ranks = dict[int, int]
"""The rank of a match by a person's id."""


class CallerIndex:
    """The directory and the tickets, ready to be searched; the blocked are left out (п. 10.2)."""

    def __init__(
        self,
        people: Iterable[Person],
        organizations: Iterable[Organization],
        tickets: Iterable[CallerTicket],
        earlier: Iterable[Sequence[Any]] = (),
    ) -> None:
        """Take the directory and the tickets; ``earlier``: number, requester and external number of closed ones."""
        self.organizations: Mapping[int, Organization] = {each.id: each for each in organizations}
        self.people: Mapping[int, Person] = {
            each.id: each for each in people if not each.blocked and each.organization in self.organizations
        }
        self._tickets = tuple(tickets)
        self._requesters: dict[int, int] = {each.number: each.requester for each in self._tickets}
        self._names: defaultdict[str, set[int]] = defaultdict(set)
        self._clinic_words: defaultdict[str, set[int]] = defaultdict(set)
        self._of_clinic: defaultdict[int, list[int]] = defaultdict(list)
        self._phones: list[tuple[str, int]] = []
        self._external: dict[str, int] = {}
        """The numbers of tickets by their numbers elsewhere."""
        self._open: defaultdict[int, list[CallerTicket]] = defaultdict(list)
        self._fill()
        self._add_earlier(earlier)

    def _add_earlier(self, earlier: Iterable[Sequence[Any]]) -> None:
        for number, requester, external in earlier:
            self._requesters[number] = requester
            if external:
                self._external.setdefault(fold(external), number)

    def _fill(self) -> None:
        for person in self.people.values():
            for word in _WORDS.findall(fold(person.name)):
                self._names[word].add(person.id)
            self._of_clinic[person.organization].append(person.id)
            if digits := _digits(person.phone or ""):
                self._phones.append((digits, person.id))
        for clinic in self.organizations.values():
            of_mis = (word for mis in clinic.mis for word in _MIS_WORDS[mis])
            words = (*_WORDS.findall(fold(clinic.name)), fold(clinic.code), initials(clinic.name), *of_mis)
            for word in filter(None, words):
                self._clinic_words[word].add(clinic.id)
        for ticket in self._tickets:
            if ticket.open:
                self._open[ticket.requester].append(ticket)
            if ticket.external_number:
                self._external[fold(ticket.external_number)] = ticket.number

    def open_of(self, person: int) -> tuple[CallerTicket, ...]:
        """The open tickets of a person, the latest first."""
        return tuple(sorted(self._open.get(person, ()), key=lambda each: -each.number))

    def open_of_clinic(self, organization: int, but: int | None = None) -> tuple[CallerTicket, ...]:
        """The open tickets of a clinic, the latest first, without those of one person."""
        here = (t for t in self._tickets if t.open and t.organization == organization and t.requester != but)
        return tuple(sorted(here, key=lambda each: -each.number))

    def find(self, query: str, limit: int = 8) -> tuple[Caller, ...]:
        """Who may be meant, the best first: exact, beginning, inside, typo; then who has an open ticket; then by name.

        A clinic that is met alone comes after its people. An empty query finds nobody.
        """
        found: dict[int, Caller] = {}
        for caller in (*self._by_digits(query), *self._by_words(query)):
            assert caller.person is not None
            known = found.get(caller.person.id)
            if known is None or caller.score < known.score:
                found[caller.person.id] = caller
        ordered = sorted(found.values(), key=_rank)[:limit]
        return (*ordered, *self._clinics(query)[: max(1, limit - len(ordered))])

    # -- by digits: a phone, a ticket ---------------------------------------------------------------------------

    def _by_digits(self, query: str) -> Iterator[Caller]:
        text = query.strip()
        if match := _NUMBER.fullmatch(text):
            yield from self._of_ticket(int(match[1]))
        elif (number := self._external.get(fold(text))) is not None:
            yield from self._of_ticket(number)
        digits = _digits(text) if _PHONE.fullmatch(text) else ""
        if len(digits) >= _LEAST_PHONE:
            for phone, person in self._phones:
                if digits in phone:
                    score = EXACT if phone == digits else PREFIX if phone.endswith(digits) else INSIDE
                    yield self._caller(person, f"телефон {self.people[person].phone}", score)

    def _of_ticket(self, number: int) -> Iterator[Caller]:
        requester = self._requesters.get(number)
        if requester in self.people and requester is not None:
            yield self._caller(requester, f"обращение № {number}", EXACT)

    # -- by words -----------------------------------------------------------------------------------------------

    def _by_words(self, query: str) -> Iterator[Caller]:
        for text, penalty in _readings(query):
            tokens = _WORDS.findall(text)
            if not tokens:
                continue
            ranks = self._token(tokens[0])
            for token in tokens[1:]:
                more = self._token(token)
                ranks = {person: ranks[person] + more[person] for person in ranks.keys() & more.keys()}
            if ranks:
                for person, rank in ranks.items():
                    yield self._caller(person, _why(rank, penalty), rank + penalty)
                if penalty == 0 and min(ranks.values()) < TYPO:
                    return

    def _token(self, token: str) -> Ranks:
        """Whom one typed word may mean, by a word of the name or of the clinic."""
        ranks: Ranks = {}
        for word, people in self._names.items():
            rank = _meets(token, word)
            if rank is not None:
                _keep(ranks, people, rank)
        for clinic, rank in self._clinic_token(token).items():
            _keep(ranks, self._of_clinic[clinic], rank)
        if not ranks and (limit := forgiven(token)):
            for word, people in self._names.items():
                if prefix_distance(token, word, limit) is not None:
                    _keep(ranks, people, TYPO)
        return ranks

    def _clinic_token(self, token: str) -> Ranks:
        ranks: Ranks = {}
        for word, clinics in self._clinic_words.items():
            rank = _meets(token, word)
            if rank is not None:
                _keep(ranks, clinics, rank)
        return ranks

    def _clinics(self, query: str) -> list[Caller]:
        """The clinics that every typed word meets."""
        for text, penalty in _readings(query):
            tokens = _WORDS.findall(text)
            ranks = self._clinic_token(tokens[0]) if tokens else {}
            for token in tokens[1:]:
                more = self._clinic_token(token)
                ranks = {clinic: ranks[clinic] + more[clinic] for clinic in ranks.keys() & more.keys()}
            if ranks:
                best = sorted(ranks, key=lambda each: (ranks[each], self.organizations[each].name))
                return [Caller(None, self.organizations[each], "МО", ranks[each] + penalty) for each in best]
        return []

    def _caller(self, person: int, why: str, score: int) -> Caller:
        known = self.people[person]
        return Caller(known, self.organizations[known.organization], why, score, self.open_of(person))


def _meets(token: str, word: str) -> int | None:
    if word.startswith(token):
        return EXACT if len(word) == len(token) else PREFIX
    return INSIDE if len(token) >= _LEAST_INSIDE and token in word else None


def _keep(ranks: Ranks, ids: Iterable[int], rank: int) -> None:
    for each in ids:
        if rank < ranks.get(each, rank + 1):
            ranks[each] = rank


def _readings(query: str) -> Iterator[tuple[str, int]]:
    """The query as typed, and as the same keys would have typed it in the other layout."""
    seen: set[str] = set()
    for text, penalty in ((query, 0), (as_cyrillic(query.lower()), LAYOUT), (as_latin(query.lower()), LAYOUT)):
        folded = fold(text)
        if folded not in seen:
            seen.add(folded)
            yield folded, penalty


def _why(rank: int, penalty: int) -> str:
    if penalty:
        return "другая раскладка"
    return "похоже" if rank >= TYPO else ""


def _rank(caller: Caller) -> tuple[int, bool, str, int]:
    assert caller.person is not None
    return (caller.score, not caller.open_tickets, fold(caller.person.name), caller.person.id)


def _digits(text: str) -> str:
    """The digits of a phone without the way into the country's network: ten at most, the last ones."""
    digits = "".join(filter(str.isdigit, text))
    return digits[-10:] if len(digits) == 11 and digits[0] in "78" else digits
