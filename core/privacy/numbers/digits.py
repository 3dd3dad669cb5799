"""Check digits of Russian documents: each takes the digits alone."""

from typing import Final

_INN_11: Final = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_12: Final = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def is_snils(digits: str) -> bool:
    """Eleven digits whose last two are the weighted sum of the first nine modulo 101 (ПФР, СНИЛС)."""
    if len(digits) != 11 or len(set(digits)) == 1:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(9, 0, -1), strict=True))
    return total % 101 % 100 == int(digits[9:])


def is_inn(digits: str) -> bool:
    """Twelve digits of a person's ИНН with both check digits (ФНС); an organisation's has ten."""
    if len(digits) != 12 or len(set(digits)) == 1:
        return False
    return _weighted(digits, _INN_11) == int(digits[10]) and _weighted(digits, _INN_12) == int(digits[11])


def is_luhn(digits: str) -> bool:
    """Whether the last digit is that of Luhn's sum: cards, and the number of a policy (ЕНП) of sixteen digits."""
    if len(set(digits)) == 1:
        return False
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(n // 10 + n % 10 for n in doubled) % 10 == 0


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    total = sum(int(digit) * weight for digit, weight in zip(digits[: len(weights)], weights, strict=True))
    return total % 11 % 10


def is_policy(digits: str) -> bool:
    """Sixteen digits of a policy of compulsory insurance (ЕНП): Luhn's sum again, so words must tell it from a card."""
    return len(digits) == 16 and is_luhn(digits)
