"""What is said of a key that cannot be taken, and of one that is known, revoked or given a term, word for word."""

from dataclasses import replace
from typing import Any

import pytest

from core.tickets.context import Context
from core.tickets.refusal import Refusal, RefusalKind
from core.tickets.registers import OpenSession, StaffKey
from core.tickets.staff.keys import (
    AddKey,
    EndSession,
    ExpireKey,
    KeyAdded,
    KeyExpirySet,
    KeyRevoked,
    RevokeKey,
    SessionEnded,
    add_key,
    end_session,
    expire_key,
    revoke_key,
)
from core.tickets.staff.public_keys import KeyProblem, read_public_key
from core.vocabulary import Role
from tests.core.tickets.story import ADMINISTRATOR, FACTS, at, shipped
from tests.support.keys import blob, ed25519, rsa

NEW = "создайте новый: ssh-keygen -t ed25519"
DAMAGED = "Ключ повреждён: скопируйте строку файла .pub целиком"
NOW = at("2026-11-23 10:00")
LATER, EARLIER = at("2026-12-23 10:00"), at("2026-11-23 09:59")
KEY = read_public_key(ed25519())
LINE = f"{KEY.kind} {KEY.blob}"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Ключа нет: нужна строка открытого ключа, обычно из файла id_ed25519.pub"),
        ("---- BEGIN SSH2 PUBLIC KEY ----\nA", "Ключ в другом виде: переведите его командой ssh-keygen -i -f ФАЙЛ"),
        (f"{ed25519()}\n{ed25519()}\n{ed25519()}", "Нужен один ключ, а строк 3: добавляйте ключи по одному"),
        (f"restrict {ed25519()}", f"Ключи вида restrict не принимаются; {NEW}"),
        (f"no-pty,x {ed25519()}", "Строка начинается с вида ключа (ssh-ed25519 …), без параметров перед ним"),
        ("-----BEGIN RSA PRIVATE KEY-----",
         "Это закрытый ключ: его никому не передают и сюда не вводят. Нужен открытый, из файла .pub;"
         " этот закрытый ключ замените: он уже показан"),
        (f"ssh-ed25519-cert-v01@openssh.com {blob(b'x')}", "Сертификаты не принимаются: нужен сам открытый ключ"),
        (f"ssh-dss {blob(b'ssh-dss', bytes(128))}", f"Ключи вида ssh-dss не принимаются; {NEW}"),
        (rsa(3071), f"Ключ RSA в 3071 бит слабый: нужно от 3072; {NEW}"),
        (rsa(8193), f"Ключ RSA в 8193 бит слишком длинный: бывает до 8192; {NEW}"),
        ("ssh-ed25519 AAAA", DAMAGED),
        ("ssh-ed25519 ключ", DAMAGED),
    ],
)  # fmt: skip
def test_the_sentence_of_what_is_no_key(text: str, sentence: str) -> None:
    with pytest.raises(KeyProblem) as problem:
        read_public_key(text)
    assert str(problem.value) == sentence


def known(**changes: Any) -> StaffKey:
    of_petrov = StaffKey(
        id=7, login="petrov", at=NOW, algorithm=KEY.kind, bits=KEY.bits, blob=KEY.blob, fingerprint=KEY.fingerprint,
        expires_at=LATER, comment=None, revoked_at=None,
    )  # fmt: skip
    return replace(of_petrov, **changes)


def context(*keys: StaffKey, **facts: Any) -> Context:
    held = replace(FACTS, keys={each.id: each for each in keys}, next_ids={"ssh_keys": 8}, **facts)
    return Context(ADMINISTRATOR, NOW, shipped(), held)


def refused(answer: object) -> tuple[str, str, str | None]:
    assert isinstance(answer, Refusal)
    return answer.code, answer.message, answer.clause


def add(login: str = "petrov", line: str = f"{LINE} ноутбук", **more: Any) -> AddKey:
    return AddKey(login=login, public_key=line, **more)


def test_a_key_is_recorded_with_what_it_is() -> None:
    added = KeyAdded(
        id=8, login="petrov", at=NOW, algorithm="ssh-ed25519", bits=256, blob=KEY.blob, fingerprint=KEY.fingerprint,
        expires_at=LATER, comment="ноутбук",
    )  # fmt: skip
    assert add_key(add(expires_at=LATER), context()) == (added,)
    assert add_key(add(), context()) == (replace(added, expires_at=None),)
    assert add_key(add(comment="дома", expires_at=LATER), context()) == (replace(added, comment="дома"),)
    assert add_key(add(line=LINE, expires_at=LATER), context()) == (replace(added, comment=None),)
    long = add_key(add(line=f"{LINE} {'к' * 101}", expires_at=LATER), context())
    assert long == (replace(added, comment="к" * 100),)


@pytest.mark.parametrize(
    ("command", "keys", "expected"),
    [
        (add("nikto"), (), ("user.unknown", "Нет сотрудника с логином «nikto»", None)),
        (add("uvolen"), (), ("user.blocked", "Сотрудник заблокирован: Уволенный У. У.", "п. 10.2")),
        (add(line="ssh-ed25519 AAAA"), (), ("key.damaged", DAMAGED, None)),
        (add(expires_at=NOW), (),
         ("key.past", "Срок ключа уже прошёл: чтобы закрыть вход сейчас, отзовите ключ", None)),
        (add(), (known(),), ("key.known", "Этот ключ уже записан под номером 7", None)),
        (add("sidorov"), (known(),),
         ("key.taken", "Этот ключ уже у сотрудника petrov: у каждого должен быть свой", None)),
        (add("sidorov"), (known(revoked_at=EARLIER),),
         ("key.revoked", "Ключ 7 отозван и не возвращается: нужен новый ключ", None)),
    ],
)  # fmt: skip
def test_a_key_that_is_not_given(command: AddKey, keys: tuple[StaffKey, ...], expected: tuple[Any, ...]) -> None:
    assert refused(add_key(command, context(*keys))) == expected


def test_another_key_is_no_hindrance() -> None:
    assert isinstance(add_key(add(), context(known(fingerprint="SHA256:other"))), tuple)


def test_a_key_is_revoked_once() -> None:
    assert revoke_key(RevokeKey(ssh_key=7), context(known())) == (KeyRevoked(id=7, revoked_at=NOW),)
    gone = context(known(revoked_at=EARLIER))
    assert refused(revoke_key(RevokeKey(ssh_key=7), gone)) == ("key.revoked", "Ключ 7 уже отозван", None)
    missing = revoke_key(RevokeKey(ssh_key=9), context(known()))
    assert refused(missing) == ("key.unknown", "Ключа 9 нет", None)
    assert isinstance(missing, Refusal)
    assert missing.kind is RefusalKind.NOT_FOUND


def test_a_term_lies_ahead_and_is_another_than_before() -> None:
    def expired(at_: Any, *keys: StaffKey) -> Any:
        return expire_key(ExpireKey(ssh_key=7, expires_at=at_), context(*keys))

    assert expired(LATER, known(expires_at=None)) == (KeyExpirySet(id=7, expires_at=LATER),)
    assert expired(LATER, known(expires_at=EARLIER)) == (KeyExpirySet(id=7, expires_at=LATER),)
    assert refused(expired(LATER, known())) == ("key.same_term", "Срок ключа 7 уже такой", None)
    assert refused(expired(NOW, known()))[0] == "key.past"
    assert refused(expired(EARLIER, known()))[0] == "key.past"
    assert refused(expired(LATER, known(revoked_at=EARLIER)))[0] == "key.revoked"
    assert refused(expired(LATER)) == ("key.unknown", "Ключа 7 нет", None)


def test_the_console_of_another_is_ended_and_ones_own_is_left() -> None:
    session = OpenSession(
        id="ab12", login="petrov", name="Петров П. П.", role=Role.SECOND_LINE, since=NOW, door="ssh",
        address="", place="", ticket=None,
    )  # fmt: skip
    here = context(sessions={"ab12": session}, session="me")
    ended = end_session(EndSession(console="ab12", reason="Ушёл"), here)
    assert ended == (SessionEnded(console="ab12", login="petrov", door="ssh", reason="Ушёл"),)
    assert refused(end_session(EndSession(console="me"), here)) == (
        "session.own", "Это ваш сеанс: его закрывают клавишами Ctrl+Q", None,
    )  # fmt: skip
    assert refused(end_session(EndSession(console="zz"), here)) == (
        "session.unknown", "Сеанса «zz» нет: он уже закрыт или назван неверно", None,
    )  # fmt: skip
