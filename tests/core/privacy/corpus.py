"""Sentences with and without personal data; every person, number and address in them is invented.

``dev`` was handed over with the task that the rules were written for. The rules were fitted to half of it. ``fresh_1``
to ``fresh_6`` were each written by somebody who had seen neither the rules nor the other files; what they
scored at first sight stands in SECURITY.md, before what was missed was mended. ``fresh_7`` is by the author of the
mending after ``fresh_6``, who knew the rules.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from core.privacy import Finding, Known, Level, find

FOLDER: Final = Path(__file__).parent / "corpus"
NAMES: Final = ("dev", "fresh_1", "fresh_2", "fresh_3", "fresh_4", "fresh_5", "fresh_6", "fresh_7")
STOPPING: Final = (Level.BLOCK, Level.MASK)


@cache
def corpus(name: str) -> dict[str, Any]:
    """One file: ``positive`` and ``negative`` sentences, and the ``desk`` that they were written at."""
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


def known(name: str) -> Known:
    """What the desk of a file knows of itself."""
    desk = corpus(name)["desk"]
    people = desk["people"]
    return Known.of(
        [*desk["phones"], *(each["phone"] for each in people)],
        [*desk["mailboxes"], *(each["email"] for each in people)],
        [*desk["staff"], *(each["name"] for each in people)],
    )


def recall(name: str) -> float:
    """The share of sentences with personal data in which something is masked or stopped, or told where that is due."""
    sentences = corpus(name)["positive"]
    return sum(_recalled(each, find(each["text"], known(name))) for each in sentences) / len(sentences)


def false_alarms(name: str) -> float:
    """The share of sentences without personal data in which anything is found."""
    sentences = corpus(name)["negative"]
    return sum(bool(find(each["text"], known(name))) for each in sentences) / len(sentences)


def coverage(name: str) -> float:
    """The share of spans of which no letter and no digit is left open."""
    spans = [
        (each, span, find(each["text"], known(name))) for each in corpus(name)["positive"] for span in each["spans"]
    ]
    return sum(not _open(each["text"], span, hits) for each, span, hits in spans) / len(spans)


def _recalled(sentence: dict[str, Any], hits: tuple[Finding, ...]) -> bool:
    if all(span["level"] == "warn" for span in sentence["spans"]):
        return bool(hits)
    return any(hit.level in STOPPING for hit in hits)


def _open(text: str, span: dict[str, Any], hits: tuple[Finding, ...]) -> bool:
    places = range(span["start"], span["end"])
    return any(text[at].isalnum() and not any(hit.start <= at < hit.end for hit in hits) for at in places)
