"""F1: the keys of the screen below, made from the registry."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen

from console.commands.key_titles import in_both_layouts
from console.commands.registry import Scope, commands
from console.host import pult_of
from console.labels import MORE_VIEW_TITLES, VIEW_TITLES
from console.widgets.line_view import ACCENT, MUTED, STRONG, Line, LineView, flow

_TITLES: Final[dict[Scope, str]] = {
    "app": "Везде",
    "queue": "Очередь",
    "ticket": "Карточка обращения",
    "intake": "Приём звонка",
    "dialog": "Окно ввода",
    "compose": "Ответ и заметка",
    "conflict": "Обращение изменили",
    "register": "Реестр",
    "search": "Поиск",
    "wall": "Табло",
}
_KEYS_WIDTH: Final = 14
_LAYOUT: Final = "Буквенные клавиши работают в любой раскладке и с Caps Lock."
_MOVES: Final = (
    ("↑ ↓", "По строкам; PgUp и PgDn — по страницам, Home и End — к краям."),
    ("F9", "Остальные виды: " + ", ".join(MORE_VIEW_TITLES.values()) + "."),
    ("1 – 7", "Показать вид: " + ", ".join(f"{n} — {title}" for n, title in enumerate(VIEW_TITLES.values(), 1)) + "."),
)
"""What the registry has as separate keys, told together."""
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

    def _section(self, scope: Scope, width: int) -> Iterator[Line]:
        yield ((_TITLES[scope], ACCENT),)
        if scope == "queue":
            for keys, told in _MOVES:
                yield from _told(keys, told, width)
        keymap = pult_of(self).keymap
        for spec in commands(scope):
            if (bound := keymap.keys(spec)) and not spec.id.startswith("queue.view."):
                yield from _told(", ".join(map(in_both_layouts, bound)), spec.help, width)
        yield ()

    def lay(self, width: int) -> Sequence[Line]:
        """Sections of keys, then the signs of the queue."""
        lines: list[Line] = []
        for scope in dict.fromkeys((self._scope, "app")):
            lines += self._section(scope, width)
        if self._scope == "queue":
            lines += _signs(width)
        return [*lines, ((_LAYOUT, MUTED),)]


def _signs(width: int) -> Iterator[Line]:
    yield (("Обозначения", ACCENT),)
    for sign, meaning in _SIGNS:
        yield from _told(sign, meaning, width)
    yield ()


def _told(sign: str, meaning: str, width: int) -> list[Line]:
    return flow([(f"{sign:<{_KEYS_WIDTH}}", STRONG), (meaning, "")], width, indent=_KEYS_WIDTH)


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
            width: 88; max-width: 100%; height: auto; max-height: 90%;
            background: $surface; border: round $primary; padding: 0 1;
            border-title-color: $accent; border-subtitle-color: $text-muted;
        }
        & HelpText { height: auto; max-height: 100%; }
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
