"""F1: the keys of the screen below, made from the registry; what is typed narrows them."""

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen
from textual.widgets import Input

from console.commands.registry import Scope
from console.host import pult_of
from console.screens.help_entries import HelpEntry, entries_elsewhere, entries_of, found
from console.widgets.fields.text_fields import TextLine
from console.widgets.line_view import ACCENT, MUTED, STRONG, Line, LineView, flow

_KEYS_WIDTH: Final = 14
_LAYOUT: Final = "Буквенные клавиши работают в любой раскладке и с Caps Lock."
_NOTHING: Final = "Ничего не нашлось. Команды по названию — F9."
_LONGEST: Final = 100
"""Letters that are looked for."""


class HelpText(LineView):
    """The help of one scope, as far as it holds what is looked for; else that of the other screens."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self._scope = scope
        self._query = ""

    def look_for(self, query: str) -> None:
        """Narrow."""
        self._query = query
        self.scroll_to(y=0, animate=False)
        self.relay()

    def lay(self, width: int) -> Sequence[Line]:
        """Sections, each with its entries."""
        pult = pult_of(self)
        labels = pult.client.policy.labels if pult.client.policy is not None else None
        desk = pult.client.desk
        past = desk is not None and desk.closed is not None
        lines = _sections(found(self._query, entries_of(self._scope, pult.keymap, labels, past=past)), width)
        if not self._query.strip():
            return [*lines, ((_LAYOUT, MUTED),)]
        elsewhere = _sections(found(self._query, entries_elsewhere(self._scope, pult.keymap)), width)
        apart: list[Line] = [(("── на других экранах ──", MUTED),), ()] if elsewhere else []
        return [*lines, *apart, *elsewhere] or [((_NOTHING, MUTED),)]


def _sections(entries: Sequence[HelpEntry], width: int) -> list[Line]:
    lines: list[Line] = []
    for title in dict.fromkeys(each.section for each in entries):
        lines.append(((title, ACCENT),))
        for each in entries:
            if each.section == title:
                lines += _told(each.sign, each.meaning, width)
        lines.append(())
    return lines


def _told(sign: str, meaning: str, width: int) -> list[Line]:
    apart = "" if len(sign) < _KEYS_WIDTH else " "
    return flow([(f"{sign:<{_KEYS_WIDTH}}{apart}", STRONG), (meaning, "")], width, indent=_KEYS_WIDTH)


class HelpScreen(ModalScreen[None]):
    """The keys of ``below`` over it; any of Esc, F1 and Enter closes, letters look for something."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "close", show=False, priority=True),
        Binding("f1", "close", show=False, priority=True),
        Binding("up", "scroll_text(-1)", show=False),
        Binding("down", "scroll_text(1)", show=False),
        Binding("pageup", "page_text(-1)", show=False),
        Binding("pagedown", "page_text(1)", show=False),
    ]
    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        & > Vertical {
            width: 88; max-width: 100%; height: 90%;
            background: $surface; border: round $primary; padding: 0 1;
            border-title-color: $accent; border-subtitle-color: $text-muted;
        }
        & TextLine { border: none; height: 1; margin-bottom: 1; background: $boost; }
        & HelpText { height: 1fr; background: $surface; }
    }
    """

    def __init__(self, below: Screen[Any]) -> None:
        super().__init__()
        self._scope: Scope = getattr(below, "SCOPE", "dialog")

    def compose(self) -> ComposeResult:
        """A field over the text, in a frame."""
        with Vertical() as frame:
            yield TextLine(placeholder="найти: слово или клавиша", screened=False, max_length=_LONGEST)
            yield HelpText(self._scope)
        frame.border_title = "Справка"
        frame.border_subtitle = "буквы — найти · ↑ ↓ PgUp PgDn — листать · Esc — закрыть"

    @property
    def _text(self) -> HelpText:
        return self.query_one(HelpText)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow with each letter."""
        event.stop()
        self._text.look_for(event.value)

    def action_scroll_text(self, by: int) -> None:
        """Up or down a line."""
        self._text.scroll_relative(y=by, animate=False)

    def action_page_text(self, by: int) -> None:
        """Up or down a page."""
        self._text.scroll_relative(y=by * max(1, self._text.size.height - 1), animate=False)

    def action_close(self) -> None:
        """Back to the screen below."""
        self.dismiss()
