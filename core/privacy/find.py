"""Finding personal data: what overlaps is one finding, the surer kind first."""

from core.privacy.findings import Finding, Kind, Level
from core.privacy.names import names
from core.privacy.patterns import numbers

LONGEST = 20_000
"""Characters that are looked at: the limit of a text."""
_ORDER = list(Kind)


def find(text: str) -> tuple[Finding, ...]:
    """Everything in a text that looks like personal data, by place; no two findings overlap."""
    looked_at = text[:LONGEST]
    found = [*numbers(looked_at), *names(looked_at)]
    kept: list[Finding] = []
    for each in sorted(found, key=lambda one: (one.level is Level.WARN, _ORDER.index(one.kind), one.start)):
        if all(each.end <= other.start or other.end <= each.start for other in kept):
            kept.append(each)
    return tuple(sorted(kept))
