"""``lifecycle.yaml``: the limits of a ticket's life."""

from typing import Annotated, Literal

from pydantic import Field, field_validator

from core.policy.fields import Days, SpanText, refusal, supported
from core.policy.lifecycle import SolutionStart
from core.policy.models.base import File, Section


class TextsSection(Section):
    """Limits of people's texts, in characters; the console's own bounds are the upper ones."""

    subject: Annotated[int, Field(ge=20, le=200)]
    body: Annotated[int, Field(ge=200, le=20_000)]
    line: Annotated[int, Field(ge=80, le=2_000)]


class LifecycleFile(File):
    """``lifecycle.yaml``: terms of silence and disputes, and the readings of doubtful places."""

    confirmation_days: Days
    forced_close_days: Days
    dispute_days: Days
    agreement_reminder: SpanText
    solution_start: SolutionStart
    resume_after_reject: bool
    pauses: tuple[Literal["requester", "organization", "approval", "third_line"], ...]
    reopen: Annotated[bool, supported(False)]
    keep_with_first_line: Annotated[bool, supported(True)]
    texts: TextsSection

    @field_validator("pauses", mode="after")
    @classmethod
    def _no_pauses_yet(cls, pauses: tuple[str, ...]) -> tuple[str, ...]:
        if pauses:
            raise refusal("остановка часов на ожидание не поддерживается в этой версии; пока возможно только []")
        return pauses
