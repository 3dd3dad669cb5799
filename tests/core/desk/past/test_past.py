"""The past of a grown store says field by field what a copy says that was made at that instant and kept."""

from datetime import timedelta
from pathlib import Path

import pytest

from core.desk.past.past_desk import PastDesk, look_back
from core.desk.search.results import Asked
from core.desk.upkeep.move import move
from core.desk.views import QueueQuery, TicketView, View
from core.store.errors import StoreUnavailable
from core.tickets.refusal import Refusal, RefusalKind
from tests.core.desk.past.kept_copies import LOGINS, Kept, actions_of, busy_life, compared, cut_like, everything
from tests.support.catalogue import commands as c
from tests.support.desk import (
    SINITSYNA,
    FrozenClock,
    FrozenDesk,
    actor,
    done,
    make_desk,
    moment,
    registered,
    reopen,
)
from tests.support.postgres import empty_database


def test_the_past_is_what_a_kept_copy_says(tmp_path: Path) -> None:
    grown = make_desk(tmp_path)
    kept = busy_life(grown, tmp_path, 1, 60)
    same(grown, grown, kept)


@pytest.mark.slow
@pytest.mark.xdist_group("postgres")
def test_on_a_server_too(tmp_path: Path) -> None:
    grown = make_desk(tmp_path)
    kept = busy_life(grown, tmp_path, 3, 30)
    url = empty_database()
    move(grown.path, url, clock=FrozenClock(grown.clock.now))
    same(grown, reopen(url, grown.clock.now), kept)


def same(grown: FrozenDesk, past_of: FrozenDesk, kept: Kept) -> None:
    """All that is said of each instant is; ``past_of``: over the same log as the grown store."""
    actors = {login: actor(grown, "orlova" if login == "petrov" else login) for login in LOGINS}
    for _at, path in kept:
        cut_like(path, grown.path)
    for at, copy, past in compared(past_of, kept):
        for (name, then), (_name, told) in zip(everything(copy, actors), everything(past, actors), strict=True):
            assert told == then, (at, name)


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    """Registered at 09:00, taken at 09:05, answered at 09:10, solved at 10:00; it is 11:00."""
    desk = make_desk(tmp_path, "2026-11-23T09:00")
    number = registered(desk)
    desk.clock.set("2026-11-23T09:05")
    done(desk, c.Take(number=number))
    desk.clock.set("2026-11-23T09:10")
    done(desk, c.Comment(number=number, text="Смотрим журнал сервера"))
    desk.clock.set("2026-11-23T10:00")
    done(desk, c.Resolve(number=number, solution="Перестроен индекс карт, проверено"))
    desk.clock.set("2026-11-23T11:00")
    return desk


def at(desk: FrozenDesk, text: str) -> PastDesk:
    past = look_back(desk, moment(text))
    assert isinstance(past, PastDesk)
    return past


def seen(past: PastDesk, login: str = "ivanova") -> TicketView:
    view = past.tickets.view(1, past.sign_in(login))  # type: ignore[arg-type]
    assert isinstance(view, TicketView)
    return view


def test_an_event_is_seen_from_its_own_instant_on(desk: FrozenDesk) -> None:
    with at(desk, "2026-11-23T09:09:59") as past:
        assert seen(past).ticket.version == 2
        assert past.queue.counts("ivanova")[View.CONFIRMATION] == 0
    with at(desk, "2026-11-23T09:10") as past:
        assert [each.at for each in seen(past).timeline][-1] == moment("2026-11-23T09:10")
        (row,) = past.queue.rows([1])
        left = past.queue.row_countdown(row)
        assert left is not None
        assert left.remaining == timedelta(hours=3, minutes=50)  # 4 h from 09:00


def test_nothing_is_done_in_the_past_and_why_is_said_before(desk: FrozenDesk) -> None:
    with at(desk, "2026-11-23T09:30") as past:
        actions = actions_of(seen(past))
        assert actions
        assert not any(each.allowed for each in actions)
        refused = past.commands.perform(c.Note(number=1, text="Не туда"), actor(desk, "ivanova"))
        assert isinstance(refused, Refusal)
        assert (refused.code, refused.kind) == ("access.past", RefusalKind.FORBIDDEN)
        assert "пн 23.11.2026 09:30" in refused.message
        with pytest.raises(StoreUnavailable, match="Прошлое не меняется"):
            past.environment.store.write(lambda tx: tx.commit())
    assert done(desk, c.Note(number=1, text="Уже сейчас")).version == 5


def test_no_later_word_is_found_in_the_past(desk: FrozenDesk) -> None:
    me = actor(desk, "ivanova")
    done(desk, c.Note(number=1, text="Виноват коммутатор"))
    assert desk.search.find(Asked("коммутатор"), me).total == 1
    with at(desk, "2026-11-23T09:30") as past:
        assert past.search.find(Asked("коммутатор"), me).total == 0


def test_what_is_cut_now_is_cut_in_a_past_that_is_open_already(desk: FrozenDesk) -> None:
    with at(desk, "2026-11-23T09:30") as past:
        assert "журнал" in str(seen(past).timeline)
        done(desk, c.Redact(number=1, event=3, reason="персональные данные"), "orlova")
        assert "журнал" not in str(seen(past).timeline)
        assert seen(past).ticket.version == 3


def test_others_go_on_meanwhile_and_the_past_stands(desk: FrozenDesk) -> None:
    with at(desk, "2026-11-23T10:30") as past:
        before = past.queue.rows([1]), past.queue.counts("ivanova"), past.oversight.wall()
        done(desk, c.Confirm(number=1, by=SINITSYNA, how="phone"))
        registered(desk)
        done(desk, c.ChangePerson(person=SINITSYNA, full_name="Воронцова Анна Павловна"))
        assert (past.queue.rows([1]), past.queue.counts("ivanova"), past.oversight.wall()) == before
        assert past.queue.numbers(QueueQuery(View.ALL, "воронцова")) == ()


def test_whoever_comes_in_is_who_he_is_now(desk: FrozenDesk) -> None:
    done(desk, c.BlockUser(login="gost"), "admin")
    with at(desk, "2026-11-23T09:30") as past:
        assert isinstance(past.sign_in("gost"), Refusal)
        assert [each.blocked for each in past.directory.users() if each.login == "gost"] == [False]


def test_where_the_log_says_nothing(desk: FrozenDesk) -> None:
    ahead, before = look_back(desk, moment("2026-11-23T11:01")), look_back(desk, moment("2018-01-09T09:00"))
    assert isinstance(ahead, Refusal)
    assert isinstance(before, Refusal)
    assert "ещё не наступило" in ahead.message
    assert "ср 09.01.2019 09:00" in before.message
    second = registered(desk)
    with at(desk, "2026-11-23T10:59") as past:
        missing = past.tickets.view(second, actor(desk, "ivanova"))
        assert isinstance(missing, Refusal)
        assert "ещё не было: оно зарегистрировано пн 23.11.2026 11:00" in missing.message


def test_a_step_folds_only_what_it_changes(desk: FrozenDesk) -> None:
    first = at(desk, "2026-11-23T09:06")
    rows = first.rows
    with first:
        assert len(rows) == 1
    second = look_back(desk, moment("2026-11-23T09:07"), rows)
    assert isinstance(second, PastDesk)
    with second:
        assert second.queue.rows([1])[0].version == 2
        assert len(rows) == 1
