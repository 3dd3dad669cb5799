"""``registration.yaml``: templates by kind of request, and the words of the hints."""

import re
from typing import Annotated

from pydantic import Field, field_validator

from core.policy.models.fields import Login, Text, refusal
from core.policy.models.sections import PolicyFile, Section, unique
from core.policy.registration import REPLY_VARIABLES
from core.vocabulary import Mis, TicketType


class FieldSection(Section):
    """A line of the description."""

    code: Login
    label: Text
    required: bool = True

    @field_validator("label", mode="after")
    @classmethod
    def _has_no_colon(cls, label: str) -> str:
        if ":" in label:
            raise refusal("в названии поля не бывает двоеточия: оно отделяет значение")
        return label


class TemplateSection(Section):
    """A kind of request."""

    code: Login
    name: Text
    mis: Mis | None = None
    type: TicketType | None = None
    fields: Annotated[tuple[FieldSection, ...], Field(min_length=1, max_length=30)]

    @field_validator("fields", mode="after")
    @classmethod
    def _each_once(cls, fields: tuple[FieldSection, ...]) -> tuple[FieldSection, ...]:
        unique((field.code for field in fields), "код поля")
        unique((field.label.casefold() for field in fields), "название поля")
        return fields


class ReplySection(Section):
    """A canned reply."""

    code: Login
    name: Text
    text: Annotated[str, Field(min_length=1, max_length=4000)]

    @field_validator("text", mode="after")
    @classmethod
    def _has_known_variables(cls, text: str) -> str:
        from core.text import nearest

        for name in re.findall(r"\{([^{}]*)\}", text):
            if name not in REPLY_VARIABLES:
                close = nearest(name, REPLY_VARIABLES)
                hint = f", ближайшее — «{close}»" if close else ""
                raise refusal(f"нет подстановки «{name}»{hint}; есть: {', '.join(REPLY_VARIABLES)}")
        return text


class RegistrationFile(PolicyFile):
    """``registration.yaml``."""

    least_words: Annotated[int, Field(ge=0, le=100)] = 4
    equipment: tuple[Text, ...] = ()
    development: tuple[Text, ...] = ()
    another_problem: tuple[Text, ...] = ()
    synonyms: tuple[Annotated[tuple[Text, ...], Field(min_length=2, max_length=10)], ...] = ()
    templates: tuple[TemplateSection, ...] = ()
    replies: tuple[ReplySection, ...] = ()

    @field_validator("replies", mode="after")
    @classmethod
    def _each_reply_once(cls, replies: tuple[ReplySection, ...]) -> tuple[ReplySection, ...]:
        unique((reply.code for reply in replies), "код ответа")
        return replies

    @field_validator("templates", mode="after")
    @classmethod
    def _each_once(cls, templates: tuple[TemplateSection, ...]) -> tuple[TemplateSection, ...]:
        unique((template.code for template in templates), "код шаблона")
        return templates
