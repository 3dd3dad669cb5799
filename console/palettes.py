"""The colours of the console's themes, as values: what paints before Textual is loaded takes them from here as well."""

from dataclasses import dataclass
from typing import Final

OWN: Final = "ansi_"
"""What the names of the terminal's own colours begin with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
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


PALETTES: Final = {
    "dark": Palette(
        ground="#0f1317", surface="#14191f", panel="#1c242d", text="#d3dae2", muted="#8d99a6", disabled="#5f6b77",
        primary="#5fa8f0", secondary="#8fb4d9", accent="#56c8d8", warning="#e8b84f", error="#ff6e6e", success="#5fd068",
        cursor="#1d4568", cursor_text="#ffffff", blurred="#232d37", border="#3a4754", selection="#2d5f8d",
        field="#1a2e35",
    ),
    "light": Palette(
        ground="#f7f7f4", surface="#ecece6", panel="#e0e0d8", text="#1d2126", muted="#5a636d", disabled="#8b939b",
        primary="#1256a0", secondary="#31618f", accent="#00707f", warning="#8a5a00", error="#b3121d", success="#1d6b24",
        cursor="#a9c9ea", cursor_text="#000000", blurred="#dfe5ea", border="#b4b8bb", selection="#9cc4ee",
        field="#d4e4e4",
    ),
    "contrast": Palette(
        ground="#000000", surface="#000000", panel="#1a1a1a", text="#ffffff", muted="#c0c0c0", disabled="#9a9a9a",
        primary="#6cb6ff", secondary="#6cb6ff", accent="#00ffff", warning="#ffff00", error="#ff5f5f", success="#00ff5f",
        cursor="#00479e", cursor_text="#ffffff", blurred="#333333", border="#9a9a9a", selection="#00479e",
        field="#002424",
    ),
    "ansi": Palette(
        ground="ansi_default", surface="ansi_default", panel="ansi_default", text="ansi_default", muted="ansi_default",
        disabled="ansi_default", primary="ansi_bright_blue", secondary="ansi_bright_blue", accent="ansi_bright_blue",
        warning="ansi_magenta", error="ansi_bright_red", success="ansi_default", cursor="ansi_default",
        cursor_text="ansi_default", blurred="ansi_default", border="ansi_bright_black", selection="ansi_bright_blue",
        field="ansi_default",
    ),
}  # fmt: skip
"""By the name that the command line takes."""
PAST: Final = Palette(
    ground="#1f150a", surface="#281b0e", panel="#4a3010", text="#f0e2c8", muted="#b79f78", disabled="#7d6a4b",
    primary="#e0a95a", secondary="#cfae84", accent="#f2c879", warning="#ffb02e", error="#ff7d6b", success="#b5c86a",
    cursor="#6b4516", cursor_text="#ffffff", blurred="#3a2812", border="#6a4d27", selection="#7a4f17",
    field="#33230f",
)  # fmt: skip
"""Sepia: what is looked back at can be taken for now by nobody."""
