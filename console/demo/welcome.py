"""The welcome card: what this is, who one is, three things to try, and who else one can be."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from console.commands.registry import Scope
from console.wording.instants import initials
from core.demo.cast import LOGIN, SECOND_LINE, STAFF, SUPERVISOR

ROLES: Final = (("1", LOGIN, "ПЛТП"), ("2", SECOND_LINE[0], "ВЛТП"), ("3", SUPERVISOR, "руководитель"))
"""The key, the login and the word of each role that can be played."""
_NAMES: Final = {each.login: initials(each.name) for each in STAFF}
_WHAT: Final = (
    "Пульт ЦК — рабочее место службы поддержки медицинских систем: очередь с отсчётом сроков по регламенту,"
    " карточка обращения, приём звонка. Всё здесь выдумано и живёт в своём файле: портить можно всё."
)
TRY: Final = (
    ("J, затем T", "к самому срочному и взять его в работу"),
    ("F2", "принять звонок: «Ветлугина», Enter, тема, Enter, описание, F8"),
    ("Enter, затем E", "открыть карточку и спросить: почему такой срок"),
)
_KEYS_WIDTH: Final = 16


class WelcomeScreen(ModalScreen[str | None]):
    """Dismissed with the login of whoever one wants to be instead, or None."""

    SCOPE: ClassVar[Scope] = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "screen.dismiss", "Начать"),
        Binding("f1", "keys", "Клавиши", priority=True),
        *(Binding(key, f"be('{login}')", role) for key, login, role in ROLES),
    ]
    DEFAULT_CSS = """
    WelcomeScreen { align: center middle; background: $veil; }
    WelcomeScreen Static {
        width: 78; max-width: 98%; height: auto; padding: 1 2; background: $surface;
        border: round $accent; border-title-color: $text-accent; border-subtitle-color: $text-muted;
    }
    """

    def __init__(self, login: str) -> None:
        super().__init__()
        self._login = login

    def compose(self) -> ComposeResult:
        """The card."""
        card = Static(self._told(), markup=False)
        card.border_title = "Здравствуйте"
        card.border_subtitle = "Enter — начать · F1 — все клавиши"
        yield card

    def action_be(self, login: str) -> None:
        """Be somebody else."""
        self.dismiss(None if login == self._login else login)

    def action_keys(self) -> None:
        """F1 once more: the keys of the screen below."""
        from console.screens.help import HelpScreen

        below = self.app.screen_stack[-2]
        self.dismiss()
        self.app.push_screen(HelpScreen(below))

    def _told(self) -> Content:
        me = next((role for _, login, role in ROLES if login == self._login), "сотрудник ЦК")
        lines = [
            Content(_WHAT),
            Content(""),
            Content.assemble("Вы — ", (_NAMES.get(self._login, self._login), "bold"), f", {me}. Попробуйте:"),
            *(_pair(keys, told) for keys, told in TRY),
            Content(""),
            Content("Стать другим (пульт откроется заново):"),
            *(_pair(key, f"{role}, {_NAMES[login]}") for key, login, role in ROLES if login != self._login),
        ]
        return Content("\n").join(lines)


def _pair(keys: str, told: str) -> Content:
    return Content.assemble((f"  {keys:<{_KEYS_WIDTH}}", "bold $accent"), told)
