"""The console's colours: few of them, calm, and still distinct when a terminal has only sixteen."""

from typing import Any, Final

from textual.theme import Theme

from console.palettes import OWN, PALETTES, Palette
from console.palettes import PAST as SEPIA

NAME: Final = "pult"


def _theme(name: str, palette: Palette, *, dark: bool = True, **other: str) -> Theme:
    """A theme of a palette; ``other`` names variables (``_`` for ``-``) that are something else in it."""
    return Theme(
        name=name,
        dark=dark,
        ansi=palette.ground.startswith(OWN),
        background=palette.ground,
        surface=palette.surface,
        panel=palette.panel,
        boost=palette.panel,
        foreground=palette.text,
        primary=palette.primary,
        secondary=palette.secondary,
        accent=palette.accent,
        warning=palette.warning,
        error=palette.error,
        success=palette.success,
        variables=_variables(palette) | {key.replace("_", "-"): value for key, value in other.items()},
    )


def _variables(palette: Palette) -> dict[str, str]:
    """The names that widgets use. The terminal's own colours cannot be mixed: no veil there."""
    own = palette.ground.startswith(OWN)
    return {
        "text": palette.text,
        "text-muted": palette.muted,
        "text-disabled": palette.disabled,
        "text-primary": palette.primary,
        "text-accent": palette.accent,
        "text-warning": palette.warning,
        "text-error": palette.error,
        "text-success": palette.success,
        "block-cursor-background": palette.cursor,
        "block-cursor-foreground": palette.cursor_text,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": palette.blurred,
        "block-cursor-blurred-foreground": palette.text,
        "block-cursor-blurred-text-style": "none",
        "border": palette.border,
        "border-blurred": palette.border,
        "scrollbar": palette.border,
        "scrollbar-hover": palette.muted,
        "scrollbar-active": palette.primary,
        "scrollbar-background": palette.ground,
        "scrollbar-background-hover": palette.ground,
        "scrollbar-background-active": palette.ground,
        "scrollbar-corner-color": palette.ground,
        "field-focus": palette.field,
        "banner-foreground": "ansi_black" if own else palette.ground,
        "veil": "transparent" if own else f"{palette.ground}99",
        "veil-thin": "transparent" if own else f"{palette.ground}4d",
        "input-cursor-background": palette.text,
        "input-cursor-foreground": palette.ground,
        "input-selection-background": palette.selection,
    }


PULT: Final = _theme(
    NAME,
    PALETTES["dark"],
    border_blurred="#2a343e",
    scrollbar="#2a343e",
    scrollbar_hover="#3a4754",
)
LIGHT: Final = _theme(
    "pult-light",
    PALETTES["light"],
    dark=False,
)
CONTRAST: Final = _theme(
    "pult-contrast",
    PALETTES["contrast"],
)
_DEFAULT: Final[dict[str, Any]] = dict.fromkeys(
    (
        "surface", "panel", "boost", "surface_active", "ansi_background", "ansi_foreground", "foreground_muted",
        "foreground_disabled",
    ),
    "ansi_default",
)  # fmt: skip
"""What is left to the terminal's own ground and letters."""
ANSI: Final = _theme(
    "pult-ansi",
    PALETTES["ansi"],
    block_cursor_text_style="bold reverse",
    block_cursor_blurred_text_style="underline",
    input_cursor_text_style="reverse",
    **_DEFAULT,
)  # fmt: skip
"""The terminal's own (:mod:`console.terminal.own_colours`): few, since each must be read on a dark ground and a light
one."""
PAST: Final = _theme("pult-past", SEPIA)
"""What is looked back at; no command line takes it."""
THEMES: Final = {"dark": PULT, "light": LIGHT, "contrast": CONTRAST, "ansi": ANSI}
"""By the name that the command line takes."""
