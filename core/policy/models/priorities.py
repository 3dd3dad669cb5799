"""``priorities.yaml``: the norms of Прил. 2, табл. 1."""

from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from core.policy.models.fields import CellText, Text, refusal
from core.policy.models.sections import PolicyFile, Section, unique
from core.vocabulary import Priority, TicketType


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
    """The question that tells a priority, and the impact by which the regulation defines it."""

    priority: Priority
    question: Text
    text: Text | None = None


class PrioritiesFile(PolicyFile):
    """``priorities.yaml``: the norms of each type and priority, and the impact questions of the intake form."""

    clause: Text
    norms: Annotated[tuple[NormSection, ...], Field(min_length=1)]
    impact: tuple[ImpactSection, ...] = ()

    @field_validator("norms", mode="after")
    @classmethod
    def _complete(cls, rows: tuple[NormSection, ...]) -> tuple[NormSection, ...]:
        unique((f"{row.type} × {row.priority}" for row in rows), "строка таблицы")
        absent = [kind for kind in TicketType if kind not in {row.type for row in rows}]
        if absent:
            raise refusal(f"нет ни одной строки для типа {', '.join(absent)}")
        return rows

    @field_validator("impact", mode="after")
    @classmethod
    def _one_each(cls, impact: tuple[ImpactSection, ...]) -> tuple[ImpactSection, ...]:
        unique((each.priority for each in impact), "вопрос о приоритете")
        return impact
