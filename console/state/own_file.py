"""A small file of one operator at one store, in the console's state folder: read once, written whole, never missed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from console.state.drafts import private_folder, write_whole

if TYPE_CHECKING:
    from console.link.desk_client import DeskClient


class OwnFile:
    """What is kept under the name ``kind``, as JSON. Where the desk is not open yet, there is nothing."""

    def __init__(self, client: DeskClient, login: str, kind: str) -> None:
        self._client = client
        self._login = login
        self._kind = kind

    @property
    def known(self) -> bool:
        """Whether it is known whose it is."""
        return self._path() is not None

    def read(self) -> Any:
        """What was kept; None where nothing was, or where the file is none of ours."""
        path = self._path()
        try:
            return None if path is None else json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return None

    def keep(self, data: Any) -> None:
        """Keep it, in a thread; a disk that does not write costs the next console this and nothing else."""
        if (path := self._path()) is not None:
            self._client.run(lambda: _write(path, data), group=f"{self._kind}-file")

    def _path(self) -> Path | None:
        desk = self._client.desk
        return None if desk is None else private_folder(self._kind, desk.store_id, self._login).with_suffix(".json")


def _write(path: Path, data: Any) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(path, json.dumps(data, ensure_ascii=False))
    except OSError:
        return
