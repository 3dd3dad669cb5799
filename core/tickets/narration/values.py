"""What telling an event gives, which names it is told with, and phrases that many events share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.policy import Policy
from core.wording import moment


@dataclass(frozen=True, slots=True)
class Narration:
    """``title`` is a sentence without the actor; ``text`` people's words or None; ``data`` the rest, JSON-ready."""

    title: str
    text: str | None = None
    clause: str | None = None
    public: bool = False
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Names:
    """The names of logins and of people by id; what is not known stands as it is."""

    policy: Policy
    staff: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[int, str] = field(default_factory=dict)

    def user(self, login: str | None) -> str:
        """The name of a member of staff."""
        return self.staff.get(login, login) if login else "—"

    def person(self, identity: int | None) -> str:
        """The name of somebody of a clinic."""
        return self.people.get(identity, f"человек № {identity}") if identity is not None else "—"

    def moment(self, instant: datetime) -> str:
        """An instant in full, in desk time."""
        return moment(instant, self.policy.zone)

    def iso(self, instant: datetime | None) -> str | None:
        """An instant for JSON, in desk time."""
        return None if instant is None else instant.astimezone(self.policy.zone).isoformat(timespec="seconds")


def records_named(seqs: tuple[int, ...]) -> str:
    """«запись 5», «записи 5–6»: entries of a ticket's log by their numbers."""
    return f"запись {seqs[0]}" if len(seqs) == 1 else f"записи {seqs[0]}–{seqs[-1]}"


def although_away(event: Any) -> str:
    """What is added to a hand-over to somebody who was absent: that it was meant so (п. 4.7)."""
    return ", хотя сейчас отсутствует (п. 4.7)" if event.despite_absence else ""


def with_reason(text: str | None, reason: str | None) -> str | None:
    """The words of a hand-over, and why it was made so."""
    return "\n".join(filter(None, (text, f"Причина: {reason}" if reason else None))) or None
