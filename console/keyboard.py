"""ЙЦУКЕН and QWERTY: the Latin key that a Cyrillic one sits on, so that every letter key works in either layout."""

from typing import Final

_QWERTY: Final = "qwertyuiopasdfghjklzxcvbnm"
_JCUKEN: Final = "йцукенгшщзфывапролдячсмить"
_LATIN: Final = dict(zip(_JCUKEN + _JCUKEN.upper(), _QWERTY + _QWERTY.upper(), strict=True))
_MORE: Final = {"х": "[", "ъ": "]", "ж": ";", "э": "'", "б": ",", "ю": ".", "ё": "`"}
_TO_LATIN: Final = str.maketrans(_LATIN | _MORE)
_TO_CYRILLIC: Final = str.maketrans(
    {latin: cyrillic for cyrillic, latin in _LATIN.items()} | {latin: cyrillic for cyrillic, latin in _MORE.items()}
)


def twins(key: str) -> tuple[str, ...]:
    """The Latin keys to try after ``key`` itself matched nothing, in order; empty when it has none.

    ``й`` gives ``q``; ``Й`` (Caps Lock or Shift) ``Q`` and then ``q``; ``ctrl+ф`` ``ctrl+a``; a capital Latin letter
    its small one, which is what Caps Lock means.
    """
    *modifiers, last = key.split("+")
    latin = _LATIN.get(last, last)
    if len(latin) != 1 or not latin.isalpha() or not latin.isascii():
        return ()
    candidates = dict.fromkeys("+".join([*modifiers, letter]) for letter in (latin, latin.lower()))
    return tuple(candidate for candidate in candidates if candidate != key)


def as_latin(text: str) -> str:
    """What the same keys would have typed in the Latin layout: «йгкг» is «queu»."""
    return text.translate(_TO_LATIN)


def as_cyrillic(text: str) -> str:
    """What the same keys would have typed in the Russian layout: «jxthtlm» is «очередь»."""
    return text.translate(_TO_CYRILLIC)
