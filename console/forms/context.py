"""What a form knows besides what is typed: the ticket or record it is about, labels, time, what can be found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from console.forms.entries import Entry

if TYPE_CHECKING:
    from core.desk.views import TicketView
    from core.policy import Policy
    from core.tickets.directory import Actor


@dataclass(frozen=True, slots=True)
class About:
    """What a form is opened for: a ticket that was read, or a record of the desk with the values that it fixes."""

    view: TicketView | None = None
    record: Any = None
    fixed: Mapping[str, Any] = field(default_factory=dict)
    title: str = ""
    """What the heading adds: «Сбой № 2»."""
    typed: Mapping[str, str] = field(default_factory=dict)
    """What stands in the fields at first, as it would be typed; a draft that was left comes before it."""
    chosen: Mapping[str, Any] = field(default_factory=dict)
    """Keys that stand chosen at first in the fields that find something."""


@dataclass(frozen=True, slots=True)
class FormContext:
    """What the fields are laid and read with."""

    about: About
    policy: Policy
    actor: Actor
    now: datetime
    entries: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    """What can be found, by the name of its source."""

    @property
    def view(self) -> TicketView:
        """The ticket that the form is about. Raises LookupError for a form of the desk."""
        if self.about.view is None:
            raise LookupError("a form of the desk has no ticket")
        return self.about.view
