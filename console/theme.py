"""The console's colours: few of them, calm, and still distinct when a terminal has only sixteen."""

from typing import Final

from textual.theme import Theme

NAME: Final = "pult"

PULT: Final = Theme(
    name=NAME,
    dark=True,
    background="#0f1317",
    surface="#14191f",
    panel="#1c242d",
    boost="#1c242d",
    foreground="#d3dae2",
    primary="#5fa8f0",
    secondary="#8fb4d9",
    accent="#56c8d8",
    warning="#e8b84f",
    error="#ff6e6e",
    success="#5fd068",
    variables={
        "text": "#d3dae2",
        "text-muted": "#8d99a6",
        "text-disabled": "#5f6b77",
        "text-primary": "#5fa8f0",
        "text-accent": "#56c8d8",
        "text-warning": "#e8b84f",
        "text-error": "#ff6e6e",
        "text-success": "#5fd068",
        "block-cursor-background": "#1d4568",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#232d37",
        "block-cursor-blurred-foreground": "#d3dae2",
        "border": "#3a4754",
        "border-blurred": "#2a343e",
        "scrollbar": "#2a343e",
        "scrollbar-hover": "#3a4754",
        "scrollbar-active": "#5fa8f0",
        "scrollbar-background": "#0f1317",
        "scrollbar-background-hover": "#0f1317",
        "scrollbar-background-active": "#0f1317",
        "scrollbar-corner-color": "#0f1317",
        "input-cursor-background": "#d3dae2",
        "input-cursor-foreground": "#0f1317",
        "input-selection-background": "#2d5f8d",
    },
)
