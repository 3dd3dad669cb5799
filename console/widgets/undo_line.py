"""What was done a moment ago, the key that takes it back, and for how many seconds it does: the head of the key bar."""

from datetime import datetime

from textual.content import Content

from console.commands.key_titles import key_title
from console.commands.registry import find
from console.host import Host
from core.text import safe_line


def undo_line(pult: Host, now: datetime, width: int) -> Content | None:
    """«№ 12: взято в работу · U — вернуть, 9 с»; what was done gives way where there is no room, never the key.

    None where nothing can be taken back.
    """
    act, spec = pult.hindsight.latest(now), find("app.undo")
    keys = pult.keymap.keys(spec) if spec is not None else ()
    if act is None or not keys:
        return None
    key, count = key_title(keys[0]), f"{act.seconds(now)} с"
    hint = f" через {count} · {key} — не делать" if act.held is not None else f" · {key} — вернуть, {count}"
    hint = hint.ljust(len(hint) + len("10 с") - len(count))  # what stands behind it stays where it is
    told = Content(safe_line(act.told)).truncate(width - len(hint) - 2, ellipsis=True)
    return Content.assemble(" ", (told.plain, "bold"), (hint, "bold $accent"), " ")
