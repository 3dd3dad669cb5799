"""How well and how fast personal data is found, on any file of the corpus's structure (``bench_privacy.py FILE``).

Prints recall, coverage and false alarms as the corpus defines them, then the cost of a text beside the floor of one
pass over its words, in one run, and the cost of the worst inputs. ``--misses`` lists what was missed, ``--part even``
or ``odd`` takes half of the sentences by their number.
"""

import argparse
import json
import re
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any, Final

from core.privacy import Finding, Known, Level, find, load, mask_all

FOLDER: Final = Path(__file__).parent.parent / "tests" / "core" / "privacy" / "corpus"
ROUNDS: Final = 20
WORST: Final = {
    "20000 цифр": "0123456789" * 2_000,
    "«- »": "- " * 10_000,
    "«А. »": "А. " * 6_600,
    "«а»": "а" * 20_000,
    "пробелы": " " * 20_000,
    "«Иванов Иван Иванович »": "Иванов Иван Иванович " * 950,
    "«пароль »": "пароль " * 2_800,
    "«ул. »": "ул. " * 5_000,
    "«проживает в »": "проживает в " * 1_660,
    "«a@a.»": "a@a." * 5_000,
    "«снилс 1»": "снилс 1" * 2_850,
    "«1 2 »": "1 2 " * 5_000,
    "«fam=»": "fam=" * 5_000,
    "«Ли »": "Ли " * 6_660,
    "«пин »": "пин " * 5_000,
    "«Иванов, 1980 г.р. »": "Иванов, 1980 г.р. " * 1_110,
    "таблица": "ФИО;СНИЛС\nИванов;14830675271\n" * 740,
}
STOPPING: Final = (Level.BLOCK, Level.MASK)


def main() -> None:
    """Score the files named, or all that the tests keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--part", choices=("even", "odd"))
    asked = parser.parse_args()
    files = asked.files or sorted(FOLDER.glob("*.json"))
    texts: list[str] = []
    for file in files:
        corpus = json.loads(file.read_text(encoding="utf-8"))
        texts += [each["text"] for group in ("positive", "negative") for each in corpus[group]]
        score(file.name, corpus, asked.part, misses=asked.misses)
    if not asked.misses:
        cost(texts)


def score(name: str, corpus: dict[str, Any], part: str | None, *, misses: bool) -> None:
    """Print the measures of one corpus."""
    desk = corpus["desk"]
    known = Known.of(
        [*desk["phones"], *(each["phone"] for each in desk["people"])],
        [*desk["mailboxes"], *(each["email"] for each in desk["people"])],
        [*desk["staff"], *(each["name"] for each in desk["people"])],
    )
    positive, negative = (_part(corpus[group], part) for group in ("positive", "negative"))
    recalled = stopped = covered = spans = 0
    missed: list[str] = []
    for each in positive:
        hits = find(each["text"], known)
        wanted = any(span["level"] != "warn" for span in each["spans"])
        found = any(hit.level in STOPPING for hit in hits) or (not wanted and bool(hits))
        recalled += found
        stopped += any(hit.level is Level.BLOCK for hit in hits)
        open_spans = [span for span in each["spans"] if not _covered(each["text"], span, hits)]
        spans += len(each["spans"])
        covered += len(each["spans"]) - len(open_spans)
        if open_spans or not found:
            sign, shown = "~" if found else "−", mask_all(each["text"], known)
            missed.append(f"{sign} {each['id']} {each['group']}: {shown!r}")
    alarms = [(each, hits) for each in negative if (hits := find(each["text"], known))]
    stops = sum(any(hit.level in STOPPING for hit in hits) for _, hits in alarms)
    of, traps = len(positive), len(negative)
    print(
        f"{name}{' ' + part if part else ''}: найдено {recalled / of:.3f} (останавливает {stopped / of:.3f})"
        f" · покрыто {covered / spans:.3f} · ложных {len(alarms) / traps:.3f} (меняют текст {stops / traps:.3f})"
        f" · {of} + {traps} предложений, {spans} фрагментов"
    )
    if misses:
        print("\n".join(missed))
        for each, hits in alarms:
            taken = [f"{hit.kind}/{hit.level}: {each['text'][hit.start : hit.end]}" for hit in hits]
            print(f"! {each['id']} {each['group']} {each.get('may', '')}: {each['text']!r} → {taken}")
    unstable = [t for each in (*positive, *negative) if mask_all(t := mask_all(each["text"], known), known) != t]
    if unstable:
        print("не сходится:", *unstable, sep="\n  ")


def _part(sentences: list[dict[str, Any]], part: str | None) -> list[dict[str, Any]]:
    if part is None:
        return sentences
    return [each for each in sentences if int(each["id"][1:]) % 2 == (part == "odd")]


def _covered(text: str, span: dict[str, Any], hits: tuple[Finding, ...]) -> bool:
    """Whether no letter or digit of a span is left; between the parts of a machine's name other words may stay."""
    left = [at for at in range(span["start"], span["end"]) if not any(hit.start <= at < hit.end for hit in hits)]
    if span["kind"] == "name" and re.search(r"[\"<>;:=^']", span["text"]):
        keys = [m.span() for m in re.finditer(r"[\"'<>,;:=/\s]+[A-Za-zА-яё_]*[\"'<>:=/\s]+", span["text"])]
        left = [at for at in left if not any(a <= at - span["start"] < b for a, b in keys)]
    return not any(text[at].isalnum() for at in left)


def cost(texts: list[str]) -> None:
    """Print what looking costs."""
    load()
    bodies = []
    body = ""
    for text in texts:
        body = f"{body} {text}".strip()
        if len(body) >= 400:
            bodies.append(body[:400])
            body = ""
    floor = re.compile(r"\w+")
    for warm in bodies:
        find(warm)
    looked = [_timed(lambda: [find(each) for each in bodies]) for _ in range(ROUNDS)]
    passed = [_timed(lambda: [floor.findall(each) for each in bodies]) for _ in range(ROUNDS)]
    each = median(looked) / len(bodies) * 1000
    print(f"400 знаков: {each:.2f} мс ЦП, {median(looked) / median(passed):.0f} × один проход по словам")
    for name, text in WORST.items():
        print(f"  {name} ({len(text)}): {_least(text) * 1000:.0f} мс ЦП")


def _least(text: str) -> float:
    return min(_timed(lambda: find(text)) for _ in range(3))


def _timed(work: Any) -> float:
    start = process_time()
    work()
    return process_time() - start


if __name__ == "__main__":
    main()
