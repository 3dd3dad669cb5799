"""An empty desk leads by the hand: a clinic, somebody there, a colleague, the first call; each step is one form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from console.commands.registry import Scope
from console.host import pult_of
from core.vocabulary import Role

if TYPE_CHECKING:
    from core.desk.desk import Desk

CALL: Final = "call_log"
"""The right that the last step takes: whoever may keep a call."""
SOME: Final = 3
"""Clinics of a desk that is new no longer."""


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One step: the command whose form it opens, what it is for, and whether it was done."""

    command: str
    title: str
    why: str
    done: bool


def first_steps(desk: Desk) -> tuple[FirstStep, ...]:
    """The steps of a new desk, as they stand."""
    return _steps(desk, bool(desk.directory.organizations()))


def if_needed(desk: Desk) -> tuple[FirstStep, ...]:
    """The steps where the desk still lacks what a call needs, else none; a desk of some clinics is not looked at.

    Every console asks this once at its start, so the clinics are read once.
    """
    clinics = len(desk.directory.organizations())
    if clinics > SOME:
        return ()
    steps = _steps(desk, bool(clinics))
    return () if all(each.done for each in steps[:2]) else steps


def _steps(desk: Desk, clinics: bool) -> tuple[FirstStep, ...]:
    colleagues = any(each.role in (Role.FIRST_LINE, Role.SECOND_LINE) for each in desk.directory.users())
    people = bool(desk.directory.people())
    return (
        FirstStep("org_add", "Медицинская организация", "код, название, МИС, договор", clinics),
        FirstStep("person_add", "Сотрудник МО", "кто звонит и пишет: врач, ИТ, руководитель", people),
        FirstStep("user_add", "Коллега", "специалист ПЛТП или ВЛТП: логин, роль, компетенции", colleagues),
        FirstStep(CALL, "Первый звонок", "F2: кто звонит, что не так", False),
    )


class FirstStepsScreen(ModalScreen[None]):
    """The steps, the next one marked; Enter opens its form, and the list comes back after it."""

    SCOPE: ClassVar[Scope] = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.next", "Следующий шаг", priority=True),
        Binding("escape", "screen.dismiss", "Потом"),
    ]
    DEFAULT_CSS = """
    FirstStepsScreen { align: center middle; background: $veil; }
    FirstStepsScreen Static {
        width: 76; max-width: 96%; height: auto; padding: 1 2; background: $surface;
        border: round $accent; border-title-color: $text-accent; border-subtitle-color: $text-muted;
    }
    """

    def __init__(self, steps: tuple[FirstStep, ...]) -> None:
        super().__init__()
        self._steps = steps
        self._left = False
        """Whether a form has been over it: only then can a step be done that was not."""

    def compose(self) -> ComposeResult:
        """The steps in a box."""
        box = Static(self._told(), markup=False)
        box.border_title = "С чего начать"
        box.border_subtitle = "Enter — следующий шаг · Esc — потом"
        yield box

    def on_screen_suspend(self) -> None:
        """A form comes over it."""
        self._left = True

    def on_screen_resume(self) -> None:
        """Back from a form: what was done has its tick."""
        if not self._left:
            return
        pult_of(self).client.ask(first_steps, self._came, group="first-steps")

    def action_next(self) -> None:
        """Open the form of the first step that is left, or say who may take it."""
        pult = pult_of(self)
        step = self._next
        if step.command != CALL:
            pult.navigation.open_form(step.command)
        elif pult.client.refusal(CALL) is None:
            self.dismiss()
            pult.navigation.open_intake()
        else:
            pult.notify("Звонки принимает специалист ПЛТП: откройте пульт его логином (pult --as ЛОГИН).", markup=False)

    @property
    def _next(self) -> FirstStep:
        return next(each for each in self._steps if not each.done)

    def _came(self, steps: tuple[FirstStep, ...]) -> None:
        self._steps = steps
        self.query_one(Static).update(self._told())

    def _told(self) -> Content:
        lines = [Content("Стол пуст. Четыре шага — и можно работать:"), Content("")]
        for number, each in enumerate(self._steps, start=1):
            sign, style = ("✓", "$text-success") if each.done else ("▸", "bold") if each is self._next else (" ", "")
            lines.append(Content.assemble((f"{sign} {number}. {each.title}", style), (f" — {each.why}", "$text-muted")))
        return Content("\n").join(lines)
