"""Where the parts of the breach panel stand, for a size in cells: pure, so that every layout can be checked by hand.

Four layouts: a television of 300×80, a large terminal of 200×55, the usual 160×45, and 80×24 over SSH. What does not
fit on one page goes on to the next; the big figures are on all of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from console.wallboard.layout.bitmap import Scale

Part = Literal["figures", "burning", "shift", "clocks", "kept", "day", "clinics", "standing", "efforts"]
_TABLE: Final = 6
"""Lines of a table of the three clocks: frame, head, and a line each."""
_STANDING: Final = 15
"""Lines of how things stand: twelve figures and a mass incident in their frame."""
_CLINICS: Final = 7
"""Lines of the five clinics in their frame."""


@dataclass(frozen=True, slots=True)
class PanelPlace:
    """Columns and lines of a part, from the panel's upper left corner."""

    x: int
    y: int
    width: int
    height: int


Page = Mapping[Part, PanelPlace]


@dataclass(frozen=True, slots=True)
class PanelPlan:
    """The pages of a size, and how large the big figures are at most."""

    pages: tuple[Page, ...]
    scale: Scale


def plan(width: int, height: int) -> PanelPlan:
    """The pages for a panel of a size."""
    if width >= 240 and height >= 64:
        return _television(width, height)
    if width >= 180 and height >= 46:
        return _large(width, height)
    if width >= 144 and height >= 36:
        return _usual(width, height)
    return _narrow(width, height)


def _television(width: int, height: int) -> PanelPlan:
    top, body = _strip(width, Scale.LARGE, 3), height - Scale.LARGE.lines - 3
    left, middle = width * 44 // 100, width * 28 // 100
    right = width - left - middle
    y = Scale.LARGE.lines + 3
    standing = _STANDING
    day = body - 2 * _TABLE - _CLINICS
    efforts = (body - standing) * 35 // 100
    page: Page = {
        "figures": top,
        "burning": PanelPlace(0, y, left, body),
        **_column(left, y, middle, ("shift", body - standing - efforts), ("standing", standing), ("efforts", efforts)),
        **_column(left + middle, y, right, ("clocks", _TABLE), ("kept", _TABLE), ("clinics", _CLINICS), ("day", day)),
    }
    return PanelPlan((page,), Scale.LARGE)


def _large(width: int, height: int) -> PanelPlan:
    y = Scale.MEDIUM.lines + 2
    top, body = _strip(width, Scale.MEDIUM, 2), height - y
    left = width * 56 // 100
    right = width - left
    half = right // 2
    shift = body - _TABLE - _CLINICS - _STANDING
    first: Page = {
        "figures": top,
        **_column(0, y, left, ("burning", body - 15), ("day", 15)),
        **_column(left, y, right, ("shift", shift)),
        "clocks": PanelPlace(left, y + shift, half, _TABLE),
        "kept": PanelPlace(left + half, y + shift, right - half, _TABLE),
        **_column(left, y + shift + _TABLE, right, ("clinics", _CLINICS), ("standing", _STANDING)),
    }
    second: Page = {
        "figures": top, "efforts": PanelPlace(0, y, left, body), "day": PanelPlace(left, y, right, body),
    }  # fmt: skip
    return PanelPlan((first, second), Scale.MEDIUM)


def _usual(width: int, height: int) -> PanelPlan:
    y = Scale.MEDIUM.lines + 2
    top, body = _strip(width, Scale.MEDIUM, 2), height - y
    left = width * 60 // 100
    right = width - left
    standing = _STANDING
    first: Page = {
        "figures": top,
        "burning": PanelPlace(0, y, left, body),
        **_column(left, y, right, ("shift", body - standing), ("standing", standing)),
    }
    second: Page = {
        "figures": top,
        **_column(0, y, left, ("day", body - _CLINICS), ("clinics", _CLINICS)),
        **_column(left, y, right, ("clocks", _TABLE), ("kept", _TABLE), ("efforts", body - 2 * _TABLE)),
    }
    return PanelPlan((first, second), Scale.MEDIUM)


def _narrow(width: int, height: int) -> PanelPlan:
    scale = Scale.MEDIUM if width >= 120 and height >= 32 else Scale.SMALL
    y = scale.lines + 1
    top, body = _strip(width, scale, 1), max(3, height - y)
    pages: tuple[Page, ...] = (
        {"burning": PanelPlace(0, y, width, body)},
        {"shift": PanelPlace(0, y, width, body)},
        {"standing": PanelPlace(0, y, width, body)},
        {"day": PanelPlace(0, y, width, body)},
        *_together(y, width, body, ("clocks", _TABLE), ("kept", _TABLE)),
        *_together(y, width, body, ("clinics", _CLINICS), ("efforts", body - _CLINICS)),
    )
    return PanelPlan(tuple({"figures": top, **page} for page in pages), scale)


def _together(y: int, width: int, body: int, *parts: tuple[Part, int]) -> tuple[Page, ...]:
    """Parts on one page where they find room below one another, else a page for each."""
    if min(height for _, height in parts) >= _TABLE and sum(height for _, height in parts) <= body:
        return (_column(0, y, width, *parts),)
    return tuple({part: PanelPlace(0, y, width, body)} for part, _ in parts)


def _strip(width: int, scale: Scale, more: int) -> PanelPlace:
    return PanelPlace(0, 0, width, scale.lines + more)


def _column(x: int, y: int, width: int, *parts: tuple[Part, int]) -> dict[Part, PanelPlace]:
    """Parts one below the other, each with its height."""
    found: dict[Part, PanelPlace] = {}
    for part, height in parts:
        found[part] = PanelPlace(x, y, width, height)
        y += height
    return found
