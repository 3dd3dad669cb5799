"""ЙЦУКЕН and QWERTY: the Latin key that a Cyrillic one sits on, so that every letter key works in either layout."""

from core.language.layout import LATIN


def twins(key: str) -> tuple[str, ...]:
    """The Latin keys to try after ``key`` itself matched nothing, in order; empty when it has none.

    ``й`` gives ``q``; ``Й`` (Caps Lock or Shift) ``Q`` and then ``q``; ``ctrl+ф`` ``ctrl+a``; a capital Latin letter
    its small one, which is what Caps Lock means.
    """
    *modifiers, last = key.split("+")
    latin = LATIN.get(last, last)
    if len(latin) != 1 or not latin.isalpha() or not latin.isascii():
        return ()
    candidates = dict.fromkeys("+".join([*modifiers, letter]) for letter in (latin, latin.lower()))
    return tuple(candidate for candidate in candidates if candidate != key)
