"""The console's colours: few of them, calm, and still distinct when a terminal has only sixteen."""

from dataclasses import dataclass
from typing import Any, Final

from textual.theme import Theme

NAME: Final = "pult"
_OWN: Final = "ansi_"
"""What the names of the terminal's own colours begin with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Palette:
    """The colours of one theme, from which everything that widgets name is made."""

    ground: str
    surface: str
    panel: str
    text: str
    muted: str
    disabled: str
    primary: str
    secondary: str
    accent: str
    warning: str
    error: str
    success: str
    cursor: str
    cursor_text: str
    blurred: str
    border: str
    selection: str
    field: str


def _theme(name: str, palette: _Palette, *, dark: bool = True, **other: str) -> Theme:
    """A theme of a palette; ``other`` names variables (``_`` for ``-``) that are something else in it."""
    return Theme(
        name=name,
        dark=dark,
        ansi=palette.ground.startswith(_OWN),
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


def _variables(palette: _Palette) -> dict[str, str]:
    """The names that widgets use. The terminal's own colours cannot be mixed: no veil there."""
    own = palette.ground.startswith(_OWN)
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
    _Palette(
        ground="#0f1317", surface="#14191f", panel="#1c242d", text="#d3dae2", muted="#8d99a6", disabled="#5f6b77",
        primary="#5fa8f0", secondary="#8fb4d9", accent="#56c8d8", warning="#e8b84f", error="#ff6e6e", success="#5fd068",
        cursor="#1d4568", cursor_text="#ffffff", blurred="#232d37", border="#3a4754", selection="#2d5f8d",
        field="#1a2e35",
    ),
    border_blurred="#2a343e",
    scrollbar="#2a343e",
    scrollbar_hover="#3a4754",
)  # fmt: skip
LIGHT: Final = _theme(
    "pult-light",
    _Palette(
        ground="#f7f7f4", surface="#ecece6", panel="#e0e0d8", text="#1d2126", muted="#5a636d", disabled="#8b939b",
        primary="#1256a0", secondary="#31618f", accent="#00707f", warning="#8a5a00", error="#b3121d", success="#1d6b24",
        cursor="#a9c9ea", cursor_text="#000000", blurred="#dfe5ea", border="#b4b8bb", selection="#9cc4ee",
        field="#d4e4e4",
    ),
    dark=False,
)  # fmt: skip
CONTRAST: Final = _theme(
    "pult-contrast",
    _Palette(
        ground="#000000", surface="#000000", panel="#1a1a1a", text="#ffffff", muted="#c0c0c0", disabled="#9a9a9a",
        primary="#6cb6ff", secondary="#6cb6ff", accent="#00ffff", warning="#ffff00", error="#ff5f5f", success="#00ff5f",
        cursor="#00479e", cursor_text="#ffffff", blurred="#333333", border="#9a9a9a", selection="#00479e",
        field="#002424",
    ),
)  # fmt: skip
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
    _Palette(
        ground="ansi_default", surface="ansi_default", panel="ansi_default", text="ansi_default", muted="ansi_default",
        disabled="ansi_default", primary="ansi_bright_blue", secondary="ansi_bright_blue", accent="ansi_bright_blue",
        warning="ansi_magenta", error="ansi_bright_red", success="ansi_default", cursor="ansi_default",
        cursor_text="ansi_default", blurred="ansi_default", border="ansi_bright_black", selection="ansi_bright_blue",
        field="ansi_default",
    ),
    block_cursor_text_style="bold reverse",
    block_cursor_blurred_text_style="underline",
    input_cursor_text_style="reverse",
    **_DEFAULT,
)  # fmt: skip
"""The terminal's own (:mod:`console.terminal.own_colours`): few, since each must be read on a dark ground and a light
one."""
THEMES: Final = {"dark": PULT, "light": LIGHT, "contrast": CONTRAST, "ansi": ANSI}
"""By the name that the command line takes."""
