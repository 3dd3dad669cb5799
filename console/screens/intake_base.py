"""What the parts of a call's screen share: its state and its form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from textual.timer import Timer
from textual.widgets import Static

from console.drafts import Draft
from console.screens.base import DeskScreen
from console.screens.dialogs.drafting import Drafting
from console.screens.intake_form import IntakeForm
from core.desk.callers import CallerIndex
from core.policy import Policy
from core.tickets.directory import Organization, Person

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class CallDirectory:
    """What a call is taken with, as it was read."""

    policy: Policy
    organizations: tuple[Organization, ...]
    people: tuple[Person, ...]
    callers: CallerIndex = field(compare=False)


class IntakeBase(DeskScreen):
    """The state of a call that is being taken. ``draft``: a call that was begun before."""

    drafting: Drafting
    """Keeps what is typed."""

    def __init__(self, draft: Draft | None = None) -> None:
        super().__init__()
        self._draft = draft
        self.key = draft.key if draft else uuid4().hex
        self.started: datetime | None = None
        self.saving = False
        self.policy: Policy | None = None
        self._directory: CallDirectory | None = None
        self._supplied = False
        self._quiet = True
        self._blind = False
        """The form was opened before the desk was."""
        self._similar: Sequence[Mapping[str, Any]] = ()
        self.comment_on: int | None = None
        """The known ticket that the call is a comment on (п. 5.5)."""
        self._solution: int | None = None
        """The documented solution that was read aloud and helped (п. 5.4)."""
        self._parked = 0
        self._different: tuple[int, ...] = ()
        """Similar tickets that are about something else (п. 5.5)."""
        self._preview_timer: Timer | None = None
        self._draft_said, self._draft_ok = "", True

    @property
    def alive(self) -> bool:
        """Whether the form is still there: answers come from threads, and the screen may have been left."""
        return bool(self.query(IntakeForm))

    @property
    def form(self) -> IntakeForm:
        """The fields."""
        return self.query_one(IntakeForm)

    def _refuse(self, text: str) -> None:
        said = self.query_one("#refusal", Static)
        said.update(f"✗ {text}" if text else "")
        said.set_class(bool(text), "-said")

    def _go_to(self, name: str) -> None:
        control = self.form.query_one(f"#{name}")
        control.focus()

    def _write_there(self, number: int | None) -> None:
        """The call is a comment on this ticket; None: a request of its own after all."""
        self.comment_on = number
        self._say_call(self.pult.now())

    def _say_call(self, now: datetime) -> None:
        """Tell the call's time and what becomes of it."""
        raise NotImplementedError

    def _offer_unfinished(self) -> None:
        """Offer the calls that were put aside."""
        raise NotImplementedError
