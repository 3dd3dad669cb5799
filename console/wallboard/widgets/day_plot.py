"""The day in half hours: what came upwards, what was closed downwards, and how many were open, in a plot below."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from textual.app import ComposeResult
from textual.color import Color
from textual.containers import Vertical
from textual.content import Content
from textual_plotext import PlotextPlot

from console.wallboard.layout.cells import Shown
from console.widgets.one_line import OneLine
from core.desk.oversight.breach_panel import HALF_HOUR, HalfHour

_LEAST_HEIGHT: Final = 16
"""Lines from which both plots can be read."""
_OWN: Final = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
"""The terminal's own colours by their numbers."""


class _Plot(PlotextPlot):
    """A plot in the colours of the theme, on the ground of whatever stands below it."""

    can_focus = False
    ALLOW_SELECT = False

    def on_mount(self) -> None:
        """No canvas of its own: the terminal's colours cannot be mixed."""
        self.theme = "clear"

    def colour(self, variable: str) -> Any:
        """A colour of the theme as plotext takes it."""
        named = self.app.theme_variables[variable]
        own = named.removeprefix("ansi_")
        if own == named:
            return Color.parse(named).rgb
        if own == "default":
            return own
        return _OWN.index(own.removeprefix("bright_")) + (8 if own.startswith("bright_") else 0)


class DayPlot(Vertical):
    """Inflow, outflow and backlog; drawn again only when a figure has changed."""

    DEFAULT_CSS = """
    DayPlot {
        border: round $border; border-title-color: $text-accent; border-title-style: bold; padding: 0 1;
        & #day-told { color: $text; }
        & #day-flow { height: 3fr; }
        & #day-backlog { height: 2fr; }
        & #day-level { color: $text-muted; }
        &.-flat #day-backlog, &.-flat #day-level { display: none; }
    }
    """
    BORDER_TITLE = "День по получасам"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._drawn: tuple[Any, ...] = ()

    def compose(self) -> ComposeResult:
        """A line of words over the two plots."""
        yield OneLine(id="day-told")
        yield _Plot(id="day-flow")
        yield OneLine(id="day-level")
        yield _Plot(id="day-backlog")

    def on_resize(self) -> None:
        """Where there is little room, the bars alone."""
        self.set_class(self.size.height < _LEAST_HEIGHT, "-flat")

    def show(self, shown: Shown) -> None:
        """Show another reading."""
        day, until = shown.wall.day, _end_of_day(shown)
        drawn = (day, until, self.app.theme)
        if drawn == self._drawn or not self.children:
            return
        self._drawn = drawn
        before = day[0].backlog - day[0].come + day[0].gone
        wall = shown.wall
        told = f"▲ пришло {wall.come}  ▼ закрыто {wall.gone}  открыто {wall.open} ({wall.open - before:+} с утра)"
        self.query_one("#day-told", OneLine).put(Content(told))
        levels = [each.backlog for each in day]
        self.query_one("#day-level", OneLine).put(Content(f"открыто: от {min(levels)} до {max(levels)}"))
        self._flow(day, until)
        self._backlog(day, until)

    def _flow(self, day: Sequence[HalfHour], until: datetime) -> None:
        plot = self.query_one("#day-flow", _Plot)
        plt = plot.plt
        plt.clear_figure()
        places = list(range(len(day)))
        plt.bar(places, [each.come for each in day], width=0.8, marker="hd", color=plot.colour("text-accent"))
        plt.bar(places, [-each.gone for each in day], width=0.8, marker="hd", color=plot.colour("text-success"))
        most = max(1, *(max(each.come, each.gone) for each in day))
        plt.ylim(-most, most)
        plt.yticks([-most, 0, most], [str(most), "0", str(most)])
        self._axis(plt, day, until)
        plot.refresh()

    def _backlog(self, day: Sequence[HalfHour], until: datetime) -> None:
        plot = self.query_one("#day-backlog", _Plot)
        plt = plot.plt
        plt.clear_figure()
        levels = [each.backlog for each in day]
        plt.plot(list(range(len(day))), levels, marker="braille", color=plot.colour("text-warning"))
        low, high = min(levels), max(levels)
        plt.ylim(low - 1, high + 1)
        plt.yticks([low, high] if high > low else [high])
        self._axis(plt, day, until)
        plot.refresh()

    def _axis(self, plt: Any, day: Sequence[HalfHour], until: datetime) -> None:
        """The whole working day, so that the picture does not stretch from hour to hour."""
        count = max(len(day), -(-(until - day[0].start) // HALF_HOUR))
        step = 2 if self.size.width >= 64 else 4
        labels = [day[0].start + place * HALF_HOUR for place in range(count)]
        plt.xlim(-0.6, count - 0.4)
        plt.xticks(list(range(0, count, step)), [f"{at:%H:%M}" for at in labels[::step]])
        plt.xaxes(True, False)
        plt.yaxes(True, False)


def _end_of_day(shown: Shown) -> datetime:
    """When today's work ends; now on a day off."""
    now, worktime = shown.now, shown.policy.worktime()
    hours = worktime.schedule.hours_on(now.date(), worktime.calendar(now.year))
    return datetime.combine(now.date(), hours[-1][1], now.tzinfo) if hours else now
