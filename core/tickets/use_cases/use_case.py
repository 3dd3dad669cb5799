"""What a use case is: everything that there is to say of one command, said once, beside its rule.

Rights, lists of actions, titles, reasons, premises of a save on a stale version and the ways of taking back are all
read from here (:mod:`core.tickets.use_cases.catalogue`); nothing of a command is tabled a second time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeAlias

from core.tickets.command import Command
from core.tickets.context import Context
from core.tickets.directory import Actor, User
from core.tickets.effects import DeskRule, Rule
from core.tickets.records import ENDS_WITH_THE_TICKET
from core.tickets.refusal import Refusal
from core.tickets.ticket import Ticket

Staff: TypeAlias = Mapping[str, User]
Guard: TypeAlias = Callable[[Ticket, Actor, Staff], Refusal | None]
"""Looks at the ticket and at who the actor is: a screen shows an action disabled before anything is typed."""
Premise: TypeAlias = Callable[[Ticket, Context], Refusal | None]
"""Looks at the ticket, its log, the policy and the instant, never at the values of a command."""
OffItsLine: TypeAlias = Callable[[Ticket, Actor], Refusal | None]

ENDED: Final = "outcome solution heard_at"
"""What every solution, verdict of the requester and closing touches; taking a ticket changes its status alone."""
OPEN_INSIDE: Final = " ".join(ENDS_WITH_THE_TICKET)
"""What may be left open inside a ticket that ends."""
HELD: Final = "assignee accepted_by line third_line"
"""Who holds a ticket."""


class Reversal(StrEnum):
    """What taking a command back within seconds of its key press means.

    * ``MARKED``: it is carried out at once, and taking it back is an event of its own; the fold of the ticket and its
      clocks read as if neither had been, and the log tells both. Honest for everything that stays inside the desk: an
      answer written at 12:59:58 is on time because it was never held, and one that was taken back has met no clock.
    * ``REVERSED``: a command of its own ends what was begun, and both are told: somebody may have been connected.
    * ``HELD``: the console waits the seconds out before it gives the command, for what cannot be brought back: words
      that are cut out, a ticket that is born, records of the desk whose earlier value the log would have to guess.
    * ``FINAL``: it is not taken back, and ``UseCase.instead`` tells what to do.
    """

    MARKED = "marked"
    REVERSED = "reversed"
    HELD = "held"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class UseCase:
    """One thing that can be asked for.

    ``rights``: a cell for each role (ПЛТП, ВЛТП, руководитель, администратор, наблюдатель, программа). Of a command to
    a ticket a cell holds three groups, for a ticket at ПЛТП, ВЛТП and ТЛТП, of the states in which the role may give
    it: ``n`` Новый, ``w`` В работе, ``r`` Решена, ``c`` Закрыта; ``-`` is never. A command of the desk knows no line,
    and no state: ``+`` or ``-``. Denied unless listed (гл. 4–8 and 11, Прил. 2).
    """

    command: type[Command]
    rule: Rule | DeskRule
    title: str
    """What it is called for people: in lists of actions, the palette, the help."""
    about: str
    """What it does, in one Russian sentence: in the palette, the help and the sheet of keys."""
    denial: str
    """Why a role may not give it at all: a Russian sentence."""
    rights: str
    clause: str | None = None
    """What of the regulation it rests on."""
    guards: tuple[Guard, ...] = ()
    premises: tuple[Premise, ...] = ()
    """What it needs to be there, in the order in which it is told."""
    off_its_line: OffItsLine | None = None
    """Why it is not given where the ticket is, where that is not the usual sentence."""
    admits: Callable[[Any, Actor], Refusal | None] | None = None
    """What of its values an actor of a permitted role may still not ask for."""
    rests_on: str | None = None
    """The fields of a ticket that whoever gives it had before his eyes; None: all but what is only added."""
    undo: Reversal = Reversal.FINAL
    instead: str | None = None
    """What to do in place of taking it back."""

    @property
    def name(self) -> str:
        """The stable name of the command."""
        return self.command.name


def unless(met: Callable[[Ticket], object], code: str, message: str, clause: str) -> Premise:
    """A premise about the ticket alone."""
    refusal = Refusal(code, message, clause)
    return lambda ticket, context: None if met(ticket) else refusal
