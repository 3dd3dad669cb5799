"""Where an operator was when the console was closed: view, filter, selected ticket. A file of the console."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from console.state.drafts import private_folder, write_whole


@dataclass(frozen=True, slots=True)
class SessionState:
    """What the next start takes up; ``saved`` is the id of a saved view. A view's look is kept where it is pinned."""

    view: str = "open"
    filter: str = ""
    saved: int | None = None
    selected: int | None = None
    preview: str | None = None


def session_path(store: str, login: str, environ: Mapping[str, str] = os.environ) -> Path:
    """``$XDG_STATE_HOME/pult/session/<store>/<login>.json``."""
    return private_folder("session", store, login, environ).with_suffix(".json")


def load_session(path: Path) -> SessionState:
    """What was kept; the usual state where nothing was, or where the file is none of ours."""
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
        known = {name: data[name] for name in SessionState.__dataclass_fields__ if name in data}
        state = SessionState(**known)
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        return SessionState()
    return state if _sound(state) else SessionState()


def save_session(path: Path, state: SessionState) -> None:
    """Keep it; a disk that does not write costs the place in the list and nothing else."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(path, json.dumps(asdict(state), ensure_ascii=False))
    except OSError:
        return


def _sound(state: SessionState) -> bool:
    texts = (state.view, state.filter)
    numbers = (state.saved, state.selected)
    return all(isinstance(text, str) for text in texts) and all(isinstance(n, int | None) for n in numbers)
