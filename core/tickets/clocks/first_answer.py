"""Which events are feedback to the requester, and whose (Прил. 2, «Срок реакции»)."""

from typing import Final

from core.tickets.answers.events import Commented, RequesterAnswered
from core.tickets.closing.disputes import DisputeDecided, DisputeOpened
from core.tickets.closing.events import Closed, Confirmed, Rejected, Reopened, Resolved
from core.tickets.log import Recorded
from core.tickets.tasks.approvals import ApprovalGranted, ApprovalRefused, ApprovalRequested
from core.tickets.terms.events import TermAgreed
from core.vocabulary import Line, Role

_STAFF = frozenset({Role.FIRST_LINE, Role.SECOND_LINE, Role.SUPERVISOR})
_PUBLIC: Final = (
    Commented | Resolved | Closed | Confirmed | Rejected | Reopened | RequesterAnswered
    | TermAgreed | ApprovalRequested | ApprovalGranted | ApprovalRefused | DisputeOpened | DisputeDecided
)  # fmt: skip
"""What the requester hears, or has said himself; a term and an approval are agreed with the clinic."""


def is_answer(recorded: Recorded, line: Line | None = None) -> bool:
    """Whether the event is a text that staff (of ``line``, or any) wrote for the requester.

    A public comment is; so are the solution and the reason of a closing, which the requester is given too. An internal
    note, a taking, an assignment or a change of status is not.
    """
    if not isinstance(recorded.event, Commented | Resolved | Closed):
        return False
    return recorded.role in _STAFF if line is None else recorded.role.line is line


def is_public(recorded: Recorded) -> bool:
    """Whether the event was said to the requester or by the clinic."""
    return isinstance(recorded.event, _PUBLIC)
