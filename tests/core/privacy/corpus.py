"""The corpus of invented sentences: placeholders are filled by a seeded builder, so that check digits are right."""

from dataclasses import dataclass
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "corpus"
_FULL = (
    ("Кузнецова Марина Олеговна", "Кузнецовой Марины Олеговны", "Кузнецовой Марине Олеговне"),
    ("Тарасов Игорь Петрович", "Тарасова Игоря Петровича", "Тарасову Игорю Петровичу"),
    ("Лыткина Вера Ильинична", "Лыткиной Веры Ильиничны", "Лыткиной Вере Ильиничне"),
    ("Шойдак Сергей Монгушевич", "Шойдака Сергея Монгушевича", "Шойдаку Сергею Монгушевичу"),
)
_INITIALS = ("Гордеев П.А.", "Рябова Н. С.", "Осипенко В.В.", "Чернов А. И.")
_PAIRS = ("Орлова Светлана", "Павел Мельников", "Титова Анна", "Денис Громов")


@dataclass(frozen=True)
class Sentence:
    text: str
    kinds: frozenset[str]


def corpus(half: str) -> tuple[Sentence, ...]:
    """One half: ``dev`` to write rules by, ``held`` for testing alone."""
    random = Random(half)
    lines = (FOLDER / f"{half}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(_sentence(line, random) for line in lines)


def _sentence(line: str, random: Random) -> Sentence:
    kinds, _, text = line.partition(" | ")
    wanted = frozenset() if kinds == "-" else frozenset(kinds.split(","))
    return Sentence(text.format(**_values(random)), wanted)


def _values(random: Random) -> dict[str, str]:
    full, genitive, dative = random.choice(_FULL)
    snils, policy, card = _snils(random), _luhn(random, 16), _luhn(random, 16)
    phone = f"9{random.randint(10, 99)}{random.randint(1_000_000, 9_999_999)}"
    return {
        "snils": f"{snils[:3]}-{snils[3:6]}-{snils[6:9]} {snils[9:]}",
        "snils2": snils,
        "inn": _inn(random),
        "policy": policy,
        "card": " ".join(card[n : n + 4] for n in range(0, 16, 4)),
        "passport": f"{random.randint(10, 99)} {random.randint(10, 24)} {random.randint(100_000, 999_999)}",
        "birth": f"II-БА № {random.randint(100_000, 999_999)}",
        "phone": f"8 {phone[:3]} {phone[3:6]}-{phone[6:8]}-{phone[8:]}",
        "phone2": f"+7{phone}",
        "email": random.choice(("marina.k@mail.ru", "otdel-2@klinika.example", "vrach77@yandex.ru")),
        "password": random.choice(("Qwe12345", "Zima2026!", "admin#77")),
        "date": f"{random.randint(1, 28):02}.{random.randint(1, 12):02}.{random.randint(1940, 2020)}",
        "year": str(random.randint(1940, 2020)),
        "full": full,
        "full_gen": genitive,
        "full_dat": dative,
        "initials": random.choice(_INITIALS),
        "pair": random.choice(_PAIRS),
    }


def _snils(random: Random) -> str:
    digits = [random.randint(0, 9) for _ in range(9)]
    total = sum(digit * weight for digit, weight in zip(digits, range(9, 0, -1), strict=True))
    return "".join(map(str, digits)) + f"{total % 101 % 100:02}"


def _inn(random: Random) -> str:
    digits = [random.randint(1, 9) for _ in range(10)]
    for weights in ((7, 2, 4, 10, 3, 5, 9, 4, 6, 8), (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)):
        digits.append(sum(d * w for d, w in zip(digits, weights, strict=True)) % 11 % 10)
    return "".join(map(str, digits))


def _luhn(random: Random, length: int) -> str:
    digits = [random.randint(1, 9), *(random.randint(0, 9) for _ in range(length - 2))]
    total = sum(n // 10 + n % 10 for n in (d * (2 - place % 2) for place, d in enumerate(reversed(digits))))
    return "".join(map(str, digits)) + str(-total % 10)
