"""The forms of who comes in: SSH keys given, ended and taken back; somebody's console ended."""

from typing import TYPE_CHECKING, Final

from console.forms.context import About
from console.forms.fields.field_types import BodyField, InstantField, TextField
from console.forms.spec import FormSpec
from core.tickets.staff.keys import AddKey, EndSession, ExpireKey, RevokeKey
from core.when import LASTS

if TYPE_CHECKING:
    from core.tickets.registers import StaffKey

_TERM: Final = "30.11.2027, пт 18:00, через год"


def _of_key(about: About) -> dict[str, str]:
    key: StaffKey = about.record
    return {} if key.expires_at is None else {"expires_at": f"{key.expires_at:%d.%m.%Y %H:%M}"}


ACCESS: Final = (
    FormSpec(
        AddKey, "Выдать", "ключ выдан",
        "Вставьте строку из файла .pub. Закрытый ключ сюда не вводят: его не передают никому.",
        (
            BodyField("public_key", "Открытый ключ", hint="ssh-ed25519 AAAA… комментарий"),
            InstantField("expires_at", "Действует до", required=False, hint=f"пусто — бессрочно; {_TERM}",
                         meaning=LASTS),
            TextField("comment", "Комментарий", required=False, limit=100, hint="чей, где лежит"),
        ), own_heading="КЛЮЧ SSH",
    ),
    FormSpec(
        ExpireKey, "Назначить срок", "срок назначен",
        "После этого времени ключ не впускает.",
        (InstantField("expires_at", "Действует до", hint=_TERM, meaning=LASTS),), first=_of_key,
        own_heading="СРОК КЛЮЧА",
    ),
    FormSpec(
        RevokeKey, "Отозвать", "ключ отозван",
        "Войти по нему больше нельзя никогда; кто по нему вошёл, выйдет в течение 10 секунд.",
        glyph="✗", danger=True, own_heading="ОТОЗВАТЬ КЛЮЧ",
    ),
    FormSpec(
        EndSession, "Завершить", "сеанс завершается",
        "Пульт закроется в течение 10 секунд; набранное там останется черновиком.",
        (TextField("reason", "Причина", required=False, limit=200, hint="её увидит тот, чей сеанс"),),
        glyph="✗", danger=True, own_heading="ЗАВЕРШИТЬ СЕАНС",
    ),
)  # fmt: skip
