"""``labels.yaml``: how each code reads in Russian."""

from enum import StrEnum
from typing import ClassVar

from pydantic import field_validator

from core.policy.labels import spelling
from core.policy.models.fields import Text, refusal
from core.policy.models.sections import PolicyFile, Section
from core.vocabulary import (
    Alert,
    Channel,
    ClockName,
    ClockState,
    Destination,
    Ground,
    Line,
    LinkKind,
    Mis,
    NormKind,
    Outcome,
    Priority,
    Role,
    RoutingGround,
    Scenario,
    Status,
    TicketType,
    Waiting,
)


class LabelSection(Section):
    """The Russian name of a code and its short form; without one the name serves for both."""

    label: Text
    short: Text | None = None


class LabelsFile(PolicyFile):
    """``labels.yaml``: how each code reads in Russian. Every code has a label, no two codes share a spelling."""

    ENUMS: ClassVar[dict[str, type[StrEnum]]] = {
        "type": TicketType,
        "priority": Priority,
        "status": Status,
        "outcome": Outcome,
        "line": Line,
        "channel": Channel,
        "mis": Mis,
        "role": Role,
        "clock": ClockName,
        "clock_state": ClockState,
        "norm_kind": NormKind,
        "waiting": Waiting,
        "ground": Ground,
        "destination": Destination,
        "scenario": Scenario,
        "routing_ground": RoutingGround,
        "link": LinkKind,
        "alert": Alert,
    }

    type: dict[TicketType, LabelSection]
    priority: dict[Priority, LabelSection]
    status: dict[Status, LabelSection]
    outcome: dict[Outcome, LabelSection]
    line: dict[Line, LabelSection]
    channel: dict[Channel, LabelSection]
    mis: dict[Mis, LabelSection]
    role: dict[Role, LabelSection]
    clock: dict[ClockName, LabelSection]
    clock_state: dict[ClockState, LabelSection]
    norm_kind: dict[NormKind, LabelSection]
    waiting: dict[Waiting, LabelSection]
    ground: dict[Ground, LabelSection]
    destination: dict[Destination, LabelSection]
    scenario: dict[Scenario, LabelSection]
    routing_ground: dict[RoutingGround, LabelSection]
    link: dict[LinkKind, LabelSection]
    alert: dict[Alert, LabelSection]

    @field_validator("*", mode="after")
    @classmethod
    def _whole_and_distinct(cls, labels: dict[StrEnum, LabelSection]) -> dict[StrEnum, LabelSection]:
        enum = type(next(iter(labels))) if labels else None
        absent = [code for code in enum if code not in labels] if enum else ["все коды"]
        if absent:
            raise refusal(f"нет названия для {', '.join(absent)}")
        owners: dict[str, StrEnum] = {}
        for code, section in labels.items():
            for form in {spelling(form) for form in (code, section.label, section.short or code)}:
                if owners.setdefault(form, code) is not code:
                    raise refusal(f"одно название у двух кодов: «{form}» — {owners[form]} и {code}")
        return labels
