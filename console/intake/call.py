"""The call that is being taken: what is known of it beside the words in its form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from console.state.drafts import INTAKE, Draft
from core.desk.records.callers import CallerIndex
from core.policy import Policy
from core.tickets.directory import Organization, Person

if TYPE_CHECKING:
    from core.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class CallDirectory:
    """What a call is taken with, as it was read."""

    policy: Policy
    organizations: tuple[Organization, ...]
    people: tuple[Person, ...]
    callers: CallerIndex = field(compare=False)


def read_directory(desk: "Desk") -> CallDirectory:
    """Read what a call is taken with."""
    return CallDirectory(desk.policy, desk.directory.organizations(), desk.directory.people(), desk.directory.callers())


@dataclass(slots=True)
class IntakeCall:
    """One call, from the moment it is answered until it is saved or put aside."""

    key: str = field(default_factory=lambda: uuid4().hex)
    """Under which it is saved, however often it is tried."""
    started: datetime | None = None
    begun: Draft | None = None
    """The call that was begun before and is gone on with."""
    comment_on: int | None = None
    """The known ticket that it is a comment on (п. 5.5)."""
    solution: int | None = None
    """The documented solution that was read aloud and helped (п. 5.4)."""
    similar: Sequence[Mapping[str, Any]] = ()
    """The open tickets that were found like it when it was saved."""
    different: tuple[int, ...] = ()
    """Similar tickets that are about something else (п. 5.5)."""
    saving: bool = False

    @classmethod
    def of(cls, draft: Draft | None) -> "IntakeCall":
        """A new call, or the one of a draft."""
        return cls() if draft is None else cls(draft.key, _instant(draft.started_at), draft)

    def go_on(self, draft: Draft) -> None:
        """This is the call that was put aside."""
        self.begun, self.key = draft, draft.key
        self.started = _instant(draft.started_at) or self.started

    def snapshot(self, fields: Mapping[str, str], now: datetime) -> Draft:
        """The call as a draft keeps it."""
        return Draft(INTAKE, self.key, (self.started or now).isoformat(), None, fields)


def _instant(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None
