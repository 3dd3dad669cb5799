"""What may happen next at the invented desk: a pure choice from the open tickets, the directory and chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from core.demo import phrases
from core.demo.cases import Case, recall, words
from core.demo.content import CASES, CONSULTATIONS, TROUBLES
from core.desk.views import QueueRow
from core.tickets.answers.comments import Comment
from core.tickets.assignment.commands import Take
from core.tickets.closing.commands import Confirm, Resolve
from core.tickets.command import TicketCommand
from core.tickets.directory import Organization, Person, User
from core.tickets.registration.commands import Register
from core.vocabulary import Channel, ClockName, Ground, Line, Mis, Role, Status

NEW_CHANCE, FULL_CHANCE = 0.5, 0.15
"""How often a request arrives rather than a colleague acts: usually, and at a desk with many open tickets."""
FULL = 110


@dataclass(frozen=True, slots=True)
class World:
    """What the choice knows besides the open tickets.

    ``me`` is the login of whoever plays with the demonstration: nobody acts in that name or on those tickets.
    ``working`` is false outside the desk's hours, when requests arrive but nobody acts or calls.
    """

    organizations: tuple[Organization, ...]
    people: tuple[Person, ...]
    users: tuple[User, ...]
    now: datetime
    working: bool
    me: str

    def staff(self, role: Role) -> tuple[str, ...]:
        """Logins of a role that may act, sorted."""
        return tuple(sorted(u.login for u in self.users if u.role is role and not u.blocked and u.login != self.me))


@dataclass(frozen=True, slots=True)
class Happening:
    """A command and who gives it."""

    actor: str
    command: Register | TicketCommand


def what_next(random: Random, rows: Sequence[QueueRow], world: World) -> Happening | None:
    """Choose what happens: a new request, or an invented colleague's next move on one of the open tickets.

    None when there is nobody to do or to ask anything.
    """
    arrives = random.random() < (FULL_CHANCE if len(rows) > FULL else NEW_CHANCE)
    if world.working and not arrives:
        for row in random.sample(list(rows), len(rows)):
            if happening := next_move(random, row, world):
                return happening
    return new_request(random, rows, world)


def new_request(random: Random, rows: Sequence[QueueRow], world: World) -> Happening | None:
    """A believable request that is not open already, registered by a colleague of ПЛТП (п. 3.5, 5.5)."""
    staff = world.staff(Role.FIRST_LINE)
    asking = _askers(world)
    known = {row.subject for row in rows}
    if not staff or not asking:
        return None
    for case in random.sample(TROUBLES + CONSULTATIONS, len(TROUBLES + CONSULTATIONS)):
        suitable = [(mis, person) for mis, person in asking if case.mis in (None, mis) and _asks(person, case)]
        if suitable and not any(recall(case.subject, subject) is not None for subject in known):
            mis, person = random.choice(suitable)
            return Happening(random.choice(staff), _register(random, case, mis, person, world))
    return None


def _askers(world: World) -> list[tuple[Mis, Person]]:
    systems = {each.id: each.mis for each in world.organizations}
    return [(mis, each) for each in world.people if not each.blocked for mis in systems.get(each.organization, ())]


def _asks(person: Person, case: Case) -> bool:
    return (person.kind in ("it", "it_head")) is case.by_it


def _register(random: Random, case: Case, mis: Mis, person: Person, world: World) -> Register:
    say = words(random, world.now)
    by_phone = world.working and random.random() < 0.35
    prefix = "ИН" if mis is Mis.QMS else "ИСК"
    written = Channel.INTERACTIVE if mis is Mis.QMS else Channel.ISKIZ
    return Register(
        subject=say(case.subject),
        description=say(case.description),
        organization=person.organization,
        requester=person.id,
        mis=mis,
        type=case.type,
        priority=random.choice(case.priorities),
        channel=Channel.PHONE if by_phone else written,
        received_at=world.now - timedelta(seconds=random.randrange(40, 150)) if by_phone else None,
        external_number=None if by_phone else f"{prefix}-{random.randrange(100_000, 990_000)}",
        answer=say(case.answer) if by_phone else None,
        ground=Ground.NOT_SOLVED if by_phone else None,
    )


def next_move(random: Random, row: QueueRow, world: World) -> Happening | None:
    """What a colleague would do with an open ticket now; None when it is nobody's turn but the player's."""
    actor = _whose_turn(random, row, world)
    if actor is None:
        return None
    if row.status is Status.RESOLVED:
        requester = _requester(row, world)
        return None if requester is None else Happening(actor, Confirm(number=row.number, by=requester))
    if row.line is Line.FIRST and row.next_clock is ClockName.FIRST_REACTION:
        return Happening(actor, Comment(number=row.number, text=_told(row, "answer") or random.choice(phrases.ASKED)))
    if row.status is Status.NEW:
        return Happening(actor, Take(number=row.number))
    if row.next_clock is ClockName.EXECUTOR_REACTION:
        return Happening(actor, Comment(number=row.number, text=random.choice(phrases.ACCEPTED)))
    if random.random() < 0.4:
        return Happening(actor, Comment(number=row.number, text=random.choice(phrases.PROGRESS)))
    solution = _told(row, "solution") or random.choice(phrases.SOLVED)
    return Happening(actor, Resolve(number=row.number, solution=solution))


def _whose_turn(random: Random, row: QueueRow, world: World) -> str | None:
    """The assignee, or anybody of ПЛТП where there is none or only the requester's word is missing."""
    first = world.staff(Role.FIRST_LINE)
    if row.assignee == world.me:
        return None
    if row.assignee is None or row.status is Status.RESOLVED:
        return random.choice(first) if first else None
    role = Role.FIRST_LINE if row.line is Line.FIRST else Role.SECOND_LINE
    return row.assignee if row.assignee in world.staff(role) else None


def _requester(row: QueueRow, world: World) -> int | None:
    clinics = {each.id for each in world.organizations if each.code == row.organization}
    return next((p.id for p in world.people if p.name == row.requester and p.organization in clinics), None)


def _told(row: QueueRow, what: str) -> str | None:
    """The case's own words for this ticket, where its subject tells all that they need."""
    for case in CASES:
        slots: Mapping[str, str] | None = recall(case.subject, row.subject)
        if slots is not None and case.outcome is None:
            try:
                return str(getattr(case, what)).format_map(slots)
            except KeyError:
                return None
    return None
