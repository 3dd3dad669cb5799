"""Reading a filter: tokens with their places, terms from them, and a Russian sentence for each that cannot be read.

What cannot be read is left out of the filter, so that a list is narrowed while one is still typing.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from core.instants import midnight
from core.language.layout import as_cyrillic
from core.policy import Policy
from core.text import fold, nearest
from core.tickets.filtering import terms
from core.tickets.filtering.words import (
    CLOCKS,
    CODES,
    DAYS,
    FLAG_OF,
    FLAGS,
    KEY_OF,
    KEYS,
    LATE,
    ME,
    NOBODY,
    OR,
    PERIODS,
    WAITS,
)
from core.tickets.horizons import bounds, spans
from core.vocabulary import ClockName

LONGEST: Final = 500
"""Characters of a filter that are read."""
_TOKEN: Final = re.compile(r'-?(?:[^\W\d]\w*(?:[:=]|(?=[<>])))?(?:"[^"]*"?|[^\s"()]+)+|[()]')
_PAIR: Final = re.compile(r"(-?)([^\W\d]\w*)(?:[:=]|(?=[<>]))(.*)", re.DOTALL)
_SPAN: Final = re.compile(r"([<>])?(\d{1,6})\s*(м|мин|ч|час|д|дн|m|h|d)")
_DATE: Final = re.compile(r"([<>])?(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?")
_Reader: TypeAlias = Callable[[Sequence[str], Policy, datetime], terms.Term]
_TOO_FAR: Final = "«{}»: так далеко календарей нет"
_UNITS: Final = {"м": "minutes", "мин": "minutes", "m": "minutes", "ч": "hours", "час": "hours", "h": "hours"}


@dataclass(frozen=True, slots=True)
class Problem:
    """What cannot be read: characters ``start`` up to ``end``, and a sentence with what was probably meant."""

    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A filter as far as it could be read."""

    term: terms.Term
    problems: tuple[Problem, ...] = ()


class _Bad(Exception):
    """A token that cannot be read; the message is for people."""


def parse(text: str, policy: Policy, now: datetime) -> Parsed:
    """Read a filter at an instant, by which «сегодня» and «<2ч» are meant. Never raises."""
    problems: list[Problem] = []
    groups: list[list[terms.Term]] = [[]]
    for match in _TOKEN.finditer(text[:LONGEST]):
        token = match[0]
        if token in ("(", ")"):
            problems.append(Problem(*match.span(), "Скобок нет: «или» действует на всё слева и справа"))
        elif fold(token) in OR:
            groups.append([])
        else:
            try:
                groups[-1].append(_term(token, policy, now))
            except _Bad as bad:
                problems.append(Problem(*match.span(), str(bad)))
    alternatives = [terms.All(tuple(group)) for group in groups if group]
    if not alternatives:
        return Parsed(terms.All(), tuple(problems))
    whole = alternatives[0] if len(alternatives) == 1 else terms.Any(tuple(alternatives))
    return Parsed(whole, tuple(problems))


def _term(token: str, policy: Policy, now: datetime) -> terms.Term:
    pair = _PAIR.fullmatch(token)
    if pair and (key := _known(pair[2], KEY_OF)):
        typed = pair[3] if fold(pair[2]) in KEY_OF else as_cyrillic(pair[3].lower())  # «jib,rf» is one word there
        term = _valued(key, typed, policy, now)
        return terms.Not(term) if pair[1] else term
    if pair and not token.lstrip("-").startswith('"'):
        near = nearest(fold(pair[2]), KEY_OF)
        hint = f", может быть, «{KEYS[KEY_OF[near]][0]}:»?" if near else ""
        if _known(pair[2], FLAG_OF):
            raise _Bad(f"«{pair[2]}» пишут одним словом, без двоеточия")
        raise _Bad(f"Нет поля «{pair[2]}»{hint}")
    negated, word = token.startswith("-") and len(token) > 1, token.removeprefix("-") if len(token) > 1 else token
    flag = None if word.startswith('"') else _known(word, FLAG_OF)
    plain = word.strip('"').strip()
    term = terms.Flag(flag) if flag else terms.Words(plain)
    return terms.Not(term) if negated and plain else term


def _known(word: str, known: Mapping[str, str]) -> str | None:
    """A key or a flag by its word, in the other layout too."""
    return known.get(fold(word)) or known.get(fold(as_cyrillic(word.lower())))


def _valued(key: str, text: str, policy: Policy, now: datetime) -> terms.Term:
    values = tuple(value.strip('"').strip() for value in _listed(text))
    values = tuple(value for value in values if value)
    if not values:
        raise _Bad(f"«{KEYS[key][0]}:» — после двоеточия нужно, чего именно")
    if key in CODES:
        return terms.Codes(key, tuple(_code(key, value, policy) for value in values))
    return _READERS[key](values, policy, now)


def _listed(text: str) -> list[str]:
    """Values between commas; a comma inside quotes is no border."""
    return re.findall(r'(?:"[^"]*"?|[^",])+', text)


def _code(key: str, value: str, policy: Policy) -> str:
    """One code by its name or label; a beginning that fits one label alone is enough."""
    enum, labels = CODES[key], policy.labels
    for reading in (value, as_cyrillic(value.lower())):
        try:
            return labels.parse(enum, reading).value
        except ValueError:
            begun = [code for code in enum if fold(labels.of(code)).startswith(fold(reading))]
            if len(begun) == 1:
                return begun[0].value
    allowed = ", ".join(labels.of(code).lower() for code in enum)
    close = nearest(fold(value), {fold(labels.of(code)): code for code in enum})
    hint = f"; может быть, «{close}»?" if close else f". Бывает: {allowed}"
    raise _Bad(f"«{KEYS[key][0]}» не бывает «{value}»{hint}")


def _assignee(values: Sequence[str], _policy: Policy, _now: datetime) -> terms.Term:
    names = tuple(None if fold(v) in NOBODY else v for v in values if fold(v) not in ME)
    return terms.Assignee(names, any(fold(value) in ME for value in values))


def _numbers(values: Sequence[str], _policy: Policy, _now: datetime) -> terms.Term:
    bare = [value.lstrip("№ ") for value in values]
    if not all(value.isascii() and value.isdigit() and len(value) < 10 for value in bare):
        raise _Bad("«номер» — число, например номер:120")
    return terms.Numbered(tuple(map(int, bare)))


def _due(values: Sequence[str], policy: Policy, now: datetime) -> terms.Term:
    """Up to so much working time from now, or a day."""
    (value,) = values if len(values) == 1 else ("",)
    length = _length(value, policy)
    if length is None:
        return terms.Due(*_days("срок", value, now))
    try:
        return terms.Due(until=policy.worktime().add(now, length))
    except (ValueError, OverflowError) as error:
        raise _Bad(_TOO_FAR.format("срок")) from error


def _length(value: str, policy: Policy) -> timedelta | None:
    """«<2ч», «30м», «3д» as working time; None for what is something else."""
    span = _SPAN.fullmatch(fold(value))
    if span is None or span[1] == ">":
        return None
    unit, amount = _UNITS.get(span[3]), int(span[2])
    return timedelta(**{unit: amount}) if unit else policy.worktime().working_days(amount)


def _waits(values: Sequence[str], _policy: Policy, _now: datetime) -> terms.Term:
    known = {fold(word): bucket.value for word, bucket in WAITS.items()}
    if unknown := [value for value in values if fold(value) not in known]:
        raise _Bad(f"«ожидает»: кого — «{unknown[0]}»? Бывает: {', '.join(WAITS)}")
    return terms.Codes("waiting", tuple(known[fold(value)] for value in values))


def _clocks(key: str, values: Sequence[str], otherwise: str) -> tuple[tuple[ClockName, ...], str]:
    """The clocks that are named, and the one other value; ``otherwise`` where there is none."""
    named = {fold(word): clock for word, clock in CLOCKS.items()}
    other = [value for value in values if fold(value) not in named]
    if len(other) > 1:
        raise _Bad(f"«{key}»: что-нибудь одно — {' или '.join(f'«{value}»' for value in other)}")
    return tuple(named[fold(value)] for value in values if fold(value) in named), other[0] if other else otherwise


def _burning(values: Sequence[str], policy: Policy, now: datetime) -> terms.Term:
    """Late, or so much working time left and no more; of some clocks, or of any."""
    clocks, value = _clocks("горит", values, LATE)
    if fold(value) in map(fold, (LATE, *FLAGS["overdue"])):
        return terms.Burning(tuple(bounds(policy, now, ()).items()), clocks=clocks)
    length = _length(value, policy)
    if length is None:
        raise _Bad(f"«горит»: не понимаю «{value}»; годится {LATE}, 15м, 4ч и чей срок: {', '.join(CLOCKS)}")
    try:
        return terms.Burning(tuple(bounds(policy, now, (length,)).items()), near=True, clocks=clocks)
    except (ValueError, OverflowError) as error:
        raise _Bad(_TOO_FAR.format("горит")) from error


def _broken(values: Sequence[str], _policy: Policy, now: datetime) -> terms.Term:
    """Ended late in a span, or on a day; of some clocks, or of any."""
    clocks, value = _clocks("нарушено", values, "")
    if not value:
        return terms.Broken(clocks=clocks)
    period = {fold(word): period for word, period in PERIODS.items()}.get(fold(value).replace(" ", ""))
    if period:
        return terms.Broken(*spans(now)[period], clocks)
    try:
        return terms.Broken(*_days("нарушено", value, now), clocks)
    except _Bad as bad:
        raise _Bad(f"{bad}, {', '.join(PERIODS)} и чей срок: {', '.join(CLOCKS)}") from None


def _dated(key: str, kind: Callable[[datetime | None, datetime | None], terms.Term]) -> _Reader:
    """A reader of a day, or of everything since or before one."""

    def read(values: Sequence[str], _policy: Policy, now: datetime) -> terms.Term:
        (value,) = values if len(values) == 1 else ("",)
        return kind(*_days(KEYS[key][0], value, now))

    return read


def _days(key: str, value: str, now: datetime) -> tuple[datetime | None, datetime | None]:
    """A day, or everything since or before one, in local time."""
    today = midnight(now)
    if (shift := DAYS.get(fold(value))) is not None:
        day = today + timedelta(days=shift)
        return day, day + timedelta(days=1)
    if match := _DATE.fullmatch(value):
        try:
            day = today.replace(day=1, month=int(match[3]), year=int(match[4] or now.year)).replace(day=int(match[2]))
        except ValueError as error:
            raise _Bad(f"«{key}»: такого дня нет — «{value}»") from error
        return {"<": (None, day), ">": (day, None)}.get(match[1], (day, day + timedelta(days=1)))
    spans = ", <2ч" if key == "срок" else ", >25.11"
    raise _Bad(f"«{key}»: не понимаю «{value}»; годится сегодня, 25.11{spans}")


_READERS: Final[Mapping[str, _Reader]] = {
    "assignee": _assignee,
    "organization": lambda values, _policy, _now: terms.Organization(tuple(values)),
    "requester": lambda values, _policy, _now: terms.Requester(tuple(values)),
    "number": _numbers,
    "external": lambda values, _policy, _now: terms.External(tuple(values)),
    "due": _due,
    "received": _dated("received", terms.Received),
    "created": _dated("created", terms.Created),
    "closed_on": _dated("closed_on", terms.Closed),
    "waits": _waits,
    "burning": _burning,
    "broken": _broken,
}
FLAG_WORDS: Final = tuple(words[0] for words in FLAGS.values())
"""The words that stand alone, as they are shown."""
