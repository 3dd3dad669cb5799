"""Every command in several wordings, given in every situation: the answers as lines, alike ones together."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import NoneType
from typing import Any, Final, get_args, get_origin, get_type_hints

from core.tickets.alerts.due import timely
from core.tickets.clocks.explanation import explain
from core.tickets.clocks.reading import read_clocks
from core.tickets.clocks.waits import waits
from core.tickets.command import TicketCommand
from core.tickets.context import Context, Facts
from core.tickets.decide import decide, decide_desk
from core.tickets.desk_records.shifts_and_views import ShiftHandedOver
from core.tickets.directory import Absence
from core.tickets.effects import Effects
from core.tickets.fold import replay
from core.tickets.log import Recorded
from core.tickets.narration.sentences import narrate
from core.tickets.refusal import Refusal
from core.tickets.registers import AccountRequest, Call, Outage, SavedView, Shift, Solution, StaffKey
from core.tickets.use_cases.catalogue import of_the_desk
from core.vocabulary import Line
from tests.core.tickets.standing.situations import LATE, NOW, OTHERS, SITUATIONS
from tests.core.tickets.story import (
    CHIEF,
    CLINIC,
    COWORKER,
    DISMISSED,
    ENGINEER,
    EVERYBODY,
    FACTS,
    NUMBER,
    OPERATOR,
    OTHER_ENGINEER,
    REQUESTER,
    STRANGER,
    shipped,
)
from tests.support.samples import sample

APART: Final = {"register", "call_take"}
"""A registration is given in situations of its own; a call holds commands that stand here each."""
TICKET_COMMANDS: Final = {each.name: each for each in TicketCommand.__subclasses__()}
DESK_COMMANDS: Final = {each.name: each.command for each in of_the_desk() if each.name not in APART}
ACTORS: Final = (OPERATOR, ENGINEER, OTHER_ENGINEER, CHIEF)
KNOWN: Final = replace(
    FACTS, tickets=OTHERS, next_ticket=122, next_ids=defaultdict(lambda: 5), external_numbers={"занятый": 118},
    written={1: sample(ShiftHandedOver)}, placed={9: (118, 2)},
    **{
        register: {1: replace(sample(row), id=1), 2: replace(sample(row, full=False), id=2, **changed)}
        for register, row, changed in (
            ("outages", Outage, {"ended_at": None, "mis": None, "organizations": ()}),
            ("solutions", Solution, {"retired": False}),
            ("accounts", AccountRequest, {"state": "open", "person": COWORKER.id}),
            ("calls", Call, {"requester": REQUESTER.id, "organization": CLINIC.id}),
            ("views", SavedView, {"owner": OPERATOR.login}),
            ("shifts", Shift, {"to": ENGINEER.login, "accepted_at": None}),
            ("keys", StaffKey, {"revoked_at": None}),
        )
    },
    absences=(
        Absence(id=1, since=NOW - timedelta(days=1), until=NOW + timedelta(days=1), login=OTHER_ENGINEER.login,
                substitute_login=ENGINEER.login),
    ),
)  # fmt: skip
NAMES: Final = {each.login: each.name for each in EVERYBODY}
PEOPLE: Final = {each.id: each.name for each in (REQUESTER, COWORKER, STRANGER, DISMISSED)}
_PEOPLE: Final = (REQUESTER.id, COWORKER.id, STRANGER.id, DISMISSED.id, 99)
_LOGINS: Final = (OTHER_ENGINEER.login, ENGINEER.login, OPERATOR.login, "uvolen", "nikto")
_TICKETS: Final = (118, 119, 121, NUMBER, 999)
_POOLS: Final[Mapping[str, tuple[Any, ...]]] = {
    **dict.fromkeys(("by", "person", "agreed_with", "consent_by", "requester", "requested_by"), _PEOPLE),
    **dict.fromkeys(("to", "login", "user"), _LOGINS),
    **dict.fromkeys(("of", "other", "repeat_of"), _TICKETS),
    **dict.fromkeys(("how", "consent_how"), ("phone", "comment", "external", "telepathy")),
    "organization": (CLINIC.id, 2, 9),
    "solution": ("Перестроен индекс карт, проверено на трёх пациентах", "Готово", 9),
    "watchers": ((), (OTHER_ENGINEER.login,), ("nikto",)),
}


def commands(cls: type[Any]) -> Iterator[Any]:
    """A command in its plainest wording, then with one field after the other worded otherwise."""
    hints = get_type_hints(cls)
    plain = {each.name: _pool(each.name, hints[each.name])[0] for each in fields(cls) if _wanted(each)}
    yield cls(**plain)
    for each in fields(cls):
        for value in _pool(each.name, hints[each.name])[1 if _wanted(each) else 0 :]:
            if each.name not in {"number", "expected_version"}:
                yield cls(**plain | {each.name: value})


def _wanted(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _pool(name: str, hint: Any) -> tuple[Any, ...]:
    arguments = [each for each in get_args(hint) if each is not NoneType]
    if name == "number":
        return (NUMBER,)
    if get_origin(hint) is tuple:
        return _POOLS.get(name, ((), ("нечто",)) if arguments[0] is str else ((), (7,)))
    if arguments:
        return _pool(name, arguments[0])
    if name in _POOLS:
        return tuple(each for each in _POOLS[name] if isinstance(each, hint)) or _of_type(name, hint)
    return _of_type(name, hint)


def _of_type(name: str, hint: Any) -> tuple[Any, ...]:
    if hint is datetime:
        return (NOW + timedelta(days=2), NOW - timedelta(days=2))
    if hint is bool:
        return (True, False)
    if hint is int:
        return (1, 9)
    if hint is bytes:
        return (b"bytes",)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return tuple(hint)
    return (f"слова поля {name}", "")


def told(command: Any) -> str:
    """A command as one line: its name and what it carries."""
    values = ((each.name, getattr(command, each.name)) for each in fields(command) if each.name != "number")
    said = (f"{name}={_plain(value)}" for name, value in values if value not in (None, (), False))
    return " ".join([command.name, *said])


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(NOW.tzinfo):%d.%m.%Y %H:%M:%S}"
    return value.value if isinstance(value, StrEnum) else repr(value)


def answer(found: Effects | Refusal) -> str:
    """An answer as one line: the refusal with its clause, or the effects with all they carry."""
    if isinstance(found, Refusal):
        more = f" {dict(found.details)}" if found.details else ""
        return f"✗ {found.code} · {found.kind.value} · {found.message} · {found.clause}{more}"
    return "✓ " + "; ".join(map(effect, found))


def effect(one: Any) -> str:
    """An effect with the fields that are not empty."""
    said = []
    for each in fields(one):
        value = getattr(one, each.name)
        if value not in (None, (), False):
            said.append(f"{each.name}={effect(value) if hasattr(value, '__dataclass_fields__') else _plain(value)}")
    return f"{type(one).__name__}({', '.join(said)})"


Cells = dict[tuple[str, str], list[str]]


def of_ticket(name: str) -> str:
    """What a command of a ticket meets: for each wording the answers, each with where and to whom it is given."""
    lines = []
    for command in commands(TICKET_COMMANDS[name]):
        lines.append(told(command))
        grouped: dict[tuple[str, bool], Cells] = {}
        for place, history in SITUATIONS.items():
            ticket = replay(history)
            for now, when in ((NOW, "now"), (LATE, "late")):
                for actor in ACTORS:
                    found = decide(history, command, Context(actor, now, shipped(), KNOWN), ticket)
                    denied = isinstance(found, Refusal) and found.denied
                    cells = grouped.setdefault((answer(found), denied), {})
                    cells.setdefault((place, when), []).append(actor.login)
        lines += [f"    {said}\n        {_where(cells, denied)}" for (said, denied), cells in grouped.items()]
    return "\n".join(lines) + "\n"


def _where(cells: Cells, denied: bool) -> str:
    """«new:ivanova,petrov released@late»: who is not named is everybody, when is not named is both times.

    Of what the matrix of rights denies (pinned by a table of its own) the number is enough.
    """
    if denied:
        return f"{sum(map(len, cells.values()))} times"
    said = []
    for (place, when), logins in cells.items():
        both = cells.get((place, "now")) == cells.get((place, "late"))
        if not both or when == "now":
            who = "" if len(logins) == len(ACTORS) else f":{','.join(logins)}"
            said.append(f"{place}{'' if both else f'@{when}'}{who}")
    return " ".join(said)


def of_desk(name: str, facts: Facts = KNOWN) -> str:
    """What a command of the desk meets, by who gives it."""
    lines = []
    for command in commands(DESK_COMMANDS[name]):
        lines.append(told(command))
        grouped: dict[str, list[str]] = {}
        for actor in EVERYBODY:
            found = decide_desk(command, Context(actor, NOW, shipped(), facts))
            grouped.setdefault(answer(found), []).append(actor.login)
        lines += [f"    {said}\n        {','.join(who)}" for said, who in grouped.items()]
    return "\n".join(lines) + "\n"


def of_situation(name: str) -> str:
    """How a situation is told: its events, its clocks explained now and long after, its waits, what time causes."""
    history = SITUATIONS[name]
    lines = [_narrated(each) for each in history]
    for now in (NOW, LATE):
        clocks = read_clocks(history, shipped(), now)
        for clock in (clocks.first_reaction, clocks.executor_reaction, clocks.resolution):
            lines += [f"{clock.name.value} {_plain(now)}", *(f"    {line}" for line in explain(clock, shipped()))]
        lines += [f"caused {told(each)}" for each in timely(history, shipped(), now)]
    lines += [
        f"wait {each.bucket.value} {_plain(each.start)} {each.end and _plain(each.end)}" for each in waits(history)
    ]
    lines.append(f"line {replay(history).line.value} of {len(Line)}")
    return "\n".join(lines) + "\n"


def _narrated(recorded: Recorded) -> str:
    told_ = narrate(recorded, shipped(), NAMES, PEOPLE)
    return f"{recorded.seq}. {told_.title} · {told_.text} · {told_.clause} · {told_.public} · {told_.data}"
