"""Masking: what was found gives way to its kind; the rest of the text stays as it is."""

from collections.abc import Iterable

from core.privacy.find import find
from core.privacy.findings import Finding


def mask(text: str, findings: Iterable[Finding] | None = None) -> str:
    """The text with each finding masked, by default with all that are found; a masked text has none of them."""
    masked, at = [], 0
    for each in sorted(find(text) if findings is None else findings):
        masked += [text[at : each.start], f"[скрыто: {each.title}]"]
        at = each.end
    return "".join([*masked, text[at:]])
