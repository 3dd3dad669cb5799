"""Choices without a mouse: a row or a column of options, moved by arrows, picked by the first letter in any layout."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, NamedTuple

from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.events import Click, Key
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from core.language.layout import as_cyrillic
from core.text import fold, safe_line


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: a stable value, a label, a hint that is shown in a column beside it, and the section that
    it stands in where a column has any."""

    value: str
    label: str
    hint: str = ""
    section: str = ""


_GAP: Final = 2
"""Cells between two options."""


class RowPiece(NamedTuple):
    """A part of a row: what stands there, which option a click on it means, and how many cells follow it."""

    text: str
    place: int
    gap: int = _GAP


def row_pieces(options: Sequence[Option], chosen: int, width: int) -> list[RowPiece]:
    """A row of options that fits a width: as many around the chosen one as there is room for, «‹» or «›» where others
    are cut off, which means the nearest of those."""
    texts = [f"{'●' if place == chosen else '○'} {safe_line(each.label)}" for place, each in enumerate(options)]
    wide = [Content(each).cell_length for each in texts]
    known = max(0, min(chosen, len(texts) - 1))
    first, after = known, min(known + 1, len(texts))

    def fits(start: int, stop: int) -> bool:
        cuts = (start > 0) + (stop < len(texts))
        return sum(wide[start:stop]) + _GAP * (stop - start - 1) + 2 * cuts <= width

    if fits(0, len(texts)):
        first, after = 0, len(texts)
    grown = True
    while grown:
        grown = False
        for start, stop in ((0, 1), (-1, 0)):
            if first + start >= 0 and after + stop <= len(texts) and fits(first + start, after + stop):
                first, after, grown = first + start, after + stop, True
    shown = [RowPiece(texts[place], place, _GAP if place < after - 1 else 1) for place in range(first, after)]
    before = [RowPiece("‹", first - 1, 1)] if first else []
    return [*before, *shown, *([RowPiece("›", after)] if after < len(texts) else [])]


class Choice(Widget, can_focus=True):
    """Exactly one of the options in a row: ``● Ошибка  ○ Настройка``. With no options it says why."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice--picked", "choice--hint"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", "Предыдущее", show=False),
        Binding("right,space", "move(1)", "Следующее", show=False),
    ]
    DEFAULT_CSS = """
    Choice { height: 1; width: 1fr; }
    Choice:focus { background: $boost; }
    Choice .choice--picked { text-style: bold; }
    Choice:focus .choice--picked { color: $text-accent; text-style: bold; }
    Choice .choice--hint { color: $text-muted; }
    """

    value: reactive[str] = reactive("", init=False)

    class Changed(Message):
        """The choice has another value."""

        def __init__(self, choice: "Choice", value: str) -> None:
            super().__init__()
            self.choice = choice
            self.value = value

        @property
        def control(self) -> "Choice":
            """The widget that sent it."""
            return self.choice

    def __init__(
        self,
        options: Sequence[Option],
        value: str = "",
        *,
        id: str | None = None,
        empty: str = "нечего выбрать",
        required: bool = True,
    ) -> None:
        super().__init__(id=id)
        self._empty = empty
        self._required = required
        self.options: tuple[Option, ...] = tuple(options)
        self.set_reactive(Choice.value, value or self._default)

    @property
    def _default(self) -> str:
        """What stands chosen before anybody chose: the first option, or nothing where the choice must be a person's."""
        return self.options[0].value if self.options and self._required else ""

    @property
    def index(self) -> int:
        """Where the chosen option stands; 0 when it is none of them."""
        return next((index for index, option in enumerate(self.options) if option.value == self.value), 0)

    def offer(self, options: Sequence[Option], value: str | None = None) -> None:
        """Change what can be chosen; the value stays when it still can be, unless another is given."""
        self.options = tuple(options)
        wanted = self.value if value is None else value
        self.value = wanted if any(option.value == wanted for option in self.options) else self._default
        self.refresh(layout=True)

    def watch_value(self, old: str, new: str) -> None:
        """Tell the form."""
        self.refresh()
        if self.is_mounted:
            self.post_message(self.Changed(self, new))

    def action_move(self, step: int) -> None:
        """Go to the next option, round the end."""
        if self.options:
            chosen = any(option.value == self.value for option in self.options)
            index = self.index + step if chosen else min(step, 0)
            self.value = self.options[index % len(self.options)].value

    def on_key(self, event: Key) -> None:
        """A letter picks the next option that begins with it, whichever layout is on."""
        if not event.is_printable or event.character is None or event.character == " ":
            return
        letters = {fold(event.character), fold(as_cyrillic(event.character))}
        after = [*self.options[self.index + 1 :], *self.options[: self.index + 1]]
        found = next((option for option in after if fold(option.label)[:1] in letters), None)
        if found is not None:
            event.stop()
            self.value = found.value

    def on_click(self, event: Click) -> None:
        """The option under the pointer."""
        option = self._at(event.x, event.y)
        if option is not None:
            self.value = option.value

    def _at(self, x: int, y: int) -> Option | None:
        end = 0
        for piece in self._pieces():
            end += Content(piece.text).cell_length + piece.gap
            if x < end:
                return self.options[piece.place]
        return None

    def _pieces(self) -> list[RowPiece]:
        chosen = [place for place, option in enumerate(self.options) if option.value == self.value]
        return row_pieces(self.options, chosen[0] if chosen else -1, self.content_size.width)

    def render(self) -> Content:
        """The row of options."""
        if not self.options:
            return Content.styled(self._empty, self.get_visual_style("choice--hint", partial=True))
        parts: list[Content] = []
        for piece in self._pieces():
            name = "choice--picked" if piece.text.startswith("●") else "choice--hint"
            parts += [Content.styled(piece.text, self.get_visual_style(name, partial=True)), Content(" " * piece.gap)]
        return Content.assemble(*parts).rstrip()


def show_row(widget: Widget, row: int) -> None:
    """Scroll the form until a row of one of its columns is in sight."""
    parent = widget.parent
    if isinstance(parent, ScrollableContainer):
        parent.scroll_to_region(Region(0, widget.virtual_region.y + row, 1, 1), animate=False)


class ChoiceColumn(Choice):
    """Exactly one of the options in a column, each with its hint; a long column scrolls with its parent."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Предыдущее", show=False),
        Binding("down,space", "move(1)", "Следующее", show=False),
    ]
    DEFAULT_CSS = """
    ChoiceColumn { height: auto; }
    """

    def watch_value(self, old: str, new: str) -> None:
        """Keep the chosen row in sight."""
        super().watch_value(old, new)
        show_row(self, self.index)

    def _at(self, x: int, y: int) -> Option | None:
        return self.options[y] if 0 <= y < len(self.options) else None

    def render(self) -> Content:
        """One line for each option."""
        if not self.options:
            return super().render()
        wide = max(Content(option.label).cell_length for option in self.options)
        return Content("\n").join(self._row(option, wide) for option in self.options)

    def _row(self, option: Option, wide: int) -> Content:
        picked = option.value == self.value
        style = self.get_visual_style("choice--picked", partial=True) if picked else ""
        label = Content(safe_line(option.label)).pad_right(wide - Content(option.label).cell_length)
        hint = Content.styled(f"  {safe_line(option.hint)}", self.get_visual_style("choice--hint", partial=True))
        return Content.assemble(Content.styled(f"{'●' if picked else '○'} {label.plain}", style), hint)


class CheckColumn(Widget, can_focus=True):
    """Any number of the options in a column, under the titles of their sections where they have any; Space marks the
    one under the cursor, A all of its section."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice--picked", "choice--hint"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Предыдущее", show=False),
        Binding("down", "move(1)", "Следующее", show=False),
        Binding("space", "mark", "Отметить", show=False),
        Binding("a", "mark_section", "Отметить раздел", show=False),
    ]
    DEFAULT_CSS = """
    CheckColumn { height: auto; width: 1fr; }
    CheckColumn:focus { background: $boost; }
    CheckColumn:focus .choice--picked { color: $text-accent; text-style: bold; }
    CheckColumn .choice--hint { color: $text-muted; }
    """

    class Changed(Message):
        """Something was marked or unmarked."""

    def __init__(self, options: Sequence[Option], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.options: tuple[Option, ...] = tuple(options)
        self.marked: frozenset[str] = frozenset()
        self._cursor = 0

    def offer(self, options: Sequence[Option]) -> None:
        """Change what can be marked; marks of what is gone are dropped."""
        self.options = tuple(options)
        self.mark(self.marked)

    def mark(self, values: frozenset[str]) -> None:
        """Mark exactly these of the options."""
        self.marked = values & {option.value for option in self.options} if self.options else values
        self._cursor = min(self._cursor, max(0, len(self.options) - 1))
        self.refresh(layout=True)

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        self._cursor = max(0, min(len(self.options) - 1, self._cursor + step))
        self.refresh()
        show_row(self, self._row_of(self._cursor) if self.options else 0)

    def action_mark(self) -> None:
        """Mark or unmark the option under the cursor."""
        if self.options:
            self._turn({self.options[self._cursor].value})

    def action_mark_section(self) -> None:
        """Mark all of the section under the cursor; where all of it is marked, unmark it. Go on to the next one."""
        if not self.options:
            return
        section = self.options[self._cursor].section
        own = {option.value for option in self.options if option.section == section}
        self._turn(own if own <= self.marked else own - self.marked)
        after = (
            place for place, option in enumerate(self.options) if place > self._cursor and option.section != section
        )
        self.action_move(next(after, self._cursor) - self._cursor)

    def _turn(self, values: set[str]) -> None:
        self.marked ^= values
        self.refresh()
        self.post_message(self.Changed())

    def _head(self, place: int) -> str | None:
        """The title above an option, where its section begins with it, with how much of it is marked."""
        section = self.options[place].section
        if not section or (place and self.options[place - 1].section == section):
            return None
        own = [option.value in self.marked for option in self.options if option.section == section]
        return f"{safe_line(section)} · отмечено {sum(own)} из {len(own)}"

    def _row_of(self, place: int) -> int:
        """The row of an option, titles counted."""
        return place + sum(self._head(each) is not None for each in range(place + 1))

    def render(self) -> Content:
        """One line for each option, and one for each section."""
        hint = self.get_visual_style("choice--hint", partial=True)
        rows = []
        for index, option in enumerate(self.options):
            if (head := self._head(index)) is not None:
                rows.append(Content.styled(head, "$text-accent"))
            mark = "■" if option.value in self.marked else "□"
            here = index == self._cursor and self.has_focus
            style = self.get_visual_style("choice--picked", partial=True) if here else ""
            text = Content.styled(f"{mark} {safe_line(option.label)}", style)
            rows.append(Content.assemble(text, Content.styled(f"  {safe_line(option.hint)}", hint)))
        return Content("\n").join(rows) if rows else Content.styled("некого", hint)
