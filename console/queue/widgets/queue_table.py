"""The queue as a Line-API list: only what is looked at is rendered, only the countdowns that changed are repainted."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from console.queue.model.queue_layout import fitted
from console.queue.model.queue_model import WINDOW, QueueModel
from console.queue.widgets.countdown_cell import CountdownCell, countdown_cell, holds_for
from console.queue.widgets.queue_columns import COUNTDOWN_WIDTH, QueueColumn, cells_of, columns_for, fit
from console.queue.widgets.queue_line import pieces_of
from console.queue.widgets.queue_styles import CLASSES, STYLES
from console.textual_overrides.scroll_bars import lay_scroll_bars
from core.desk.views import Countdown, QueueRow
from core.policy.labels import Labels
from core.text import safe_line

GLOW: Final = timedelta(seconds=3)
"""So long a row is lit up that others have changed."""
_GLOWING: Final = 12
"""No more rows are lit up at once."""
CountdownOf = Callable[[QueueRow, datetime], Countdown | None]


class QueueTable(ScrollView, can_focus=True):
    """The rows of a :class:`QueueModel`. It knows no desk: who mounts it gives ``model.fetch`` and :meth:`prime`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end", "edge(1)", show=False),
    ]
    DEFAULT_CSS = STYLES

    empty_text: reactive[str] = reactive("")
    """The sentence that an empty view shows."""

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another ticket (None: the view is empty)."""

        number: int | None

    @dataclass
    class Opened(Message):
        """The operator wants to see a ticket."""

        number: int

    @dataclass
    class RunsOut(Message):
        """What was read of the view ends soon; ``to_end``: the operator wants to see its last ticket."""

        to_end: bool

    @dataclass
    class Laid(Message):
        """The columns changed with the width."""

        columns: tuple[QueueColumn, ...]

    def __init__(self, model: QueueModel, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.model = model
        self.columns: tuple[QueueColumn, ...] = ()
        self.marked: frozenset[int] = frozenset()
        """The tickets that are marked for one command to all of them."""
        self._chosen: tuple[QueueColumn, ...] | None = None
        self._labels: Labels | None = None
        self._countdown_of: CountdownOf | None = None
        self._now: datetime | None = None
        self._cells: dict[int, tuple[QueueRow, tuple[str, ...]]] = {}
        self._strips: dict[int, tuple[object, Strip]] = {}
        self._painted: dict[int, CountdownCell] = {}
        self._held: dict[int, tuple[QueueRow, datetime, datetime]] = {}
        self._styles: dict[str, Style] = {}
        self._glowing: dict[int, datetime] = {}
        """Rows that others have just changed, and until when that is to be seen."""

    # -- what it shows ------------------------------------------------------------------------------------------

    def prime(self, labels: Labels, countdown_of: CountdownOf, now: datetime) -> None:
        """Give what rows are told with; before it nothing is shown."""
        another = labels != self._labels
        self._labels, self._countdown_of, self._now = labels, countdown_of, now
        if another:
            self._forget()

    def show(
        self,
        numbers: tuple[int, ...],
        rows: tuple[QueueRow, ...],
        *,
        to_top: bool = False,
        heads: Mapping[int, str] | None = None,
        whole: bool = True,
    ) -> None:
        """Take a fresh reading of the view; repaint only the rows that differ. ``whole``: it is read to its end."""
        before, selected = self._told_in_lines(), self.model.selected
        self.model.whole = whole
        if self.model.replace(numbers, rows, to_top=to_top, heads=heads):
            self._take_lines(len(numbers))
            self._keep_cursor_visible()
        if not (numbers and before):
            self.refresh()  # from or to the sentence of an empty view
        for line, (old, new) in enumerate(zip_longest(before, self._told_in_lines())):
            if old != new:
                self.refresh(Region(0, line, self.size.width, 1))
        if self.model.selected != selected or to_top:
            self.post_message(self.Highlighted(self.model.selected))

    @property
    def chosen(self) -> tuple[QueueColumn, ...] | None:
        """The columns that were asked for; None: those that suit the width."""
        return self._chosen

    def lay_columns(self, chosen: tuple[QueueColumn, ...] | None) -> None:
        """Show these columns, or (None) those that suit the width."""
        if chosen != self._chosen:
            self._chosen = chosen
            self._lay_columns()

    def _lay_columns(self) -> None:
        width = self.size.width
        columns = columns_for(width) if self._chosen is None else fitted(self._chosen, width)
        if columns != self.columns:
            self.columns = columns
            self._forget()
            self.post_message(self.Laid(columns))

    def mark(self, numbers: frozenset[int]) -> None:
        """Mark exactly these tickets."""
        if numbers != self.marked:
            self.marked = numbers
            self._strips.clear()
            self.refresh()

    def toggle_mark(self, by: int) -> None:
        """Mark the selected ticket, or take its mark away, and go on to the next one; ``by`` 0 stays."""
        number = self.model.selected
        if number is not None:
            self.mark(self.marked ^ {number})
            self._go(self.model.cursor + by)

    def mark_range(self, by: int) -> None:
        """Mark the selected ticket and the one that the cursor moves to."""
        for step in (0, by):
            self._go(self.model.cursor + step)
            if self.model.selected is not None:
                self.mark(self.marked | {self.model.selected})

    def select(self, number: int) -> bool:
        """Put the cursor on a ticket; False where the view does not hold it."""
        place = self.model.position(number)
        if place is None:
            return False
        self._go(place)
        return True

    def _take_lines(self, count: int) -> None:
        """Be so many lines long. Nothing but the bar beside the list depends on it: no layout is made anew."""
        before = self.virtual_size.height
        self.set_reactive(QueueTable.virtual_size, Size(self.size.width, count))
        if max(before, count) > self.size.height:  # or there is nothing to scroll by, before and after
            lay_scroll_bars(self, self.virtual_size)

    def _told_in_lines(self) -> list[tuple[object, ...]]:
        """What each line tells, as far as the model decides it."""
        model = self.model
        numbers = [(position == model.cursor, model.numbers[position]) for position in self._visible()]
        sign, glowing = model.unseen.sign, self._glowing
        return [
            (cursor, number, model.rows.get(number, model.heads.get(number)), sign(number), number in glowing)
            for cursor, number in numbers
        ]

    def glow(self, numbers: frozenset[int]) -> None:
        """Others have changed these: their rows light up once; with very many at once the signs must do."""
        if self._now is not None and len(numbers) <= _GLOWING:
            self._glowing |= dict.fromkeys(numbers, self._now + GLOW)

    def _fade(self, now: datetime) -> None:
        """What has been lit up long enough is as the others again."""
        over = {number for number, until in self._glowing.items() if until <= now}
        for number in over:
            del self._glowing[number]
        self.repaint(over)

    def numbers_in_sight(self) -> list[int]:
        """The tickets whose rows are shown."""
        return [number for position in self._visible() if (number := self.model.numbers[position]) > 0]

    def repaint(self, numbers: Collection[int]) -> None:
        """Paint the rows of some tickets anew, where they are in sight."""
        if numbers:
            for position in self._visible():
                if self.model.numbers[position] in numbers:
                    self.refresh(Region(0, position - self.scroll_offset.y, self.size.width, 1))

    def tick(self, now: datetime) -> None:
        """Repaint the countdowns that ``now`` has changed, each from the left edge to its end, and nothing else."""
        self._now = now
        self._fade(now)
        offset = self.scroll_offset.y
        for position in self._visible():
            row = self.model.rows.get(self.model.numbers[position])
            if row is None or self._still_holds(row):
                continue
            if self._painted.get(row.number) != self._countdown(row):
                self.refresh(Region(0, position - offset, COUNTDOWN_WIDTH, 1))

    def hours_changed(self) -> None:
        """Working time has begun or ended: what every countdown says is asked anew."""
        self._held.clear()

    def _still_holds(self, row: QueueRow) -> bool:
        """Whether a countdown cannot have changed since it was last asked for."""
        held = self._held.get(row.number)
        return held is not None and held[0] is row and self._now is not None and held[1] <= self._now < held[2]

    def visible_window(self) -> slice:
        """The positions to fetch with the next reading: what is shown and its neighbours."""
        first = self.scroll_offset.y
        return slice(max(0, first - WINDOW), first + self.size.height + WINDOW)

    def _visible(self) -> range:
        first = self.scroll_offset.y
        return range(first, min(first + self.size.height, len(self.model.numbers)))

    def _countdown(self, row: QueueRow) -> CountdownCell:
        assert self._now is not None
        countdown = self._countdown_of(row, self._now) if self._countdown_of else None
        self._held[row.number] = (row, self._now, self._now + holds_for(countdown))
        return countdown_cell(row, countdown, self._now)

    # -- rendering ----------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of the widget."""
        width = self.size.width
        position = y + self.scroll_offset.y
        if self._labels is None or not self.model.numbers:
            return self._empty_line(y, width)
        row = self.model.row_at(position)
        if row is None and position < len(self.model.numbers) and self.model.numbers[position] < 0:
            return self._head_line(self.model.heads[self.model.numbers[position]], width)
        if row is None:
            return Strip.blank(width, self._style("base"))
        return self._row_strip(row, position == self.model.cursor, width)

    def _empty_line(self, y: int, width: int) -> Strip:
        if y != 1 or not self.empty_text:
            return Strip.blank(width, self._style("base"))
        text = fit("  " + self.empty_text, width)
        return Strip([Segment(text, self._style("base") + self._style("quiet"))], width)

    def _head_line(self, title: str, width: int) -> Strip:
        """The title of a group over its tickets."""
        style = self._style("base") + self._style("head")
        return Strip([Segment(fit(f"── {safe_line(title)} ", width), style)], width)

    def _row_strip(self, row: QueueRow, selected: bool, width: int) -> Strip:
        cell = self._painted[row.number] = self._countdown(row)
        sign, glows = self.model.unseen.sign(row.number), row.number in self._glowing
        state = (row, cell, selected, self.has_focus, width, row.number in self.marked, sign, glows)
        cached = self._strips.get(row.number)
        if cached is not None and cached[0] == state:
            return cached[1]
        under = self._row_style(selected, glows=glows)
        strip = Strip(self._segments(row, cell, selected, under)).adjust_cell_length(width, under)
        self._strips[row.number] = (state, strip)
        return strip

    def _segments(self, row: QueueRow, cell: CountdownCell, selected: bool, under: Style) -> list[Segment]:
        marked, sign = row.number in self.marked, self.model.unseen.sign(row.number)
        cells = self._row_cells(row)
        pieces = pieces_of(row, cell, self.columns, cells, selected=selected, marked=marked, sign=sign)
        return [Segment(text, under + self._style(tone)) for text, tone in pieces]

    def _row_cells(self, row: QueueRow) -> tuple[str, ...]:
        cached = self._cells.get(row.number)
        if cached is None or cached[0] is not row:
            assert self._labels is not None
            cached = self._cells[row.number] = (row, cells_of(row, self.columns, self._labels))
        return cached[1]

    def _row_style(self, selected: bool, *, glows: bool = False) -> Style:
        base = self._style("base")
        if not selected:
            return base + self._style("glow") if glows else base
        return base + self._style("cursor" if self.has_focus else "cursor-blurred")

    def _style(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            style = self._styles[name] = (
                self.rich_style if name == "base" else self.get_component_rich_style(f"queue--{name}", partial=True)
            )
        return style

    def _forget(self) -> None:
        """Drop what was rendered: columns, labels or colours are other ones now."""
        self._cells.clear()
        self._strips.clear()
        self._styles.clear()
        self._held.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Colours changed: the theme, NO_COLOR, focus."""
        self._strips.clear()
        self._styles.clear()
        super().notify_style_update()

    # -- moving -------------------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Move the cursor by so many rows."""
        self._go(self.model.cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by so many pages."""
        self._go(self.model.cursor + by * max(1, self.size.height - 1))

    def action_edge(self, end: int) -> None:
        """Move the cursor to the first (0) or the last (1) row."""
        if end and not self.model.whole:
            self.post_message(self.RunsOut(to_end=True))
            return
        self._go(len(self.model.numbers) - 1 if end else 0)

    def _go(self, position: int) -> None:
        before = self.model.cursor
        if not self.model.move(position):
            return
        self.refresh_line(before)
        self.refresh_line(self.model.cursor)
        self._keep_cursor_visible()
        self.post_message(self.Highlighted(self.model.selected))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that the rows run out."""
        super().watch_scroll_y(old_value, new_value)
        if self.model.runs_out(round(new_value) + self.size.height):
            self.post_message(self.RunsOut(to_end=False))

    def _keep_cursor_visible(self) -> None:
        """Scroll when the cursor has left the sight: by half a page, so that not every key repaints the whole list."""
        height, first, cursor = self.size.height, self.scroll_offset.y, self.model.cursor
        if height and not first <= cursor < first + height:
            self.scroll_to(y=max(0, cursor - height // 2), animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """A click selects, a second one opens."""
        event.stop()
        position = event.y + self.scroll_offset.y
        if position >= len(self.model.numbers):
            return
        self._go(position)
        if event.chain > 1 and self.model.numbers[position] > 0:
            self.post_message(self.Opened(self.model.numbers[position]))

    def on_resize(self, event: events.Resize) -> None:
        """Choose the columns that fit; keep the cursor in sight."""
        self._lay_columns()
        self.virtual_size = Size(self.size.width, len(self.model.numbers))
        self._keep_cursor_visible()

    def watch_has_focus(self, has_focus: bool) -> None:
        """The cursor is paler while another widget has the focus."""
        super().watch_has_focus(has_focus)
        if self.model.numbers:
            self.refresh_line(self.model.cursor)
