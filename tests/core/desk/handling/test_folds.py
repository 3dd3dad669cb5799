"""Folds that are remembered: believed only as far as the log bears them out, and let go with the words."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from core.store import prepared
from core.store.event_log.fold_cache import Fold, FoldCache
from core.store.event_log.folded import folded
from core.store.search import sqlite_fts
from core.store.store import Store
from core.tickets.answers.comments import Comment, Note
from core.tickets.assignment.commands import Take
from core.tickets.directory import Actor
from core.tickets.redaction.redacting import Redact
from core.tickets.ticket import Ticket
from core.tickets.undo.commands import TakeBack
from tests.support.desk import FrozenDesk, actor, done, registered, reopen
from tests.support.folds import borne_out, remembered
from tests.support.store import tamper


def read(store: Store, number: int = 1) -> Fold:
    """A ticket as a transaction has it."""
    with store.reading() as tx:
        found = folded(tx, number)
    assert found is not None
    return found


def test_a_fold_is_remembered_once_it_is_committed(desk: FrozenDesk) -> None:
    registered(desk)
    done(desk, Note(number=1, text="раз"))
    fold = remembered(desk)
    assert fold is not None
    assert (fold.ticket.version, fold.ticket) == (2, read(desk.environment.store).ticket)
    assert len(fold.hash) == 64


def test_what_is_rolled_back_is_not_remembered(desk: FrozenDesk) -> None:
    registered(desk)
    before = remembered(desk)
    assert desk.commands.perform(Take(number=1), actor(desk, "gost"))  # denied: its denial alone is kept
    with desk.environment.store.writing() as tx:
        folded(tx, 1)
    assert remembered(desk) == before


def test_another_desk_at_the_same_store_is_followed(desk: FrozenDesk) -> None:
    registered(desk)
    with reopen(desk.path, desk.clock) as other:
        done(other, Note(number=1, text="оттуда"))
        done(other, Take(number=1))
        assert borne_out(desk)
        done(desk, Comment(number=1, text="отсюда"))
        assert borne_out(desk)
        assert borne_out(other)
        assert other.environment.store.folds.get(1) != remembered(desk)  # each remembers for itself


@pytest.mark.parametrize("left", ["{}", "[]", "{"])
def test_only_what_came_since_is_read(desk: FrozenDesk, left: str) -> None:
    """The word of an event that was folded already is not asked for: it may be gone from the disk.

    Search, which writes the page anew that the event stands in, bears with it.
    """
    registered(desk)
    done(desk, Comment(number=1, text="раз"))
    tamper(desk.path, f"UPDATE events SET body = '{left}' WHERE ticket = 1 AND seq = 1")
    done(desk, Comment(number=1, text="два"))
    fold = remembered(desk)
    assert fold is not None
    assert fold.ticket.version == 3


def test_words_that_are_cut_let_the_fold_go(desk: FrozenDesk) -> None:
    registered(desk)
    done(desk, Comment(number=1, text="лишнее слово"))
    with reopen(desk.path, desk.clock) as other:
        done(other, Note(number=1, text="запомнено"))
        assert "лишнее" in repr(other.environment.store.folds.get(1))
        done(desk, Redact(number=1, event=2, reason="персональные данные"), "orlova")
        assert remembered(desk) is None
        done(other, Note(number=1, text="дальше"))
        assert "лишнее" not in repr(other.environment.store.folds.get(1))
        assert borne_out(desk)
        assert borne_out(other)


def test_what_was_taken_back_elsewhere_is_read_anew(desk: FrozenDesk) -> None:
    registered(desk)
    done(desk, Take(number=1))
    with reopen(desk.path, desk.clock) as other:
        done(other, Note(number=1, text="запомнено"))
        done(desk, Comment(number=1, text="поспешил"))
        done(desk, TakeBack(number=1))
        assert borne_out(other)
        done(other, Note(number=1, text="дальше"))
        assert borne_out(other)
        assert borne_out(desk)


def test_another_log_in_the_place_of_the_known_one_is_read_anew(desk: FrozenDesk) -> None:
    """A copy that was put back: the event under the remembered number is another, or is not there at all."""
    registered(desk)
    fold = remembered(desk)
    assert fold is not None
    cache = desk.environment.store.folds
    cache.keep(Fold(fold.ticket, fold.number, "0" * 64, ()))
    assert borne_out(desk)
    cache.keep(Fold(fold.ticket, fold.number + 1, fold.hash, ()))
    assert borne_out(desk)


def test_the_longest_unasked_makes_room(desk: FrozenDesk) -> None:
    registered(desk)
    fold = remembered(desk)
    assert fold is not None
    cache = FoldCache(most=2)
    folds = [Fold(_numbered(fold, number), 1, "", ()) for number in (1, 2, 3)]
    cache.keep(folds[0])
    cache.keep(folds[1])
    assert cache.get(1) is folds[0]
    cache.keep(folds[2])
    assert (len(cache), cache.get(2), cache.get(1), cache.get(3)) == (2, None, folds[0], folds[2])


def _numbered(fold: Fold, number: int) -> Ticket:
    return replace(fold.ticket, number=number)


def test_stores_do_not_share_what_they_remember(desk: FrozenDesk, tmp_path: Path) -> None:
    registered(desk)
    with reopen(desk.path, desk.clock) as other:
        assert (len(desk.environment.store.folds), len(other.environment.store.folds)) == (1, 0)


def statements(desk: FrozenDesk, ivanova: Actor, key: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many statements a note on the first ticket is."""
    count = 0

    def counted(execute: Callable[..., Any]) -> Callable[..., Any]:
        def executed(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            count += 1
            return execute(*args, **kwargs)

        return executed

    with monkeypatch.context() as patch:
        patch.setattr(Connection, "execute", counted(Connection.execute))
        executed = counted(prepared.execute)
        for module in (prepared, sqlite_fts):
            patch.setattr(module, "execute", executed)
        desk.commands.perform(Note(number=1, text="ещё"), ivanova, key=key)
    return count


def test_a_note_is_as_many_statements_and_rows_whatever_the_ticket_has_been_through(
    desk: FrozenDesk, ivanova: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Absences, account, key, last event, requester, executor, clinic, end of the chain; event, words, names, row,
    clocks twice, key; of search whether it is current, the page, out, in, words: and of the log one row."""
    registered(desk)
    done(desk, Note(number=1, text="раз"))
    few = statements(desk, ivanova, "few", monkeypatch)
    for n in range(40):
        done(desk, Note(number=1, text=str(n)))
    assert (few, statements(desk, ivanova, "many", monkeypatch)) == (20, 20)
    fold = remembered(desk)
    assert fold is not None
    assert [each.seq for each in fold.sieve] == [1]


def test_threads_of_one_desk_remember_what_the_log_says(desk: FrozenDesk) -> None:
    for _ in range(2):
        registered(desk)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: done(desk, Note(number=1 + n % 2, text=str(n))), range(24)))
    assert borne_out(desk, 1)
    assert borne_out(desk, 2)
    folds = [remembered(desk, number) for number in (1, 2)]
    assert [each and each.ticket.version for each in folds] == [13, 13]
