"""Regular expressions as ``re`` compiles them, so that they can be kept beside the methods of dataclasses.

``re`` parses each pattern in Python, and the gate of personal data has long ones: a third of the time of a command. A
compiled pattern is a list of numbers for the matcher's engine, which checks them when it is given them.
"""

import re
from array import array
from collections.abc import Callable, Iterator
from typing import Any, Final

_INSIDE: Final[dict[str, Any]] = vars(re)
_COMPILER: Final[dict[str, Any]] = vars(_INSIDE["_compiler"])
_ENGINE: Final = _COMPILER["_sre"]
_from_text: Final = _COMPILER["compile"]
"""How ``re`` itself compiles."""

Compiled = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, the engine's code (numbers of four bytes), how many groups, their numbers by name, their names by number."""


def name_of(text: str, flags: int) -> str:
    """What a pattern goes by: the engine's version, the flags and the text; no dataclass begins so."""
    return f"re {_ENGINE.MAGIC} {flags} {text}"


def compiled(text: str, flags: int) -> Compiled:
    """Compile a pattern as ``re`` does. Raises ``re.error``."""
    parsed = _INSIDE["_parser"].parse(text, flags)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    code = array("I", _COMPILER["_code"](parsed, flags))
    return flags | state.flags, code.tobytes(), state.groups - 1, dict(state.groupdict), tuple(names)


def known() -> Iterator[tuple[str, int]]:
    """The patterns, with their flags, that this process has compiled lately."""
    return ((text, int(flags)) for kind, text, flags in list(_INSIDE["_cache"]) if kind is str)


def compile_by(find: Callable[[str, int], Compiled | None]) -> None:
    """Let ``re`` take what ``find`` gives for a pattern and its flags; None, and it compiles as ever."""

    def compile_pattern(pattern: Any, flags: int = 0) -> Any:
        found = find(pattern, flags) if type(pattern) is str and not flags & re.DEBUG else None
        if found is None:
            return _from_text(pattern, flags)
        whole, code, groups, numbers, names = found
        return _ENGINE.compile(pattern, whole, array("I", code).tolist(), groups, numbers, names)

    _COMPILER["compile"] = compile_pattern


def uninstall() -> None:
    """Let ``re`` compile every pattern again."""
    _COMPILER["compile"] = _from_text
