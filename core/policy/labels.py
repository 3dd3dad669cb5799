"""Russian labels of the codes, and the way back from what a person wrote to the code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from core.text import fold, nearest

Code = TypeVar("Code", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Label:
    """The name of one code in Russian, and its short form for narrow columns."""

    full: str
    short: str


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of every code; *titles* names each enumeration itself («приоритет») for messages.

    Both mappings are keyed by the enumeration; the inner one is keyed by the code and has all its members.
    """

    by_enum: Mapping[type[StrEnum], Mapping[StrEnum, Label]]
    titles: Mapping[type[StrEnum], str] = field(default_factory=dict)
    _codes: Mapping[type[StrEnum], Mapping[str, StrEnum]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index every spelling of every code."""
        codes = {enum: _spellings(labels) for enum, labels in self.by_enum.items()}
        object.__setattr__(self, "_codes", codes)

    def of(self, code: StrEnum) -> str:
        """Give the full Russian label of a code."""
        return self.by_enum[type(code)][code].full

    def short(self, code: StrEnum) -> str:
        """Give the short Russian label of a code, for narrow columns."""
        return self.by_enum[type(code)][code].short

    def parse(self, enum: type[Code], text: str) -> Code:
        """Read a code from its name or its Russian label, full or short, in any case, with ё as е.

        Raises ValueError with a Russian sentence that names the allowed labels and the nearest one.
        """
        spellings = self._codes[enum]
        found = spellings.get(spelling(text))
        if found is not None:
            return enum(found)
        raise ValueError(self._unknown(enum, text))

    def spellings(self, enum: type[StrEnum]) -> Mapping[str, StrEnum]:
        """Give every accepted spelling of every code, folded as :func:`spelling` does."""
        return self._codes[enum]

    def _unknown(self, enum: type[StrEnum], text: str) -> str:
        """Say that *text* is no code of *enum*, what would be, and what was probably meant."""
        codes = self._codes[enum]
        close = nearest(spelling(text), codes)
        hint = f" Возможно, «{self.of(codes[close])}»?" if close else ""
        allowed = ", ".join(f"«{label.full}» ({code})" for code, label in self.by_enum[enum].items())
        return f"Неизвестное значение «{text}» ({self.titles.get(enum, enum.__name__)}). Допустимо: {allowed}.{hint}"


def spelling(text: str) -> str:
    """Fold a written code or label to the form in which spellings are compared."""
    return fold(text.replace("_", " ").replace("-", " "))


def _spellings(labels: Mapping[StrEnum, Label]) -> dict[str, StrEnum]:
    """Map every accepted spelling to its code; the code's own name wins over any label."""
    spellings: dict[str, StrEnum] = {}
    for form in ("short", "full"):
        spellings |= {spelling(getattr(label, form)): code for code, label in labels.items()}
    return spellings | {spelling(code.value): code for code in labels}
