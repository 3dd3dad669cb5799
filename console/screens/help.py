"""F1: the keys of the screen below, made from the registry."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen

from console.commands.registry import CommandSpec, Scope, commands, keys_title
from console.widgets.line_view import ACCENT, MUTED, STRONG, Line, LineView, flow

_TITLES: Final[dict[Scope, str]] = {
    "app": "Везде",
    "queue": "Очередь",
    "ticket": "Карточка обращения",
    "intake": "Приём звонка",
    "dialog": "Окно ввода",
}
_KEYS_WIDTH: Final = 16
_SIGNS: Final = (
    ("●", "срок прошёл: сколько рабочего времени сверх нормы"),
    ("▲", "срок скоро: осталось меньше получаса рабочего времени"),
    ("○ △", "то же вне рабочих часов: время стоит"),
    ("не сразу", "консультация не решена сразу же: это отмечается, но не нарушение"),
    ("без срока", "срок по согласованию ещё не назначен"),
)


class HelpText(LineView):
    """The help of one scope."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self._scope = scope

    def lay(self, width: int) -> Sequence[Line]:
        """Sections of keys, then the signs of the queue."""
        lines: list[Line] = []
        for scope in dict.fromkeys((self._scope, "app")):
            lines += _section(scope, width)
        if self._scope == "queue":
            lines += _signs(width)
        lines += [
            ((_TITLES_LAYOUT, MUTED),),
        ]
        return lines


_TITLES_LAYOUT: Final = "Буквенные клавиши работают в любой раскладке и при Caps Lock."


def _section(scope: Scope, width: int) -> Iterator[Line]:
    yield ((_TITLES[scope], ACCENT),)
    for spec in commands(scope):
        yield from _command(spec, width)
    yield ()


def _command(spec: CommandSpec, width: int) -> Iterator[Line]:
    keys = keys_title(spec.keys)
    head = (f"  {keys:<{_KEYS_WIDTH}}", STRONG)
    yield from flow([head, (spec.help, "")], width, indent=_KEYS_WIDTH + 2)


def _signs(width: int) -> Iterator[Line]:
    yield (("Обозначения", ACCENT),)
    for sign, meaning in _SIGNS:
        yield from flow([(f"  {sign:<{_KEYS_WIDTH}}", STRONG), (meaning, "")], width, indent=_KEYS_WIDTH + 2)
    yield ()


class HelpScreen(ModalScreen[None]):
    """The keys of ``below`` over it; any of Esc, F1 and Enter closes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "close", show=False),
        Binding("f1", "close", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        & > Vertical {
            width: 84; max-width: 100%; height: 80%; max-height: 40;
            background: $surface; border: round $primary; padding: 0 1;
            border-title-color: $accent; border-subtitle-color: $text-muted;
        }
        & HelpText { height: 1fr; }
    }
    """

    def __init__(self, below: Screen[Any]) -> None:
        super().__init__()
        self._scope: Scope = getattr(below, "SCOPE", "dialog")

    def compose(self) -> ComposeResult:
        """The text in a frame."""
        with Vertical() as frame:
            yield HelpText(self._scope)
        frame.border_title = "Справка"
        frame.border_subtitle = "Esc — закрыть"

    def action_close(self) -> None:
        """Back to the screen below."""
        self.dismiss()
