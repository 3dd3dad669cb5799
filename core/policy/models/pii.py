"""``pii.yaml``: what happens to personal data in texts, and which telephones and mailboxes are the centre's own."""

import re

from pydantic import field_validator

from core.policy.models.fields import refusal
from core.policy.models.sections import PolicyFile, unique
from core.privacy.findings import Kind, Level


class PiiFile(PolicyFile):
    """``pii.yaml``: levels by kind; a kind that is not named keeps the shipped level."""

    levels: dict[Kind, Level] = {}
    phones: tuple[str, ...] = ()
    mailboxes: tuple[str, ...] = ()

    @field_validator("phones", mode="after")
    @classmethod
    def _numbers(cls, phones: tuple[str, ...]) -> tuple[str, ...]:
        unique(phones, "телефон")
        for phone in phones:
            if not 7 <= len(re.sub(r"\D", "", phone)) <= 11 or not re.fullmatch(r"[+\d\s()\-.]+", phone):
                raise refusal(f"«{phone}» — не телефон: от 7 до 11 цифр, пробелы, скобки и дефисы")
        return phones

    @field_validator("mailboxes", mode="after")
    @classmethod
    def _addresses(cls, mailboxes: tuple[str, ...]) -> tuple[str, ...]:
        unique(mailboxes, "ящик")
        for address in mailboxes:
            if not re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", address):
                raise refusal(f"«{address}» — не адрес почты")
        return mailboxes
