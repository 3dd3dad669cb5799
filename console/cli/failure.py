"""What the command line says when it cannot do as asked: an exit code, a stable code and a Russian sentence."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from core.policy.errors import ConfigError
    from core.tickets.refusal import Refusal


class Exit(IntEnum):
    """Exit codes of ``pult``; stable, scripts depend on them."""

    DONE = 0
    NO_ANSWER = 1
    USAGE = 2
    RULE = 3
    NOT_FOUND = 4
    CONFLICT = 5
    FORBIDDEN = 6
    UNAVAILABLE = 7
    BAD_INPUT = 8


_WAYS: Final[Mapping[str, str]] = {"attachment.unscreened": "  Подтвердить: та же команда с --confirm-unscreened"}
"""How a refusal is lifted from the command line, by its code."""
_MASK: Final = "  Скрыть: та же команда с --mask; принять как есть может руководитель смены: --pii-reason ОСНОВАНИЕ"


class Failure(Exception):
    """A command that ends with an exit code other than 0; raised anywhere, told in one place."""

    def __init__(
        self,
        exit_code: Exit,
        code: str,
        message: str,
        clause: str | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        """Keep what will be told; *details* is JSON-ready."""
        super().__init__(message)
        self.exit_code = exit_code
        self.code = code
        self.message = message
        self.clause = clause
        self.details = dict(details or {})

    def document(self) -> dict[str, Any]:
        """Give the failure in the shape of the contract."""
        return {
            "error": {"code": self.code, "message": self.message, "clause": self.clause, "details": self.details},
        }

    def text(self) -> str:
        """Give the failure as an operator reads it: the sentence, its clause, then the details that help."""
        clause = f" ({self.clause})" if self.clause and self.clause not in self.message else ""
        return "\n".join(
            [f"Ошибка: {self.message}{clause}", *_ways(self.code, self.details), *_help_lines(self.details)]
        )


def _ways(code: str, details: Mapping[str, Any]) -> list[str]:
    """How a refusal is lifted; what stands inside a file no option hides, and a reason is written anew."""
    fields = {each["field"] for each in details.get("findings", ())} if code == "pii.found" else set()
    if fields and not fields & {"body", "pii_reason"}:
        return [_MASK]
    return [_WAYS[code]] if code in _WAYS else []


def _help_lines(details: Mapping[str, Any]) -> list[str]:
    """Say who could have been meant, and what has changed meanwhile."""
    lines = []
    for candidate in details.get("candidates", ()):
        lines.append(
            "  " + (" · ".join(map(str, candidate.values())) if isinstance(candidate, dict) else str(candidate))
        )
    for change in details.get("changes", ()):
        if isinstance(change, dict):
            said = f": {change['text']}" if change.get("text") else ""
            lines.append(f"  {_when(change)}{change.get('actor_name', '')}: {change.get('title', '')}{said}")
    return lines


def _when(change: Mapping[str, Any]) -> str:
    """Say when a change was made, by the clock of the offset that it names."""
    from datetime import datetime

    try:
        return f"{datetime.fromisoformat(change['at']):%d.%m.%Y %H:%M}  "
    except (KeyError, TypeError, ValueError):
        return ""


def bad_input(message: str, code: str = "bad_input", **details: Any) -> Failure:
    """Make the failure of a value that cannot be used (exit code 8)."""
    return Failure(Exit.BAD_INPUT, code, message, None, details)


def usage(message: str) -> Failure:
    """Make the failure of a command line that cannot be meant (exit code 2)."""
    return Failure(Exit.USAGE, "usage", message)


def from_refusal(refusal: Refusal) -> Failure:
    """Turn a refusal of the core into its exit code."""
    return Failure(Exit[refusal.kind.name], refusal.code, refusal.message, refusal.clause, refusal.details)


def from_config(error: ConfigError) -> Failure:
    """Turn a broken configuration into exit code 8 with each problem named."""
    problems = [
        {"file": p.file, "line": p.line, "key": p.key, "message": p.message, "nearest": p.suggestion}
        for p in error.problems
    ]
    return Failure(Exit.BAD_INPUT, "config", f"Конфигурация не годится.\n{error}", None, {"problems": problems})
