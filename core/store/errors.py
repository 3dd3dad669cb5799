"""What may go wrong with the store, as one exception that carries a Russian sentence and no value of any row."""

import sqlite3

_BY_NAME = {
    "SQLITE_BUSY": "Хранилище занято другой программой: попробуйте ещё раз",
    "SQLITE_LOCKED": "Хранилище занято другой программой: попробуйте ещё раз",
    "SQLITE_FULL": "На диске нет места: хранилище не может записать изменение",
    "SQLITE_READONLY": "Хранилище открыто только для чтения: проверьте права на файл и папку",
    "SQLITE_PERM": "Нет прав на файл хранилища",
    "SQLITE_AUTH": "Нет прав на файл хранилища",
    "SQLITE_CANTOPEN": "Не удаётся открыть файл хранилища: проверьте путь и права на файл и папку",
    "SQLITE_IOERR": "Ошибка чтения или записи файла хранилища: проверьте диск",
    "SQLITE_CORRUPT": "Файл хранилища повреждён: восстановите его из резервной копии",
    "SQLITE_NOTADB": "Файл не является хранилищем пульта",
    "SQLITE_CONSTRAINT": "Хранилище отклонило запись, которая нарушила бы его целостность",
    "SQLITE_TOOBIG": "Слишком большое значение: хранилище его не принимает",
    "SQLITE_NOMEM": "Не хватает памяти для работы с хранилищем",
}
UNKNOWN = "Хранилище недоступно"


class StoreUnavailable(Exception):
    """The store cannot be used now: ``message`` says why in Russian. Nothing of the failed transaction was kept."""

    def __init__(self, message: str) -> None:
        """Take the sentence that the operator reads."""
        super().__init__(message)
        self.message = message


def explain(error: BaseException | None) -> str:
    """Say in Russian what an error of the driver means; values and statements never enter the sentence."""
    name = getattr(error, "sqlite_errorname", None)
    if isinstance(error, sqlite3.Error) and isinstance(name, str):
        primary = "_".join(name.split("_")[:2])
        return _BY_NAME.get(primary, f"{UNKNOWN} ({name})")
    return UNKNOWN
