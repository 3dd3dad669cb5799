"""Names of people: by patronymic, by initials, by the dictionary; never those of clinics and streets."""

import re
from collections.abc import Iterator
from typing import Final

from core.language import analyses
from core.privacy.findings import Finding, Kind

_PATRONYMIC: Final = r"[А-ЯЁ][а-яё]{2,}(?:ович|евич|ьич|ич|овн|евн|ичн|иничн)(?:а|у|ем|ом|е|ы|ой|ою)?"
_CAPITAL: Final = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_FULL: Final = re.compile(
    rf"\b(?:(?P<before>{_CAPITAL}) )?(?P<name>{_CAPITAL}) (?P<patronymic>{_PATRONYMIC})\b(?: (?P<after>{_CAPITAL})\b)?"
)
_INITIALS: Final = re.compile(
    rf"\b(?P<surname>{_CAPITAL}) [А-ЯЁ]\. ?[А-ЯЁ]\.|\b[А-ЯЁ]\. ?[А-ЯЁ]\. ?(?P<second>{_CAPITAL})\b"
)
_PAIR: Final = re.compile(rf"\b(?P<one>{_CAPITAL}) (?P<two>{_CAPITAL})\b")
_PLACE: Final = re.compile(
    r"(?:\bим\.|\bимени|\bул\.|\bулиц\w*|\bпр\.|\bпросп\w*|\bпер\.|\bплощад\w*|\bбольниц\w*|\bклиник\w*|\bГБУЗ|\bКГБУЗ"
    r"|\bинститут\w*|\bпо|\bсиндром\w*|\bболезн\w*|\bшкал\w*|\bпроб\w*|\bиндекс\w*|\bметод\w*|\bформул\w*)"
    r"\s*(?:[А-ЯЁ]\. ?){0,2}(?:[А-ЯЁ][а-яё]+ )?$",
    re.IGNORECASE,
)
_LOOK_BACK: Final = 40


def names(text: str) -> Iterator[Finding]:
    """Names of people in a text; one that a clinic, a street or a disease is called by is none."""
    for pattern, known in ((_FULL, _is_full), (_INITIALS, _is_initialed), (_PAIR, _is_pair)):
        for hit in pattern.finditer(text):
            before = text[max(0, hit.start() - _LOOK_BACK) : hit.start()]
            if known(hit) and not _PLACE.search(before):
                yield Finding(hit.start(), hit.end(), Kind.NAME)


def _is_full(hit: re.Match[str]) -> bool:
    return _tagged(hit["name"], "Name") or _tagged(hit["patronymic"], "Patr")


def _is_initialed(hit: re.Match[str]) -> bool:
    return _tagged(hit["surname"] or hit["second"], "Surn") or (hit["surname"] or hit["second"])[-2:] in _ENDS


_ENDS: Final = frozenset({"ов", "ев", "ин", "ва", "на", "ко", "ый", "ая", "ой", "ук", "юк", "як", "их", "ых"})


def _is_pair(hit: re.Match[str]) -> bool:
    """A surname beside a first name, in either order."""
    one, two = hit["one"], hit["two"]
    return (_tagged(one, "Surn") and _tagged(two, "Name")) or (_tagged(one, "Name") and _tagged(two, "Surn"))


def _tagged(word: str, tag: str) -> bool:
    """Whether the dictionary knows the word as a name of this sort."""
    return any(tag in each.tag for each in analyses(word))
