"""Where a store is: a path or a ``sqlite:///`` URL, its file made private from the first byte."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from core.store.errors import StoreUnavailable
from core.wording import reason

FILE_MODE = 0o600
FOLDER_MODE = 0o700
_SQLITE = "sqlite:///"


@dataclass(frozen=True, slots=True)
class Place:
    """A store's file; ``path`` is absolute."""

    path: Path

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


def place_of(database: str | Path | None) -> Place:
    """Read a path or a ``sqlite:///`` URL; None is ``pult.db`` in the user's data folder (XDG).

    Raises StoreUnavailable for any other scheme, and for a store in memory, which no second console could share.
    """
    if database is None:
        import platformdirs

        return Place(Path(platformdirs.user_data_dir("pult")) / "pult.db")
    text = str(database)
    if isinstance(database, str) and "://" in text:
        if not text.startswith(_SQLITE):
            raise StoreUnavailable("Хранилище задано не как SQLite: только SQLite в этой версии")
        text = unquote(text.removeprefix(_SQLITE).partition("?")[0])
    if not text.strip() or text == ":memory:":
        raise StoreUnavailable("Хранилищу нужен файл: укажите путь или sqlite:///путь")
    return Place(Path(text).expanduser().absolute())


def is_owner(database: str | Path | None) -> bool:
    """Whether this account of the operating system can write the store's file, and so may act under any login.

    A store that does not exist yet has nothing to guard: its maker will own it.
    """
    path = place_of(database).path
    try:
        return os.access(path, os.W_OK) if path.exists() else True
    except OSError:  # a folder that may not be looked into
        return False
