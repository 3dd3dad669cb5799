"""The decision of the routing rules as it is kept with the event that it led to (Прил. 2; п. 5.9)."""

from dataclasses import dataclass

from core.vocabulary import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """A candidate who was not chosen, and why, as a Russian sentence."""

    login: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Where a ticket was sent, by which rule, whom it could have gone to, and why it went to ``executor``.

    ``executor`` is None where the pool was empty: the ticket stays «Новый» and the supervisor is told. ``substitutes``
    is the path of substitution from the one first meant to the one chosen (п. 4.7). ``instead_of`` is who was named at
    the registration and could not have it when it was handed over, ``because`` says why (п. 4.7, 4.8).
    """

    rule: str
    clause: str
    line: Line
    competence: str | None = None
    candidates: tuple[str, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    watchers: tuple[str, ...] = ()
    executor: str | None = None
    substitutes: tuple[str, ...] = ()
    reason: str = ""
    instead_of: str | None = None
    because: str = ""
