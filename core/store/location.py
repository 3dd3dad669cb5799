"""Where a store is: a file of SQLite, private from its first byte, or a database of a PostgreSQL server."""

import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from core.store.errors import StoreUnavailable
from core.wording import reason

FILE_MODE = 0o600
FOLDER_MODE = 0o700
_SQLITE: Final = "sqlite:///"
_POSTGRES: Final = ("postgresql://", "postgres://")


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A store's file; ``path`` is absolute."""

    path: Path

    @property
    def address(self) -> Path:
        """What opens it again."""
        return self.path

    @property
    def told(self) -> str:
        """How the place is named to people."""
        return str(self.path)

    def exists(self) -> bool:
        """Whether there is a file with something in it: an empty one is a store that was never initialised."""
        try:
            return self.path.stat().st_size > 0
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            raise StoreUnavailable(f"Нет доступа к хранилищу {self.path}") from error

    def make_file(self) -> None:
        """Create the file 0600, and the folders it lacks 0700; a file already there is left as it is.

        Raises StoreUnavailable where that is not possible.
        """
        try:
            make_folder(self.path.parent)
            with suppress(FileExistsError):
                os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE))
        except OSError as error:
            raise StoreUnavailable(f"Не удаётся создать хранилище {self.path}: {reason(error)}") from error


@dataclass(frozen=True, slots=True)
class ServerPlace:
    """A database of a PostgreSQL server, or of several hosts of which one is the primary: a libpq URI.

    The URI may hold a password: it is never printed, and :attr:`told` names hosts and database alone.
    """

    url: str

    @property
    def address(self) -> str:
        """What opens it again."""
        return self.url

    def __repr__(self) -> str:
        return f"ServerPlace({self.told})"

    @property
    def told(self) -> str:
        """How the place is named to people: «pult на db1, db2»."""
        parts = urlsplit(self.url)
        hosts = parts.netloc.rpartition("@")[2] or dict(parse_qsl(parts.query)).get("host", "")
        name = unquote(parts.path.removeprefix("/")) or "pult"
        return f"{name} на {hosts.replace(',', ', ')}" if hosts else name


AnyPlace = FilePlace | ServerPlace


def make_folders(folder: Path) -> None:
    """Make each missing folder of a path private; those already there keep their mode.

    Raises StoreUnavailable where that is not possible.
    """
    try:
        make_folder(folder)
    except OSError as error:
        raise StoreUnavailable(f"Папку {folder} не создать: {reason(error)}") from error


def make_folder(folder: Path) -> None:
    """As :func:`make_folders`, but raises OSError."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    try:
        folder.mkdir(FOLDER_MODE)
    except FileExistsError:
        if not folder.is_dir():
            raise


def place_of(database: str | Path | None) -> AnyPlace:
    """Read a path, a ``sqlite:///`` or a ``postgresql://`` URL; None is ``pult.db`` in the user's data folder (XDG).

    Raises StoreUnavailable for any other scheme, and for a store in memory, which no second console could share.
    """
    if database is None:
        import platformdirs

        return FilePlace(Path(platformdirs.user_data_dir("pult")) / "pult.db")
    text = str(database)
    if isinstance(database, str) and "://" in text:
        if text.startswith(_POSTGRES):
            return ServerPlace(text)
        if not text.startswith(_SQLITE):
            raise StoreUnavailable("Адрес хранилища не понят: нужен путь, sqlite:///путь или postgresql://сервер/база")
        text = unquote(text.removeprefix(_SQLITE).partition("?")[0])
    if not text.strip() or text == ":memory:":
        raise StoreUnavailable("Хранилищу нужен файл: укажите путь или sqlite:///путь")
    return FilePlace(real(Path(text).expanduser()))


def real(path: Path) -> Path:
    """The one path of a file, links followed: the log of SQLite lies beside that one."""
    return Path(os.path.realpath(path))


def _belongs(path: Path) -> bool:
    """Whether the file is this account's own, though its disk or its mode lets nobody write it now."""
    found = path.stat()
    closed = os.statvfs(path).f_flag & os.ST_RDONLY or not found.st_mode & stat.S_IWUSR
    return bool(closed) and os.geteuid() in (0, found.st_uid)


def is_owner(database: str | Path | None) -> bool:
    """Whether this account of the operating system may act under any login: it can write the store's file, or owns it.

    A store that does not exist yet has nothing to guard: its maker will own it. Whoever holds the URL of a server's
    database is its owner: it lies in the service account's configuration, and nobody else may read that.
    """
    place = place_of(database)
    if isinstance(place, ServerPlace):
        return True
    try:
        return not place.path.exists() or os.access(place.path, os.W_OK) or _belongs(place.path)
    except OSError:  # a folder that may not be looked into
        return False
