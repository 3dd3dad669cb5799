"""What PostgreSQL's SQLSTATE codes mean for a transaction, and for people."""

from collections.abc import Mapping
from typing import Final

from core.store.errors import UNKNOWN

RACES: Final = frozenset({"40001", "40P01", "23505", "23P01", "55006"})
"""Serialization failure, deadlock, a key that somebody took first."""
_GONE: Final = frozenset({"57P01", "57P02", "57P03", "57P05", "25P03", "25006"})
"""The server goes down, comes up, or has become a standby; it ended an idle session."""
_MEANING: Final[Mapping[str, str]] = {
    "08": "Нет связи с сервером хранилища",
    "57": "Сервер хранилища перезапускается",
    "25": "Сервер хранилища сейчас только для чтения",
    "28": "Сервер хранилища не принимает эту учётную запись: проверьте адрес хранилища",
    "3D": "На сервере нет такой базы: проверьте адрес хранилища",
    "42": "Сервер хранилища не даёт прав на это действие или база не подготовлена: pult migrate",
    "53": "У сервера хранилища кончились место, память или соединения",
    "55": "Хранилище занято другой записью: попробуйте ещё раз",
    "40": "Хранилище занято другими записями: попробуйте ещё раз",
    "23": "Хранилище отклонило запись, которая нарушила бы его целостность",
    "P0": "Хранилище отклонило запись, которая нарушила бы его целостность",
    "54": "Слишком большое значение: хранилище его не принимает",
    "58": "Ошибка диска на сервере хранилища",
    "XX": "База на сервере повреждена: восстановите её из резервной копии",
}
"""By class, the first two characters of a code."""
_FULL: Final[Mapping[str, str]] = {
    "53100": "На диске сервера нет места: хранилище не может записать изменение",
    "53300": "У сервера хранилища не осталось свободных соединений",
    "57014": "Сервер хранилища прервал слишком долгое действие",
}


def cut_off(state: str | None) -> bool:
    """Whether an operational error of this code, or of none, means that the connection is gone."""
    return state is None or state.startswith("08") or state in _GONE


def explain(error: BaseException | None) -> str:
    """Say in Russian what an error of the driver means; of the server's own words only the code is told."""
    state = getattr(error, "sqlstate", None)
    if state is None:
        return _MEANING["08"]
    meaning = _FULL.get(state) or _MEANING.get(state[:2])
    return meaning if meaning is not None else f"{UNKNOWN} ({state})"
