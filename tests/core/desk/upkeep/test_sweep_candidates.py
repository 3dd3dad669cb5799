"""What the sweep looks at: it does exactly what a look at every living ticket would, and looks at few others.

Hours are ПЛТП's: 8:30 to 13:00 and 14:00 to 17:30. Outside them nothing is told of a ticket, but silence closes a
solved one at any hour (Прил. 2, «Статусы обращений»).
"""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.demo import build
from core.desk import open_desk
from core.store.event_log.log import histories_of
from core.store.projections import queue
from core.tickets.alerts.due import timely
from core.tickets.closing.commands import CloseSilent
from core.vocabulary import Line
from tests.support.desk import KRASNOYARSK, FrozenClock, make_desk, registered

NOW = datetime(2026, 11, 23, 15, 37, 12, tzinfo=KRASNOYARSK)
HOURS = (timedelta(0), timedelta(hours=2, minutes=30), timedelta(hours=9), timedelta(hours=17), timedelta(hours=22))
"""From 15:37 on: the same, 18:07, 00:37, 08:37, 13:37 (lunch)."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("swept") / "desk.db"
    build(database, now=NOW, tickets=60, seed=3)
    return database


@pytest.mark.parametrize("swept", [False, True], ids=["never swept", "swept each day"])
def test_the_sweep_finds_what_a_look_at_every_ticket_finds(store: Path, tmp_path: Path, *, swept: bool) -> None:
    path, clock, found = tmp_path / "desk.db", FrozenClock(NOW), set[str]()
    path.write_bytes(store.read_bytes())
    path.chmod(0o600)
    with open_desk(path, clock=clock) as desk:
        for day in range(0, 20, 2):
            for hour in HOURS:
                clock.set(NOW + timedelta(days=day) + hour)
                with desk.environment.store.reading() as tx:
                    logs = histories_of(tx, queue.living(tx))
                every = [(number, each) for number, log in logs.items() for each in timely(log, desk.policy, clock.now)]
                wanted = [
                    (number, "closed" if isinstance(each, CloseSilent) else getattr(each, "alert", None))
                    for number, each in sorted(every, key=lambda pair: pair[0])
                ]
                assert [(each.number, each.what) for each in desk.administration.sweep(dry=True)] == wanted
                found.update(str(what) for _number, what in wanted)
            if swept:
                desk.administration.sweep()
    assert {"closed", "breached"} <= found


def test_at_night_only_what_silence_may_close_is_looked_at(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, "2026-11-23T09:00")
    number = registered(desk)  # its first reaction is due at 09:20, and nobody has told so yet
    desk.clock.set("2026-11-23T21:00")
    with desk.environment.store.reading() as tx:
        assert queue.awake(tx, desk.now(), set(Line)) == (number,)
        assert queue.awake(tx, desk.now(), {Line.SECOND}) == ()
    assert desk.administration.sweep() == ()
    desk.clock.set("2026-11-24T08:30")
    assert {each.what for each in desk.administration.sweep()} >= {"breached"}
