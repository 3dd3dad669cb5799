"""What the fields of forms can find: each source is one short read of the desk, made in a thread."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from console.forms.context import About
from console.forms.entries import Entry
from console.labels import PERSON_KINDS
from console.presence.absences_text import absent_staff
from core.desk.views import QueueQuery, View
from core.policy.labels import Labels
from core.text import clean_line
from core.tickets.staff.substitution import person_path

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.tickets.directory import Person, User

Source = Callable[["Desk", About], tuple[Entry, ...]]
MOST_HANDED_OVER: Final = 40
"""How many tickets of each sort a handing over of the shift goes through."""
_HANDED_OVER: Final[Mapping[View, str]] = {
    View.MINE: "ваше", View.OVERDUE: "просрочено", View.SOON: "скоро срок", View.WAITING: "ждёт",
    View.THIRD_LINE: "у ТЛТП",
}  # fmt: skip
"""The views that a handing over looks through, with the word for each."""
MOST_TICKETS: Final = 2_000
"""How many open tickets a field offers; any other one is named by its number."""


def read_sources(names: Iterable[str], desk: "Desk", about: About) -> dict[str, tuple[Entry, ...]]:
    """Everything that the sources of these names give. Raises StoreUnavailable."""
    return {name: SOURCES[name](desk, about) for name in dict.fromkeys(names)}


def _people_here(desk: "Desk", about: About) -> tuple[Entry, ...]:
    """The people of the ticket's clinic."""
    clinic = about.view.ticket.organization if about.view is not None else None
    return tuple(_person(each, "") for each in desk.directory.people(clinic) if not each.blocked)


def _approvers(desk: "Desk", about: About) -> tuple[Entry, ...]:
    """The people of the ticket's clinic, those who approve a «Настройка» first (п. 11.4)."""
    clinic = about.view.ticket.organization if about.view is not None else None
    kinds = desk.policy.lifecycle.setup_approvers
    people = [each for each in desk.directory.people(clinic) if not each.blocked]
    people.sort(key=lambda each: kinds.index(each.kind) if each.kind in kinds else len(kinds))
    return tuple(_person(each, "") for each in people)


def _people(desk: "Desk", _about: About) -> tuple[Entry, ...]:
    """Everybody of every clinic."""
    clinics = {each.id: each.name for each in desk.directory.organizations()}
    return tuple(
        _person(each, clinics.get(each.organization, "")) for each in desk.directory.people() if not each.blocked
    )


def _users(desk: "Desk", _about: About) -> tuple[Entry, ...]:
    """The staff that works; of who is away now, until when and who stands in for him (п. 4.7)."""
    labels, away = desk.policy.labels, absent_staff(desk)
    return tuple(_user(each, labels, away.get(each.login, "")) for each in desk.directory.users() if not each.blocked)


def _task_takers(desk: "Desk", about: About) -> tuple[Entry, ...]:
    """Who can be given a task: the heads of the clinic's IT, who stands in for them (п. 4.4), then the staff."""
    clinic = about.view.ticket.organization if about.view is not None else None
    known, now, absences = desk.directory.people(clinic), desk.now(), desk.directory.absences()
    heads = [each for each in known if each.kind == "it_head" and not each.blocked]
    stand_ins = {person for head in heads for person in person_path(absences, head.id, now)}
    people = [*heads, *(each for each in known if each.id in stand_ins and each not in heads and not each.blocked)]
    here = [_paired("person", _person(each, "")) for each in people]
    return (*here, *(_paired("user", entry) for entry in _users(desk, about)))


def _task_heirs(desk: "Desk", about: About) -> tuple[Entry, ...]:
    """Who can be given a task that somebody has: the people of the clinic (п. 4.4), and the staff (п. 4.8)."""
    here = (_paired("person", entry) for entry in _people_here(desk, about))
    return (*here, *(_paired("user", entry) for entry in _users(desk, about)))


def _absentees(desk: "Desk", about: About) -> tuple[Entry, ...]:
    """The staff and the people of clinics, for absences (п. 4.7)."""
    staff = (_paired("login", entry) for entry in _users(desk, about))
    return (*staff, *(_paired("person", entry) for entry in _people(desk, about)))


def _organizations(desk: "Desk", _about: About) -> tuple[Entry, ...]:
    """The clinics."""
    return tuple(Entry(each.id, each.name, each.code) for each in desk.directory.organizations())


def _tickets(desk: "Desk", about: About) -> tuple[Entry, ...]:
    """Open tickets, those of the same clinic first."""
    own = about.view.ticket if about.view is not None else None
    numbers = desk.queue.numbers(QueueQuery(View.OPEN), MOST_TICKETS)
    rows = [row for row in desk.queue.rows(numbers) if own is None or row.number != own.number]
    code = about.view.organization.code if about.view is not None else ""
    rows.sort(key=lambda row: row.organization != code)
    return tuple(Entry(row.number, f"№ {row.number} {row.subject}", row.organization_name) for row in rows)


def _solutions(desk: "Desk", about: About) -> tuple[Entry, ...]:
    """Documented solutions, those that answer the ticket best first."""
    text = f"{about.view.ticket.subject}\n{about.view.ticket.description}" if about.view is not None else ""
    best = [each.solution for each in desk.registers.solutions(text)] if text else []
    known = {each.id for each in best}
    rest = (each.solution for each in desk.registers.solutions() if each.solution.id not in known)
    return tuple(Entry(each.id, each.title, f"решение {each.id}", each.text) for each in (*best, *rest))


def _outages(desk: "Desk", _about: About) -> tuple[Entry, ...]:
    """Mass incidents that last."""
    return tuple(Entry(each.id, each.title, f"сбой № {each.id}") for each in desk.registers.outages())


def _handed_over(desk: "Desk", about: About) -> tuple[Entry, ...]:
    """What a shift is handed over with, in sections: one's own open tickets, what is late or soon due on the desk, and
    what waits: one's own that wait for somebody, and everything at ТЛТП."""
    me = str(about.fixed.get("me", ""))
    read = {view: desk.queue.numbers(QueueQuery(view, me=me), MOST_HANDED_OVER) for view in _HANDED_OVER}
    told = {number: ", ".join(word for view, word in _HANDED_OVER.items() if number in read[view])
            for view in _HANDED_OVER for number in read[view]}  # fmt: skip
    mine, burning = read[View.MINE], (*read[View.OVERDUE], *read[View.SOON])
    waiting = {*read[View.THIRD_LINE], *(number for number in read[View.WAITING] if number in mine)}
    sections = {"Мои": mine, "Горит": burning, "Ждут": tuple(sorted(waiting))}
    rows = {row.number: row for row in desk.queue.rows(list(told))}
    placed: dict[int, str] = {}
    for section, numbers in sections.items():
        placed |= {
            number: section
            for number in numbers
            if number in rows and number not in placed and (section == "Ждут" or number not in waiting)
        }
    return tuple(
        Entry(number, clean_line(f"№ {number} {rows[number].subject}", 54), told[number], section=section)
        for number, section in placed.items()
    )


def _person(person: "Person", clinic: str) -> Entry:
    hint = " · ".join(filter(None, (PERSON_KINDS.get(person.kind, ""), person.phone or "", clinic)))
    return Entry(person.id, person.name, hint)


def _user(user: "User", labels: Labels, away: str) -> Entry:
    hint = " · ".join(filter(None, (user.login, labels.short(user.role), away)))
    return Entry(user.login, user.name, hint, " ".join(user.competences))


def _paired(attribute: str, entry: Entry) -> Entry:
    return Entry((attribute, entry.key), entry.title, entry.hint, entry.words)


SOURCES: Final[Mapping[str, Source]] = {
    "people_here": _people_here,
    "approvers": _approvers,
    "people": _people,
    "users": _users,
    "task_takers": _task_takers,
    "task_heirs": _task_heirs,
    "absentees": _absentees,
    "organizations": _organizations,
    "tickets": _tickets,
    "solutions": _solutions,
    "outages": _outages,
    "handed_over": _handed_over,
}
