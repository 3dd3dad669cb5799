"""A refusal is a value: a stable code, a Russian sentence and its clause."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any


class RefusalKind(StrEnum):
    """Why a command was refused; the command line turns each into its exit code."""

    RULE = "rule"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    FORBIDDEN = "forbidden"
    BAD_INPUT = "bad_input"


@dataclass(frozen=True, slots=True)
class Refusal:
    """``code`` is stable and in English, ``message`` is what the operator reads, ``clause`` what it rests on.

    A conflict carries in ``details`` the present ``version`` and ``changes``: a list of timeline entries (as
    plain dicts) that came after the version the writer had read. ``denied``: the gate said no, which is recorded.
    """

    code: str
    message: str
    clause: str | None = None
    kind: RefusalKind = RefusalKind.RULE
    details: Mapping[str, Any] = field(default_factory=dict)
    denied: bool = False


def forbidden(code: str, message: str, clause: str | None = None) -> Refusal:
    """The actor's role may not do this."""
    return Refusal(code, message, clause, RefusalKind.FORBIDDEN)


def denied(code: str, message: str, clause: str | None = None, kind: RefusalKind = RefusalKind.FORBIDDEN) -> Refusal:
    """The table of rights has no cell for this; the denial is recorded."""
    return Refusal(code, message, clause, kind, denied=True)


def not_found(code: str, message: str) -> Refusal:
    """There is no such thing."""
    return Refusal(code, message, None, RefusalKind.NOT_FOUND)


def bad_input(code: str, message: str, clause: str | None = None, **details: Any) -> Refusal:
    """A value that the command cannot use; names the place."""
    return Refusal(code, message, clause, RefusalKind.BAD_INPUT, details)


def of_part(refusal: Refusal, name: str) -> Refusal:
    """The refusal of a command that is a part of another; ``details`` name it as ``part``."""
    return replace(refusal, details={**refusal.details, "part": name})
