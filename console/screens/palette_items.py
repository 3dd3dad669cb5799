"""What the palette lists: what can be done, and each reason that bars something once, in full, with what it bars."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.content import Content

from console.commands.registry import CommandSpec, keys_title
from console.widgets.line_view import flow
from console.widgets.one_line import sides
from core.text import plural, safe_line
from core.tickets.refusal import Refusal

Asked = Callable[[CommandSpec], Refusal | None]


@dataclass(frozen=True, slots=True)
class Barred:
    """Commands that one reason bars; ``open``: they are listed below it."""

    reason: str
    """The refusal's sentence with its clause."""
    specs: tuple[CommandSpec, ...]
    open: bool


Item = CommandSpec | Barred


def listed(specs: Sequence[CommandSpec], asked: Asked, unfolded: Callable[[str], bool]) -> tuple[Item, ...]:
    """What can be done in the order given, then each reason that bars something, followed by what it bars if unfolded.

    A reason that bars one command alone stands with it.
    """
    items: list[Item] = []
    barred: dict[str, list[CommandSpec]] = {}
    for spec in specs:
        refusal = asked(spec)
        if refusal is None:
            items.append(spec)
        else:
            barred.setdefault(_reason(refusal), []).append(spec)
    for reason, under in barred.items():
        group = Barred(reason, tuple(under), unfolded(reason))
        items.append(group)
        items += under if group.open and len(under) > 1 else ()
    return tuple(items)


def _reason(refusal: Refusal) -> str:
    clause = f" ({refusal.clause})" if refusal.clause else ""
    return safe_line(refusal.message.rstrip(".")) + clause


def possible_line(spec: CommandSpec, keys: Sequence[str], width: int, why: str = "") -> Content:
    """A command that can be given: its title, what it does, ``why`` it stands here, its keys."""
    title = keys_title(tuple(keys))
    right = Content.assemble((f"{why}  " if why and title else why, "$text-muted"), (title, "bold $accent"))
    left = Content.assemble((spec.title, "bold"), (f"  {spec.help}", "$text-muted"))
    return sides(left.truncate(width - right.cell_length - 1, ellipsis=True), right, width)


def barred_line(spec: CommandSpec, keys: Sequence[str], width: int) -> Content:
    """A command below the reason that bars it."""
    right = Content.styled(keys_title(tuple(keys)), "$text-muted")
    return sides(Content.styled(f"    {spec.title}", "$text-disabled"), right, width)


def barred_item(group: Barred, width: int) -> Content:
    """A reason in full, on as many rows as it takes, and how many commands it bars, or which one."""
    count = len(group.specs)
    if count == 1:
        said = f"{group.specs[0].title} — нельзя: {group.reason}"
    else:
        what = plural(count, "действие", "действия", "действий")
        said = f"{'▾' if group.open else '▸'} {group.reason}: недоступно {count} {what}"
    rows = ("".join(text for text, _ in line) for line in flow([(said, "")], width, indent=4))
    return Content("\n").join(Content.styled(row.rstrip(), "$text-disabled") for row in rows)
