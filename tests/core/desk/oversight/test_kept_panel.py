"""What the panel keeps between readings: at every instant and after every change it shows what a fresh reading shows.

Each step of a walk commits something through one of two desks on the same store, lets time pass, or sets the clock
back; then a desk that has kept its figures throughout is compared with one that was just opened.
"""

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from core.demo import build
from core.desk import open_desk
from core.desk.views import QueueQuery, View
from core.store.kept import chain_place
from core.store.kept.running_clocks import RunningClocks
from core.tickets.answers.comments import Note
from core.tickets.assignment.commands import Release, Take
from core.tickets.closing.commands import Confirm, Reject, Resolve
from core.tickets.command import Command
from core.tickets.directory import Actor
from core.tickets.redaction.redacting import Redact
from core.tickets.terms.commands import AgreeTerm, Wait
from core.vocabulary import Waiting
from tests.support.desk import KRASNOYARSK, FrozenClock, actor, done, make_desk, registered

NOW = datetime(2026, 11, 23, 15, 37, 12, tzinfo=KRASNOYARSK)
STEPS = (
    timedelta(0),
    timedelta(seconds=1),
    timedelta(minutes=7),
    timedelta(hours=2),
    timedelta(hours=13),
    timedelta(days=9),
    timedelta(hours=-3),
)
"""How time goes between two looks; the last: a clock that is set back, so that what has ended is yet to end."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("kept") / "desk.db"
    build(database, now=NOW, tickets=60, seed=7)
    return database


def _command(draw: Random, number: int, now: datetime) -> Command:
    person = draw.randint(1, 12)
    return draw.choice(
        [
            Note(number=number, text="Смотрим журнал."),
            Take(number=number),
            Release(number=number, reason="Передаю дальше"),
            Resolve(number=number, solution="Пересоздали очередь печати."),
            Confirm(number=number, by=person),
            Reject(number=number, by=person, reason="Не помогло."),
            Wait(number=number, waiting=Waiting.REQUESTER),
            AgreeTerm(number=number, due=now + timedelta(days=3), agreed_with=person, reason="Так договорились"),
            Redact(number=number, event=1, reason="Лишние сведения", fields=("subject",)),
        ]
    )


@pytest.mark.parametrize("seed", range(3))
def test_the_kept_panel_is_the_fresh_one(store: Path, tmp_path: Path, seed: int) -> None:
    draw, told, clock = Random(seed), Counter[str](), FrozenClock(NOW)
    path = tmp_path / "desk.db"
    path.write_bytes(store.read_bytes())
    path.chmod(0o600)
    with open_desk(path, clock=clock) as kept, open_desk(path, clock=clock) as other:
        staff = [each for each in kept.directory.users() if not each.blocked]
        last = max(kept.queue.numbers(QueueQuery(View.ALL)))
        for _step in range(25):
            clock.now += draw.choice(STEPS)
            for _command_of_step in range(draw.randint(0, 6)):
                who, desk = draw.choice(staff), draw.choice([kept, other])
                me = desk.sign_in(who.login)
                assert isinstance(me, Actor)
                answer = desk.commands.perform(_command(draw, draw.randint(1, last), clock.now), me)
                told[type(answer).__name__] += 1
            with open_desk(path, clock=clock) as fresh:
                assert kept.oversight.wall() == fresh.oversight.wall()
    assert told["Done"] >= 5


def test_only_what_has_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, known = make_desk(tmp_path), RunningClocks()
    first, second = (registered(desk, subject=each) for each in ("Не печатается лист", "Не открывается карта"))
    store = desk.environment.store

    def follow(terms: str = "terms") -> frozenset[int | None] | None:
        with store.reading() as tx:
            changed, fresh = known.follow(tx, terms), RunningClocks()
            fresh.follow(tx, terms)
        assert sorted(known.all()) == sorted(fresh.all())
        return changed

    assert follow() is None
    assert {each.ticket for each in known.all()} == {first, second}
    assert follow() == frozenset()
    done(desk, Take(number=second))
    assert follow() == {second}
    desk.commands.perform(Take(number=second), actor(desk, "admin"))  # denied: an event of the desk's own books
    assert follow() == {None}
    assert follow("other terms") is None
    for _ in range(3):
        done(desk, Note(number=first, text="Смотрим журнал."))
    monkeypatch.setattr(chain_place, "MOST_CHANGED", 2)
    assert follow("other terms") is None


def test_another_chain_is_read_anew(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    one, two, known = make_desk(tmp_path / "one"), make_desk(tmp_path / "two"), RunningClocks()
    for desk, count in ((one, 1), (two, 3)):
        for n in range(count):
            registered(desk, subject=f"Не печатается лист {n}")
        with desk.environment.store.reading() as tx:
            assert known.follow(tx, "terms") is None
        assert len(known) == count
