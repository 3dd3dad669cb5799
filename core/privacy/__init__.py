"""Personal data in people's text (Прил. 3, п. 5): found by check digits and context, masked in one step.

A finding tells the kind, the level and the place, never the value. Importing this package is light: the dictionary of
names is loaded when a text is first looked at.
"""

from core.privacy.find import find
from core.privacy.findings import Finding, Kind, Level
from core.privacy.mask import mask

__all__ = ["Finding", "Kind", "Level", "find", "mask"]
