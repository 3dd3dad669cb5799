"""F9: every command by its name; the ones that are not allowed now say why."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Input

from console.commands.registry import CommandSpec, Scope, commands
from console.commands.search import find_commands, recent_first
from console.host import pult_of
from console.screens.palette_items import Barred, Item, barred_item, barred_line, listed, possible_line
from console.widgets.fields.pick_list import PickList
from console.widgets.fields.text_fields import TextLine
from core.text import safe_line
from core.tickets.refusal import Refusal

_RECENT: Final = 5
"""So many of the recently given commands stand first as long as nothing is typed."""


class PaletteScreen(ModalScreen[None]):
    """The commands of ``below`` and of the application; the chosen one runs there after the palette has closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("f9,ctrl+p", "close", show=False, priority=True),
        Binding("up", "pick(-1)", show=False),
        Binding("down", "pick(1)", show=False),
        Binding("pageup", "pick(-10)", show=False),
        Binding("pagedown", "pick(10)", show=False),
    ]
    DEFAULT_CSS = """
    PaletteScreen {
        align: center top;
        & > Vertical {
            margin-top: 2; width: 84; max-width: 100%; height: auto; max-height: 80%;
            background: $surface; border: round $primary; padding: 0 1;
            border-title-color: $accent; border-subtitle-color: $text-muted;
        }
        & TextLine { border: none; height: 1; margin-bottom: 1; background: $boost; }
        & PickList { height: auto; max-height: 24; }
    }
    """

    def __init__(
        self,
        below: Screen[Any],
        specs: Sequence[CommandSpec] | None = None,
        title: str = "Команды",
        give: Callable[[CommandSpec], None] | None = None,
    ) -> None:
        """Offer ``specs``, or everything that works over ``below``; ``give`` runs the chosen one in its own way."""
        super().__init__()
        self._below = below
        self._title = title
        self._give = give
        self._specs = tuple(specs) if specs is not None else self._offered(getattr(below, "SCOPE", "dialog"))
        self._remembers = specs is None
        self._recent: frozenset[str] = frozenset()
        """The names of the commands that stand first because they were given recently."""
        self.found: tuple[Item, ...] = ()
        """What is listed now."""
        self._unfolded: set[str] = set()
        """The reasons under which it is shown what they bar."""

    @staticmethod
    def _offered(scope: Scope) -> tuple[CommandSpec, ...]:
        hidden = ("app.palette", "app.copy_hint")
        return tuple(spec for spec in (*commands(scope), *commands("app")) if spec.id not in hidden)

    def compose(self) -> ComposeResult:
        """A field over the list."""
        with Vertical() as frame:
            yield TextLine(placeholder="название действия или его начало", screened=False)
            yield PickList()
        frame.border_title = Content(safe_line(self._title))
        frame.border_subtitle = "Enter — выполнить · Esc — закрыть"

    def on_mount(self) -> None:
        """All commands at first, those that were given recently before the others."""
        if self._remembers:
            names = pult_of(self).navigation.recent.names()
            self._specs = recent_first(names, self._specs, _RECENT)
            self._recent = frozenset(names) & {spec.name for spec in self._specs[:_RECENT]}
        self._tell("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list with each letter."""
        event.stop()
        self._tell(event.value)

    def _tell(self, query: str, chosen: int = 0) -> None:
        found = find_commands(query, self._specs)
        self.found = listed(found, self._asked, lambda reason: bool(query.strip()) or reason in self._unfolded)
        width = 78 if self.app.size.width >= 84 else self.app.size.width - 6
        items = [self._item(item, width) for item in self.found]
        self.query_one(PickList).tell(items, "Такой команды нет", chosen)

    def _item(self, item: Item, width: int) -> Content:
        if isinstance(item, Barred):
            return barred_item(item, width)
        keys = pult_of(self).keymap.keys(item)
        if self._asked(item) is not None:
            return barred_line(item, keys, width)
        recent = item.name in self._recent and not self.query_one(TextLine).value.strip()
        return possible_line(item, keys, width, "недавнее" if recent else "")

    def _asked(self, spec: CommandSpec) -> Refusal | None:
        """Why a command is not allowed now: the desk's are asked of the application, a ticket's of the screen."""
        if spec.core_name is None:
            return None
        asker = pult_of(self).client if spec.scope == "app" else self._below
        found: Refusal | None = getattr(asker, "refusal", lambda _name: None)(spec.core_name)
        return found

    def action_pick(self, by: int) -> None:
        """Move the choice."""
        self.query_one(PickList).move(by)

    def on_pick_list_chosen(self, event: PickList.Chosen) -> None:
        """A line was clicked."""
        self._run(event.index)

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: run the chosen command."""
        event.stop()
        self._run(self.query_one(PickList).chosen)

    def _run(self, index: int) -> None:
        if not 0 <= index < len(self.found):
            return
        item, below, give = self.found[index], self._below, self._give
        if isinstance(item, Barred) and len(item.specs) > 1:
            return self._fold(item, index)
        spec = item.specs[0] if isinstance(item, Barred) else item
        app = pult_of(self)
        app.keys.hold()
        self.dismiss()
        app.call_later(app.keys.release)
        if give is not None:
            app.call_later(give, spec)
            return
        if self._remembers:
            app.navigation.recent.note(spec.name)
        app.call_later(app.navigation.run_command, spec, below)

    def _fold(self, group: Barred, index: int) -> None:
        """Show what a reason bars, or hide it again."""
        self._unfolded ^= {group.reason}
        self._tell(self.query_one(TextLine).value, index)

    def action_close(self) -> None:
        """Back to the screen below."""
        self.dismiss()
