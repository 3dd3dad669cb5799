"""``lifecycle.yaml``: the limits of a ticket's life."""

from typing import Annotated, Literal

from pydantic import Field, field_validator

from core.policy.lifecycle import PersonalDataMode, RemoteConsent, SolutionStart
from core.policy.models.fields import Days, MomentText, SpanText
from core.policy.models.sections import PolicyFile, Section, unique
from core.vocabulary import ClockName, Mis, Priority, Waiting


class TextsSection(Section):
    """Limits of people's texts, in characters; the console's own bounds are the upper ones."""

    subject: Annotated[int, Field(ge=20, le=200)]
    body: Annotated[int, Field(ge=200, le=20_000)]
    line: Annotated[int, Field(ge=80, le=2_000)]


class AttachmentsSection(Section):
    """Limits of files: their size in bytes and how many a ticket may have."""

    size: Annotated[int, Field(ge=1024, le=50 * 1024 * 1024)] = 10 * 1024 * 1024
    count: Annotated[int, Field(ge=1, le=200)] = 20


class CommandsSection(Section):
    """How fast one session may give commands: so many a second, and so many at once after a rest."""

    per_second: Annotated[int, Field(ge=1, le=1000)] = 20
    burst: Annotated[int, Field(ge=10, le=10_000)] = 200


class LifecycleFile(PolicyFile):
    """``lifecycle.yaml``: terms of silence and disputes, and the readings of doubtful places."""

    confirmation_days: Days
    forced_close_days: Days
    dispute_days: Days
    agreement_reminder: SpanText
    solution_start: SolutionStart
    resume_after_reject: bool
    pauses: tuple[Waiting, ...]
    reopen: bool
    keep_with_first_line: bool
    texts: TextsSection
    attachments: AttachmentsSection = AttachmentsSection()
    commands: CommandsSection = CommandsSection()
    call_log_limit: SpanText = "5m"
    similar_from: Annotated[int, Field(ge=10, le=100)] = 40
    contract_required: bool = True
    substitute_required: bool = True
    checklist_required: bool = False
    impact_required: bool = True
    mistake_window: SpanText = "10m"
    critical: Priority = Priority.VERY_HIGH
    solution_least: Annotated[int, Field(ge=1, le=500)] = 10
    blocking_days: Days = 3
    warn_before: dict[ClockName, SpanText] = {}
    setup_approvers: Annotated[tuple[Literal["head", "it_head", "it"], ...], Field(min_length=1)] = ("head", "it_head")
    remote_consent: RemoteConsent = RemoteConsent.INITIATOR
    remote_limit: SpanText = "2h"
    registers: dict[Mis, Literal["interactive", "iskiz"]] = {}
    retention_years: Annotated[int, Field(ge=1, le=75)] = 5
    pii: PersonalDataMode = PersonalDataMode.BLOCK
    undo_window: MomentText = "10s"
    undo_window_typed: MomentText = "1m"

    @field_validator("pauses", mode="after")
    @classmethod
    def _named_once(cls, pauses: tuple[Waiting, ...]) -> tuple[Waiting, ...]:
        unique(pauses, "ожидание")
        return pauses

    @field_validator("setup_approvers", mode="after")
    @classmethod
    def _approvers_once(cls, approvers: tuple[str, ...]) -> tuple[str, ...]:
        unique(approvers, "согласующий")
        return approvers
