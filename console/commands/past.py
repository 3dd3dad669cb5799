"""The commands of looking back."""

from typing import Final

from console.commands.spec import CommandSpec


def _step(name: str, key: str, label: str, told: str, step: str, *, show: bool = False) -> CommandSpec:
    """One step; ``step``: which, and +1 or -1, as the action takes them."""
    return CommandSpec(
        f"app.past.{name}", label, key, "app", f"В прошлом: {told}.", f"app.past_step({step})", show=show, priority=True
    )


PAST: Final = (
    CommandSpec(
        "app.past",
        "Прошлое",
        "f4",
        "app",
        "Назад во времени: очередь, карточка и табло такими, какими были тогда. Только смотреть.",
        "app.past",
        show=False,
    ),
    _step("back", "left", "Раньше", "к предыдущему событию, в карточке — к её", "'event', -1", show=True),
    _step("on", "right", "Позже", "к следующему событию, в карточке — к её", "'event', 1", show=True),
    _step("quarter_back", "shift+left", "15 минут назад", "на четверть часа раньше", "'quarter', -1"),
    _step("quarter_on", "shift+right", "15 минут вперёд", "на четверть часа позже", "'quarter', 1"),
    _step("shift_back", "ctrl+left", "Смена раньше", "к началу смены, затем прошлой", "'shift', -1"),
    _step("shift_on", "ctrl+right", "Смена позже", "к началу следующей смены", "'shift', 1"),
    CommandSpec(
        "app.past.leave",
        "В настоящее",
        "escape",
        "app",
        "В прошлом: вернуться в настоящее.",
        "app.past_leave",
        priority=True,
    ),
)
"""F4 everywhere; the others work in the past alone."""
