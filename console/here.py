"""Who else is at a ticket, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.store.presence import Present


def told(others: Sequence[Present]) -> str:
    """«здесь: Петров А. Н. (пишет), Сидоров К. В. (смотрит)», whoever writes first; «» for nobody."""
    writers = {each.name for each in others if each.writes}
    lookers = {each.name for each in others} - writers
    names = [f"{name} (пишет)" for name in sorted(writers)] + [f"{name} (смотрит)" for name in sorted(lookers)]
    return f"здесь: {', '.join(names)}" if names else ""


def warned(others: Sequence[Present]) -> str:
    """What somebody who begins to write should know: a hint, and no lock; «» where nobody else writes."""
    names = sorted({each.name for each in others if each.writes})
    if not names:
        return ""
    write = "пишет" if len(names) == 1 else "пишут"
    return f"◆ Сейчас здесь {write} {', '.join(names)} — изменения вам покажут до сохранения"
