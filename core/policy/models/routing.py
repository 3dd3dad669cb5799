"""``routing.yaml``: the ordered rules."""

from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from core.policy.fields import Login, Text, refusal
from core.policy.models.base import File, Section, unique
from core.vocabulary import Channel, Line, Mis, Priority, TicketType


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
        unique((rule.name for rule in rules), "название правила")
        catching = [number for number, rule in enumerate(rules) if rule.when.asks_nothing]
        if not catching:
            raise refusal("последнее правило должно принимать всё: when: {}")
        if catching[0] != len(rules) - 1:
            raise refusal(f"правила после «{rules[catching[0]].name}» недостижимы: оно принимает всё")
        return rules
