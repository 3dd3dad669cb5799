"""What has changed about the keys since an operator was here last: said once at the start, to nobody who is new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from console.commands.key_titles import key_title
from console.commands.registry import find
from console.state.own_file import OwnFile

if TYPE_CHECKING:
    from console.navigation import NavigatedApp


@dataclass(frozen=True, slots=True)
class ChangedDefault:
    """A key that does something else by default; ``command`` is the id that it belongs to now."""

    id: str
    command: str
    key: str
    told: str


CHANGED: Final = (
    ChangedDefault("2026-12-order", "queue.sort", "9", "порядок выбирают из списка; ещё раз 9 — следующий, как прежде"),
    ChangedDefault("2026-12-groups", "queue.group", "0", "группы — в том же списке, там и колонки; F8 закрепит вид"),
    ChangedDefault("2026-12-such", "queue.mark_such", "f4", "в очереди — отметить вместе: все в списке, все такие же"),
    ChangedDefault("2026-12-fresh", "queue.fresh", "e", "в очереди — к следующей новой строке"),
)
"""In the order in which they came; an id is never used again."""


def tell_changed_defaults(app: NavigatedApp) -> None:
    """Say what this operator was not told yet, of the keys that he has not bound anew himself."""
    file = OwnFile(app.client, app.login, "told")
    kept = file.read()
    known = {each for each in kept if isinstance(each, str)} if isinstance(kept, list) else set()
    untold = [each for each in CHANGED if each.id not in known]
    if not untold:
        return
    file.keep(sorted(known | {each.id for each in untold}))
    if OwnFile(app.client, app.login, "session").read() is None:
        return  # was never here: there is nothing that he would have to unlearn
    lines = [f"{key_title(each.key)} — {each.told}." for each in untold if _in_force(app, each)]
    if lines:
        app.notify("\n".join(lines), title="Клавиши изменились", markup=False, timeout=25)


def _in_force(app: NavigatedApp, changed: ChangedDefault) -> bool:
    spec = find(changed.command)
    return spec is not None and changed.key in app.keymap.keys(spec)
