"""Personal data in the names of files (Прил. 3, п. 5): words stuck together are taken apart, findings masked."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from core.privacy import Finding, find

_SEPARATORS: Final = ("", "_", "_-.")
"""What is read as a space, one way after another: «И.О.» needs its dots, «иванов.иван» must lose them."""
_EXTENSION: Final = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")
_UNFIT: Final = re.compile(r'[<>:"/\\|?*\[\]\x00-\x1f]+')
"""What some system does not take in a file's name."""
_ROUNDS: Final = 5


def screen_name(name: str) -> tuple[Finding, ...]:
    """What is found in a file's name, as it is and with its parts as words; places are those of ``name``."""
    found = {each for separators in _SEPARATORS for each in _placed(name, separators)}
    widest = sorted(found, key=lambda each: (each.start, -each.end))
    kept: list[Finding] = []
    for each in widest:
        if not any(other.kind == each.kind and each.end <= other.end for other in kept if other.start <= each.start):
            kept.append(each)
    return tuple(kept)


def masked_name(name: str, findings: Iterable[Finding]) -> str:
    """The name with its findings masked, «скрыто-ФИО.pdf»: fit for every system, with the extension that it had."""
    extension = extension_of(name)
    stem, masked, at = name.removesuffix(extension), "", 0
    for start, end, titles in _joined(findings, len(stem)):
        hidden = _UNFIT.sub("-", "-".join(titles))
        masked += f"{stem[at:start]}скрыто-{hidden}"
        at = end
    return f"{masked}{stem[at:]}{extension}"


def mask_name(name: str, levels: Iterable[str]) -> str:
    """The name masked until nothing of ``levels`` is found in it: masking may bring parts of it together."""
    stopping = frozenset(levels)
    for _ in range(_ROUNDS):
        hits = [each for each in screen_name(name) if each.level.value in stopping]
        if not hits:
            return name
        name = masked_name(name, hits)
    return f"скрыто{extension_of(name)}"


def extension_of(name: str) -> str:
    """The extension with its dot; «» where what follows the last dot is none."""
    found = _EXTENSION.search(name)
    return found[0] if found and found.start() else ""


def _placed(name: str, separators: str) -> Iterator[Finding]:
    """What is found where some characters are spaces and words written together are parted."""
    read, places = "", list[int]()
    for at, character in enumerate(name):
        if separators and at and character.isupper() and name[at - 1].islower():
            read, places = f"{read} ", [*places, at]
        read, places = read + (" " if character in separators else character), [*places, at]
    for each in find(read):
        yield replace(each, start=places[each.start], end=places[each.end - 1] + 1)


def _joined(findings: Iterable[Finding], most: int) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where a stem is masked: findings that overlap are one place, with every title."""
    start, end, titles = 0, 0, dict[str, None]()
    for each in sorted(findings, key=lambda each: (each.start, each.end)):
        if each.start >= most:
            continue
        if titles and each.start > end:
            yield start, end, tuple(titles)
            titles = {}
        start = start if titles else each.start
        end = max(end, min(each.end, most)) if titles else min(each.end, most)
        titles[each.title] = None
    if titles:
        yield start, end, tuple(titles)
