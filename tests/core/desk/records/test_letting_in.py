"""SSH keys and sessions at the desk: who gives them, whose they are, until when, what is refused and recorded."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.desk.views import Entrance
from core.store.ssh_keys import find_holder
from core.tickets.refusal import Refusal
from core.tickets.registers import OpenSession
from core.tickets.staff.commands import BlockUser
from core.tickets.staff.keys import AddKey, EndSession, ExpireKey, RevokeKey
from core.vocabulary import Role
from tests.support.desk import FrozenDesk, actor, done, make_desk, moment, reopen
from tests.support.keys import EIGHT, ed25519, rsa
from tests.support.store import raw

THEIRS = OpenSession(
    id="0a1b2c3d", login="petrov", name="Петров А. Н.", role=Role.SECOND_LINE, since=moment("2026-11-24T08:31"),
    door="ssh", address="192.0.2.7", place="queue", ticket=None,
)  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-24T09:00")


def refused(desk: FrozenDesk, command: Any, login: str = "admin") -> str:
    before = desk.directory.staff_keys()
    answer = desk.commands.perform(command, actor(desk, login))
    assert isinstance(answer, Refusal), answer
    assert desk.directory.staff_keys() == before
    return answer.code


def added(desk: FrozenDesk, login: str = "petrov", key: str | None = None, **more: Any) -> int:
    return int(done(desk, AddKey(login=login, public_key=key or ed25519(), **more), "admin").subject or 0)


def test_a_key_is_kept_with_its_fingerprint_term_and_comment_and_the_log_bears_it_out(desk: FrozenDesk) -> None:
    until = moment("2027-01-01T00:00")
    first, second = added(desk, expires_at=until), added(desk, key=ed25519(EIGHT), comment="Планшет")
    one, other = desk.directory.staff_keys()
    assert (one.id, one.login, one.expires_at, one.comment, one.at) == (first, "petrov", until, "ноутбук", desk.now())
    assert (other.id, other.comment, other.expires_at, other.revoked_at) == (second, "Планшет", None, None)
    assert one.fingerprint != other.fingerprint
    assert desk.administration.verify().ok


@pytest.mark.parametrize("login", ["ivanova", "petrov", "orlova", "gost"])
def test_keys_are_the_administrator_s_alone(desk: FrozenDesk, login: str) -> None:
    number = added(desk)
    until = moment("2027-01-01T00:00")
    for command in (
        AddKey(login=login, public_key=ed25519(EIGHT)), RevokeKey(ssh_key=number),
        ExpireKey(ssh_key=number, expires_at=until),
    ):  # fmt: skip
        assert refused(desk, command, login) == "access.role"


def test_a_key_belongs_to_one_login_and_never_comes_back_once_revoked(desk: FrozenDesk) -> None:
    number = added(desk)
    assert refused(desk, AddKey(login="petrov", public_key=ed25519(comment="другой"))) == "key.known"
    assert refused(desk, AddKey(login="sidorov", public_key=ed25519())) == "key.taken"
    done(desk, RevokeKey(ssh_key=number), "admin")
    for login in ("petrov", "sidorov"):
        assert refused(desk, AddKey(login=login, public_key=ed25519())) == "key.revoked"
    assert refused(desk, RevokeKey(ssh_key=number)) == "key.revoked"
    assert refused(desk, ExpireKey(ssh_key=number, expires_at=moment("2027-01-01T00:00"))) == "key.revoked"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (AddKey(login="nikto", public_key=ed25519()), "user.unknown"),
        (AddKey(login="petrov", public_key=rsa(2048)), "key.weak"),
        (AddKey(login="petrov", public_key="-----BEGIN OPENSSH PRIVATE KEY-----"), "key.private"),
        (AddKey(login="petrov", public_key=" "), "text.blank"),
        (AddKey(login="petrov", public_key=ed25519(), expires_at=moment("2026-11-24T09:00")), "key.past"),
        (RevokeKey(ssh_key=7), "key.unknown"),
        (ExpireKey(ssh_key=7, expires_at=moment("2027-01-01T00:00")), "key.unknown"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_what_is_refused(desk: FrozenDesk, command: Any, code: str) -> None:
    assert refused(desk, command) == code


def test_nobody_blocked_gets_a_key(desk: FrozenDesk) -> None:
    done(desk, BlockUser(login="petrov"), "admin")
    assert refused(desk, AddKey(login="petrov", public_key=ed25519())) == "user.blocked"


def test_a_private_key_leaves_no_trace_in_the_store(desk: FrozenDesk) -> None:
    private = "-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0LWhlcmU\n"
    assert refused(desk, AddKey(login="petrov", public_key=private)) == "key.private"
    with raw(desk.path) as connection:
        dump = "\n".join(connection.iterdump())
    assert "c2VjcmV0LWhlcmU" not in dump


def test_a_term_can_be_moved_while_the_key_stands_even_after_it_was_over(desk: FrozenDesk) -> None:
    number = added(desk, expires_at=moment("2026-11-24T10:00"))
    fingerprint = desk.directory.staff_keys()[0].fingerprint

    def why() -> str | None:
        holder = find_holder(desk.path, fingerprint=fingerprint)
        assert holder is not None
        return holder.refusal(desk.now())

    assert why() is None
    desk.clock.set("2026-11-24T10:00")
    assert why() == "expired"  # the very instant is outside
    assert refused(desk, ExpireKey(ssh_key=number, expires_at=moment("2026-11-24T09:30"))) == "key.past"
    done(desk, ExpireKey(ssh_key=number, expires_at=moment("2026-12-01T00:00")), "admin")
    assert why() is None
    same = ExpireKey(ssh_key=number, expires_at=moment("2026-12-01T00:00"))
    assert refused(desk, same) == "key.same_term"
    done(desk, BlockUser(login="petrov"), "admin")
    assert why() == "blocked"
    done(desk, RevokeKey(ssh_key=number), "admin")
    assert why() == "revoked"
    assert find_holder(desk.path, fingerprint="SHA256:" + "A" * 43) is None
    assert find_holder(desk.path, number=number) == find_holder(desk.path, fingerprint=fingerprint)
    assert desk.administration.verify().ok


# -- sessions ------------------------------------------------------------------------------------------------------


def test_a_session_is_a_lease_of_thirty_seconds(desk: FrozenDesk) -> None:
    assert desk.consoles.attend(THEIRS, Entrance()) is None
    assert desk.consoles.open() == (THEIRS,)
    desk.clock.advance(seconds=20)
    moved = replace(THEIRS, place="ticket", ticket=7)
    assert desk.consoles.attend(moved, Entrance()) is None
    desk.clock.advance(seconds=30)
    assert desk.consoles.open() == (moved,)
    desk.clock.advance(microseconds=1)
    assert desk.consoles.open() == ()


def test_a_lease_made_before_the_clock_was_set_back_is_over(desk: FrozenDesk) -> None:
    desk.consoles.attend(THEIRS, Entrance())
    desk.clock.advance(hours=-1)
    assert desk.consoles.open() == ()


def test_leases_that_cannot_be_kept_hinder_nobody(desk: FrozenDesk) -> None:
    leases = desk.path.with_name("pult.db-presence")
    leases.write_bytes(b"something else entirely" * 100)
    assert desk.consoles.attend(THEIRS, Entrance()) is None
    assert desk.consoles.open() == ()
    desk.consoles.leases().leave(THEIRS.id)


def test_leases_that_somebody_has_locked_hinder_nobody(desk: FrozenDesk) -> None:
    desk.consoles.attend(THEIRS, Entrance())
    with raw(desk.path.with_name("pult.db-presence")) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        assert desk.consoles.attend(THEIRS, Entrance()) is None
        assert desk.consoles.open() == ()
        desk.consoles.marks().mark("petrov", "Петров А. Н.", 7, desk.now())
        assert desk.consoles.marks().others(desk.now()) == ()
        holder.rollback()
    assert desk.consoles.open() == (THEIRS,)


def test_a_session_is_ended_by_a_supervisor_and_hears_by_whom_and_why_until_it_goes(desk: FrozenDesk) -> None:
    desk.consoles.attend(THEIRS, Entrance())
    end = EndSession(console=THEIRS.id, reason="Рабочее место освободить")
    assert refused(desk, end, "ivanova") == "access.role"
    assert desk.consoles.attend(THEIRS, Entrance()) is None
    other = reopen(desk.path, desk.clock)
    assert done(other, end, "orlova").subject == THEIRS.id
    for _ in range(2):
        why = desk.consoles.attend(THEIRS, Entrance()) or ""
        assert "Завершил(а): Орлова Т. Г. Причина: Рабочее место освободить." in why
        assert "черновиком" in why
    desk.consoles.leases().leave(THEIRS.id)
    assert refused(desk, end, "orlova") == "session.unknown"
    with raw(desk.path) as connection:
        query = "SELECT actor, session FROM events WHERE kind = 'session_ended'"
        assert connection.execute(query).fetchall() == [("orlova", other.session)]
    assert desk.administration.verify().ok


def test_one_s_own_console_is_not_ended_by_the_command(desk: FrozenDesk) -> None:
    desk.consoles.attend(replace(THEIRS, id=desk.session, login="orlova"), Entrance())
    assert refused(desk, EndSession(console=desk.session), "orlova") == "session.own"
    other = reopen(desk.path, desk.clock)  # one that was left open elsewhere is
    assert done(other, EndSession(console=desk.session), "orlova").subject == desk.session


def test_who_came_by_a_key_stays_only_while_it_lets_in(desk: FrozenDesk) -> None:
    number = added(desk, expires_at=moment("2026-11-24T09:05"))
    by_key = Entrance("ssh", "192.0.2.7", number)
    assert desk.consoles.attend(THEIRS, by_key) is None
    assert "отозван" in (desk.consoles.attend(replace(THEIRS, login="sidorov"), by_key) or "")
    desk.clock.advance(minutes=5)
    assert "срок истёк" in (desk.consoles.attend(THEIRS, by_key) or "")
    assert desk.consoles.attend(THEIRS, Entrance()) is None  # who did not come by it stays


def test_who_is_blocked_must_leave(desk: FrozenDesk) -> None:
    by_key = Entrance("ssh", "192.0.2.7", added(desk))
    done(desk, BlockUser(login="petrov"), "admin")
    assert "учётная запись «petrov» заблокирована" in (desk.consoles.attend(THEIRS, by_key) or "")


def test_the_log_names_the_session_that_a_desk_was_opened_for(tmp_path: Path, desk: FrozenDesk) -> None:
    from core.desk import open_desk

    with open_desk(desk.path, clock=desk.clock, session="feedbeef") as other:
        done(other, AddKey(login="petrov", public_key=ed25519()), "admin")
    with raw(desk.path) as connection:
        (found,) = connection.execute("SELECT session FROM events WHERE kind = 'key_added'")
    assert found == ("feedbeef",)
