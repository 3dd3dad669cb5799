"""A call back that was promised to the requester: by when and about what, and what was said then (п. 4.6, 5.4)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from core.tickets.command import TicketCommand
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.log import Changed, Recorded, TicketEvent, free_text, with_one
from core.tickets.narration.values import Names, Narration
from core.tickets.records import Callback
from core.tickets.refusal import Refusal
from core.tickets.ticket import Ticket
from core.tickets.use_cases.checks import to_come
from core.tickets.use_cases.use_case import ENDED, Reversal, UseCase, unless

CALLBACKS: Final = "п. 4.6, 5.4"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackPromised(TicketEvent):
    """The requester was promised a call until an instant."""

    kind: ClassVar[str] = "callback_promised"
    clockless: ClassVar[bool] = True
    callback: int
    until: datetime
    text: str = free_text()

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        promised = Callback(
            id=self.callback, until=self.until, text=self.text, promised_at=recorded.at, promised_by=recorded.actor
        )
        return {"callbacks": (*ticket.callbacks, promised)}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        data = {"callback": self.callback, "until": names.iso(self.until)}
        title = f"Обещано перезвонить инициатору до {names.moment(self.until)}"
        return Narration(title, self.text, CALLBACKS, False, data)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackDone(TicketEvent):
    """The requester was called back; ``cancelled``: nobody has called, for the ticket has ended without it.

    What was said is for ЦК alone and stops no clock: an answer that the requester may read is a comment.
    """

    kind: ClassVar[str] = "callback_done"
    clockless: ClassVar[bool] = True
    drops: ClassVar[str] = "callback"
    callback: int
    cancelled: bool = False
    text: str = free_text()

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        done = {"done_at": recorded.at, "result": self.text, "cancelled": self.cancelled}
        return {"callbacks": with_one(ticket.callbacks, self.callback, **done)}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        title = "Обещанный звонок снят" if self.cancelled else "Инициатору перезвонили"
        return Narration(title, self.text, CALLBACKS, False, {"callback": self.callback, "cancelled": self.cancelled})

    @classmethod
    def dropping(cls, identity: int, reason: str) -> TicketEvent:
        """The end without a call, along with the ticket."""
        return cls(callback=identity, cancelled=True, text=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseCallback(TicketCommand):
    """Promise the requester a call until an instant: about what."""

    name: ClassVar[str] = "callback_promise"
    until: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishCallback(TicketCommand):
    """Record that the requester was called back: what was said, for ЦК alone."""

    name: ClassVar[str] = "callback_done"
    text: str


def promise(ticket: Ticket, command: PromiseCallback, context: Context) -> Effects | Refusal:
    """A promise that can still be kept; one at a time, so that each has an end of its own."""
    refusal = _promised_already(ticket, context) or to_come(command.until, context, "callback.in_past", CALLBACKS)
    return refusal or (CallbackPromised(callback=len(ticket.callbacks) + 1, until=command.until, text=command.text),)


def finish(ticket: Ticket, command: FinishCallback, context: Context) -> Effects | Refusal:
    """The call that was promised, in time or late."""
    refusal = _nothing_promised(ticket, context)
    return refusal or tuple(CallbackDone(callback=each.id, text=command.text) for each in ticket.callbacks if each.open)


_nothing_promised: Final = unless(
    lambda ticket: any(each.open for each in ticket.callbacks), "callback.none", "Перезвонить не обещали", CALLBACKS
)
_promised_already: Final = unless(
    lambda ticket: not any(each.open for each in ticket.callbacks),
    "callback.open",
    "Перезвонить уже обещано; запишите сначала тот звонок",
    CALLBACKS,
)


USE_CASES: Final = (
    UseCase(
        PromiseCallback,
        promise,
        title="Обещать звонок",
        about="Обещать инициатору перезвонить: до какого времени и о чём (п. 4.6, 5.4).",
        denial="Перезвонить обещают специалисты ЦК",
        clause=CALLBACKS,
        rights="nw/nw/nw  -/nw/nw  nw/nw/nw  -  -  -",
        premises=(_promised_already,),
        rests_on=f"callbacks {ENDED}",
        undo=Reversal.MARKED,
    ),
    UseCase(
        FinishCallback,
        finish,
        title="Перезвонили",
        about="Записать обещанный звонок: что сказано; инициатор записи не видит.",
        denial="Звонок инициатору записывают специалисты ЦК",
        clause=CALLBACKS,
        rights="nwr/nwr/nwr  -/nwr/nwr  nwr/nwr/nwr  -  -  -",
        premises=(_nothing_promised,),
        rests_on="callbacks",
        undo=Reversal.MARKED,
    ),
)
