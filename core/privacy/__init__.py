"""Personal data in people's text (Прил. 3, п. 5): found by check digits and context, masked in one step.

A finding tells the kind, how sure it is, the level and the place, never the value. Importing this package is light: its
rules are compiled when the first text is looked at, and the dictionary of names is loaded then, or by ``load`` beside.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from core.privacy.findings import LEVELS, TITLES, Certainty, Finding, Kind, Level, Levels
from core.privacy.known import NOBODY, Known

if TYPE_CHECKING:
    from core.privacy.finding import LONGEST, find, load, loaded
    from core.privacy.masking import mask, mask_all, masked_name

__all__ = [
    "LEVELS",
    "LONGEST",
    "NOBODY",
    "TITLES",
    "Certainty",
    "Finding",
    "Kind",
    "Known",
    "Level",
    "Levels",
    "find",
    "load",
    "loaded",
    "mask",
    "mask_all",
    "masked_name",
]
_LATER = {
    "LONGEST": "finding", "find": "finding", "load": "finding", "loaded": "finding",
    "mask": "masking", "mask_all": "masking", "masked_name": "masking",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(import_module(f"core.privacy.{_LATER[name]}"), name)
