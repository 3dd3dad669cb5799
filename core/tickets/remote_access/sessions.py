"""Remote sessions and the checklist of a workplace (гл. 8, 9)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from core.policy.lifecycle import RemoteConsent
from core.tickets.command import TicketCommand
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.log import Changed, Recorded, TicketEvent, free_text, with_one
from core.tickets.narration.accesses import AccessEntry
from core.tickets.narration.values import Names, Narration
from core.tickets.people.requesters import speaks_for
from core.tickets.records import RemoteSession
from core.tickets.refusal import Refusal, bad_input
from core.tickets.ticket import Ticket
from core.tickets.undo.compensation import BY_MISTAKE
from core.tickets.use_cases.checks import clinic_person
from core.tickets.use_cases.use_case import ENDED, HELD, Reversal, UseCase, unless

CONSENT_HOW = {"phone": "по телефону", "written": "письменно"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteStarted(TicketEvent):
    """A remote session began (п. 8.1–8.4): organisation, МИС and PC named, consent given for this session alone."""

    kind: ClassVar[str] = "remote_started"
    clockless: ClassVar[bool] = True
    access: ClassVar[AccessEntry | None] = AccessEntry(
        lambda event: f"Удалённый сеанс {event.session} начат",
        "п. 8.4",
        person=lambda event: event.consent_by,
        reason=lambda event: event.pc,
    )
    session: int
    consent_by: int
    consent_how: str
    consent_at: datetime
    pc: str = free_text()
    for_requester: int | None = None
    """The absent requester whom ``consent_by`` substitutes (п. 4.7)."""

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        session = RemoteSession(
            id=self.session,
            pc=self.pc,
            consent_by=self.consent_by,
            consent_how=self.consent_how,
            started_at=recorded.at,
            started_by=recorded.actor,
        )
        return {"remote": (*ticket.remote, session)}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        how = CONSENT_HOW.get(self.consent_how, self.consent_how)
        title = f"Удалённый сеанс {self.session} начат; разрешил {how} {names.person(self.consent_by)}"
        title += ", замещающий инициатора" if self.for_requester is not None else ""
        data = {"session": self.session, "consent_by": self.consent_by, "consent_how": self.consent_how}
        return Narration(title, self.pc, "п. 8.3, 8.4", False, data | {"consent_at": names.iso(self.consent_at)})

    def compensated(self, before: Ticket) -> TicketCommand | str:
        """The command that compensates it, or why there is none."""
        return "Начатое завершают его собственной командой"

    def ended_by(self, number: int) -> TicketCommand | None:
        """What ends it: it stays on record, for somebody may have been connected already (п. 8.4)."""
        return EndRemote(number=number, result=BY_MISTAKE)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteEnded(TicketEvent):
    """A remote session ended."""

    kind: ClassVar[str] = "remote_ended"
    clockless: ClassVar[bool] = True
    access: ClassVar[AccessEntry | None] = AccessEntry(
        lambda event: f"Удалённый сеанс {event.session} завершён", "п. 8.4", reason=lambda event: event.result
    )
    drops: ClassVar[str] = "remote"
    session: int
    result: str | None = free_text(None)

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        return {"remote": with_one(ticket.remote, self.session, ended_at=recorded.at)}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        return Narration(
            f"Удалённый сеанс {self.session} завершён", self.result, "п. 8.4", False, {"session": self.session}
        )

    @classmethod
    def dropping(cls, identity: int, reason: str) -> TicketEvent:
        """The end without a result, along with the ticket."""
        return cls(session=identity, result=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class StartRemote(TicketCommand):
    """Begin a remote session (п. 8.3, 8.4)."""

    name: ClassVar[str] = "remote_start"
    pc: str
    consent_by: int | None = None
    consent_how: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRemote(TicketCommand):
    """End the remote session that is open."""

    name: ClassVar[str] = "remote_end"
    result: str | None = None


CONSENT: Final = "п. 8.4"
HOW: Final = {"phone": "по телефону", "written": "письменно"}


def start(ticket: Ticket, command: StartRemote, context: Context) -> Effects | Refusal:
    """A session on the PC that the user named, with a consent of its own; organisation and МИС are the ticket's."""
    if ticket.remote_open is not None:
        return Refusal("remote.open", f"Сеанс {ticket.remote_open.id} ещё не завершён", CONSENT)
    if command.consent_by is None or command.consent_how is None:
        message = "Без разрешения инициатора подключаться нельзя: укажите, кто и как разрешил этот сеанс"
        return Refusal("remote.no_consent", message, CONSENT)
    if command.consent_how not in HOW:
        message = f"Способ согласия «{command.consent_how}» неизвестен. Допустимо: {', '.join(HOW)}"
        return bad_input("remote.how", message, CONSENT, field="consent_how", allowed=list(HOW))
    absent = _consenting(ticket, command.consent_by, context)
    if isinstance(absent, Refusal):
        return absent
    event = RemoteStarted(
        session=len(ticket.remote) + 1,
        pc=command.pc,
        consent_by=command.consent_by,
        consent_how=command.consent_how,
        consent_at=context.now,
        for_requester=absent,
    )
    return (event,)


def _consenting(ticket: Ticket, identity: int, context: Context) -> int | Refusal | None:
    """Whether somebody may consent to a session: the requester, or who stands in for him, whose id is then given.

    Where the policy says so (★ ``remote_consent``), anybody of the clinic.
    """
    person = clinic_person(ticket, identity, context, CONSENT)
    if isinstance(person, Refusal):
        return person
    if context.policy.lifecycle.remote_consent is RemoteConsent.ORGANIZATION:
        return None
    what = "Разрешает подключиться инициатор обращения или замещающий его"
    return speaks_for(ticket, identity, context, code="remote.not_initiator", what=what, clause=CONSENT)


def end(ticket: Ticket, command: EndRemote, context: Context) -> Effects | Refusal:
    """The end of the session that is open."""
    if ticket.remote_open is None:
        return Refusal("remote.none", "Открытого сеанса нет", CONSENT)
    return (RemoteEnded(session=ticket.remote_open.id, result=command.result),)


def _no_session(ticket: Ticket, context: Context) -> Refusal | None:
    if ticket.remote_open is None:
        return None
    return Refusal("remote.open", f"Сеанс {ticket.remote_open.id} ещё не завершён", "п. 8.4")


USE_CASES: Final = (
    UseCase(
        StartRemote,
        start,
        title="Удалённый сеанс",
        about="Начать удалённый сеанс с разрешения инициатора (п. 8.4).",
        denial="Подключаются к ПК специалисты ПЛТП и ВЛТП",
        clause="п. 8.1",
        rights="nw/nw/nw  -/nw/nw  -  -  -  -",
        premises=(_no_session,),
        rests_on=f"remote {HELD} {ENDED}",
        undo=Reversal.REVERSED,
    ),
    UseCase(
        EndRemote,
        end,
        title="Завершить сеанс",
        about="Завершить удалённый сеанс.",
        denial="Сеанс завершают специалисты ЦК",
        clause="п. 8.4",
        rights="nwrc/nwrc/nwrc  -/nwrc/nwrc  nwrc/nwrc/nwrc  -  -  -",
        premises=(unless(lambda ticket: ticket.remote_open, "remote.none", "Открытого сеанса нет", "п. 8.4"),),
        rests_on="remote",
        undo=Reversal.MARKED,
    ),
)
