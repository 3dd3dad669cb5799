"""Duplicates and their chains (Прил. 3, п. 2): which ticket is the earlier one, who follows it, where the links point.

A chain ends at its last original. Everybody of the chain follows that one: the requesters and the staff who watched.
Somebody of another clinic follows apart: he is told, and does not watch what is not his clinic's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from core.tickets.answers.events import Noted
from core.tickets.assignment.holders import held_by_second_line, is_its_executor
from core.tickets.clauses import UNIQUE
from core.tickets.closing.commands import Close, Duplicate
from core.tickets.closing.events import Closed
from core.tickets.closing.left_open import laid_down
from core.tickets.context import Context
from core.tickets.effects import Effects, Elsewhere
from core.tickets.refusal import Refusal, not_found
from core.tickets.relations.links import Linked
from core.tickets.relations.watching import Watched
from core.tickets.ticket import Ticket
from core.tickets.use_cases.use_case import Reversal, UseCase
from core.vocabulary import LinkKind, Outcome, Status
from core.wording import moment

ACROSS: Final = "Дубликат обращения другой МО: {}"


def precedes(one: Ticket, other: Ticket) -> bool:
    """Whether a ticket is the earlier one: by when it was received, then by its number."""
    return (one.received_at, one.number) < (other.received_at, other.number)


def last_original(number: int, tickets: Mapping[int, Ticket]) -> Ticket | None:
    """The ticket in which the problem of another one is solved in the end: itself, where it is no duplicate."""
    ticket, seen = tickets.get(number), {number}
    while ticket is not None and (further := ticket.duplicate_of) is not None and further not in seen:
        ticket = tickets.get(further)
        seen.add(further)
    return ticket


def chain_below(ticket: Ticket, tickets: Mapping[int, Ticket]) -> tuple[Ticket, ...]:
    """The tickets that were closed as duplicates of this one, and as duplicates of those, in the order of numbers."""
    found: dict[int, Ticket] = {}
    waiting = list(ticket.duplicates)
    while waiting:
        each = tickets.get(waiting.pop())
        if each is not None and each.number not in found and each.number != ticket.number:
            found[each.number] = each
            waiting += each.duplicates
    return tuple(found[number] for number in sorted(found))


def duplicate(ticket: Ticket, command: Duplicate, context: Context) -> Effects | Refusal:
    """Closed with a link to an earlier ticket that is still open, which everybody of the chain follows from now on."""
    original = _original(ticket, command, context)
    if isinstance(original, Refusal):
        return original
    ended = _of_another_clinic(ticket, original, command, context) or laid_down(ticket, command.drop, context)
    if isinstance(ended, Refusal):
        return ended
    below = chain_below(ticket, context.facts.tickets)
    foreign = ticket.organization != original.organization
    return (
        *_linked(ticket, original, below),
        *(Elsewhere(original.number, each) for each in _following(ticket, original, below)),
        *((Noted(text=ACROSS.format(command.across)),) if foreign else ()),
        *ended,
        Closed(outcome=Outcome.DUPLICATE, reason=command.text or _answer(original, foreign=foreign)),
    )


def _answer(original: Ticket, *, foreign: bool) -> str:
    if foreign:
        return "Эту проблему уже решают в другом обращении: о решении сообщим вам"
    return f"Эта проблема решается в обращении № {original.number}: о решении сообщим там"


def _original(ticket: Ticket, command: Duplicate, context: Context) -> Ticket | Refusal:
    if command.of == ticket.number:
        return Refusal("link.itself", "Обращение не связывают с самим собой", UNIQUE)
    known = {**context.facts.tickets, ticket.number: ticket}  # the chain of the other may lead back to this one
    named, original = known.get(command.of), last_original(command.of, known)
    if named is None or original is None:
        return not_found("ticket.unknown", f"Обращения № {command.of} нет")
    if original.number == ticket.number:
        return Refusal("link.itself", f"№ {command.of} — дубликат этого самого обращения", UNIQUE)
    if original.status is Status.CLOSED:
        whose = f" (№ {named.number} — её дубликат)" if named is not original else ""
        message = f"Обращение № {original.number} закрыто{whose}: дубликат закрывают ссылкой на незакрытое"
        return Refusal("duplicate.closed", message, UNIQUE)
    if not precedes(original, ticket):
        since = moment(original.received_at, context.policy.zone)
        message = (
            f"Обращение № {original.number} поступило позже ({since}): дубликат закрывают ссылкой на более раннее. "
            f"Закройте № {original.number} как дубликат этого"
        )
        return Refusal("duplicate.later", message, UNIQUE, details={"earlier": ticket.number})
    return original


def _of_another_clinic(ticket: Ticket, original: Ticket, command: Duplicate, context: Context) -> Refusal | None:
    """What one clinic wrote is not shown to another: such a duplicate takes a reason, and makes nobody a watcher."""
    if ticket.organization == original.organization or (command.across or "").strip():
        return None
    clinic = context.facts.organizations.get(original.organization)
    message = (
        f"Обращение № {original.number} — другой МО{f' («{clinic.name}»)' if clinic else ''}. Общий сбой отмечают как "
        f"массовый (п. 5.4). Если это всё же дубликат, укажите основание: инициатору сообщат о решении в № "
        f"{ticket.number}, наблюдать за чужим обращением он не будет"
    )
    return Refusal("duplicate.other_organization", message, UNIQUE, details={"number": original.number})


def _linked(ticket: Ticket, original: Ticket, below: tuple[Ticket, ...]) -> Iterator[Linked | Elsewhere]:
    """Every link of the chain points to its last original, and that one knows them all."""
    yield Linked(link=LinkKind.DUPLICATE, other=original.number)
    for each in below:
        yield Elsewhere(each.number, Linked(link=LinkKind.DUPLICATE, other=original.number))
    for each in (*below, ticket):
        if each.number not in original.duplicates:
            yield Elsewhere(original.number, Linked(link=LinkKind.DUPLICATE, other=each.number, origin=True))


@dataclass(frozen=True, slots=True)
class _Followed:
    """Who follows because of which ticket of the chain."""

    person: int | None
    login: str | None
    because_of: int
    apart: bool = False


def _following(ticket: Ticket, original: Ticket, below: tuple[Ticket, ...]) -> Iterator[Watched]:
    """Everybody of the chain who does not follow the original yet; of a whole chain its own requester too."""
    found: dict[tuple[int | None, str | None], _Followed] = {}
    for each in (ticket, *below):
        for one in _of(each, original):
            found.setdefault((one.person, one.login), one)
    if below:
        found.setdefault((original.requester, None), _Followed(original.requester, None, ticket.number))
    else:
        found.pop((original.requester, None), None)
    known = {(each.person, each.because_of) for each in original.followers}
    for one in found.values():
        if one.login not in original.watchers and (one.person, one.because_of) not in known:
            yield Watched(person=one.person, login=one.login, because_of=one.because_of, apart=one.apart)


def _of(ticket: Ticket, original: Ticket) -> Iterator[_Followed]:
    yield _Followed(ticket.requester, None, ticket.number, ticket.organization != original.organization)
    because = {each.login: each.because_of for each in ticket.followers}
    for login in ticket.watchers:
        yield _Followed(None, login, because.get(login, ticket.number))


def parted(ticket: Ticket) -> Effects:
    """What a duplicate that is open again takes back from the ticket that was to solve it."""
    original = ticket.duplicate_of
    if original is None:
        return ()
    gone = Watched(person=ticket.requester, because_of=ticket.number, removed=True)
    link = Linked(link=LinkKind.DUPLICATE, other=ticket.number, origin=True, removed=True)
    return (Elsewhere(original, link), Elsewhere(original, gone))


def followed(ticket: Ticket, command: Close) -> Refusal | None:
    """One requester cannot withdraw what others wait for: their problem was to be solved in this ticket."""
    waiting = (each for each in ticket.followers if each.person not in (None, ticket.requester))
    others = tuple(dict.fromkeys(each.because_of for each in waiting))
    if command.outcome is not Outcome.WITHDRAWN or command.for_all or not others:
        return None
    numbers = ", ".join(f"№ {each}" for each in others)
    message = (
        f"В этом обращении решается и проблема дубликатов {numbers}: их инициаторы её не отзывали. Решите её или "
        "спросите их и отметьте, что отзывают все"
    )
    return Refusal("close.followed", message, UNIQUE, details={"duplicates": list(others)})


USE_CASES: Final = (
    UseCase(
        Duplicate,
        duplicate,
        title="Закрыть как дубликат",
        about="Закрыть как дубликат более раннего (Прил. 3, п. 2).",
        denial="Дубликаты закрывают специалисты ЦК",
        clause="Прил. 3, п. 2",
        rights="nw/-/-  -/nw/nw  nw/nw/nw  -  -  -",
        guards=(is_its_executor,),
        off_its_line=held_by_second_line,
        undo=Reversal.MARKED,
    ),
)
