"""How keys are written for people."""

from collections.abc import Sequence
from typing import Final

from core.language.layout import as_cyrillic

_KEY_TITLES: Final = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Пробел",
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "backspace": "Backspace",
    "home": "Home",
    "end": "End",
}


def key_title(key: str) -> str:
    """How a key is written for people: ``f2`` as «F2», ``ctrl+q`` as «Ctrl+Q», ``t`` as «T»."""
    *modifiers, last = key.split("+")
    shown = _KEY_TITLES.get(last, last.upper())
    return "+".join([modifier.capitalize() for modifier in modifiers] + [shown])


def in_both_layouts(key: str) -> str:
    """A letter with the Russian one on the same key: «T (Е)»; any other key as it is."""
    title = key_title(key)
    return f"{title} ({as_cyrillic(key).upper()})" if len(key) == 1 and key.isalpha() else title


def keys_title(keys: Sequence[str]) -> str:
    """Several keys written for people: «F9, Ctrl+P»."""
    return ", ".join(key_title(key) for key in keys)
