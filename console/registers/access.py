"""Who is on shift, as the consoles that are open tell it, and the SSH keys by which the staff comes in."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from console.labels import DOORS, KEY_KINDS, PLACES
from console.registers.spec import ColumnSpec, Record, RegisterSpec
from console.widgets.line_view import BAD, GOOD, MUTED, WARN
from console.wording.instants import full_moment

if TYPE_CHECKING:
    from datetime import datetime

    from core.desk.desk import Desk
    from core.tickets.directory import Actor
    from core.tickets.registers import OpenSession, StaffKey


def _sessions(desk: "Desk", _actor: "Actor") -> Sequence[Record]:
    now, labels = desk.now(), desk.policy.labels
    return [
        Record(
            f"session-{each.id}",
            (_who(each, desk), labels.short(each.role), full_moment(each.since, now), _place(each), _from(each)),
            (
                ("Кто", f"{each.name} ({each.login})"),
                ("Роль", labels.of(each.role)),
                ("На смене с", full_moment(each.since, now)),
                ("Вход", DOORS.get(each.door, each.door)),
                ("Откуда", each.address),
                ("Где сейчас", _place(each)),
                ("Сеанс", f"{each.id} (этот)" if each.id == desk.session else each.id),
            ),
            ticket=each.ticket,
            tone=GOOD if each.id == desk.session else "",
            value=each,
            title=each.name,
            fixed={"console": each.id},
        )
        for each in desk.consoles.open()
    ]


def _who(session: "OpenSession", desk: "Desk") -> str:
    return f"{session.name} (вы)" if session.id == desk.session else session.name


def _from(session: "OpenSession") -> str:
    return f"{DOORS.get(session.door, session.door)} · {session.address}".rstrip(" ·")


def _place(session: "OpenSession") -> str:
    return f"№ {session.ticket}" if session.ticket is not None else PLACES.get(session.place, session.place)


def _keys(desk: "Desk", _actor: "Actor") -> Sequence[Record]:
    now, staff = desk.now(), {each.login: each for each in desk.directory.users()}
    records = []
    for each in desk.directory.staff_keys():
        owner = staff.get(each.login)
        state, tone = _state(each, now, blocked=owner is not None and owner.blocked)
        name = owner.name if owner is not None else each.login
        records.append(
            Record(
                f"key-{each.id}",
                (str(each.id), name, state, _kind(each), each.comment or ""),
                (
                    ("Кому", f"{name} ({each.login})"),
                    ("Состояние", state),
                    ("Вид", f"{each.algorithm}, {each.bits} бит"),
                    ("Отпечаток", f"{each.fingerprint}\n"),
                    ("Комментарий", each.comment or ""),
                    ("Выдан", full_moment(each.at, now)),
                ),
                tone=tone,
                value=each,
                title=f"ключ {each.id}, {name}",
                fixed={"ssh_key": each.id},
            )
        )
    return records


def _kind(key: "StaffKey") -> str:
    """«RSA 4096»; of the others the kind tells the strength well enough."""
    kind = KEY_KINDS.get(key.algorithm, key.algorithm)
    return f"{kind} {key.bits}" if kind in ("RSA", "ECDSA") else kind


def _state(key: "StaffKey", now: "datetime", *, blocked: bool) -> tuple[str, str]:
    if key.revoked_at is not None:
        return f"отозван {full_moment(key.revoked_at, now)}", MUTED
    if blocked:
        return "сотрудник заблокирован", BAD
    if not key.lets_in(now):
        return "срок истёк", WARN
    return f"до {full_moment(key.expires_at, now)}" if key.expires_at else "бессрочно", ""


ACCESS: Final = (
    RegisterSpec(
        "sessions", "Кто на смене", "п. 3.4, 4.5", "Открытых пультов нет.",
        (
            ColumnSpec("Кто", 20), ColumnSpec("Роль", 5), ColumnSpec("С", 14), ColumnSpec("Где сейчас", 13),
            ColumnSpec("Откуда"),
        ),
        _sessions, commands=("session_end",), live=True,
    ),
    RegisterSpec(
        "keys", "Ключи SSH", "вход сотрудников", "Ключей ещё не выдавали.",
        (
            ColumnSpec("№", 3), ColumnSpec("Кому", 18), ColumnSpec("Состояние", 22), ColumnSpec("Вид", 13),
            ColumnSpec("Комментарий"),
        ),
        _keys, commands=("key_expire", "key_revoke"),
    ),
)  # fmt: skip
