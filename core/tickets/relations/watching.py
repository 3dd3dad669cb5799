"""Who of the centre watches a ticket, and who follows because of a duplicate (п. 5.9; Прил. 3, п. 2)."""

from dataclasses import dataclass, replace
from typing import ClassVar, Final

from core.tickets.command import TicketCommand
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.log import Changed, Recorded, TicketEvent
from core.tickets.narration.values import Names, Narration
from core.tickets.records import Follower
from core.tickets.refusal import Refusal
from core.tickets.ticket import Ticket
from core.tickets.use_cases.checks import staff
from core.tickets.use_cases.use_case import Reversal, UseCase


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch(TicketCommand):
    """Add a watcher of the centre, or take one off."""

    name: ClassVar[str] = "watch"
    login: str
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched(TicketEvent):
    """Somebody of staff (``login``) or of a clinic (``person``) watches from now on, or no longer.

    ``because_of``: the duplicate whose requester watches the ticket that solves the problem (Прил. 3, п. 2); ``apart``:
    he is of another clinic, is told of the solution and does not watch here.
    """

    kind: ClassVar[str] = "watched"
    clockless: ClassVar[bool] = True
    login: str | None = None
    person: int | None = None
    removed: bool = False
    because_of: int | None = None
    apart: bool = False

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        followers = _followers(ticket, self)
        stays = any(each.person == self.person and not each.apart for each in followers)
        people = tuple(each for each in ticket.watching_people if each != self.person or stays)
        staff = tuple(each for each in ticket.watchers if each != self.login)
        if not self.removed:
            people += (self.person,) if self.person is not None and not self.apart and self.person not in people else ()
            staff += (self.login,) if self.login is not None else ()
        return {"watching_people": people, "watchers": staff, "followers": followers}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        who = names.user(self.login) if self.login else names.person(self.person)
        data = {"login": self.login, "person": self.person, "removed": self.removed, "because_of": self.because_of}
        if self.because_of is not None:
            does = "Сообщить о решении" if self.apart else "Наблюдает"
            does = "Больше не следит за решением" if self.removed else does
            title = f"{does} (дубликат № {self.because_of}): {who}"
            data |= {"apart": self.apart}
            return Narration(title, None, "Прил. 3, п. 2", False, data)
        return Narration(
            f"{'Больше не наблюдает' if self.removed else 'Наблюдает'}: {who}", None, "п. 5.9", False, data
        )

    def compensated(self, before: Ticket) -> TicketCommand | str:
        """The command that compensates it, or why there is none."""
        if self.login is None:
            return "Наблюдателя от МО убирают вместе с дубликатом"
        return Watch(number=before.number, login=self.login, removed=not self.removed)


def _followers(ticket: Ticket, event: Watched) -> tuple[Follower, ...]:
    """Who follows because of duplicates, after somebody watches or does no longer."""
    if event.because_of is None:
        return tuple(each for each in ticket.followers if event.login is None or each.login != event.login)
    one = Follower(event.person, event.login, event.because_of, event.apart)
    rest = tuple(each for each in ticket.followers if replace(each, apart=event.apart) != one)
    return rest if event.removed else (*rest, one)


def watch(ticket: Ticket, command: Watch, context: Context) -> Effects | Refusal:
    """Somebody of the centre watches, or no longer."""
    user = staff(command.login, context, "п. 5.9")
    if isinstance(user, Refusal) and command.removed and user.code == "user.blocked":
        user = context.facts.users[command.login]  # whoever is blocked may well be taken off
    if isinstance(user, Refusal):
        return user
    if (user.login in ticket.watchers) is not command.removed:
        message = "не наблюдает" if command.removed else "уже наблюдает"
        return Refusal("watch.same", f"{user.name} {message} за обращением", "п. 5.9")
    return (Watched(login=user.login, removed=command.removed),)


USE_CASES: Final = (
    UseCase(
        Watch,
        watch,
        title="Наблюдатель",
        about="Добавить или убрать наблюдателя (п. 5.9).",
        denial="Наблюдателей назначают специалисты ЦК",
        clause="п. 5.9",
        rights="nwr/nwr/nwr  nwr/nwr/nwr  nwr/nwr/nwr  -  -  -",
        rests_on="",
        undo=Reversal.MARKED,
    ),
)
