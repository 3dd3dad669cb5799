"""On a server the same is found as in a file, is held against the log, and goes when it is cut out."""

from pathlib import Path

import pytest

from core.desk.search.results import Asked
from core.desk.upkeep.move import move
from core.tickets.answers.comments import Note
from core.tickets.redaction.redacting import Redact
from tests.core.desk.search.conftest import KINDS, corpus
from tests.core.desk.search.test_pairs import missed
from tests.support.desk import FrozenDesk, actor, done, reopen
from tests.support.postgres import empty_database

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("postgres")]
MORE = ('"прививочной карте"', "карта -прививка", "талон или рецепт", "мо:ккб принтер", "ккб", "прив")


@pytest.fixture
def server(requests: FrozenDesk, tmp_path: Path) -> FrozenDesk:
    url = empty_database()
    requests.close()
    move(tmp_path / "pult.db", url, clock=requests.clock)
    return reopen(url, requests.clock)


def test_a_server_finds_what_a_file_finds(server: FrozenDesk, tmp_path: Path) -> None:
    assert sum(len(missed(server, kind)) for kind in KINDS) <= 3
    file, me = reopen(tmp_path / "pult.db", server.clock), actor(server, "ivanova")
    typed = [text for kind in KINDS for text, _ in corpus()["pairs"][kind]]
    for text in (*typed, *MORE):
        one, other = (desk.search.find(Asked(text, limit=50), me) for desk in (file, server))
        assert (one.read_as, one.unknown, one.counts, one.relaxed) == (
            other.read_as, other.unknown, other.counts, other.relaxed,
        ), text  # fmt: skip
        assert {(each.kind, each.number) for each in one.results} == {
            (each.kind, each.number) for each in other.results
        }


def test_what_is_added_and_cut_out_on_a_server_is_found_and_is_not(server: FrozenDesk) -> None:
    done(server, Note(number=1, text="Заметка про дикобраза"))
    me = actor(server, "ivanova")
    assert server.search.find(Asked("дикобразы"), me).total == 1
    assert server.administration.verify().ok
    done(server, Redact(number=1, event=2, reason="Лишнее"), "orlova")
    assert server.search.find(Asked("дикобразы"), me).total == 0
    assert server.administration.verify().ok
