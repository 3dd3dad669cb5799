"""Personal data in the names of files (Прил. 3, п. 5): words stuck together are taken apart, findings masked."""

import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import replace
from typing import Final

from core import privacy as personal_data
from core.privacy import Finding, Level

Find = Callable[[str], Iterable[Finding]]

_SEPARATORS: Final = ("", "_", "_-.")
"""What is read as a space, one way after another: «И.О.» needs its dots, «иванов.иван» must lose them."""
_EXTENSION: Final = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")
_ROUNDS: Final = 5
_STRICT: Final = (Level.WARN, Level.MASK, Level.BLOCK)


def screen_name(name: str, find: Find) -> tuple[Finding, ...]:
    """What ``find`` finds in a file's name, as it is and with its parts as words; places are those of ``name``."""
    found = {each for separators in _SEPARATORS for each in _placed(name, separators, find)}
    kept: list[Finding] = []
    for each in sorted(found, key=lambda each: (-_STRICT.index(each.level), each.start, -each.end)):
        if not any(_told_by(each, other) for other in kept):
            kept.append(each)
    return tuple(sorted(kept))


def _told_by(each: Finding, other: Finding) -> bool:
    """Whether a finding says nothing that another one, as strict or stricter, does not say of the same place."""
    if each.kind is not other.kind or each.end <= other.start or other.end <= each.start:
        return False
    return each.level is not other.level or (other.start <= each.start and each.end <= other.end)


def masked_name(name: str, findings: Iterable[Finding]) -> str:
    """The name with its findings masked, «скрыто-ФИО.pdf»: fit for every system, with the extension that it had."""
    extension = extension_of(name)
    stem, apart, at = name.removesuffix(extension), list[Finding](), 0
    for each in sorted(findings, key=lambda each: (each.start, each.end)):
        start, end = max(each.start, at), min(each.end, len(stem))
        if start < end:
            apart.append(replace(each, start=start, end=end))
            at = end
    return f"{personal_data.masked_name(stem, apart)}{extension}"


def mask_name(name: str, find: Find, levels: Container[Level]) -> str:
    """The name masked until nothing of ``levels`` is found in it: masking may bring parts of it together."""
    for _ in range(_ROUNDS):
        hits = [each for each in screen_name(name, find) if each.level in levels]
        if not hits:
            return name
        name = masked_name(name, hits)
    return f"скрыто{extension_of(name)}"


def extension_of(name: str) -> str:
    """The extension with its dot; «» where what follows the last dot is none."""
    found = _EXTENSION.search(name)
    return found[0] if found and found.start() else ""


def _placed(name: str, separators: str, find: Find) -> Iterator[Finding]:
    """What is found where some characters are spaces and words written together are parted."""
    read, places = "", list[int]()
    for at, character in enumerate(name):
        if separators and at and character.isupper() and name[at - 1].islower():
            read, places = f"{read} ", [*places, at]
        read, places = read + (" " if character in separators else character), [*places, at]
    for each in find(read):
        yield replace(each, start=places[each.start], end=places[each.end - 1] + 1)
