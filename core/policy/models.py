"""The configuration's files as typed models: what may stand in each, and nothing else.

Models are validated from plain data in JSON mode, so that codes and lists come in as text and arrays while every type
stays strict. Rules that join several fields are methods here; those that join files are in :mod:`core.policy.compile`.
"""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from core.policy.fields import (
    CellText,
    ClockText,
    DateText,
    Days,
    Login,
    SpanText,
    Text,
    ZoneName,
    refusal,
    supported,
)
from core.policy.labels import spelling
from core.policy.lifecycle import SolutionStart
from core.vocabulary import (
    Channel,
    ClockName,
    ClockState,
    Line,
    Mis,
    NormKind,
    Outcome,
    Priority,
    Role,
    Status,
    TicketType,
)


class Section(BaseModel):
    """Anything in a file: unknown keys are errors, values are not converted, nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class File(Section):
    """A whole file."""


def _unique(values: Iterable[str], what: str) -> None:
    """Refuse a value that stands twice."""
    twice = [value for value, count in Counter(values).items() if count > 1]
    if twice:
        raise refusal(f"{what} повторяется: {', '.join(twice)}")


# --- working_hours.yaml


class Weekday(StrEnum):
    """Days of the week in the order of ``date.weekday()``."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class Interval(Section):
    """Working time from one instant of a day up to, not including, another."""

    start: ClockText = Field(alias="from")
    end: ClockText = Field(alias="to")

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.end <= self.start:
            raise refusal(f"промежуток {self.start}–{self.end} кончается раньше, чем начинается")
        return self


DayHours = Annotated[tuple[Interval, ...], Field(min_length=1, max_length=8)]


class Hours(Section):
    """Working hours of a week (п. 3.4); lunch is what lies between two intervals."""

    working_day: DayHours
    workdays: Annotated[tuple[Weekday, ...], Field(min_length=1)]
    by_weekday: dict[Weekday, DayHours] = {}
    short_days: bool = False
    short_day_end: ClockText = "16:30"

    @field_validator("working_day", mode="after")
    @classmethod
    def _in_order(cls, hours: tuple[Interval, ...]) -> tuple[Interval, ...]:
        for earlier, later in pairwise(hours):
            if later.start <= earlier.end:
                raise refusal(f"промежутки стоят по порядку и не соприкасаются: {earlier.end} и {later.start}")
        return hours

    @field_validator("by_weekday", mode="after")
    @classmethod
    def _each_in_order(cls, days: dict[Weekday, tuple[Interval, ...]]) -> dict[Weekday, tuple[Interval, ...]]:
        for hours in days.values():
            cls._in_order(hours)
        return days

    @field_validator("workdays", mode="after")
    @classmethod
    def _named_once(cls, days: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
        _unique(days, "день недели")
        return days


class WorkingHoursFile(Hours, File):
    """``working_hours.yaml``: the hours of the desk, and those of a line where they differ."""

    zone: ZoneName
    lines: dict[Line, Hours] = {}
    sla_days: Annotated[Literal["rolling", "same_time", "end_of_day"], supported("rolling")] = "rolling"
    procedural_days: Annotated[Literal["dates", "rolling"], supported("dates")] = "dates"


# --- priorities.yaml


class NormSection(Section):
    """A row of Прил. 2, табл. 1."""

    type: TicketType
    priority: Priority
    first_reaction: CellText
    executor_reaction: CellText
    resolution: CellText

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.priority is Priority.NONE and self.type is not TicketType.OTHER:
            raise refusal("приоритет none бывает только у типа other")
        if "immediately" in (self.first_reaction, self.executor_reaction):
            raise refusal("immediately бывает только в колонке resolution")
        if self.resolution == "immediately" and self.first_reaction in ("agreed", "none"):
            raise refusal("решение «сразу же» считается по реакции ПЛТП, а её срок не задан")
        return self


class ImpactSection(Section):
    """The question that tells a priority."""

    priority: Priority
    question: Text


class PrioritiesFile(File):
    """``priorities.yaml``: the norms of each type and priority, and the impact questions of the intake form."""

    clause: Text
    norms: Annotated[tuple[NormSection, ...], Field(min_length=1)]
    impact: tuple[ImpactSection, ...] = ()

    @field_validator("norms", mode="after")
    @classmethod
    def _complete(cls, rows: tuple[NormSection, ...]) -> tuple[NormSection, ...]:
        _unique((f"{row.type} × {row.priority}" for row in rows), "строка таблицы")
        absent = [kind for kind in TicketType if kind not in {row.type for row in rows}]
        if absent:
            raise refusal(f"нет ни одной строки для типа {', '.join(absent)}")
        return rows

    @field_validator("impact", mode="after")
    @classmethod
    def _one_each(cls, impact: tuple[ImpactSection, ...]) -> tuple[ImpactSection, ...]:
        _unique((each.priority for each in impact), "вопрос о приоритете")
        return impact


# --- lifecycle.yaml


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


# --- labels.yaml


class LabelSection(Section):
    """The Russian name of a code and its short form; without one the name serves for both."""

    label: Text
    short: Text | None = None


class LabelsFile(File):
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


# --- routing.yaml


class ConditionSection(Section):
    """What a ticket must be; a key left out asks nothing."""

    mis: tuple[Mis, ...] = ()
    type: tuple[TicketType, ...] = ()
    priority: tuple[Priority, ...] = ()
    channel: tuple[Channel, ...] = ()
    organization: tuple[Text, ...] = ()

    @property
    def asks_nothing(self) -> bool:
        """Whether every ticket fits."""
        return not any((self.mis, self.type, self.priority, self.channel, self.organization))


class DecisionSection(Section):
    """Where a ticket goes."""

    line: Line
    competence: Text | None = None
    executor: Login | None = None

    @model_validator(mode="after")
    def _is_allowed(self) -> Self:
        if self.line is Line.THIRD:
            raise refusal("по правилам обращения на ТЛТП не направляются (п. 7.1, 7.3)")
        if self.competence and self.executor:
            raise refusal("задайте либо competence, либо executor")
        return self


class RuleSection(Section):
    """A routing rule."""

    name: Text
    when: ConditionSection
    then: DecisionSection
    clause: Text


class RoutingFile(File):
    """``routing.yaml``: the ordered rules; the last takes whatever is left."""

    rules: Annotated[tuple[RuleSection, ...], Field(min_length=1, max_length=200)]

    @field_validator("rules", mode="after")
    @classmethod
    def _covers_everything_once(cls, rules: tuple[RuleSection, ...]) -> tuple[RuleSection, ...]:
        _unique((rule.name for rule in rules), "название правила")
        catching = [number for number, rule in enumerate(rules) if rule.when.asks_nothing]
        if not catching:
            raise refusal("последнее правило должно принимать всё: when: {}")
        if catching[0] != len(rules) - 1:
            raise refusal(f"правила после «{rules[catching[0]].name}» недостижимы: оно принимает всё")
        return rules


# --- calendars/<year>.yaml


class CalendarFile(File):
    """``calendars/2026.yaml``: one year's production calendar and the decree that it rests on."""

    year: Annotated[int, Field(ge=1990, le=2199)]
    decree: Annotated[str, Field(min_length=1, max_length=500)]
    days_off: tuple[DateText, ...]
    working_weekends: tuple[DateText, ...]
    shortened: tuple[DateText, ...]

    @field_validator("days_off", "working_weekends", "shortened", mode="after")
    @classmethod
    def _named_once(cls, dates: tuple[str, ...]) -> tuple[str, ...]:
        _unique(dates, "дата")
        return dates


FILES: dict[str, type[File]] = {
    "working_hours.yaml": WorkingHoursFile,
    "priorities.yaml": PrioritiesFile,
    "lifecycle.yaml": LifecycleFile,
    "labels.yaml": LabelsFile,
    "routing.yaml": RoutingFile,
}
"""The model of each file with a fixed name."""
