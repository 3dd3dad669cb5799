"""Drafts: what is being typed, kept as files, so that neither a kill nor a full disk nor a refusal loses a word.

A draft is one JSON file per form, written whole beside its place and renamed over it; the folder is the operator's
own (0700, files 0600). Drafts never enter the store: they are nobody's but the typist's.
"""

import fcntl
import json
import os
import re
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from errno import EDQUOT, ENOSPC
from pathlib import Path
from typing import Any

INTAKE = "intake"
_SUFFIX = ".json"
_LOCK = ".lock"
_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]")


class DraftUnsaved(Exception):
    """The draft could not be written; the message is a Russian phrase for the screen."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The content of one form. ``kind`` names the form, ``ticket`` its ticket (None for an intake), ``key`` the
    idempotency key that the form will save with, ``started_at`` when it was opened (ISO 8601 with offset)."""

    kind: str
    key: str
    started_at: str
    ticket: int | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    lone: bool = False
    """A form of the desk, of which there is one draft at a time."""
    held: str = ""
    """What was asked for and not given yet, in words; «» for a form that is being typed."""

    @property
    def slot(self) -> str:
        """The name of its file: one per form and ticket, but one per call for intakes, which may be put aside."""
        return slot_of(self.kind, self.ticket) if self.lone or self.ticket is not None else f"{self.kind}-{self.key}"

    @property
    def empty(self) -> bool:
        """Nothing was typed."""
        return not self.held and not any(value.strip() for value in self.fields.values())


def slot_of(kind: str, ticket: int | None) -> str:
    """The name of the one draft of a form of a ticket, or of the desk."""
    return f"{kind}-{'desk' if ticket is None else ticket}"


class Drafts:
    """The drafts of one operator at one store, in ``folder``; no method but the writing ones needs it to exist."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def save(self, draft: Draft) -> None:
        """Write the draft whole or not at all; raises :class:`DraftUnsaved` and leaves the last one in place."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.folder.chmod(0o700)
            write_whole(self._path(draft.slot), json.dumps(asdict(draft), ensure_ascii=False, indent=1))
        except OSError as error:
            raise DraftUnsaved(_why(error)) from error

    def load(self, slot: str) -> Draft | None:
        """Read one draft; None where there is none or where the file is not a draft."""
        return _read(self._path(slot))

    def of_form(self, kind: str, ticket: int | None) -> Draft | None:
        """The draft of one form of one ticket, or of one form of the desk."""
        return self.load(slot_of(kind, ticket))

    def intakes(self) -> tuple[Draft, ...]:
        """The calls that were not registered and that no open form is busy with, the latest first."""
        found = (_read(path) for path in self.folder.glob(f"{INTAKE}-*{_SUFFIX}"))
        calls = [draft for draft in found if draft is not None and not draft.empty and not self._busy(draft.slot)]
        return tuple(sorted(calls, key=lambda draft: draft.started_at, reverse=True))

    def held(self) -> tuple[Draft, ...]:
        """What an earlier console was asked for and could not carry out before it ended, the latest first."""
        found = (_read(path) for path in self.folder.glob(f"*{_SUFFIX}"))
        left = [draft for draft in found if draft is not None and draft.held]
        return tuple(sorted(left, key=lambda draft: draft.started_at, reverse=True))

    def all(self) -> tuple[Draft, ...]:
        """Every draft that can be read, by the names of their files."""
        found = (_read(path) for path in sorted(self.folder.glob(f"*{_SUFFIX}")))
        return tuple(draft for draft in found if draft is not None)

    def discard(self, slot: str) -> None:
        """Remove a draft; one that is gone or cannot be removed is no error (it will be offered again)."""
        try:
            self._path(slot).unlink(missing_ok=True)
            self._path(slot).with_suffix(_LOCK).unlink(missing_ok=True)
        except OSError:
            return

    def hold(self, slot: str) -> int | None:
        """Mark a draft as being typed; the mark goes with :meth:`let_go` or with the process, however that ends.

        None where it cannot be had, which hinders nobody.
        """
        try:
            handle = os.open(self._path(slot).with_suffix(_LOCK), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            return None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            return None
        return handle

    def let_go(self, slot: str, handle: int) -> None:
        """Take the mark away."""
        self._path(slot).with_suffix(_LOCK).unlink(missing_ok=True)
        os.close(handle)

    def _busy(self, slot: str) -> bool:
        try:
            handle = os.open(self._path(slot).with_suffix(_LOCK), os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
        finally:
            os.close(handle)
        return False

    def _path(self, slot: str) -> Path:
        return self.folder / f"{_UNSAFE.sub('_', slot)}{_SUFFIX}"


class DraftKeeper:
    """Guards one form's draft against its own history: after :meth:`close` no late write brings it back.

    While the form is open its draft is marked as busy, so that no other form offers to continue it.
    """

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._lock = threading.Lock()
        self._closed = False
        self._held: tuple[str, int] | None = None

    def save(self, draft: Draft) -> None:
        """Write the draft, or remove it where nothing is typed any more; raises :class:`DraftUnsaved`."""
        with self._lock:
            if self._closed:
                return
            if draft.empty:
                self._drafts.discard(draft.slot)
                return
            self._drafts.save(draft)
            if self._held is None and (handle := self._drafts.hold(draft.slot)) is not None:
                self._held = (draft.slot, handle)

    def close(self, slot: str) -> None:
        """The form was saved or thrown away: remove its draft for good."""
        with self._lock:
            self._closed = True
            self._drafts.discard(slot)
            self._let_go()

    def leave(self) -> None:
        """The form is closed, its draft stays to be continued."""
        with self._lock:
            self._closed = True
            self._let_go()

    def _let_go(self) -> None:
        if self._held is not None:
            self._drafts.let_go(*self._held)
            self._held = None


def drafts_folder(store: str, login: str, environ: Mapping[str, str] = os.environ) -> Path:
    """Where the drafts of one operator at one store live: ``$XDG_STATE_HOME/pult/drafts/<store>/<login>``."""
    return private_folder("drafts", store, login, environ)


def private_folder(kind: str, store: str, login: str, environ: Mapping[str, str] = os.environ) -> Path:
    """Where the console keeps one kind of things of one operator at one store, in the XDG state folder."""
    state = environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(state, "pult", kind, _folder_name(store), _folder_name(login))


def _folder_name(text: str) -> str:
    return _UNSAFE.sub("_", text).lstrip(".") or "_"


def write_whole(path: Path, text: str) -> None:
    """Write a private file beside its place and rename it over; raises OSError and leaves the last one as it was."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _read(path: Path) -> Draft | None:
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
        return _draft(data)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _draft(data: Any) -> Draft:
    ticket = data["ticket"]
    if ticket is not None and not isinstance(ticket, int):
        raise ValueError(ticket)
    fields = {str(name): str(value) for name, value in data["fields"].items()}
    lone = bool(data.get("lone", False))
    held = str(data.get("held", ""))
    return Draft(str(data["kind"]), str(data["key"]), str(data["started_at"]), ticket, fields, lone, held)


def _why(error: OSError) -> str:
    if error.errno in (ENOSPC, EDQUOT):
        return "черновик не сохранён: нет места"
    if isinstance(error, PermissionError):
        return "черновик не сохранён: нет прав на папку черновиков"
    return "черновик не сохранён: диск не пишет"
