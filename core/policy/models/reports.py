"""``reports.yaml``: the paper of reports, and those that are written by themselves."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, field_validator

from core.policy.models.fields import ClockText, Login, Text, refusal
from core.policy.models.sections import PolicyFile, Section, unique
from core.policy.reporting.settings import TEXT_FIELDS, ReportDay, strange_fields
from core.text import clean_line, nearest


def _plain_fields(text: str) -> str:
    """Refuse whatever stands in braces and is no plain field."""
    try:
        strange = list(strange_fields(text))
    except ValueError:
        raise refusal("скобки «{» и «}» бывают только вокруг подстановки, например {clinic}") from None
    if strange:
        known = ", ".join(f"{{{each}}}" for each in TEXT_FIELDS)
        raise refusal(f"нет подстановки «{strange[0]}»; есть: {known}", nearest(strange[0], TEXT_FIELDS))
    return text


def _one_line(text: str) -> str:
    if clean_line(text, len(text)) != text:
        raise refusal("нужна одна строка без лишних пробелов")
    return text


def _absolute(text: str) -> str:
    if not text.startswith("/"):
        raise refusal(f"«{text}»: нужен полный путь папки, например /srv/сводки")
    return text


Filled = Annotated[Text, AfterValidator(_plain_fields)]
FilledOrNone = Annotated[
    str, StringConstraints(max_length=1000), AfterValidator(_one_line), AfterValidator(_plain_fields)
]
FolderPath = Annotated[Text, AfterValidator(_absolute)]
ReportName = Literal[
    "month", "sla", "lifetime", "breaches", "load", "calls", "promises", "returns", "people", "knowledge", "outages"
]
Ending = Literal["csv", "xlsx", "pdf", "html"]
"""Both are compared by a test with what there is: the catalogue stands above the policy."""


class SideSection(Section):
    """Who signs for a side."""

    title: Filled
    name: FilledOrNone = ""


class SignaturesSection(Section):
    """Both sides."""

    centre: SideSection = SideSection(title="От ЦК")
    clinic: SideSection = SideSection(title="От МО")


class PaperTextsSection(Section):
    """Texts around the figures."""

    lead: FilledOrNone = ""
    closing: FilledOrNone = ""


class WhenSection(Section):
    """The day and the hour."""

    day: ReportDay
    at: ClockText = "09:00"


class ScheduledSection(Section):
    """A report that is written by itself."""

    code: Login
    report: ReportName
    clinics: Annotated[tuple[Text, ...], Field(max_length=500)] = ()
    formats: Annotated[tuple[Ending, ...], Field(min_length=1, max_length=4)] = ("xlsx",)
    folder: FolderPath
    when: WhenSection

    @field_validator("formats", "clinics", mode="after")
    @classmethod
    def _each_once(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        unique(values, "в списке")
        return values


class ReportsFile(PolicyFile):
    """``reports.yaml``."""

    heading: Annotated[tuple[Filled, ...], Field(max_length=6)] = ()
    signatures: SignaturesSection = SignaturesSection()
    texts: PaperTextsSection = PaperTextsSection()
    scheduled: Annotated[tuple[ScheduledSection, ...], Field(max_length=50)] = ()

    @field_validator("scheduled", mode="after")
    @classmethod
    def _each_code_once(cls, scheduled: tuple[ScheduledSection, ...]) -> tuple[ScheduledSection, ...]:
        unique((each.code for each in scheduled), "код")
        return scheduled
