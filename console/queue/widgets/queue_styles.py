"""What the rows of the queue look like: the styles of its table by the names of the tones, «queue--overdue»."""

from typing import Final

TONES: Final = (
    "plain", "quiet", "urgent", "overdue", "soon", "calm", "still", "none", "cursor", "cursor-blurred", "mark", "sign",
    "glow", "head",
)  # fmt: skip
"""What a piece of a row may be, and what lies under a whole row."""
CLASSES: Final = frozenset(f"queue--{tone}" for tone in TONES)
STYLES: Final = """
    QueueTable {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        background: $background;
        color: $foreground;
        & > .queue--plain { color: $foreground; }
        & > .queue--quiet { color: $text-muted; }
        & > .queue--urgent { color: $foreground; text-style: bold; }
        & > .queue--overdue { color: $text-error; text-style: bold; }
        & > .queue--soon { color: $text-warning; text-style: bold; }
        & > .queue--calm { color: $foreground; }
        .-no-color & > .queue--overdue { color: $foreground; }
        & > .queue--still { color: $text-muted; }
        & > .queue--none { color: $text-muted; }
        & > .queue--mark { color: $primary; }
        & > .queue--sign { color: $text-accent; text-style: bold; }
        & > .queue--glow { background: $field-focus; }
        .-no-color & > .queue--glow { background: $background; }
        & > .queue--head { color: $text-accent; text-style: bold; }
        & > .queue--cursor { background: $block-cursor-background; text-style: $block-cursor-text-style; }
        & > .queue--cursor-blurred {
            background: $block-cursor-blurred-background; text-style: $block-cursor-blurred-text-style;
        }
    }
    """
"""The styles, for the table's DEFAULT_CSS. What lights up does so in colours alone: without them a sign says it."""
