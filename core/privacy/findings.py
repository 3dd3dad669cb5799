"""What is found in a text: kinds of personal data, how sure they are, and where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Level(StrEnum):
    """``block``: nothing else looks like it, the text is not saved; ``warn``: probably, the writer is told."""

    BLOCK = "block"
    WARN = "warn"


class Kind(StrEnum):
    """Kinds of personal data."""

    SNILS = "snils"
    INN = "inn"
    POLICY = "policy"
    PASSPORT = "passport"
    BIRTH_CERTIFICATE = "birth_certificate"
    CARD = "card"
    PHONE = "phone"
    EMAIL = "email"
    PASSWORD = "password"
    BIRTH_DATE = "birth_date"
    NAME = "name"
    ADDRESS = "address"


TITLES: Final[Mapping[Kind, str]] = {
    Kind.SNILS: "СНИЛС",
    Kind.INN: "ИНН",
    Kind.POLICY: "полис ОМС",
    Kind.PASSPORT: "паспорт",
    Kind.BIRTH_CERTIFICATE: "свидетельство о рождении",
    Kind.CARD: "банковская карта",
    Kind.PHONE: "личный телефон",
    Kind.EMAIL: "электронная почта",
    Kind.PASSWORD: "пароль",
    Kind.BIRTH_DATE: "дата рождения",
    Kind.NAME: "ФИО",
    Kind.ADDRESS: "адрес",
}
LEVELS: Final[Mapping[Kind, Level]] = dict.fromkeys(Kind, Level.BLOCK) | {
    Kind.BIRTH_DATE: Level.WARN,
    Kind.NAME: Level.WARN,
    Kind.ADDRESS: Level.WARN,
}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Personal data from character ``start`` up to, not including, ``end``."""

    start: int
    end: int
    kind: Kind

    @property
    def level(self) -> Level:
        """How sure it is."""
        return LEVELS[self.kind]

    @property
    def title(self) -> str:
        """The kind in Russian."""
        return TITLES[self.kind]
