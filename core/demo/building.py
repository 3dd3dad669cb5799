"""Building the demonstration desk: a new store, filled by carrying out the plan through the use cases."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from core.demo.cast import ADMINISTRATOR, CLINICS, LOGIN, PEOPLE, SECOND_LINE, STAFF
from core.demo.content.solutions import known_solutions
from core.demo.episodes import with_episodes
from core.demo.finishing import finishing
from core.demo.plan import Step, opening, plan
from core.desk import StoreUnavailable, init_store, open_desk
from core.desk.batch.batch import batch
from core.desk.batch.known_desk import Directory
from core.desk.views import Done
from core.policy import load_policy
from core.tickets.closing.commands import Confirm, Reject
from core.tickets.command import Command, TicketCommand
from core.tickets.desk_records.calls import LogCall
from core.tickets.directory import Actor
from core.tickets.people.commands import AddOrganization, AddPerson
from core.tickets.refusal import Refusal
from core.tickets.registration.commands import Register
from core.tickets.staff.commands import AddUser
from core.tickets.tasks.approvals import GrantApproval, RequestApproval
from core.tickets.tasks.tasks import SetTask
from core.tickets.terms.commands import AgreeTerm
from core.vocabulary import Role

Progress = Callable[[int, int], None]
"""Is told how many commands are done, and of how many."""

_EVERY = 25
_NAMES = {each.login: each.name for each in STAFF}
_REGISTRAR = next(each.login for each in STAFF if each.role is Role.FIRST_LINE and each.login != LOGIN)
ACTORS: Mapping[str, Actor] = {each.login: Actor(each.login, each.name, each.role) for each in STAFF}


class Past(Protocol):
    """What carries a past out: a batch of a desk."""

    @property
    def directory(self) -> Directory:
        """Clinics, people and staff as they stand now."""

    def perform(self, command: Command, actor: Actor, *, key: str | None = None) -> Done | Refusal:
        """Carry a command out at the instant of the clock."""


class DemoRefused(Exception):
    """The rules refused something that the demonstration does: the plan and the rules disagree."""


@dataclass(slots=True)
class MovingClock:
    """The clock of the desk while its past is made: it stands where the plan is."""

    at: datetime

    def __call__(self) -> datetime:
        """The instant."""
        return self.at


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the desk is to be like."""

    now: datetime
    tickets: int
    seed: int


@dataclass(slots=True)
class Ids:
    """Which ids the store gave to the clinics, people and stories of the plan, by their places there."""

    clinics: list[int] = field(default_factory=list)
    people: list[int] = field(default_factory=list)
    tickets: dict[int, int] = field(default_factory=dict)


def build(
    database: Path,
    *,
    now: datetime,
    tickets: int = 400,
    seed: int = 1,
    progress: Progress | None = None,
    config: Path | None = None,
) -> None:
    """Make a new store at ``database`` with an invented desk as it stands at ``now`` (aware).

    It has ``tickets`` of its past and three more that were imported at the last moment.

    The same arguments under the same policy make the same desk. The file gets its name only when it is whole. Raises
    StoreUnavailable when the store cannot be made or there is one already, ConfigError for a broken ``config``, and
    DemoRefused when the rules refuse a step of the plan.
    """
    if database.exists():
        raise StoreUnavailable(f"Файл {database} уже есть: учебные данные создаются заново")
    unfinished = database.with_name(database.name + ".building")
    _remove(unfinished)
    try:
        _make(unfinished, config, _Wish(now, tickets, seed), progress)
        unfinished.replace(database)
    finally:
        _remove(unfinished)


def _make(database: Path, config: Path | None, wish: _Wish, progress: Progress | None) -> None:
    policy = load_policy(config)
    clock = MovingClock(opening(policy, wish.now))
    _done(init_store(database, ADMINISTRATOR, _NAMES[ADMINISTRATOR], clock=clock), "init")
    with open_desk(database, config=config, clock=clock) as desk:
        with batch(desk.environment, known_texts=True) as past:
            now = wish.now.astimezone(policy.zone)
            steps = with_episodes(policy, plan(policy, now, wish.tickets, wish.seed), now)
            ids = fill_directory(past, clock.at.year)
            document(past)
            live_through(past, steps, ids, clock, progress)
        clock.at = policy.worktime().last_counted(wish.now)
        for late in finishing(desk, clock.at, LOGIN, _REGISTRAR):
            done = desk.commands.perform(late.command, ACTORS[late.actor])
            if not (late.denied and isinstance(done, Refusal) and done.denied):
                _done(done, late)


def live_through(past: Past, steps: Sequence[Step], ids: Ids, clock: MovingClock, progress: Progress | None) -> None:
    """Carry the plan out, step by step."""
    for count, step in enumerate(steps, start=1):
        clock.at = step.at
        done = _done(_perform(past, bind(step, ids), step), step)
        if isinstance(step.command, Register) and done.number is not None:
            ids.tickets[step.story] = done.number
        if progress and (count % _EVERY == 0 or count == len(steps)):
            progress(count, len(steps))


def document(past: Past) -> None:
    """Document what the engineers have known for long (п. 6.9)."""
    for place, each in enumerate(known_solutions()):
        engineer = SECOND_LINE[place % len(SECOND_LINE)]
        _done(past.perform(each, ACTORS[engineer]), each)


def _perform(past: Past, command: Register | TicketCommand | LogCall, step: Step) -> Done | Refusal:
    """Carry a step out; a registrar who is shown similar tickets says that this is another problem (п. 5.5)."""
    done = past.perform(command, ACTORS[step.actor], key=step.key)
    if isinstance(done, Refusal) and done.code == "register.similar" and isinstance(command, Register):
        shown = tuple(each["number"] for each in done.details["similar"])
        done = past.perform(replace(command, different_from=shown), ACTORS[step.actor], key=step.key)
    return done


def bind(step: Step, ids: Ids) -> Register | TicketCommand | LogCall:
    """The command of a step with the store's ids in place of the plan's."""
    match step.command:
        case Register() as command:
            clinic, person = ids.clinics[command.organization], ids.people[command.requester]
            return replace(command, organization=clinic, requester=person)
        case LogCall() as command:
            return replace(command, requester=ids.people[command.requester])
        case AgreeTerm() as command:
            return replace(command, number=ids.tickets[step.story], agreed_with=ids.people[command.agreed_with])
        case SetTask(person=int(person)) as command:
            return replace(command, number=ids.tickets[step.story], person=ids.people[person])
        case RequestApproval() as command:
            return replace(command, number=ids.tickets[step.story], person=ids.people[command.person])
        case Confirm() | Reject() | GrantApproval() as command:
            return replace(command, number=ids.tickets[step.story], by=ids.people[command.by])
        case command:
            return replace(command, number=ids.tickets[step.story])


def fill_directory(past: Past, year: int) -> Ids:
    """Enter the staff, the clinics and their people, as the administrator."""
    administrator, ids, places = ACTORS[ADMINISTRATOR], Ids(), {}
    for each in STAFF:
        if each.login != ADMINISTRATOR:
            account = AddUser(login=each.login, full_name=each.name, role=each.role, competences=each.competences)
            _done(past.perform(account, administrator), account)
    for clinic in CLINICS:
        add = AddOrganization(
            title=clinic.title,
            code=clinic.code,
            mis=clinic.mis,
            contract=f"{clinic.contract}/{year % 100:02}",
            contract_from=f"{year - 1}-01-01",
        )
        _done(past.perform(add, administrator), add)
        places[clinic.code] = max(past.directory.organizations)
        ids.clinics.append(places[clinic.code])
    for person in PEOPLE:
        entry = AddPerson(
            full_name=person.name,
            organization=places[person.clinic],
            person_kind=person.kind,
            phone=person.phone,
        )
        ids.people.append(int(_done(past.perform(entry, administrator), entry).subject or 0))
    return ids


def _done(done: Done | Refusal, what: object) -> Done:
    if isinstance(done, Refusal):
        raise DemoRefused(f"{done.code}: {done.message} ({what})")
    return done


def _remove(database: Path) -> None:
    """Remove an unfinished store with its companions."""
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
