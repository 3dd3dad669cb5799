"""A passport whose series and number stand apart: in a sentence, or as the values of two keys."""

import re
from collections.abc import Iterator
from typing import Final

from core.privacy.findings import Finding, Kind

_I: Final = re.IGNORECASE
_PASSPORT: Final = re.compile(r"паспорт|passport|удостоверени\w+\s+личн", _I)
_SERIES: Final = re.compile(
    r"сери[яюией]{1,2}(?!\w)\W{0,3}(?:(?!номер|вакцин|парти|бланк|полис|рецепт"
    r"|приказ)[а-яё]{1,12}\W{1,3}){0,4}?(?P<hit>\d{2} ?\d{2})(?![\d/:]|[.,]\d| ?\d)"
    r"|паспорт\w{0,3}\W{1,3}(?P<third>\d{2} ?\d{2})(?=\W{1,3}(?:номер|№))"
    r"|(?<![\d.,/№-])(?P<second>\d{2} ?\d{2})(?![\d/:]|[.,]\d)\W{1,3}(?:—|это|–|-"
    r"|есть)?\W{0,3}(?:это\s+)?сери[яюией]{1,2}(?!\w)",
    _I,
)
_NUMBER: Final = re.compile(
    r"(?:номер\w{0,2}|№)(?!\w)\W{0,3}(?:(?!сери|заявк|обращ|полис|парти|бланк|тикет|телефон"
    r"|карт)[а-яё]{1,12}\W{1,3}){0,3}?(?P<hit>\d{3} ?\d{3})(?![\d/:]|[.,]\d| ?\d)"
    r"|(?<![\d.,/№-])(?P<second>\d{3} ?\d{3})(?![\d/:]|[.,]\d)\W{1,3}(?:это\s+|есть\s+|в\s+)?(?:уже\s+)?номер",
    _I,
)
_FARTHEST: Final = 90
"""Characters between a series and its number."""
_SEPARATOR: Final = r"\\?[\"']?\s*[:=>]\s*\\?[\"']?"
_PAPER: Final = r"(?:pas\w{0,8}|doc\w{0,8}|id_?)"
_KEYED: Final = re.compile(
    rf"(?<![a-z])(?:s_?doc|doc(?:ument)?_?s(?:er\w{{0,10}})?|{_PAPER}[_.-]?ser\w{{0,6}}|ser\w{{0,4}}[_.-]?{_PAPER})"
    rf"{_SEPARATOR}(?P<series>\d{{2}}[ -]?\d{{2}}|[ivxlc1-9]{{1,6}}-?[а-яё]{{2}})(?!\w)[^\n]{{1,60}}?"
    rf"(?:n_?doc|doc(?:ument)?_?n\w{{0,10}}|{_PAPER}[_.-]?n\w{{0,6}}|num(?:ber)?[_.-]?{_PAPER})"
    rf"{_SEPARATOR}(?P<number>\d{{6,7}})(?!\d)"
)
_KEYED_BESIDE: Final = re.compile(
    rf"(?<![a-zа-яё])(?:ser(?:ies|ial?|iya|iia)?"
    rf"|серия){_SEPARATOR}(?P<series>\d{{2}}[ -]?\d{{2}})(?!\w)[^\n]{{1,20}}?"
    rf"(?<![a-zа-яё])(?:num(?:ber)?|nomer|no|номер){_SEPARATOR}(?P<number>\d{{6}})(?!\d)"
)
"""Keys that say «passport» themselves, and those that need the word beside; of a text in small letters."""


def split_passports(text: str) -> Iterator[Finding]:
    """The series and the number, each where it stands; one without the other is nobody's."""
    low = text.lower()
    named = _PASSPORT.search(text)
    if named:
        series = [hit.span(hit.lastgroup or 0) for hit in _SERIES.finditer(text)]
        numbers = [hit.span(hit.lastgroup or 0) for hit in _NUMBER.finditer(text)] if series else []
        yield from _beside(series, numbers)
        yield from _beside(numbers, series)
    if len(low) == len(text) and (named or "doc" in low or "pas" in low):
        for hit in (*_KEYED.finditer(low), *(_KEYED_BESIDE.finditer(low) if named else ())):
            yield Finding(hit.start("series"), hit.end("series"), Kind.PASSPORT)
            yield Finding(hit.start("number"), hit.end("number"), Kind.PASSPORT)


def _beside(ones: list[tuple[int, int]], others: list[tuple[int, int]]) -> Iterator[Finding]:
    """Those that have one of the others near; both stand in the order of the text."""
    at = 0
    for start, end in ones:
        while at < len(others) and others[at][1] < start - _FARTHEST:
            at += 1
        if at < len(others) and others[at][0] <= end + _FARTHEST:
            yield Finding(start, end, Kind.PASSPORT)
