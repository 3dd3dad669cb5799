"""A store that was written before the modules moved into their rooms: upgraded, it verifies, reads alike and goes on.

``store.db.gz`` holds 74 events of 57 kinds, written by every command that the program had at the commit before the
house was rebuilt, over invented people; ``tickets.json`` is what its ``pult ticket show --json`` told of them.
"""

import gzip
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from console.cli.json_shapes.tickets import ticket_json
from core.store.migrate import migrate
from core.tickets.answers.comments import Note
from tests.support.desk import FrozenDesk, actor, done, reopen

DATA = Path(__file__).resolve().parents[2] / "data" / "before_the_house"
TOLD: dict[str, Any] = json.loads((DATA / "tickets.json").read_text(encoding="utf-8"))


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    path = tmp_path / "pult.db"
    path.write_bytes(gzip.decompress((DATA / "store.db.gz").read_bytes()))
    path.chmod(0o600)
    migrate(path)
    return reopen(path, datetime.fromisoformat(TOLD["now"]))


def test_it_verifies_under_the_same_hash(desk: FrozenDesk) -> None:
    report = desk.administration.verify()
    assert (report.events, report.mismatches, report.broken_chains) == (TOLD["events"], (), ())
    assert report.head == TOLD["head"]


@pytest.mark.parametrize("number", TOLD["tickets"])
def test_each_ticket_reads_as_it_did(desk: FrozenDesk, number: str) -> None:
    view: Any = desk.tickets.view(int(number), actor(desk, "orlova"))
    document = ticket_json(view, desk.policy)
    told = TOLD["tickets"][number]
    assert {name: document[name] for name in told} == told


def test_it_goes_on(desk: FrozenDesk) -> None:
    done(desk, Note(number=1, text="Пишем дальше"), login="orlova")
    report = desk.administration.verify()
    assert (report.events, report.mismatches, report.broken_chains) == (TOLD["events"] + 1, (), ())
