"""The dialogs of a ticket: one for each command that needs words or a choice; the others are given at once."""

from typing import Any
from uuid import uuid4

from textual.screen import Screen

from console.commands.registry import Scope
from console.dialogs.classify import ClarifyDialog, PriorityDialog, TypeDialog
from console.dialogs.closing import CloseDialog, ResolveDialog
from console.dialogs.compose import CommentDialog, NoteDialog
from console.dialogs.explain import ExplainScreen
from console.dialogs.frame.spec_dialog import SpecDialog
from console.dialogs.frame.ticket_dialog import TicketDialog
from console.dialogs.frame.toasts import tell_act, tell_refusal
from console.dialogs.release import ReleaseDialog
from console.dialogs.taking import TakeDialog, a_colleague_has_it
from console.dialogs.verdicts import ConfirmDialog, RejectDialog
from console.forms.context import About
from console.forms.ticket_forms import TICKET_FORMS
from console.host import Host
from core.desk.views import Done, TicketView
from core.tickets.assignment.commands import Take
from core.tickets.assignment.leaving import NOT_CLARIFIED
from core.tickets.classification.commands import ConfirmPriority
from core.tickets.command import TicketCommand
from core.tickets.refusal import Refusal

__all__ = ["ExplainScreen", "offer_actions", "start_action"]

_DIALOGS: dict[str, type[TicketDialog]] = {
    "take": TakeDialog,
    "comment": CommentDialog,
    "note": NoteDialog,
    "release": ReleaseDialog,
    "type": TypeDialog,
    "priority": PriorityDialog,
    "resolve": ResolveDialog,
    "confirm": ConfirmDialog,
    "reject": RejectDialog,
    "close": CloseDialog,
}


def start_action(pult: Host, name: str, view: TicketView) -> None:
    """Begin one of the core's actions on a ticket as it was read: open its dialog, or take at once what nobody has.

    An action that is not allowed now says why, with its clause, and opens nothing; one that waits for ПЛТП to clarify
    urgency and impact (Прил. 2) asks for just that.
    """
    state = next((action for action in view.actions if action.name == name), None)
    if state is not None and state.refusal is not None:
        pult.keys.forget()
        if state.refusal.code == NOT_CLARIFIED and _may(view, ConfirmPriority.name):
            pult.push_screen(ClarifyDialog(view))
        else:
            tell_refusal(pult, state.refusal)
    elif name == Take.name and not a_colleague_has_it(view, pult.login):
        _at_once(pult, view, Take(number=view.ticket.number), "взято в работу")
    elif name == ConfirmPriority.name:
        _at_once(pult, view, ConfirmPriority(number=view.ticket.number), "приоритет подтверждён")
    elif name == PriorityDialog.NAME and not view.ticket.clarified:
        pult.push_screen(ClarifyDialog(view))
    elif name in _DIALOGS:
        pult.push_screen(_DIALOGS[name](view))
    else:
        pult.push_screen(SpecDialog(TICKET_FORMS[name], About(view)))


def offer_actions(pult: Host, below: Screen[Any], scope: Scope, view: TicketView) -> None:
    """Everything that can be done with a ticket, the next steps first; what is not allowed now says why."""
    from console.screens.action_menu import ActionMenu

    pult.push_screen(ActionMenu(below, scope, view, lambda spec: start_action(pult, spec.core_name or "", view)))


def _may(view: TicketView, name: str) -> bool:
    return any(action.name == name and action.allowed for action in view.actions)


def _at_once(pult: Host, view: TicketView, command: TicketCommand, told: str) -> None:
    number = view.ticket.number

    def done(answer: Done | Refusal) -> None:
        if isinstance(answer, Refusal):
            tell_refusal(pult, answer)
        else:
            tell_act(pult, f"№ {number}: {told}", answer, command, since)

    since = pult.client.now()
    pult.client.submit(command, key=uuid4().hex, expect_version=view.ticket.version, on_done=done)
