"""Who may come in by which SSH key, until when, and whose console may be ended."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from core.tickets.command import DeskCommand
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.log import DeskEvent, free_text
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.registers import StaffKey
from core.tickets.staff.public_keys import KeyProblem, PublicKey, read_public_key
from core.tickets.use_cases.use_case import Reversal, UseCase


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyAdded(DeskEvent):
    """A member of staff got a key; ``algorithm`` as OpenSSH names it, ``blob`` is the public key in base64."""

    kind: ClassVar[str] = "key_added"
    id: int
    login: str
    at: datetime
    algorithm: str
    bits: int
    blob: str
    fingerprint: str
    expires_at: datetime | None = None
    comment: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRevoked(DeskEvent):
    """A key was taken back."""

    kind: ClassVar[str] = "key_revoked"
    id: int
    revoked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyExpirySet(DeskEvent):
    """Until when a key lets in was set."""

    kind: ClassVar[str] = "key_expiry_set"
    id: int
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEnded(DeskEvent):
    """Somebody ended the console of ``login``: its session, and the door that it had come in by."""

    kind: ClassVar[str] = "session_ended"
    console: str
    login: str
    door: str
    reason: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddKey(DeskCommand):
    """Let a member of staff in by a public SSH key, given as the line of its ``.pub`` file; None: it never expires.

    ``comment`` says whose or where it is; without one that of the line stands.
    """

    name: ClassVar[str] = "key_add"
    login: str
    public_key: str
    expires_at: datetime | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeKey(DeskCommand):
    """Take a key back for good: it was lost, or its owner has gone."""

    name: ClassVar[str] = "key_revoke"
    ssh_key: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpireKey(DeskCommand):
    """Set until when a key lets in."""

    name: ClassVar[str] = "key_expire"
    ssh_key: int
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSession(DeskCommand):
    """End somebody's console; what is typed there stays a draft. ``console`` is the id of its session."""

    name: ClassVar[str] = "session_end"
    console: str
    reason: str | None = None


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


USE_CASES: Final = (
    UseCase(
        AddKey,
        add_key,
        title="Выдать ключ SSH",
        about="Выбрать сотрудника и вставить его открытый ключ.",
        denial="Ключи SSH выдаёт администратор",
        rights="-  -  -  +  -  -",
        undo=Reversal.FINAL,
        instead="Лишний ключ отзывают",
    ),
    UseCase(
        RevokeKey,
        revoke_key,
        title="Отозвать ключ SSH",
        about="Выбрать ключ, по которому больше нельзя входить.",
        denial="Ключи SSH отзывает администратор",
        rights="-  -  -  +  -  -",
        undo=Reversal.HELD,
    ),
    UseCase(
        ExpireKey,
        expire_key,
        title="Срок ключа SSH",
        about="Выбрать ключ и назначить, до какого времени он действует.",
        denial="Срок ключа SSH назначает администратор",
        rights="-  -  -  +  -  -",
        undo=Reversal.HELD,
    ),
    UseCase(
        EndSession,
        end_session,
        title="Завершить чужой сеанс",
        about="Выбрать, чей пульт закрыть; набранное там сохранится.",
        denial="Чужой сеанс завершают руководитель смены и администратор",
        rights="-  -  +  +  -  -",
        undo=Reversal.HELD,
    ),
)
