"""What is found in a text: kinds of personal data, how sure it is, what must happen, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final


class Level(StrEnum):
    """What must happen to a finding, the mildest first."""

    WARN = "warn"
    """Saved as typed; the writer is told."""
    MASK = "mask"
    """Saved masked; the writer is told."""
    BLOCK = "block"
    """Not saved: the writer masks it, or a supervisor lets it in with a reason."""


class Certainty(IntEnum):
    """How sure a finding is, and so how much of its kind's level it earns."""

    DOUBTFUL = 0
    """May well be no one's: a doctor's surname alone, a person's box at an organisation."""
    PROBABLE = 1
    """Identifies somebody with a little help: a telephone, a number of a medical card, a pair in small letters."""
    SURE = 2
    """Nothing else reads like it."""


class Kind(StrEnum):
    """Kinds of personal data, the surest first: where two overlap, the earlier one stands."""

    SNILS = "snils"
    INN = "inn"
    POLICY = "policy"
    PASSPORT = "passport"
    BIRTH_CERTIFICATE = "birth_certificate"
    CARD = "card"
    SICK_LEAVE = "sick_leave"
    PASSWORD = "password"
    EMAIL = "email"
    PHONE = "phone"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"
    NAME = "name"
    DIAGNOSIS = "diagnosis"
    MEDICAL_CARD = "medical_card"


TITLES: Final[Mapping[Kind, str]] = {
    Kind.SNILS: "СНИЛС",
    Kind.INN: "ИНН",
    Kind.POLICY: "полис ОМС",
    Kind.PASSPORT: "паспорт",
    Kind.BIRTH_CERTIFICATE: "свидетельство о рождении",
    Kind.CARD: "банковская карта",
    Kind.SICK_LEAVE: "номер больничного",
    Kind.PASSWORD: "пароль",
    Kind.EMAIL: "электронная почта",
    Kind.PHONE: "личный телефон",
    Kind.BIRTH_DATE: "дата рождения",
    Kind.ADDRESS: "адрес",
    Kind.NAME: "ФИО",
    Kind.DIAGNOSIS: "диагноз",
    Kind.MEDICAL_CARD: "номер медкарты",
}
Levels = Mapping[Kind, Level]
"""The strictest level of each kind: a sure finding has it, a probable one is masked at most, a doubtful one told."""
LEVELS: Final[Levels] = dict.fromkeys(Kind, Level.BLOCK) | {
    Kind.EMAIL: Level.MASK,
    Kind.MEDICAL_CARD: Level.MASK,
    Kind.SICK_LEAVE: Level.MASK,
}
_ORDER: Final = (Level.WARN, Level.MASK, Level.BLOCK)


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Personal data from character ``start`` up to, not including, ``end``; never the value itself."""

    start: int
    end: int
    kind: Kind
    certainty: Certainty = Certainty.SURE
    level: Level = Level.BLOCK

    @property
    def title(self) -> str:
        """The kind in Russian."""
        return TITLES[self.kind]


def level_of(kind: Kind, certainty: Certainty, levels: Levels) -> Level:
    """What must happen to a finding of a kind, by the levels of this desk."""
    strictest = levels.get(kind, Level.BLOCK)
    return _ORDER[min(_ORDER.index(strictest), certainty)]
