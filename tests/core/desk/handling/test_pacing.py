"""The pace at the façade: a person's session is held to it, what one decision gives to many tickets is not."""

from pathlib import Path

import pytest

from core.desk import open_desk
from core.desk.views import Done
from core.tickets.answers.comments import Note
from core.tickets.refusal import Refusal
from core.vocabulary import Channel
from tests.support.desk import OPENED, FrozenClock, FrozenDesk, actor, make_desk, registered
from tests.support.store import content

NOW = "2026-11-23T09:00"


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    """A paced desk with one ticket, which may take ten commands at once and two a second."""
    made = make_desk(tmp_path, NOW)
    registered(made)
    config = tmp_path / "config"
    config.mkdir()
    shipped = Path("config/lifecycle.yaml").read_text(encoding="utf-8")
    changed = shipped.replace("per_second: 20", "per_second: 2").replace("burst: 200", "burst: 10")
    (config / "lifecycle.yaml").write_text(changed, encoding="utf-8")
    clock = FrozenClock(NOW)
    paced = open_desk(made.path, config=config, clock=clock, paced=True)
    paced.__class__ = FrozenDesk
    assert isinstance(paced, FrozenDesk)
    paced.clock, paced.path = clock, made.path
    OPENED.append(paced)
    return paced


def note(desk: FrozenDesk, **options: bool) -> Done | Refusal:
    return desk.commands.perform(Note(number=1, text="."), actor(desk, "ivanova"), **options)


def test_one_session_is_held_to_its_pace_and_a_refusal_changes_nothing(desk: FrozenDesk) -> None:
    assert all(isinstance(note(desk), Done) for _ in range(10))
    before = content(desk.path)
    refused = note(desk)
    assert isinstance(refused, Refusal)
    assert (refused.code, content(desk.path)) == ("session.too_fast", before)
    desk.clock.advance(seconds=0.5)
    assert [isinstance(note(desk), Done) for _ in range(2)] == [True, False]


def test_a_command_that_a_rule_refuses_counts_too(desk: FrozenDesk) -> None:
    for _ in range(10):
        desk.commands.perform(Note(number=99, text="."), actor(desk, "ivanova"))
    assert isinstance(note(desk), Refusal)


def test_what_one_decision_gives_to_many_is_not_held_up(desk: FrozenDesk) -> None:
    assert all(isinstance(note(desk, one_of_many=True), Done) for _ in range(30))


def test_another_session_has_a_pace_of_its_own(desk: FrozenDesk) -> None:
    for _ in range(11):
        note(desk)
    with open_desk(desk.path, clock=desk.clock) as other:
        assert isinstance(other.commands.perform(Note(number=1, text="."), actor(other, "ivanova")), Done)


def test_an_import_and_a_sweep_are_not_held_up(desk: FrozenDesk) -> None:
    from core.desk.exchange.import_file import Row
    from core.desk.exchange.importing import take_rows

    for _ in range(11):
        note(desk)
    values = {
        "subject": "Не входит", "description": "Вход", "org": "kkb", "requester": "Синицына", "mis": "qms",
        "type": "error", "priority": "high", "received_at": "2026-11-23T08:59",
    }  # fmt: skip
    rows = [Row(n, values | {"external_number": f"И-{n}"}) for n in range(1, 21)]
    assert len(take_rows(desk, actor(desk, "ivanova"), rows, Channel.ISKIZ).taken) == 20
    desk.clock.advance(days=3)
    assert desk.administration.sweep()


def test_a_desk_that_no_person_works_at_has_no_pace(tmp_path: Path) -> None:
    with make_desk(tmp_path, NOW) as free:
        assert free.commands.pace is None
