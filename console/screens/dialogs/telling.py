"""Refusals and results in words: short messages, and what changed while somebody was typing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from console.host import Host
from core.text import safe, safe_line
from core.tickets.refusal import Refusal, RefusalKind

_TEXT_SHOWN = 160


def with_clause(refusal: Refusal) -> str:
    """The refusal's sentence with its clause in brackets."""
    message = safe(refusal.message)
    return f"{message} ({refusal.clause})" if refusal.clause else message


def tell_refusal(pult: Host, refusal: Refusal) -> None:
    """Say a refusal that belongs to no dialog."""
    lines = [with_clause(refusal), *changes(refusal)]
    title = "Обращение изменилось" if refusal.kind is RefusalKind.CONFLICT else "Нельзя"
    pult.notify("\n".join(lines), title=title, severity="warning", markup=False, timeout=8)


def tell_done(pult: Host, message: str) -> None:
    """Say that something was carried out."""
    pult.notify(safe_line(message), markup=False, timeout=4)


def changes(refusal: Refusal) -> list[str]:
    """What came after the version that the writer had read, a line each; empty for other refusals."""
    entries = refusal.details.get("changes", ())
    if refusal.kind is not RefusalKind.CONFLICT or not isinstance(entries, Sequence):
        return []
    return [_change(entry) for entry in entries if isinstance(entry, Mapping)]


def new_version(refusal: Refusal) -> int | None:
    """The version that stands now, when the refusal is a conflict that tells it."""
    version = refusal.details.get("version")
    return version if refusal.kind is RefusalKind.CONFLICT and isinstance(version, int) else None


def _change(entry: Mapping[str, Any]) -> str:
    who = safe_line(str(entry.get("actor_name") or entry.get("actor") or ""))
    line = f"{_time(entry.get('at'))}{safe_line(str(entry.get('title') or entry.get('kind') or ''))}"
    text = safe_line(str(entry.get("text") or ""))
    text = text if len(text) <= _TEXT_SHOWN else text[: _TEXT_SHOWN - 1] + "…"
    return f"{line}{f' · {who}' if who else ''}{f': {text}' if text else ''}"


def _time(at: object) -> str:
    if isinstance(at, str):
        try:
            at = datetime.fromisoformat(at)
        except ValueError:
            return ""
    return f"{at:%H:%M} " if isinstance(at, datetime) else ""
