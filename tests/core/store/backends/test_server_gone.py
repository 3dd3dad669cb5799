"""The server itself is killed, restarted, replaced by its standby, while a desk is at work."""

import threading
from collections.abc import Iterator

import pytest

from core.desk import StoreUnavailable, init_store, open_desk
from core.desk.desk import Desk
from core.desk.views import Done, QueueQuery
from core.store.store import Store
from core.tickets.answers.comments import Note
from core.tickets.refusal import Refusal
from tests.support.desk import ADMIN, TEMPLATE_TIME, FrozenClock, actor, fill, moment, registered
from tests.support.patience import PATIENCE
from tests.support.servers import Server, one_server, servers

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("postgres")]
NOTES = 40


@pytest.fixture
def server() -> Iterator[Server]:
    with one_server() as started:
        begin(started.url())
        yield started


def begin(url: str) -> None:
    init_store(url, *ADMIN, clock=FrozenClock(TEMPLATE_TIME))
    with open_desk(url, clock=FrozenClock(TEMPLATE_TIME)) as desk:
        fill(desk)


def desk_at(url: str, timeout: float = 30.0) -> Desk:
    return open_desk(url, clock=lambda: moment("2026-11-23T09:00"), timeout=timeout)


def write_notes(url: str, number: int, halfway: threading.Event, answers: list[Done | Refusal]) -> None:
    """Give note after note, and tell when half of them are done."""
    with desk_at(url) as desk:
        who = actor(desk, "ivanova")
        for n in range(NOTES):
            answers.append(desk.commands.perform(Note(number=number, text=f"запись {n}"), who, key=str(n)))
            if n == NOTES // 2:
                halfway.set()


def notes_of(url: str, number: int) -> list[str | None]:
    with desk_at(url) as desk:
        shown = desk.tickets.view(number, actor(desk, "ivanova"))
        assert not isinstance(shown, Refusal)
        assert desk.administration.verify().ok
        return [entry.text for entry in shown.timeline if entry.kind == "noted"]


@pytest.mark.parametrize("how", ["killed", "restarted"])
def test_a_desk_goes_on_by_itself_when_its_server_comes_back(server: Server, how: str) -> None:
    url = server.url()
    with desk_at(url) as desk:
        number = registered(desk)
    halfway, answers = threading.Event(), list[Done | Refusal]()
    writer = threading.Thread(target=write_notes, args=(url, number, halfway, answers), daemon=True)
    writer.start()
    assert halfway.wait(PATIENCE)
    if how == "killed":
        server.kill()
    else:
        server.stop()
    server.start()
    writer.join(60)
    assert [type(each) for each in answers] == [Done] * NOTES
    assert notes_of(url, number) == [f"запись {n}" for n in range(NOTES)]


def test_a_server_that_stays_away_is_told_and_what_was_not_done_is_not_there(server: Server) -> None:
    url = server.url()
    with desk_at(url, timeout=0.3) as desk:
        number, who = registered(desk), actor(desk, "ivanova")
        server.stop()
        with pytest.raises(StoreUnavailable, match="Нет связи с сервером"):
            desk.commands.perform(Note(number=number, text="не записано"), who, key="one")
        with pytest.raises(StoreUnavailable):
            desk.queue.numbers(QueueQuery())
        server.start()
        assert isinstance(desk.commands.perform(Note(number=number, text="записано"), who, key="one"), Done)
    assert notes_of(url, number) == ["записано"]


def test_the_standby_takes_over_with_everything_that_was_acknowledged() -> None:
    with servers(2) as (primary, standby):
        primary.make()
        primary.start()
        primary.create("pult")
        begin(primary.url())
        standby.follow(primary, "standby")
        standby.start()
        primary.wait_for_standby("standby")
        both = f"postgresql://postgres@127.0.0.1:{primary.port},127.0.0.1:{standby.port}/pult"
        with desk_at(both) as desk:
            number = registered(desk)
        halfway, answers = threading.Event(), list[Done | Refusal]()
        writer = threading.Thread(target=write_notes, args=(both, number, halfway, answers), daemon=True)
        writer.start()
        assert halfway.wait(PATIENCE)
        with pytest.raises(StoreUnavailable):
            Store.open(standby.url(), timeout=0)  # a standby is not taken for the desk
        primary.kill()
        standby.configure(synchronous_standby_names="''")
        standby.promote()
        writer.join(60)
        assert [type(each) for each in answers] == [Done] * NOTES
        assert notes_of(standby.url(), number) == [f"запись {n}" for n in range(NOTES)]
