"""Who else is at a ticket, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from core.store.open_consoles.presence import Present


_ELSEWHERE: Final = "вы сами в другом окне"


def told(others: Sequence[Present], me: str) -> str:
    """«здесь: Петров А. Н. (пишет), Сидоров К. В. (смотрит)», whoever writes first; «» for nobody.

    ``me`` is the login of who is told: another console of his own is no stranger.
    """
    strangers, own = _apart(others, me)
    writers = {each.name for each in strangers if each.writes}
    lookers = {each.name for each in strangers} - writers
    names = [f"{name} (пишет)" for name in sorted(writers)] + [f"{name} (смотрит)" for name in sorted(lookers)]
    names += [_ELSEWHERE] if own else []
    return f"здесь: {', '.join(names)}" if names else ""


def warned(others: Sequence[Present], me: str) -> str:
    """What somebody who begins to write should know: a hint, and no lock; «» where nobody else writes."""
    strangers, own = _apart([each for each in others if each.writes], me)
    names = sorted({each.name for each in strangers})
    if names:
        write = "пишет" if len(names) == 1 else "пишут"
        return f"◆ Сейчас здесь {write} {', '.join(names)} — изменения вам покажут до сохранения"
    own_said = "◆ Вы сами пишете здесь в другом окне или в прерванном сеансе — изменения вам покажут до сохранения"
    return own_said if own else ""


def _apart(others: Sequence[Present], me: str) -> tuple[list[Present], list[Present]]:
    """Other people, and other consoles of one's own."""
    return [each for each in others if each.login != me], [each for each in others if each.login == me]
