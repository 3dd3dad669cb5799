"""What a scenario's file may say: each key typed, an unknown one refused with its line and the nearest word."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from core.drill.scenario import KeptAs
from core.policy.models.fields import ClockText, Text, refusal
from core.policy.models.sections import PolicyFile, Section, unique
from core.vocabulary import Channel, Line, Mis, Priority, TicketType

Words = Annotated[str, StringConstraints(min_length=1, max_length=2000), AfterValidator(str.strip)]
Minute = Annotated[int, Field(ge=0, le=540)]


class BestSection(Section):
    """What is best done; what is left out is not judged."""

    type: TicketType | None = None
    priority: Priority | None = None
    mis: Mis | None = None
    line: Line | None = None
    same_as: Text | None = None
    never: tuple[Text, ...] = ()
    why: Words | None = None


class CallSection(Section):
    """A call."""

    id: Text
    minute: Minute
    caller: Text
    says: Words
    kept_as: KeptAs = KeptAs.TICKET
    best: BestSection = BestSection()


class RequestSection(Section):
    """A request of a register."""

    id: Text
    minute: Minute
    caller: Text
    channel: Channel
    number: Text
    subject: Text
    description: Words
    mis: Mis
    type: TicketType
    priority: Priority
    best: BestSection = BestSection()


class PersonSection(Section):
    """Somebody of a clinic whom the demonstration lacks."""

    name: Text
    clinic: Text
    kind: Text
    phone: Text


class ScenarioFile(PolicyFile):
    """A whole scenario."""

    title: Text
    about: Words
    begins: ClockText
    minutes: Annotated[int, Field(ge=5, le=540)]
    speed: Annotated[int, Field(ge=1, le=30)] = 4
    around: Annotated[int, Field(ge=0, le=400)] = 24
    people: tuple[PersonSection, ...] = ()
    calls: tuple[CallSection, ...] = ()
    requests: tuple[RequestSection, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> "ScenarioFile":
        items: tuple[CallSection | RequestSection, ...] = (*self.calls, *self.requests)
        if not items:
            raise refusal("нет ни одного звонка и ни одного обращения: играть нечего")
        unique((each.id for each in items), "id")
        unique((each.number for each in self.requests), "номер обращения")
        known = {each.id for each in items}
        for each in items:
            if each.minute >= self.minutes:
                raise refusal(f"«{each.id}»: минута {each.minute} позже конца смены ({self.minutes})")
            if each.best.same_as is not None and each.best.same_as not in known - {each.id}:
                raise refusal(f"«{each.id}»: в сценарии нет того, что он повторяет: «{each.best.same_as}»")
        return self
