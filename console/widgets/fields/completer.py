"""A field that names one thing of a directory: typed in part, in either case and layout, chosen from what matches."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from console.host import pult_of
from console.widgets.fields.text_fields import TextLine
from core.language.layout import as_cyrillic, as_latin
from core.language.naming import Fit, fit
from core.text import fold, safe_line

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something to choose: its id, what the field then shows, a hint beside it, and more words it is found by."""

    value: int
    title: str
    hint: str = ""
    words: str = ""
    folded: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Fold once what every key press compares."""
        object.__setattr__(self, "folded", fold(f"{self.title} {self.words}"))


NEW = -1
"""The value of the candidate that makes a new thing of what was typed."""


def matching(candidates: Iterable[Candidate], text: str) -> list[Candidate]:
    """The candidates that hold every typed word, whole words before beginnings; wrong layout is understood."""
    ordered = tuple(candidates)
    for typed in dict.fromkeys((fold(text), fold(as_cyrillic(text.lower())), fold(as_latin(text)))):
        words = typed.split()
        found = [each for each in ordered if all(word in each.folded for word in words)]
        if found:
            return sorted(found, key=lambda each: (_rank(typed, each), not each.folded.startswith(typed)))
    return []


def _rank(typed: str, candidate: Candidate) -> int:
    """How well what is shown fits; what is found by its other words comes last."""
    how = fit(typed, candidate.title)
    return len(Fit) if how is None else int(how)


def only_one(candidates: Iterable[Candidate], text: str) -> Candidate | None:
    """The one that is meant without being chosen by hand; None where several fit as well."""
    found = matching(candidates, text)
    fitting = [each for each in found if _rank(fold(text), each) == _rank(fold(text), found[0])]
    return fitting[0] if len(fitting) == 1 else None


class Completer(Widget):
    """A line of text with what matches it below; Enter and Tab take the marked one, ↑ and ↓ move the mark."""

    DEFAULT_CSS = """
    Completer { height: 1; width: 1fr; }
    Completer > TextLine { width: 1fr; }
    Completer > Matches { display: none; }
    Completer.-open > Matches { display: block; }
    """

    class Chosen(Message):
        """The field names another thing, or nothing any more (``value`` None); ``by_hand``: the operator chose it."""

        def __init__(self, completer: "Completer", value: int | None, by_hand: bool) -> None:
            super().__init__()
            self.completer = completer
            self.value = value
            self.by_hand = by_hand

        @property
        def control(self) -> "Completer":
            """The widget that sent it."""
            return self.completer

    def __init__(self, placeholder: str = "", *, id: str | None = None, new: str | None = None) -> None:
        super().__init__(id=id)
        self.leads = False
        """Whether a choice by hand moves the focus: what is typed ahead then waits until the form has moved it."""
        self.new_leads = False
        """Whether the choice of something new does, whatever any other does."""
        self._placeholder = placeholder
        self._new = new
        self._candidates: tuple[Candidate, ...] = ()
        self.value: int | None = None
        self._settled = ""
        self._offered = False
        """Whether it is known what can be chosen: until then nothing typed is taken for new."""

    def compose(self) -> ComposeResult:
        """The line and what matches."""
        yield CompleterLine("", self._placeholder, screened=False)
        yield Matches()

    @property
    def line(self) -> "CompleterLine":
        """The line of text."""
        return self.query_one(CompleterLine)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.line.value

    def offer(self, candidates: Iterable[Candidate]) -> None:
        """Change what can be chosen; what was chosen stays when it still can be."""
        first, self._offered = not self._offered, True
        self._candidates = tuple(candidates)
        typed = self.text.strip()
        if self.value not in (None, NEW) and all(each.value != self.value for each in self._candidates):
            self.put(None, "")
        elif self.line.has_focus and self.value is None and (self.is_open or typed):
            self._search(keep=True)
        elif first and self.value is None and typed and (found := only_one(self._candidates, typed)):
            self.put(found.value, found.title)  # typed and left before the directory had been read

    def put(self, value: int | None, text: str, *, by_hand: bool = False) -> None:
        """Set what is chosen and what the line shows."""
        changed = value != self.value
        if changed and by_hand and self._moves_focus(value):
            pult_of(self).keys.hold()
        self.value = value
        self._settled = safe_line(text)
        self.line.value = self._settled
        self.line.cursor_position = len(self._settled)
        self.close()
        if changed:
            self.post_message(self.Chosen(self, value, by_hand))

    def _moves_focus(self, value: int | None) -> bool:
        return (self.leads and value is not None) or (self.new_leads and value == NEW)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Typing looks for matches and takes back an earlier choice."""
        if event.value == self._settled:
            return
        self._settled = event.value
        if self.value is not None:
            self.value = None
            self.post_message(self.Chosen(self, None, True))
        if self.line.has_focus:
            self._search()

    def _search(self, *, keep: bool = False) -> None:
        typed = self.text.strip()
        found = matching(self._candidates, typed) if typed else list(self._candidates)
        if self._new is not None and typed and self._offered:
            found.append(Candidate(NEW, typed, self._new))
        self.query_one(Matches).show(found, keep=keep)
        self.set_class(bool(found), "-open")

    def close(self) -> None:
        """Hide what matches."""
        self.remove_class("-open")

    @property
    def is_open(self) -> bool:
        """Whether matches are shown."""
        return self.has_class("-open")

    def move(self, step: int) -> None:
        """Move the mark; with nothing shown, show what matches."""
        if self.is_open:
            self.query_one(Matches).move(step)
        else:
            self._search()

    def take(self) -> None:
        """Choose what is marked."""
        marked = self.query_one(Matches).marked
        if self.is_open and marked is not None and self.text.strip():
            self.put(marked.value, marked.title, by_hand=True)
        else:
            self.close()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a field that leads: the marked one is taken at once, and the form moves the focus."""
        marked = self.query_one(Matches).marked
        if marked is None or marked.value == self.value or not self._moves_focus(marked.value):
            return
        if self.is_open and self.text.strip():
            event.stop()
            self.take()

    def on_matches_picked(self, event: "Matches.Picked") -> None:
        """A click on a match."""
        event.stop()
        self.put(event.candidate.value, event.candidate.title, by_hand=True)
        self.screen.focus_next()

    def on_descendant_blur(self) -> None:
        """Leaving the field takes what is marked."""
        self.take()

    def focus(self, scroll_visible: bool = True) -> "Completer":
        """The line takes the focus."""
        self.line.focus(scroll_visible)
        return self


class CompleterLine(TextLine):
    """The line of a completer: the arrows move the mark, Enter takes it, Esc hides what matches."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "mark(-1)", "Предыдущее", show=False),
        Binding("down", "mark(1)", "Следующее", show=False),
        Binding("escape", "hide", "Скрыть", show=False),
    ]

    @property
    def completer(self) -> Completer:
        """The field that this is the line of."""
        parent = self.parent
        if not isinstance(parent, Completer):
            raise TypeError("a completer's line stands in a completer")
        return parent

    def action_mark(self, step: int) -> None:
        """Move the mark."""
        self.completer.move(step)

    def action_hide(self) -> None:
        """Hide what matches."""
        self.completer.close()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc is the screen's again once nothing is shown."""
        return self.completer.is_open if action == "hide" else True


class Matches(Widget):
    """What matches, laid over the fields below; the mark is on the first."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"matches--marked", "matches--hint"}
    DEFAULT_CSS = """
    Matches {
        overlay: screen; constrain: none inside; height: auto; width: 1fr; max-height: 8;
        background: $panel; padding: 0 1;
    }
    Matches .matches--marked { color: $text-accent; text-style: bold; }
    Matches .matches--hint { color: $text-muted; }
    """

    class Picked(Message):
        """A match was clicked."""

        def __init__(self, candidate: Candidate) -> None:
            super().__init__()
            self.candidate = candidate

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Candidate] = []
        self._mark = 0

    @property
    def marked(self) -> Candidate | None:
        """The candidate under the mark."""
        return self._found[self._mark] if self._found else None

    def show(self, found: Sequence[Candidate], *, keep: bool) -> None:
        """Show other matches, the first of them marked; or ``keep`` the mark on what it was moved to."""
        marked = self.marked.value if keep and self.marked is not None else None
        self._found = list(found)
        self._mark = next((index for index, each in enumerate(self._found) if each.value == marked), 0)
        self.refresh(layout=True)

    def move(self, step: int) -> None:
        """Move the mark, round the end."""
        if self._found:
            self._mark = (self._mark + step) % len(self._found)
            self.refresh()

    def _window(self) -> tuple[int, list[Candidate]]:
        start = max(0, min(self._mark - SHOWN + 1, len(self._found) - SHOWN))
        return start, self._found[start : start + SHOWN]

    def on_click(self, event: events.Click) -> None:
        """Choose the match under the pointer."""
        start, window = self._window()
        if 0 <= event.y < len(window):
            self.post_message(self.Picked(self._found[start + event.y]))

    def render(self) -> Content:
        """A line for each of the matches around the mark."""
        start, window = self._window()
        rows = [self._row(each, start + index == self._mark) for index, each in enumerate(window)]
        hidden = len(self._found) - len(window)
        if hidden > 0:
            rows.append(Content.styled(f"… и ещё {hidden}", self.get_visual_style("matches--hint", partial=True)))
        return Content("\n").join(rows)

    def _row(self, candidate: Candidate, marked: bool) -> Content:
        title, hint = safe_line(candidate.title), safe_line(candidate.hint)
        room = max(0, self.content_size.width - Content(title).cell_length - 4)
        hint = Content(hint).truncate(room, ellipsis=True).plain if room > 1 else ""
        if candidate.value == NEW:
            title, hint = f"+ {hint}: {title}", ""
        if marked:
            text = Content(f"› {title}  {hint}")
            return text.pad_right(max(0, self.content_size.width - text.cell_length)).stylize(
                self.get_visual_style("matches--marked", partial=True)
            )
        hinted = Content.styled(f"  {hint}", self.get_visual_style("matches--hint", partial=True))
        return Content.assemble(f"  {title}", hinted)
