"""How a ticket came to ВЛТП, and which event gave it to an executor there (п. 5.9, 6.4, 7.6)."""

from dataclasses import dataclass

from core.tickets.assignment.events import Assigned, Released, Taken
from core.tickets.log import History, Recorded
from core.tickets.registration.events import Registered
from core.tickets.third_line.events import Returned, RoutedOut
from core.vocabulary import Line, Scenario


@dataclass(frozen=True, slots=True)
class ExecutorHandOver:
    """``came``: released by ПЛТП, or returned by ТЛТП; ``given``: to an executor, None while there is nobody."""

    came: Recorded
    given: Recorded | None


def handed_over(history: History) -> ExecutorHandOver | None:
    """The hand-over to ВЛТП that its executor's reaction is counted from; None while the ticket never was there.

    A return from ТЛТП hands nothing over where ВЛТП had the ticket before; where it did not, the ticket has come to
    ВЛТП by it: to the executor who was named for it already, or to nobody until somebody is assigned or takes it.
    """
    released = [each for each in history if isinstance(each.event, Released)]
    return ExecutorHandOver(released[-1], released[-1]) if released else _returned(history)


def _returned(history: History) -> ExecutorHandOver | None:
    """The first return of a ticket whose executor ТЛТП was (п. 7.5), with who was executor at ВЛТП then, or since."""
    at_third_line = named = False
    came: Recorded | None = None
    for each in history:
        match each.event:
            case Taken() | Assigned() if came is not None and _gives(each):
                return ExecutorHandOver(came, each)
            case Registered(decision=decision) if decision is not None:
                named = decision.line is Line.SECOND and decision.executor is not None
            case Assigned(to=to, automatic=automatic):
                named = to is not None and (automatic or at_third_line)
            case Taken():  # by ПЛТП, where it is until then: no executor at ВЛТП
                named = False
            case RoutedOut(scenario=scenario):
                at_third_line = scenario is Scenario.EXECUTOR
            case Returned() if at_third_line and came is None:
                came = each
                if named:
                    return ExecutorHandOver(came, came)
    return None if came is None else ExecutorHandOver(came, None)


def _gives(recorded: Recorded) -> bool:
    return not isinstance(recorded.event, Assigned) or recorded.event.to is not None
