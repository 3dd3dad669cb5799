"""Why a term was broken: one cause for each breach, from the log as it stood then (п. 4.11, 6.8)."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from core.policy import Policy
from core.tickets.clocks.clock import Clock, Clocks
from core.tickets.clocks.resolution import RECLASSIFIED
from core.tickets.fold import replay
from core.tickets.log import History
from core.vocabulary import ClockName, Waiting


class BreachCause(StrEnum):
    """What a breach is put down to; the first that is true, in this order."""

    LATE_IMPORT = "late_import"
    RECLASSIFIED = "reclassified"
    WAITED_REQUESTER = "waited_requester"
    WAITED_ORGANIZATION = "waited_organization"
    WAITED_APPROVAL = "waited_approval"
    WAITED_THIRD_LINE = "waited_third_line"
    NO_EXECUTOR = "no_executor"
    LATE_FIRST_REACTION = "late_first_reaction"
    LATE_EXECUTOR_REACTION = "late_executor_reaction"
    IN_WORK = "in_work"

    @property
    def told(self) -> str:
        """In Russian, as reports tell it."""
        return _TITLES[self]

    @property
    def of_the_clinic(self) -> bool:
        """Whether it waited for the clinic: not for what ЦК answers for alone (п. 4.5, 4.6, 11.2)."""
        return self in _CLINIC


_TITLES: Final = {
    BreachCause.LATE_IMPORT: "записано уже после срока",
    BreachCause.RECLASSIFIED: "срок стал короче при смене типа или приоритета",
    BreachCause.WAITED_REQUESTER: "ждали инициатора",
    BreachCause.WAITED_ORGANIZATION: "ждали ИТ-службу МО",
    BreachCause.WAITED_APPROVAL: "ждали согласования МО",
    BreachCause.WAITED_THIRD_LINE: "ждали ТЛТП",
    BreachCause.NO_EXECUTOR: "не было исполнителя",
    BreachCause.LATE_FIRST_REACTION: "поздний первый ответ",
    BreachCause.LATE_EXECUTOR_REACTION: "поздний ответ исполнителя",
    BreachCause.IN_WORK: "было в работе",
}
_CLINIC: Final = frozenset({BreachCause.WAITED_REQUESTER, BreachCause.WAITED_ORGANIZATION, BreachCause.WAITED_APPROVAL})
_WAITED: Final = {
    Waiting.REQUESTER: BreachCause.WAITED_REQUESTER,
    Waiting.ORGANIZATION: BreachCause.WAITED_ORGANIZATION,
    Waiting.APPROVAL: BreachCause.WAITED_APPROVAL,
    Waiting.THIRD_LINE: BreachCause.WAITED_THIRD_LINE,
}
_OWN: Final = {
    ClockName.FIRST_REACTION: BreachCause.LATE_FIRST_REACTION,
    ClockName.EXECUTOR_REACTION: BreachCause.LATE_EXECUTOR_REACTION,
}


def cause_of(clock: Clock, clocks: Clocks, history: History, policy: Policy) -> BreachCause:
    """Why a clock is breached, from what its ticket was at the instant of the breach.

    A reaction that nobody waited for is late by itself; a resolution looks at whom the ticket waited for, whether
    somebody had it, and whether a reaction before it was late too.
    """
    if clock.due_at is not None and clock.due_at < policy.worktime(clock.line).last_counted(history[0].at):
        return BreachCause.LATE_IMPORT
    if clock.cause == RECLASSIFIED:
        return BreachCause.RECLASSIFIED
    return _circumstance(clock, clocks, history)


def _circumstance(clock: Clock, clocks: Clocks, history: History) -> BreachCause:
    at = clock.breached_at or clock.due_at
    ticket = replay(_until(history, at)) if at is not None else replay(history)
    if clock.name is not ClockName.FIRST_REACTION:
        if ticket.waits_for is not None:
            return _WAITED[ticket.waits_for]
        if ticket.assignee is None or ticket.no_executor:
            return BreachCause.NO_EXECUTOR
    if clock.name in _OWN:
        return _OWN[clock.name]
    late = (each for each in (clocks.first_reaction, clocks.executor_reaction) if each.breached_at and not each.soft)
    return next((_OWN[each.name] for each in late), BreachCause.IN_WORK)


def _until(history: History, at: datetime) -> History:
    """The log up to an instant; its first event always."""
    return tuple(each for place, each in enumerate(history) if place == 0 or each.at <= at)
