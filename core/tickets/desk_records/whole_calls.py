"""A call that is saved whole: one command that holds others, carried out together or not at all (п. 5.5)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final

from core.tickets.answers.comments import Comment
from core.tickets.command import DeskCommand
from core.tickets.context import Context
from core.tickets.desk_records.calls import CALLS, LogCall
from core.tickets.effects import Effects
from core.tickets.knowledge.solutions import UseSolution
from core.tickets.people.commands import AddPerson
from core.tickets.refusal import Refusal, bad_input
from core.tickets.registration.commands import Register
from core.tickets.remote_access.sessions import StartRemote
from core.tickets.use_cases.use_case import UseCase

Part = AddPerson | Register | Comment | LogCall | StartRemote | UseSolution


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeCall(DeskCommand):
    """Save a call: whoever called is added where he is new, then the call is kept, then what follows in its ticket.

    A requester or a consent of 0 is that of the person who is added; the ticket's number in ``remote`` and
    ``solutions`` is whatever the call gets.
    """

    name: ClassVar[str] = "call_take"
    call: Register | Comment | LogCall
    """What the call is: a ticket, a comment on a known one, or a line of the call log."""
    person: AddPerson | None = None
    """Somebody new at the clinic (гл. 10)."""
    remote: StartRemote | None = None
    """The session that the caller has allowed (п. 8.3, 8.4)."""
    solutions: tuple[UseSolution, ...] = ()
    """The documented solutions that were read out (п. 5.4)."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """Its commands in the order in which they are carried out."""
        parts = (self.person, self.call, self.remote, *self.solutions)
        return tuple(each for each in parts if each is not None)

    def of(self, parts: Iterable[Any]) -> "TakeCall":
        """The same call of other parts, each of the kind of its own in its place."""
        rest = iter(parts)
        given = {name: next(rest) for name in ("person", "call", "remote") if getattr(self, name) is not None}
        return replace(self, **given, solutions=tuple(rest))


def known_part(part: Part, person: int | None, number: int | None) -> Part:
    """A part with the ids that the parts before it have made: of the person who was added, of the call's ticket."""
    match part:
        case Register() | LogCall() if person is not None and not part.requester:
            return replace(part, requester=person)
        case StartRemote():
            by = person if part.consent_by == 0 else part.consent_by
            return replace(part, number=number or 0, consent_by=by)
        case UseSolution():
            return replace(part, number=number or 0)
    return part


def has_no_ticket(command: TakeCall) -> Refusal | None:
    """A line of the call log has no ticket in which a session or a solution could be recorded."""
    if not isinstance(command.call, LogCall) or (command.remote is None and not command.solutions):
        return None
    message = "В журнал пишут один звонок: подключение и решение из базы записывают в обращении"
    return bad_input("call.no_ticket", message, CALLS, field="call")


def whole(command: TakeCall, context: Context) -> Effects | Refusal:
    """Its parts are decided one by one (:mod:`core.desk.handling.call_taking`); here what they cannot be together."""
    return has_no_ticket(command) or ()


USE_CASES: Final = (
    UseCase(
        TakeCall,
        whole,
        title="Принять звонок",
        about="Принять звонок: обращение, ответ или строка журнала одним действием (п. 5.5).",
        denial="Звонки принимают специалисты ЦК",
        clause="п. 5.5",
        rights="+  +  +  -  -  -",
        instead="Номер уже назван инициатору: ошибочное обращение закрывают без решения",
    ),
)
