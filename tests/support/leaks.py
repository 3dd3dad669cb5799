"""Personal data that any rules find, each value another one: so that a byte of it tells which text has stayed."""

from itertools import count

_FIRST = 100_000_000


def snils(index: int) -> str:
    """The index-th number with its check digits, as it is written on the card."""
    digits = f"{_FIRST + 7_919 * index:09d}"
    rest = sum(int(digit) * weight for digit, weight in zip(digits, range(9, 0, -1), strict=True)) % 101 % 100
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]} {rest:02d}"


def value(index: int) -> str:
    """A СНИЛС, a passport or a phone, in turns."""
    made = (snils(index), f"паспорт 04 08 {771_200 + index}", f"+7 913 555-{index:02d}-34")
    return made[index % 3] if index < 100 else snils(index)


class Leaks:
    """Texts that hold each a value of its own; what was written so far is in ``values``."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self.values: list[str] = []

    def text(self, words: str = "Сказали: {}, проверьте") -> str:
        """Words with one more value in them."""
        self.values.append(value(next(self._numbers)))
        return words.format(self.values[-1])

    def left_in(self, content: bytes) -> list[str]:
        """Which of the values stand in some bytes, by their digits alone or as they were written."""
        return [each for each in self.values if each.encode() in content or _digits(each).encode() in content]


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
