"""``routing.yaml``: the ordered rules."""

from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from core.policy.models.fields import Login, Text, refusal
from core.policy.models.sections import PolicyFile, Section, unique
from core.vocabulary import Channel, Line, Mis, Priority, TicketType


class ConditionSection(Section):
    """What a ticket must be; a key left out asks nothing."""

    mis: tuple[Mis, ...] = ()
    type: tuple[TicketType, ...] = ()
    priority: tuple[Priority, ...] = ()
    channel: tuple[Channel, ...] = ()
    organization: tuple[Text, ...] = ()
    module: tuple[Text, ...] = ()
    words: tuple[Text, ...] = ()

    @property
    def asks_nothing(self) -> bool:
        """Whether every ticket fits."""
        by_code = (self.mis, self.type, self.priority, self.channel, self.organization)
        return not any((*by_code, self.module, self.words))


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
    watchers: tuple[Login, ...] = ()
    clause: Text


class CaseSection(Section):
    """A golden case: a request as it comes in, and the rule that it must go by."""

    name: Text
    mis: Mis
    type: TicketType
    priority: Priority
    channel: Channel = Channel.PHONE
    organization: Text = "-"
    text: Text = "-"
    rule: Text
    line: Line
    competence: Text | None = None


class LimitsSection(Section):
    """How much one executor may have at once."""

    open_per_executor: Annotated[int, Field(ge=1, le=10_000)] | None = None


class RoutingFile(PolicyFile):
    """``routing.yaml``: the ordered rules; the last takes whatever is left."""

    modules: dict[Text, Annotated[tuple[Text, ...], Field(min_length=1)]] = {}
    limits: LimitsSection = LimitsSection()
    competences: dict[Text, Text] = {}
    duty: Login | None = None
    cases: tuple[CaseSection, ...] = ()
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

    @model_validator(mode="after")
    def _names_known_modules_and_rules(self) -> Self:
        for rule in self.rules:
            for module in rule.when.module:
                if module not in self.modules:
                    raise refusal(f"правило «{rule.name}» называет модуль «{module}», а его нет в modules")
        names = {rule.name for rule in self.rules}
        for case in self.cases:
            if case.rule not in names:
                raise refusal(f"пример «{case.name}» называет правило «{case.rule}», а его нет")
        return self
