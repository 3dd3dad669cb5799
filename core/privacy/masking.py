"""Masking: what was found gives way to its kind; the rest of the text stays as it is, character by character."""

import re
from collections.abc import Callable, Iterable
from typing import Final

from core.privacy.finding import find
from core.privacy.findings import LEVELS, TITLES, Finding, Kind, Level, Levels
from core.privacy.known import NOBODY, Known

_BETWEEN: Final = re.compile(r"[\s,;:.()|/^_—–\-\"']{0,4}")
_ROUNDS: Final = 6
"""Masking may bring a value next to another one's naming word; more rounds than this were never needed."""


def mask(text: str, findings: Iterable[Finding] | None = None) -> str:
    """The text with each finding masked as «[скрыто: ФИО, дата рождения]»; by default with all that are found."""
    if findings is not None:
        return _masked(text, findings)
    return mask_all(text)


def mask_all(text: str, known: Known = NOBODY, levels: Levels = LEVELS, least: Level = Level.WARN) -> str:
    """The text with everything of at least a level masked, until nothing of that level is found."""
    wanted = {Level.WARN: set(Level), Level.MASK: {Level.MASK, Level.BLOCK}, Level.BLOCK: {Level.BLOCK}}[least]
    for _ in range(_ROUNDS):
        hits = [each for each in find(text, known, levels) if each.level in wanted]
        if not hits:
            break
        text = _masked(text, hits)
    return text


def _masked(text: str, findings: Iterable[Finding]) -> str:
    return _replaced(text, findings, lambda titles: f"[скрыто: {', '.join(titles)}]")


def _replaced(text: str, findings: Iterable[Finding], mark: Callable[[list[str]], str]) -> str:
    """The text with each place that was found giving way to a mark, made of the titles of its kinds."""
    masked, at = [], 0
    for start, end, kinds in _neighbours(text, sorted(findings)):
        masked += [text[at:start], mark([TITLES[kind] for kind in kinds])]
        at = end
    return "".join([*masked, text[at:]])


def _neighbours(text: str, findings: list[Finding]) -> list[tuple[int, int, list[Kind]]]:
    """Findings with nothing but punctuation between them are one place."""
    places: list[tuple[int, int, list[Kind]]] = []
    for each in findings:
        between = text[places[-1][1] : each.start] if places else "\n"
        if _BETWEEN.fullmatch(between) and "\n" not in between:
            start, _, kinds = places[-1]
            places[-1] = (start, each.end, kinds if each.kind in kinds else [*kinds, each.kind])
        else:
            places.append((each.start, each.end, [each.kind]))
    return places


def masked_name(name: str, findings: Iterable[Finding]) -> str:
    """The name of a file with each finding masked as «скрыто-ФИО»: no colon and no bracket, which some disks refuse."""
    return _replaced(name, findings, lambda titles: f"скрыто-{'-'.join(titles).replace(' ', '-')}")
