"""Words that are cut out are found nowhere: by a search, in the index's bytes, in later copies (Прил. 3, п. 5)."""

from pathlib import Path

import pytest

from core.desk.search.results import Asked
from core.desk.upkeep.archiving import Archived, archive, plan_archive
from core.desk.upkeep.backups import back_up
from core.store.search.version import DUE, PURGE
from core.tickets.answers.comments import Note
from core.tickets.closing.commands import Close
from core.tickets.knowledge.solutions import AddSolution
from core.tickets.redaction.redacting import Redact, RedactFact
from core.tickets.refusal import Refusal
from core.vocabulary import Outcome
from tests.support.desk import FrozenDesk, actor, done, make_desk, registered
from tests.support.store import raw

WORDS = "Дикобразы прыгали"
FORMS = ("дикобраз", "дикобразы", "Дикобразы", "прыгать", "прыгали")
"""What people wrote, and the lemmas that only the index has."""


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    """1: with the words in its subject and in a note; a documented solution with them; a dozen others."""
    (tmp_path / "live").mkdir()
    made = make_desk(tmp_path / "live", "2020-11-24T09:00")
    registered(made, subject=f"{WORDS} по экрану", description="Экран мигает.")
    done(made, Note(number=1, text=f"{WORDS} и вчера"))
    done(made, AddSolution(title=WORDS, text=f"{WORDS}: выключить заставку."), "petrov")
    for n in range(12):
        registered(made, subject=f"Другое обращение {n}", description="Обычный текст. " * 30)
    return made


def standing(folder: Path) -> dict[str, list[str]]:
    """Which of the forms stand as bytes in which files of a folder."""
    found = {path.name: [form for form in FORMS if form.encode() in path.read_bytes()] for path in folder.iterdir()}
    return {name: forms for name, forms in found.items() if forms}


def cut_all(desk: FrozenDesk) -> None:
    for event in (1, 2):
        done(desk, Redact(number=1, event=event, reason="Лишнее"), "orlova")
    with raw(desk.path) as connection:
        (fact,) = connection.execute("SELECT number FROM events WHERE kind = 'solution_added'").fetchone()
    done(desk, RedactFact(event=fact, reason="Лишнее"), "orlova")


def test_no_byte_of_a_word_or_of_its_lemma_is_left(desk: FrozenDesk, tmp_path: Path) -> None:
    assert {form for forms in standing(desk.path.parent).values() for form in forms} >= {"дикобраз", "прыгать"}
    me = actor(desk, "ivanova")
    assert desk.search.find(Asked("дикобраз"), me).total == 2
    cut_all(desk)
    for typed in ("дикобраз", "дикабраз", "дико", "lbrj,hfp"):
        found = desk.search.find(Asked(typed, typing=True), me)
        assert (found.total, found.read_as) == (0, ())
    assert standing(desk.path.parent) == {}
    made = back_up(desk.path, tmp_path / "copies")
    assert made.path.exists()
    assert standing(made.path.parent) == {}
    assert desk.administration.verify().ok


def test_what_goes_into_an_archive_is_found_no_longer_and_leaves_no_byte(desk: FrozenDesk, tmp_path: Path) -> None:
    done(desk, Close(number=1, outcome=Outcome.WITHDRAWN, reason=WORDS))
    with raw(desk.path) as connection:
        (fact,) = connection.execute("SELECT number FROM events WHERE kind = 'solution_added'").fetchone()
    done(desk, RedactFact(event=fact, reason="Лишнее"), "orlova")
    desk.clock.set("2026-11-24T09:00")
    admin = actor(desk, "admin")
    planned = plan_archive(desk, 2021, admin)
    assert not isinstance(planned, Refusal)
    made = archive(desk, planned, tmp_path / "archives", admin)
    assert isinstance(made, Archived)
    assert made.cut == (1,)
    assert desk.search.find(Asked("дикобраз"), actor(desk, "ivanova")).total == 0
    assert standing(desk.path.parent) == {}
    assert desk.administration.verify().ok


def test_what_an_archive_has_left_in_the_index_goes_with_the_next_sweep(desk: FrozenDesk) -> None:
    with raw(desk.path) as connection:
        connection.execute("INSERT INTO meta (key, value) VALUES (?, ?)", (PURGE, DUE))
    desk.administration.sweep()
    with raw(desk.path) as connection:
        (left,) = connection.execute("SELECT value FROM meta WHERE key = ?", (PURGE,)).fetchone()
    assert left != DUE
