"""The commands of looking back."""

from typing import Final

from console.commands.spec import CommandSpec, Scope


def _looked_at(scope: Scope) -> CommandSpec:
    """The way there, from a screen that nothing is typed into."""
    told = "Назад во времени: всё, что на экране, как было тогда. Только смотреть."
    return CommandSpec(f"{scope}.past", "Прошлое", "backspace", scope, told, "app.past", show=False)


def _step(name: str, key: str, label: str, told: str, step: str, *, show: bool = False) -> CommandSpec:
    """One step; ``step``: which, and +1 or -1, as the action takes them."""
    return CommandSpec(
        f"past.{name}", label, key, "past", f"{told}.", f"app.past_step({step})", show=show, priority=True
    )


LOOKED_AT: Final[tuple[Scope, ...]] = ("queue", "ticket", "wall", "register")
"""The scopes of the screens that have a past."""
PAST: Final = (
    *map(_looked_at, LOOKED_AT),
    _step("back", "left", "Раньше", "К предыдущему событию; в карточке — к её", "'event', -1", show=True),
    _step("on", "right", "Позже", "К следующему событию; в карточке — к её", "'event', 1", show=True),
    _step("quarter_back", "shift+left,q", "15 минут назад", "На четверть часа раньше", "'quarter', -1"),
    _step("quarter_on", "shift+right,w", "15 минут вперёд", "На четверть часа позже", "'quarter', 1"),
    _step("shift_back", "ctrl+left,z", "Смена раньше", "К началу смены, затем к прошлой", "'shift', -1"),
    _step("shift_on", "ctrl+right,x", "Смена позже", "К началу следующей смены", "'shift', 1"),
    CommandSpec(
        "past.leave",
        "В настоящее",
        "escape",
        "past",
        "Вернуться в настоящее; из открытого здесь — сначала назад.",
        "app.past_leave",
        priority=True,
    ),
)
"""The way there, and what works there alone: no command of a ticket does, so letters are free for steps."""
