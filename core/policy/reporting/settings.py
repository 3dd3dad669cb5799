"""Whose paper a report is on, and which reports are written by themselves (``reports.yaml``)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum
from string import Formatter
from typing import Final

TEXT_FIELDS: Final = ("clinic", "period")
"""What may stand in braces in a text of a report: whose it is, and over which days."""
_FIELD: Final = re.compile(r"\{(" + "|".join(TEXT_FIELDS) + r")\}")


def strange_fields(text: str) -> Iterator[str]:
    """What stands in braces in a text and is no plain field: an unknown name, an attribute, an index, a format.

    Raises ValueError for a brace that is alone or doubled.
    """
    if "{{" in text or "}}" in text:
        raise ValueError(text)
    for _literal, name, spec, conversion in Formatter().parse(text):
        if name is not None and (name not in TEXT_FIELDS or spec or conversion):
            yield name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")


def filled(text: str, values: dict[str, str]) -> str:
    """A text with its fields filled in; what is filled in is never looked at for fields again."""
    return _FIELD.sub(lambda found: values[found[1]], text)


@dataclass(frozen=True, slots=True)
class PaperSide:
    """Who signs for a side: his title, and his name where it is set."""

    title: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """What stands around the figures: the heading line by line, a text before them, one before the signatures, and who
    signs."""

    heading: tuple[str, ...]
    lead: str
    closing: str
    sides: tuple[PaperSide, ...]

    def of(self, clinic: str, period: str) -> "ReportPaper":
        """The paper of one report, its fields filled in."""
        values = {"clinic": clinic, "period": period}
        sides = tuple(PaperSide(filled(each.title, values), filled(each.name, values)) for each in self.sides)
        heading = tuple(filled(each, values) for each in self.heading)
        return replace(
            self, heading=heading, lead=filled(self.lead, values), closing=filled(self.closing, values), sides=sides
        )


class ReportDay(StrEnum):
    """The day on which a report is written; one that does not work gives way to the next that does."""

    FIRST_WORKING_DAY = "first_working_day"
    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"

    @property
    def weekday(self) -> int | None:
        """Of a day of the week, Monday being 0; None of the day of a month."""
        place = list(ReportDay).index(self)
        return place - 1 if place else None


@dataclass(frozen=True, slots=True)
class ScheduledReport:
    """A report that is written by itself: ``code`` is its own name, ``clinics`` are codes (none: all of them),
    ``folder`` an absolute path, ``endings`` without the dot, ``at`` local time."""

    code: str
    report: str
    clinics: tuple[str, ...]
    endings: tuple[str, ...]
    folder: str
    day: ReportDay
    at: time


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """All that ``reports.yaml`` says."""

    paper: ReportPaper
    scheduled: tuple[ScheduledReport, ...] = ()
