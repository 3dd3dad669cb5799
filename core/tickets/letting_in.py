"""Who may come in by which SSH key, until when, and whose console may be ended."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from core.tickets.commands import AddKey, EndSession, ExpireKey, RevokeKey
from core.tickets.context import Context
from core.tickets.effects import DeskRule, Effects
from core.tickets.facts import KeyAdded, KeyExpirySet, KeyRevoked, SessionEnded
from core.tickets.public_keys import KeyProblem, PublicKey, read_public_key
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.registers import StaffKey

COMMENT_LIMIT: Final = 100
"""Characters of the comment that a key's own line may bring."""


def add_key(command: AddKey, context: Context) -> Effects | Refusal:
    """A key of its own for each: one that is known already lets in only whom it was given to."""
    user = context.facts.users.get(command.login)
    if user is None:
        return not_found("user.unknown", f"Нет сотрудника с логином «{command.login}»")
    if user.blocked:
        return Refusal("user.blocked", f"Сотрудник заблокирован: {user.name}", "п. 10.2")
    try:
        key = read_public_key(command.public_key)
    except KeyProblem as problem:
        return bad_input(problem.code, str(problem), field="public_key")
    known = next((each for each in context.facts.keys.values() if each.fingerprint == key.fingerprint), None)
    refusal = _known(known, command.login) if known else _past(command.expires_at, context.now)
    return refusal or (_added(key, command, context),)


def _added(key: PublicKey, command: AddKey, context: Context) -> KeyAdded:
    return KeyAdded(
        id=context.facts.next_ids["ssh_keys"], login=command.login, at=context.now, algorithm=key.kind, bits=key.bits,
        blob=key.blob, fingerprint=key.fingerprint, expires_at=command.expires_at,
        comment=command.comment or key.comment[:COMMENT_LIMIT] or None,
    )  # fmt: skip


def _known(key: StaffKey, login: str) -> Refusal:
    if key.revoked_at is not None:
        return Refusal("key.revoked", f"Ключ {key.id} отозван и не возвращается: нужен новый ключ")
    if key.login != login:
        return Refusal("key.taken", f"Этот ключ уже у сотрудника {key.login}: у каждого должен быть свой")
    return Refusal("key.known", f"Этот ключ уже записан под номером {key.id}")


def _past(expires_at: datetime | None, now: datetime) -> Refusal | None:
    if expires_at is not None and expires_at <= now:
        return bad_input(
            "key.past", "Срок ключа уже прошёл: чтобы закрыть вход сейчас, отзовите ключ", field="expires_at"
        )
    return None


def revoke_key(command: RevokeKey, context: Context) -> Effects | Refusal:
    """A key that is revoked never comes back; who is in by it is led out by his console's next heartbeat."""
    key = _standing(command.ssh_key, context)
    return key if isinstance(key, Refusal) else (KeyRevoked(id=key.id, revoked_at=context.now),)


def expire_key(command: ExpireKey, context: Context) -> Effects | Refusal:
    """A term to come, also for a key whose own is over."""
    key = _standing(command.ssh_key, context)
    if isinstance(key, Refusal):
        return key
    if key.expires_at == command.expires_at:
        return bad_input("key.same_term", f"Срок ключа {key.id} уже такой", field="expires_at")
    return _past(command.expires_at, context.now) or (KeyExpirySet(id=key.id, expires_at=command.expires_at),)


def _standing(number: int, context: Context) -> StaffKey | Refusal:
    key = context.facts.keys.get(number)
    if key is None:
        return not_found("key.unknown", f"Ключа {number} нет")
    if key.revoked_at is not None:
        return Refusal("key.revoked", f"Ключ {key.id} уже отозван")
    return key


def end_session(command: EndSession, context: Context) -> Effects | Refusal:
    """Only a console that is open can be ended, and one's own is left by its key."""
    if command.console == context.facts.session:
        return Refusal("session.own", "Это ваш сеанс: его закрывают клавишами Ctrl+Q")
    session = context.facts.sessions.get(command.console)
    if session is None:
        return not_found("session.unknown", f"Сеанса «{command.console}» нет: он уже закрыт или назван неверно")
    return (SessionEnded(console=session.id, login=session.login, door=session.door, reason=command.reason),)


DESK_RULES: Final[Mapping[str, DeskRule]] = {
    AddKey.name: add_key,
    RevokeKey.name: revoke_key,
    ExpireKey.name: expire_key,
    EndSession.name: end_session,
}
