"""What every section of every file has in common."""

from collections import Counter
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from core.policy.models.fields import refusal


class Section(BaseModel):
    """Anything in a file: unknown keys are errors, values are not converted, nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class PolicyFile(Section):
    """A whole file."""


def unique(values: Iterable[str], what: str) -> None:
    """Refuse a value that stands twice."""
    twice = [value for value, count in Counter(values).items() if count > 1]
    if twice:
        raise refusal(f"{what} повторяется: {', '.join(twice)}")
