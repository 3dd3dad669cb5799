"""Reading a filter: tokens with their places, terms from them, and a Russian sentence for each that cannot be read.

What cannot be read is left out of the filter, so that a list is narrowed while one is still typing.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final, TypeAlias

from core.instants import MICROSECOND
from core.policy import Policy
from core.text import fold, nearest
from core.tickets.filtering import terms
from core.tickets.filtering.keys import (
    AGREED,
    CLOCKS,
    CODES,
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
    word_of,
)
from core.tickets.filtering.phrases import readings
from core.tickets.filtering.tokens import Token, tokens
from core.tickets.forecast.horizons import bounds, spans
from core.vocabulary import ClockName, NormKind
from core.when import COUNTED, HAPPENED, Impossible, Toward, read_day, read_instant

LONGEST: Final = 500
"""Characters of a filter that are read."""
_PAIR: Final = re.compile(r"-?([^\W\d]\w*)(?:[:=]|(?=[<>])).*", re.DOTALL)
_SPAN: Final = re.compile(r"([<>])?\+?(\d{1,6})\s*(м|мин|ч|час|д|дн|m|h|d)")
_Reader: TypeAlias = Callable[[Sequence[str], Policy, datetime], terms.Term]
_TOO_FAR: Final = "«{}»: так далеко календарей нет"
_UNITS: Final = {"м": "minutes", "мин": "minutes", "m": "minutes", "ч": "hours", "час": "hours", "h": "hours"}


@dataclass(frozen=True, slots=True)
class FilterProblem:
    """What cannot be read: characters ``start`` up to ``end``, and a sentence with what was probably meant."""

    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A filter as far as it could be read."""

    term: terms.Term
    problems: tuple[FilterProblem, ...] = ()


class _Bad(Exception):
    """A token that cannot be read; the message is for people."""


def parse(text: str, policy: Policy, now: datetime) -> Parsed:
    """Read a filter at an instant, by which «сегодня» and «<2ч» are meant. Never raises."""
    problems: list[FilterProblem] = []
    groups: list[list[terms.Term]] = [[]]
    before: Token | None = None
    for token in tokens(text[:LONGEST], policy.labels):
        one_sided, before = before is None or _is_or(before), token
        if _is_or(token):
            groups.append([])
            if one_sided:
                problems.append(_one_sided(token))
            continue
        try:
            groups[-1].append(_term(token, policy, now))
        except _Bad as bad:
            problems.append(FilterProblem(token.start, token.end, str(bad)))
    if before is not None and _is_or(before):
        problems.append(_one_sided(before))
    alternatives = [terms.All(tuple(group)) for group in groups if group]
    if not alternatives:
        return Parsed(terms.All(), tuple(problems))
    whole = alternatives[0] if len(alternatives) == 1 else terms.Any(tuple(alternatives))
    return Parsed(whole, tuple(problems))


def _is_or(token: Token) -> bool:
    return token.key is None and fold(token.text) in OR


def _one_sided(token: Token) -> FilterProblem:
    return FilterProblem(token.start, token.end, "«или»: условие нужно с обеих сторон")


def _term(token: Token, policy: Policy, now: datetime) -> terms.Term:
    if token.key is not None:
        term = _valued(token, policy, now)
        return terms.Not(term) if token.negated else term
    if token.text in ("(", ")"):
        raise _Bad("Скобок нет: «или» действует на всё слева и справа")
    return _word(token.text)


def _word(text: str) -> terms.Term:
    """A flag, or words to look for; _Bad for a field that does not exist."""
    pair = _PAIR.fullmatch(text)
    if pair and not text.lstrip("-").startswith('"'):
        near = nearest(fold(pair[1]), KEY_OF)
        hint = f", может быть, «{KEYS[KEY_OF[near]][0]}:»?" if near else ""
        if word_of(pair[1], FLAG_OF):
            raise _Bad(f"«{pair[1]}» пишут одним словом, без двоеточия")
        raise _Bad(f"Нет поля «{pair[1]}»{hint}")
    negated, word = text.startswith("-"), text.removeprefix("-")
    flag = None if word.startswith('"') else word_of(word, FLAG_OF)
    plain = word.strip('"').strip()
    if problem := _nothing_to_look_for(text, word, plain):
        raise _Bad(problem)
    term = terms.Flag(flag) if flag else terms.WordsTerm(plain)
    return terms.Not(term) if negated else term


def _nothing_to_look_for(text: str, word: str, plain: str) -> str:
    """Why a word would hold for every ticket or for none, as nobody means it; «» where it looks for something."""
    if word.startswith("-"):
        searched = f'; искать с минусами — в кавычках: "{text}"' if plain.strip("-") else ""
        return f"«{text}»: исключает один минус, два ничего не значат{searched}"
    if not word:
        return "«-»: после минуса нужно слово, которое исключить"
    if not plain:
        return "В кавычках пусто: искать нечего"
    return f"«{plain}»: после знака нужен номер, например №120" if not plain.strip("№# ") else ""


def _valued(token: Token, policy: Policy, now: datetime) -> terms.Term:
    key = token.key or ""
    name = KEYS[key][0]
    if token.doubt is not None:
        raise _Bad(f'«{name}»: недопустимо «{_after_colon(token)}». Возможно, {name}:"{token.doubt}"')
    if not token.values:
        raise _Bad(f"«{name}:» — после двоеточия нужно, чего именно")
    if key in CODES:
        return terms.Codes(key, tuple(_code(key, value, policy) for value in token.values))
    return _READERS[key](token.values, policy, now)


def _after_colon(token: Token) -> str:
    return token.text.lstrip("-")[1:].partition(":")[2].rpartition(",")[2].strip()


def _code(key: str, value: str, policy: Policy) -> str:
    """One code by its name or label; a beginning that fits one label alone is enough."""
    enum, labels = CODES[key], policy.labels
    for reading in readings(value):
        try:
            return labels.parse(enum, reading).value
        except ValueError:
            begun = [code for code in enum if fold(labels.of(code)).startswith(fold(reading))]
            if len(begun) == 1:
                return begun[0].value
    raise _unknown(key, value, [labels.of(code).lower() for code in enum])


def _unknown(key: str, value: str, allowed: Sequence[str]) -> _Bad:
    """That a key has no such value: which was probably meant, and all there are."""
    close = nearest(value, allowed)
    hint = f" Возможно, «{close}»." if close else ""
    return _Bad(f"«{KEYS[key][0]}»: недопустимо «{value}».{hint} Допустимо: {', '.join(allowed)}")


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
    value = _single("срок", values)
    if value == AGREED:
        return _by_agreement(policy)
    length = _length(value, policy)
    if length is None:
        return terms.Due(*_days("срок", value, now, policy))
    try:
        return terms.Due(until=policy.worktime().add(now, length))
    except (ValueError, OverflowError) as error:
        raise _Bad(_TOO_FAR.format("срок")) from error


def _by_agreement(policy: Policy) -> terms.Term:
    """What the table of Прил. 2 gives no term of resolution but that of an agreement."""
    rows = [row for row in policy.norms.rows if row.resolution.kind is NormKind.AGREED]
    pairs = ((terms.Codes("type", (row.type.value,)), terms.Codes("priority", (row.priority.value,))) for row in rows)
    return terms.Any(tuple(terms.All(pair) for pair in pairs))


def _single(name: str, values: Sequence[str]) -> str:
    if len(values) > 1:
        raise _Bad(f"«{name}»: что-нибудь одно — {' или '.join(f'«{value}»' for value in values)}")
    return values[0]


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
        raise _unknown("waits", unknown[0], tuple(WAITS))
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
        return terms.BurningTerm(tuple(bounds(policy, now, ()).items()), clocks=clocks)
    length = _length(value, policy)
    if length is None:
        raise _Bad(f"«горит»: не понимаю «{value}»; годится {LATE}, 15м, 4ч и чей срок: {', '.join(CLOCKS)}")
    try:
        return terms.BurningTerm(tuple(bounds(policy, now, (length,)).items()), near=True, clocks=clocks)
    except (ValueError, OverflowError) as error:
        raise _Bad(_TOO_FAR.format("горит")) from error


def _broken(values: Sequence[str], policy: Policy, now: datetime) -> terms.Term:
    """Ended late in a span or on a day, or still open and breached at its end; of some clocks, or of any."""
    clocks, value = _clocks("нарушено", values, "")
    since, until = _span(value, now, policy) if value else (None, None)
    end = min(until or now + MICROSECOND, now + MICROSECOND)
    return terms.Broken(since, end, tuple(bounds(policy, min(end, now), ()).items()), clocks)


def _span(value: str, now: datetime, policy: Policy) -> tuple[datetime | None, datetime | None]:
    """A period by its name, or a day."""
    period = {fold(word): period for word, period in PERIODS.items()}.get(fold(value).replace(" ", ""))
    if period:
        return spans(now)[period]
    try:
        return _days("нарушено", value, now, policy)
    except _Bad as bad:
        raise _Bad(f"{bad}, {', '.join(PERIODS)} и чей срок: {', '.join(CLOCKS)}") from None


def _dated(key: str, kind: Callable[[datetime | None, datetime | None], terms.Term]) -> _Reader:
    """A reader of a day, or of everything since or before one."""

    def read(values: Sequence[str], policy: Policy, now: datetime) -> terms.Term:
        return kind(*_days(KEYS[key][0], _single(KEYS[key][0], values), now, policy))

    return read


def _days(key: str, value: str, now: datetime, policy: Policy) -> tuple[datetime | None, datetime | None]:
    """A day, or everything since or before a day or an instant, in local time."""
    side = value[0] if value[:1] in ("<", ">") else ""
    said = value.removeprefix(side).strip('" ')
    toward = Toward.AHEAD if key == "срок" else Toward.BACK
    try:
        begin = datetime.combine(read_day(said, now, toward, yearless=Toward.NEAR), time(), now.tzinfo)
        return _aside(side, begin) if side else (begin, begin + timedelta(days=1))
    except Impossible:
        raise _Bad(f"«{key}»: такого дня нет — «{value}»") from None
    except (ValueError, OverflowError):
        if not side:
            raise _Bad(_no_day(key, value)) from None
    try:
        return _aside(side, read_instant(said, now, COUNTED if key == "срок" else HAPPENED, policy.worktime()).at)
    except ValueError:
        raise _Bad(_no_day(key, value)) from None


def _aside(side: str, border: datetime) -> tuple[datetime | None, datetime | None]:
    return (None, border) if side == "<" else (border, None)


def _no_day(key: str, value: str) -> str:
    spans = f"<2ч, {AGREED}" if key == "срок" else ">25.11"
    return f"«{key}»: не понимаю «{value}»; годится вчера, сегодня, завтра, 25.11, {spans}"


_READERS: Final[Mapping[str, _Reader]] = {
    "assignee": _assignee,
    "organization": lambda values, _policy, _now: terms.OrganizationTerm(tuple(values)),
    "requester": lambda values, _policy, _now: terms.RequesterTerm(tuple(values)),
    "number": _numbers,
    "external": lambda values, _policy, _now: terms.External(tuple(values)),
    "due": _due,
    "received": _dated("received", terms.Received),
    "created": _dated("created", terms.Created),
    "closed_on": _dated("closed_on", terms.ClosedTerm),
    "waits": _waits,
    "burning": _burning,
    "broken": _broken,
}
