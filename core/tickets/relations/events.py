"""What a ticket has to do with others: watchers, files, links (п. 5.9; Прил. 3, п. 1–3)."""

from dataclasses import dataclass, replace
from typing import ClassVar

from core.tickets.command import TicketCommand
from core.tickets.log import Changed, Recorded, TicketEvent, free_text
from core.tickets.narration.values import Names, Narration
from core.tickets.records import UNSEEN, Attachment, Follower, TicketLink
from core.tickets.relations.commands import Watch
from core.tickets.ticket import Ticket
from core.vocabulary import LinkKind, Screened
from core.wording import mid_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched(TicketEvent):
    """Somebody of staff (``login``) or of a clinic (``person``) watches from now on, or no longer.

    ``because_of``: the duplicate whose requester watches the ticket that solves the problem (Прил. 3, п. 2); ``apart``:
    he is of another clinic, is told of the solution and does not watch here.
    """

    kind: ClassVar[str] = "watched"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached(TicketEvent):
    """A file was added; its bytes lie in the store under ``sha256``, its name is people's words and never a path."""

    kind: ClassVar[str] = "attached"
    attachment: int
    sha256: str
    size: int
    title: str = free_text()
    screened: Screened = Screened.NO
    """How much of it was looked through for personal data (Прил. 3, п. 5); nothing of what was kept before that was."""

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        file = Attachment(
            id=self.attachment, title=self.title, sha256=self.sha256, size=self.size, at=recorded.at,
            screened=self.screened,
        )  # fmt: skip
        return {"attachments": (*ticket.attachments, file)}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        data = {
            "attachment": self.attachment, "sha256": self.sha256, "size": self.size, "screened": self.screened.value,
        }  # fmt: skip
        unseen = f" ({UNSEEN[self.screened]})" if self.screened in UNSEEN else ""
        return Narration(f"Приложен файл {self.attachment}{unseen}", self.title, "Прил. 3, п. 3", True, data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked(TicketEvent):
    """The ticket stands in a relation to another; both logs tell it. ``origin``: this is the earlier of the two.

    ``removed``: no longer, because the duplicate is open again.
    """

    kind: ClassVar[str] = "linked"
    link: LinkKind
    other: int
    origin: bool = False
    removed: bool = False

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        link = TicketLink(kind=self.link, other=self.other, origin=self.origin)
        if self.link is LinkKind.DUPLICATE and not self.origin:  # a duplicate has one original: that of its whole chain
            kept = tuple(each for each in ticket.links if each.kind is not LinkKind.DUPLICATE or each.origin)
        else:
            kept = tuple(each for each in ticket.links if each != link)
        return {"links": kept if self.removed else (*kept, link)}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        label = mid_sentence(names.policy.labels.of(self.link))
        data = {"kind": self.link.value, "other": self.other, "origin": self.origin, "removed": self.removed}
        told = (
            f"Больше не связано с обращением № {self.other}" if self.removed else f"Связь с обращением № {self.other}"
        )
        if self.link is LinkKind.DUPLICATE:
            label = "его проблему решают здесь" if self.origin else "проблему решают там"
        return Narration(f"{told}: {label}", None, "Прил. 3, п. 1, 2", False, data)


def _followers(ticket: Ticket, event: Watched) -> tuple[Follower, ...]:
    """Who follows because of duplicates, after somebody watches or does no longer."""
    if event.because_of is None:
        return tuple(each for each in ticket.followers if event.login is None or each.login != event.login)
    one = Follower(event.person, event.login, event.because_of, event.apart)
    rest = tuple(each for each in ticket.followers if replace(each, apart=event.apart) != one)
    return rest if event.removed else (*rest, one)
