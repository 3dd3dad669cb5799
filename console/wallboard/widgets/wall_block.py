"""A part of the breach panel: lines of cells in a frame, with a cursor over the figures that lead somewhere."""

from abc import abstractmethod
from collections.abc import Callable
from typing import ClassVar, Final, TypeAlias

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from console.wallboard.burning import recounted
from console.wallboard.goals import Goal
from console.wallboard.layout.cells import Cell, Row, Shown
from console.widgets.line_view import BAD, LINE_STYLES, Line, LineView

Lay: TypeAlias = Callable[[Shown, int], list[Row]]
CURSOR: Final = "line-view--cursor"
_Place: TypeAlias = tuple[int, int]
"""A line and a cell in it."""


class FigureBlock(LineView):
    """Lines whose figures can be chosen; a subclass gives :meth:`figure_rows`. Only what has changed is painted."""

    COMPONENT_CLASSES: ClassVar[set[str]] = LineView.COMPONENT_CLASSES | {CURSOR}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("left", "along(-1)", show=False),
        Binding("right", "along(1)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("home", "move(-10000)", show=False),
        Binding("end", "move(10000)", show=False),
    ]
    DEFAULT_CSS = (
        """
    FigureBlock {
        border: round $border; border-title-color: $text-accent; border-title-style: bold;
        border-subtitle-color: $text-muted;
        &:focus { border: round $accent; }
        &.-stale { color: $text-disabled; }
        & > .line-view--cursor {
            background: $block-cursor-background; color: $block-cursor-foreground;
            text-style: $block-cursor-text-style underline;
        }
    }
    """
        + LINE_STYLES
    )

    class Chosen(Message):
        """A figure was clicked twice."""

    def __init__(self, title: str, *, id: str) -> None:
        super().__init__(id=id)
        self.border_title = Content(title)
        self.rows: list[Row] = []
        self._cursor: _Place | None = None

    @abstractmethod
    def figure_rows(self, width: int) -> list[Row]:
        """The lines for a width."""

    # -- lines --------------------------------------------------------------------------------------------------

    def lay(self, width: int) -> list[Line]:
        """The lines as they are to be painted; the cursor stays on its figure where that is still there."""
        before = self.goal
        self.rows = self.figure_rows(width)
        if before is not None or self._cursor is None:
            self._cursor = self._find(before)
        return [tuple((cell.text, cell.style) for cell in row) for row in self.rows]

    def render_line(self, y: int) -> Strip:
        """One line; the chosen figure is marked while the block has the focus."""
        index = y + self.scroll_offset.y
        if not self.has_focus or self._cursor is None or index != self._cursor[0] or index >= len(self._lines):
            return super().render_line(y)
        line = tuple(
            (text, CURSOR if place == self._cursor[1] else style)
            for place, (text, style) in enumerate(self._lines[index])
        )
        return self.styled(line, self.scrollable_content_region.width)

    @property
    def worst(self) -> bool:
        """Whether something here is told as bad."""
        return any(cell.style == BAD for row in self.rows for cell in row)

    # -- the cursor ---------------------------------------------------------------------------------------------

    @property
    def goal(self) -> Goal | None:
        """Where the chosen figure leads."""
        cell = self.cell
        return cell.goal if cell is not None else None

    @property
    def cell(self) -> Cell | None:
        """The chosen figure."""
        if self._cursor is None or self._cursor[0] >= len(self.rows):
            return None
        row = self.rows[self._cursor[0]]
        return row[self._cursor[1]] if self._cursor[1] < len(row) else None

    def _goals(self) -> list[_Place]:
        return [
            (line, place)
            for line, row in enumerate(self.rows)
            for place, cell in enumerate(row)
            if cell.goal is not None
        ]

    def _find(self, goal: Goal | None) -> _Place | None:
        """Where a goal stands now; where it is gone, the figure nearest to its line; the first one at the start."""
        places = self._goals()
        same = [place for place in places if self.rows[place[0]][place[1]].goal == goal]
        near = self._cursor[0] if self._cursor is not None else 0
        return min(same or places, key=lambda place: abs(place[0] - near), default=None)

    def action_move(self, by: int) -> None:
        """The cursor goes so many lines that have a figure; it stays in its column where there is one."""
        places = self._goals()
        if not places:
            return
        lines = sorted({line for line, _ in places})
        line, place = self._cursor or (-1, 0)
        at = lines.index(line) + by if line in lines else 0
        target = lines[max(0, min(at, len(lines) - 1))]
        self._go(min((each for each in places if each[0] == target), key=lambda each: abs(each[1] - place)))

    def action_along(self, by: int) -> None:
        """The cursor goes to the next figure of the panel."""
        places = self._goals()
        if places:
            at = places.index(self._cursor) + by if self._cursor in places else 0
            self._go(places[max(0, min(at, len(places) - 1))])

    def _go(self, place: _Place) -> None:
        before, self._cursor = self._cursor, place
        for each in {before[0] if before else place[0], place[0]}:
            self.refresh_line(each)
        height, first = self.scrollable_content_region.height, self.scroll_offset.y
        if not first <= place[0] < first + height:
            self.scroll_to(y=max(0, place[0] - height // 2), animate=False, force=True)
        self.screen.refresh_bindings()

    def on_focus(self) -> None:
        """The chosen figure is marked."""
        self._paint_cursor()

    def on_blur(self) -> None:
        """The mark goes."""
        self._paint_cursor()

    def _paint_cursor(self) -> None:
        if self._cursor is not None:
            self.refresh_line(self._cursor[0])

    def on_click(self, event: events.Click) -> None:
        """A click chooses the figure under it, a second one opens it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        line, x = offset.y + self.scroll_offset.y, offset.x
        for place, cell in enumerate(self.rows[line] if line < len(self.rows) else ()):
            x -= len(cell.text)
            if x < 0:
                if cell.goal is not None:
                    self._go((line, place))
                    if event.chain > 1:
                        self.post_message(self.Chosen())
                return


class WallBlock(FigureBlock):
    """A part of the panel: what ``lay`` makes of a reading."""

    def __init__(self, title: str, lay: Lay, *, id: str) -> None:
        super().__init__(title, id=id)
        self._lay = lay
        self._shown: Shown | None = None

    def show(self, shown: Shown) -> None:
        """Show another reading, or the same one a while later."""
        self._shown = shown
        self.relay()

    def tick(self, shown: Shown) -> None:
        """The same reading a while later: countdowns that are in sight move, and nothing else."""
        self._shown = shown
        first = self.scroll_offset.y
        for index in range(first, min(first + self.scrollable_content_region.height, len(self.rows))):
            row = self.rows[index]
            cell = recounted(row[0], shown) if row else None
            if cell is not None and cell is not row[0]:
                self.rows[index] = (cell, *row[1:])
                self._lines[index] = ((cell.text, cell.style), *self._lines[index][1:])
                self.refresh(Region(0, index - first, len(cell.text), 1))

    def figure_rows(self, width: int) -> list[Row]:
        """Nothing before the first reading."""
        return self._lay(self._shown, width) if self._shown is not None else []
