"""A: what can be done with a ticket. First what is sensible next, then the rest by what it is about; what cannot be
done is one line, which opens with the reasons."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from textual.content import Content
from textual.screen import Screen

from console.commands.registry import CommandSpec, Scope, commands
from console.commands.search import find_commands
from console.host import pult_of
from console.screens.palette import PaletteScreen
from console.screens.palette_items import Barred, Item, barred_item, barred_line, listed, possible_line
from console.widgets.fields.pick_list import PickList
from core.desk.views import TicketView
from core.tickets.refusal import Refusal
from core.tickets.use_cases.next_steps import next_steps
from core.tickets.use_cases.offered import GROUPS

NEXT: Final = "Дальше"


@dataclass(frozen=True, slots=True)
class AllBarred(Barred):
    """The one line of everything that cannot be done; ``open``: its reasons are listed below it."""


def parted(specs: Sequence[CommandSpec], steps: Sequence[str]) -> Iterator[tuple[str, tuple[CommandSpec, ...]]]:
    """Title and commands of each part that has any: the next steps in their order, then the groups without them."""
    known = {spec.core_name: spec for spec in specs}
    for title, names in {NEXT: steps, **GROUPS}.items():
        own = tuple(known[name] for name in names if name in known and (title == NEXT or name not in steps))
        if own:
            yield title, own


class ActionMenu(PaletteScreen):
    """Of one ticket as it was read. What is typed finds a command among all of them, as in the palette."""

    def __init__(self, below: Screen[Any], scope: Scope, view: TicketView, give: Callable[[CommandSpec], None]) -> None:
        """``give`` begins what was chosen."""
        self._all = [spec for spec in commands(scope) if spec.core_name]
        super().__init__(below, self._all, f"№ {view.ticket.number}: что сделать", give)
        self._view = view
        self._refusals: Mapping[str, Refusal | None] = {each.name: each.refusal for each in view.actions}

    def _asked(self, spec: CommandSpec) -> Refusal | None:
        return self._refusals.get(spec.core_name or "")

    def _tell(self, query: str, chosen: int = 0) -> None:
        items: list[Item] = []
        heads: dict[int, str] = {}
        if query.strip():
            items += listed(find_commands(query, self._all), self._asked, lambda _reason: True)
        else:
            self._part(items, heads)
        self.found = tuple(items)
        width = 78 if self.app.size.width >= 84 else self.app.size.width - 6
        told = [self._item(each, width) for each in items]
        self.query_one(PickList).tell(told, "Такого действия нет", chosen, heads)

    def _part(self, items: list[Item], heads: dict[int, str]) -> None:
        """The next steps, the groups, and the one line of what is barred, each with what stands above it."""
        for title, specs in parted([spec for spec in self._all if self._asked(spec) is None], self._steps()):
            heads[len(items)] = title
            items += specs
        if barred := tuple(spec for spec in self._all if self._asked(spec) is not None):
            group = AllBarred("", barred, "" in self._unfolded)
            heads[len(items)] = ""
            items += (group, *(listed(barred, self._asked, self._unfolded.__contains__) if group.open else ()))

    def _steps(self) -> Sequence[str]:
        actor = pult_of(self).client.actor
        allowed = {name for name, refusal in self._refusals.items() if refusal is None}
        return next_steps(self._view.ticket, actor.role, allowed) if actor is not None else ()

    def _item(self, item: Item, width: int) -> Content:
        if isinstance(item, AllBarred):
            told = f"{'▾' if item.open else '▸'} Нельзя сейчас: {len(item.specs)}"
            return Content.assemble((told, "bold"), ("  Enter — почему", "$text-muted"))
        if isinstance(item, Barred):
            return barred_item(item, width)
        line = possible_line if self._asked(item) is None else barred_line
        return line(item, pult_of(self).keymap.keys(item), width)
