"""The big figures of the breach panel: number, state, and where the digit leads."""

from dataclasses import dataclass

from console.wallboard.figure_titles import FIGURES
from console.wallboard.goals import TicketListGoal, broken, late, near
from console.wallboard.layout.out_of import OutOf
from console.wallboard.sentences import share
from console.widgets.line_view import BAD, GOOD, MUTED, STRONG, WARN
from core.desk.oversight.breach_panel import HORIZONS, Wall
from core.desk.views import View
from core.tickets.forecast.horizons import Period


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is drawn, in the style of its state; ``count``: how many tickets its list holds.

    ``whole``: out of how many it is.
    """

    name: str
    number: str
    style: str
    goal: TicketListGoal
    count: int | None = None
    whole: OutOf | None = None


def figures(wall: Wall) -> tuple[Figure, ...]:
    """All of them, in the order of their digits."""
    breached, *soon = wall.tickets
    filters = (late(), *map(near, HORIZONS))
    states, none = (BAD, WARN, STRONG, STRONG), "" if breached else GOOD  # nothing is well while something is late
    titles = {name: title for name, title, *_ in FIGURES}
    names = ("late", "near15", "near60", "near240")
    whole = OutOf(("из",), str(wall.open))
    found = [
        Figure(name, str(count), state if count else none, TicketListGoal(titles[name], filter_), count, whole)
        for name, count, state, filter_ in zip(names, (breached, *soon), states, filters, strict=True)
    ]
    grown = OutOf(("с утра", ""), since_morning(wall))
    return (*found, Figure("open", str(wall.open), "", TicketListGoal(titles["open"]), wall.open, grown), _kept(wall))


def since_morning(wall: Wall) -> str:
    """By how many the open ones have grown since the day began: «+17», «−3», «0»."""
    first = wall.day[0]
    grown = wall.open - (first.backlog - first.come + first.gone)
    return f"{grown:+}".replace("-", "−") if grown else "0"


def _kept(wall: Wall) -> Figure:
    """The share of today's clocks that were kept, in percent, and of how many: the late ones that run are of them."""
    today = [each for each in wall.compliance if each.period is Period.TODAY]
    of, kept = sum(each.of for each in today), sum(each.kept for each in today)
    style = MUTED if not of else BAD if kept * 10 < of * 9 else WARN if kept < of else GOOD
    goal = TicketListGoal("Нарушено сегодня", broken(Period.TODAY), View.ALL)
    whole = OutOf((f"{kept} из", "из"), str(of)) if of else None
    return Figure("kept", share(kept, of).removesuffix(" %"), style, goal, whole=whole)
