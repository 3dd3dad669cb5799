"""ЙЦУКЕН and QWERTY: what the same keys would have typed in the other layout."""

from typing import Final

QWERTY: Final = "qwertyuiopasdfghjklzxcvbnm"
JCUKEN: Final = "йцукенгшщзфывапролдячсмить"
LATIN: Final = dict(zip(JCUKEN + JCUKEN.upper(), QWERTY + QWERTY.upper(), strict=True))
"""The Latin letter that each Cyrillic one sits on; the seven that sit on signs are not here."""
_MORE: Final = {"х": "[", "ъ": "]", "ж": ";", "э": "'", "б": ",", "ю": ".", "ё": "`"}
_TO_LATIN: Final = str.maketrans(LATIN | _MORE)
_TO_CYRILLIC: Final = str.maketrans(
    {latin: cyrillic for cyrillic, latin in LATIN.items()} | {latin: cyrillic for cyrillic, latin in _MORE.items()}
)


def as_latin(text: str) -> str:
    """What the same keys would have typed in the Latin layout: «йгкг» is «queu»."""
    return text.translate(_TO_LATIN)


def as_cyrillic(text: str) -> str:
    """What the same keys would have typed in the Russian layout: «jxthtlm» is «очередь»."""
    return text.translate(_TO_CYRILLIC)
