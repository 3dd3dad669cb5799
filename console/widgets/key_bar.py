"""The key bar: one line made from the registry, for what has the focus now; not allowed is dimmed."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual import events
from textual.content import Content

from console.commands.registry import CommandSpec, find, key_title
from console.host import pult_of
from console.widgets.one_line import OneLine
from console.widgets.undo_line import undo_line
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from textual.screen import Screen


@runtime_checkable
class Refusing(Protocol):
    """A screen that knows which of the core's actions are not allowed now."""

    def refusal(self, core_name: str) -> Refusal | None:
        """Why the action is not allowed; None when it is."""


class KeyBar(OneLine):
    """What the keys do here. It asks the screen's ``refusal(core_name)`` which of them are not allowed now."""

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        background: $panel;
        color: $foreground;
    }
    """

    def __init__(self, *, recalls: bool = True) -> None:
        """``recalls``: it tells what was done a moment ago, before the keys."""
        super().__init__()
        self._recalls = recalls
        self.recalled = ""
        """What it tells before the keys; «» for nothing."""
        self._bound: list[tuple[CommandSpec, tuple[str, ...]]] | None = None
        """The commands whose keys work now; None: they are to be asked for."""
        self._leading: Sequence[str] | None = None
        """The commands that its screen wants first, by name; None where the registry's order holds."""
        self._told: object = None
        """What the line was made of last."""

    def on_tick(self, now: datetime) -> None:
        """Count on; a second costs no more than the words before the keys."""
        if self._recalls and (self.recalled or pult_of(self).hindsight.latest(now) is not None):
            self.tell()

    def on_mount(self) -> None:
        """Follow the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_updated)
        self.tell()

    def on_resize(self, event: events.Resize) -> None:
        """Show as many keys as fit."""
        self.tell()

    def _bindings_updated(self, screen: "Screen[object]") -> None:
        self._bound = None
        self.tell()

    def tell(self) -> None:
        """Write the line anew; nothing is repainted when it is the same, or when its screen is being left."""
        if not self.is_attached:
            return
        pult = pult_of(self)
        leading = getattr(self.screen, "leading", None)
        if leading != self._leading:
            self._leading, self._bound = leading, None
        if self._bound is None:
            self._bound = [(spec, keys) for spec in self._specs() if (keys := pult.keymap.keys(spec))]
        shown = [(spec, keys[0], self._allowed(spec)) for spec, keys in self._bound]
        said = undo_line(pult, pult.client.now(), self.size.width) if self._recalls and self.size.width else None
        told = (shown, self.size.width, None if said is None else (said.plain, said.spans))
        if told != self._told:
            self._told = told
            self._write(said, [_item(*each) for each in shown])

    def _write(self, said: Content | None, items: list[Content]) -> None:
        gap = Content("  " if sum(item.cell_length + 2 for item in items) <= self.size.width else " ")
        self.recalled = "" if said is None else said.plain.strip()
        line = Content(" ") if said is None else said + gap
        for item in items:
            if line.cell_length + item.cell_length > self.size.width:
                break
            line += item + gap
        self.put(line, changing=0 if said is None else said.cell_length)

    def _allowed(self, spec: CommandSpec) -> bool:
        screen = self.screen
        if spec.core_name is None or not isinstance(screen, Refusing):
            return True
        return screen.refusal(spec.core_name) is None

    def _specs(self) -> Iterator[CommandSpec]:
        """The shown commands whose keys work now: the screen's own first, then the application's."""
        active = {active.binding.id for active in self.screen.active_bindings.values()}
        if self._leading is not None:
            return _led(active, self._leading)
        specs = [spec for identity in active if (spec := find(identity)) is not None and spec.show]
        return iter(sorted(specs, key=_rank))


def _led(active: Collection[str | None], leading: Sequence[str]) -> Iterator[CommandSpec]:
    """The next steps that have a key, then what is no command of the core: those are shown as soon as they are due."""
    specs = [spec for identity in active if (spec := find(identity)) is not None]
    places = {name: place for place, name in enumerate(leading)}
    steps = [spec for spec in specs if spec.core_name in places]
    yield from sorted(steps, key=lambda spec: places[spec.core_name or ""])
    yield from sorted((spec for spec in specs if spec.show and spec.core_name is None), key=_after_steps)


def _after_steps(spec: CommandSpec) -> tuple[int, tuple[int, int]]:
    """What else can be done with the ticket and the way back, before help and calls."""
    return (0 if spec.scope == "ticket" else 1, _rank(spec))


def _rank(spec: CommandSpec) -> tuple[int, int]:
    from console.commands.registry import REGISTRY

    first = {"app.help": 0, "app.new_call": 1, "app.palette": 2}.get(spec.id)
    if first is not None:
        return (0, first)
    return (2 if spec.id == "app.quit" else 1, REGISTRY.index(spec))


def _item(spec: CommandSpec, key: str, allowed: bool) -> Content:
    if not allowed:
        return Content.styled(f"{key_title(key)} {spec.label}", "$text-disabled")
    return Content.assemble((key_title(key), "bold $accent"), (f" {spec.label}", "$foreground"))
