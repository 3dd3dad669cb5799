"""Search with fragments over a large store, beside FTS5 used bare on the same data; what the index costs a command.

    python benchmarks/bench_search.py [--sizes 100000] [--store FILE] [--fuzz 20000] [--json FILE]

The peer asks the very index for the same words by ``MATCH … ORDER BY rank LIMIT 20``: neither rights nor groups,
figures, misspellings, names or fragments. Queries are words of the store itself, rare and frequent ones, drawn at
random, in the forms in which they stand there, and a fifth of them mistyped or in the other layout. A command is
measured as a note to a ticket, with the index and with the writing of it left out, turn by turn. ``--fuzz``: so many
searches of random signs and words must end without an error.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random

from _measure import Report, Sample, arguments, cpu
from stores import grown

from core.desk import open_desk
from core.desk.desk import Desk
from core.desk.handling import applying
from core.desk.search.results import Asked
from core.language.layout import as_latin
from core.language.terms import read
from core.tickets.answers.comments import Note
from core.tickets.directory import Actor
from core.vocabulary import Role

QUERIES = 200
NOTES = 60
LIMIT = 20
ODD = "\"'*()[]{}:;,.-+^~&|!?/\\№#@%$ \t\x00\x1bёйц🙂\u202e" + "аеинтoabc019"
TEXTS = (
    "Проверили рабочее место, журнал пуст.",
    "Перезапустили службу печати, ждём ответа.",
    "Просили прислать снимок экрана и время.",
    "Сертификат обновлён, подпись проходит.",
)


def main() -> int:
    """Measure and print."""
    parser, read_arguments = arguments(__doc__)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--fuzz", type=int, default=0)
    asked, report = read_arguments(), Report()
    for size in (0,) if asked.store else asked.sizes:
        path = asked.store or grown(size)
        name = size or path.stem
        with open_desk(path) as desk, closing(sqlite3.connect(path)) as raw:
            texts = list(queries(raw, Random(1), QUERIES))
            searching(report, desk, raw, texts, str(name))
            if asked.fuzz:
                print(f"{fuzzed(desk, texts, Random(2), asked.fuzz)} fuzzed searches, no error")
        with tempfile.TemporaryDirectory() as folder:
            costing(report, path, Path(folder), str(name))
    report.save(asked.json)
    return 0


def queries(raw: sqlite3.Connection, draw: Random, count: int) -> Iterator[str]:
    """Searches by words of the store: one to three neighbours of a text, a fifth of them spoilt."""
    (last,) = raw.execute("SELECT max(event) FROM texts").fetchone()
    while count:
        (text,) = raw.execute(
            "SELECT coalesce(body, '') FROM texts WHERE event >= ? LIMIT 1", (draw.randrange(last),)
        ).fetchone()
        words = [word for word in text.split() if len(word) > 3 and word.isalpha()]
        if words:
            start, many = draw.randrange(len(words)), draw.choice((1, 1, 2, 3))
            said = " ".join(words[start : start + many])
            yield draw.choice((said, said, said, said, draw.choice((spoilt(said, draw), as_latin(said.lower())))))
            count -= 1


def spoilt(text: str, draw: Random) -> str:
    """A letter left out."""
    at = draw.randrange(1, len(text) - 1)
    return text[:at] + text[at + 1 :]


def searching(report: Report, desk: Desk, raw: sqlite3.Connection, texts: list[str], name: str) -> None:
    """Each query once by the product and once bare, turn by turn."""
    me = Actor("bench", "bench", Role.SUPERVISOR)
    for text in texts[:20]:
        desk.search.find(Asked(text), me)
    own, bare = [], []
    for text in texts:
        own.append(cpu(lambda text=text: desk.search.find(Asked(text), me)))  # type: ignore[misc]
        match = " AND ".join(f'"{word.terms[0]}"' for word in read(text).words)
        bare.append(cpu(lambda match=match: bare_search(raw, match)))  # type: ignore[misc]
    ours, peer = Sample(tuple(own)), Sample(tuple(bare))
    report.add(f"search.{name}", "search with fragments", ours, "ms CPU", "bare FTS5", peer)
    for share in (0.95, 0.99):
        told, beside = Sample((ours.quantile(share),)), Sample((peer.quantile(share),))
        report.add(
            f"search.{name}.p{share * 100:.0f}", f"the same, p{share * 100:.0f}", told, "ms CPU", "bare FTS5", beside
        )


def bare_search(raw: sqlite3.Connection, match: str) -> list[tuple[int]]:
    """FTS5 and nothing else."""
    return raw.execute(
        f"SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rank LIMIT {LIMIT}", (match,)
    ).fetchall()


def costing(report: Report, path: Path, folder: Path, name: str) -> None:
    """A note with and without the writing of the index."""
    copy = folder / "pult.db"
    shutil.copyfile(path, copy)
    copy.chmod(0o600)
    with closing(sqlite3.connect(copy)) as raw:
        found = raw.execute("SELECT number FROM tickets WHERE status = 'in_progress' LIMIT ?", (NOTES * 4,)).fetchall()
        login = raw.execute("SELECT login FROM users WHERE role = 'first_line' LIMIT 1").fetchone()[0]
    written: Callable[..., None] = applying.index_appended  # type: ignore[attr-defined]
    spent: dict[bool, list[float]] = {True: [], False: []}
    with open_desk(copy) as desk:
        actor = desk.sign_in(login)
        assert isinstance(actor, Actor)
        for place, (number,) in enumerate(found):
            indexed = place % 2 == 0
            applying.index_appended = written if indexed else _left_out  # type: ignore[attr-defined]
            note = Note(number=number, text=f"{TEXTS[place // 2 % 4]} {place}")
            took = cpu(lambda note=note: desk.commands.perform(note, actor))  # type: ignore[misc]
            spent[indexed] += [took] if place >= NOTES else []
        applying.index_appended = written  # type: ignore[attr-defined]
    with_it, without = Sample(tuple(spent[True])), Sample(tuple(spent[False]))
    report.add(f"search.{name}.note", "a note, indexed", with_it, "ms CPU", "not indexed", without)
    more = Sample((with_it.median - without.median,))
    report.add(f"search.{name}.cost", "what the index adds to a note", more, "ms CPU")


def _left_out(_tx: object, _appended: object) -> None:
    """Nothing is indexed."""


def fuzzed(desk: Desk, texts: list[str], draw: Random, count: int) -> int:
    """So many searches of signs, halves of words and fields; whatever is raised ends the run."""
    me = Actor("bench", "bench", Role.SUPERVISOR)
    fields = ("мо:", "приоритет:", "номер:", "закрыто", "или", "-", '"', "срок:<", "поступило:>", "№", "нарушено:")
    for _ in range(count):
        parts = [
            draw.choice((draw.choice(texts), draw.choice(fields), "".join(draw.choices(ODD, k=draw.randrange(12)))))
            for _ in range(draw.randrange(1, 5))
        ]
        desk.search.find(Asked(draw.choice(("", " ")).join(parts), typing=draw.random() < 0.5, limit=3), me)
    return count


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    sys.exit(main())
