"""The header of every screen: the desk, its time and working state, who is on; and why something does not work."""

from datetime import datetime
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from console.host import Host, pult_of
from console.labels import DESK_NAME
from console.widgets.one_line import OneLine, sides
from console.wording.instants import initials, until_when, working_state
from core.text import safe_line
from core.wording import WEEKDAYS


class DeskHeader(Widget):
    """One line, and a second one while something is wrong. Its time has no seconds: they would be repainted each."""

    DEFAULT_CSS = """
    DeskHeader {
        dock: top;
        height: auto;
        layout: vertical;
        & > #desk-line { background: $panel; color: $foreground; }
        & > #banner { background: $error; color: $banner-foreground; text-style: bold; display: none; }
        &.-trouble > #banner { display: block; }
        & > #outage { background: $warning; color: $banner-foreground; text-style: bold; display: none; }
        &.-outage > #outage { display: block; }
        & > #word { background: $surface; color: $text-accent; height: auto; max-height: 5; padding: 0 1; }
        & > #word { display: none; }
        &.-word > #word { display: block; }
        &.-past > #word { background: $warning; color: $banner-foreground; text-style: bold; }
    }
    """
    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__()
        self._told: object = None

    def compose(self) -> ComposeResult:
        """The line and the banner."""
        yield OneLine(id="desk-line")
        yield OneLine(id="banner")
        yield OneLine(id="outage")
        yield Static("", id="word", markup=False)

    def on_mount(self) -> None:
        """Show what is known already."""
        self.tell()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the two ends anew."""
        self.tell()

    def tell(self, now: datetime | None = None) -> None:
        """Say desk time, working state, who is on and what is wrong; cheap when nothing has changed."""
        app = pult_of(self)
        trouble = app.trouble
        minute = now and now.replace(second=0, microsecond=0)
        outages, word = app.changes.outages, app.word()
        state = (minute, app.client.actor, app.client.policy, trouble, outages, app.quiet, word, self.size.width)
        if now is not None and state == self._told:
            return
        self._told = state
        self.query_one("#desk-line", OneLine).put(self._fitting(app))
        lines = (trouble is not None, bool(outages), word is not None)
        if lines != tuple(self.has_class(each) for each in ("-trouble", "-outage", "-word")):
            self.call_after_refresh(self._repaint_screen)
        self.set_class(trouble is not None, "-trouble")
        self.query_one("#banner", OneLine).put(Content(f" ‼ {safe_line(trouble)}" if trouble else ""))
        self.set_class(bool(outages), "-outage")
        self.query_one("#outage", OneLine).put(Content(_outages(app)))
        self.set_class(word is not None, "-word")
        self.set_class(app.client.desk is not None and app.client.desk.closed is not None, "-past")
        self.query_one("#word", Static).update(word or "")

    def _repaint_screen(self) -> None:
        """The header is higher or lower: what stands below has moved, and Textual may take it for painted already.

        It does so when somebody asks for a size between the change and the layout: the layout then finds nothing moved.
        """
        if self.is_attached:
            self.screen.refresh()

    def _fitting(self, app: Host) -> Content:
        """Everything where there is room, the short form where there is not."""
        width = self.size.width
        left, right = self._desk(app, short=False), self._who(app, short=False)
        if left.cell_length + right.cell_length >= width:
            left, right = self._desk(app, short=True), self._who(app, short=True)
            right = right.truncate(max(0, width - left.cell_length - 1), ellipsis=True)
        return sides(left, right, width)

    def _desk(self, app: Host, *, short: bool) -> Content:
        name = Content.styled(DESK_NAME, "bold $accent")
        desk, look = app.client.desk, app.client.look
        time = desk.queue.desk_time() if desk is not None else look.time if look is not None else None
        if time is None:
            return name + Content.styled(" открываю хранилище…" if app.client.failure is None else "", "$text-muted")
        date = "" if short else f"{time.now:%d.%m}  "
        return Content.assemble(
            name,
            (f" {WEEKDAYS[time.now.weekday()]} {date}", "$text-muted"),
            (f"{time.now:%H:%M}", "bold"),
            "  ",
            (working_state(time), "$text-success" if time.open else "bold $text-warning"),
        )

    def _who(self, app: Host, *, short: bool) -> Content:
        policy, look = app.client.policy, app.client.look
        actor = app.client.actor or (look.actor if look is not None else None)
        labels = policy.labels if policy is not None else look.labels if look is not None else None
        if labels is None or actor is None:
            return Content.styled(f"{safe_line(app.login)} ", "$text-muted")
        role = labels.short(actor.role) if short else labels.of(actor.role)
        name = safe_line(actor.name)
        quiet = "тихо · " if app.quiet else ""
        told = (initials(name) if short else name, "bold"), (f" · {role} ", "$text-muted")
        return Content.assemble((quiet, "bold $text-warning"), *told)


def _outages(app: Host) -> str:
    """The mass incidents that last, the latest first: «⚡ Сбой № 2: qMS недоступна · ждём до 14:00»."""
    now = app.client.now()
    told = []
    for each in reversed(app.changes.outages):
        end = f" · ждём {until_when(each.expected_end, now)}" if each.expected_end and each.expected_end > now else ""
        news = f" · {safe_line(each.news)}" if each.news else ""
        told.append(f"Сбой № {each.id}: {safe_line(each.title)}{news}{end}")
    return f" ⚡ {'   '.join(told)}" if told else ""
