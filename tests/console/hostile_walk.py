"""``python -m tests.console.hostile_walk STORE LOGIN REPORT [PART [PAYLOAD]]``: a console that walks over its screens.

One of the first line goes everywhere; the others to the registers and forms of the desk that are theirs alone. PART is
``forms`` (registers, forms, tools), ``screens`` (queue, ticket, call, panel) or ``all``.

Whatever can be typed into gets hostile text (or that of a file, PAYLOAD) and is sent. The report says where it has
been, or how it failed.
"""

import gc
import json
import sys
import traceback
from pathlib import Path

from textual.events import Paste
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, TextArea

from console.app import PultApp
from console.dialogs import start_action
from console.dialogs.frame.conflict import ConflictScreen
from console.environment import prepare
from console.forms.desk_forms import DESK_FORMS
from console.forms.tools import TOOLS
from console.intake.screen import IntakeScreen
from console.registers.catalogue import ALL
from console.registers.screen import RegisterScreen
from console.ticket.screen import TicketScreen
from console.wallboard.clinic_screen import ClinicScreen
from console.wallboard.screen import BLOCKS, WallScreen
from core.desk.oversight.clinic_trend import ClinicTrend
from core.tickets.answers.comments import Comment, Note
from core.tickets.directory import Actor
from core.tickets.use_cases.access import permit_named
from core.vocabulary import Role
from tests.console.driving import queue_of, settled, until
from tests.console.scenes import HOSTILE, NOW
from tests.support.desk import done, reopen
from tests.support.textual_privates import press_at_once

FIRST = Actor("first", "Первая П. П.", Role.FIRST_LINE)


def forms_for(actor: Actor) -> frozenset[str]:
    """The forms that an account is sent to: the first line to all of its own, another one to what the first may not."""
    rights = {name: name for name in DESK_FORMS} | {name: spec.right for name, spec in TOOLS.items()}

    def may(right: str, who: Actor) -> bool:
        return not right or permit_named(right, who) is None

    first = actor.role is Role.FIRST_LINE
    return frozenset(name for name, right in rights.items() if may(right, actor) and (first or not may(right, FIRST)))


def registers_for(actor: Actor) -> tuple[str, ...]:
    """The registers that an account is sent to: the first line to all, another one where it may do or read more."""
    mine = forms_for(actor)
    return tuple(
        name
        for name, spec in ALL.items()
        if actor.role is Role.FIRST_LINE or name in ("accesses", "denials") or mine.intersection(spec.commands)
    )


class Walk:
    """The way over the screens of one console."""

    def __init__(self, app: PultApp, pilot: Pilot[int], payload: str) -> None:
        self.app, self.pilot, self.payload = app, pilot, payload
        self.seen: list[str] = []
        self.at, self.first = "", False
        self.wanted: frozenset[str] = frozenset()

    async def go(self, part: str) -> None:
        """All of it, or a part."""
        await until(
            self.pilot,
            lambda: self.app.client.actor is not None and queue_of(self.app).listing.shown is not None,
            "a queue",
        )
        actor = self.app.client.actor
        assert actor is not None
        self.first, self.wanted = actor.role is Role.FIRST_LINE, forms_for(actor)
        if part != "screens":
            await self.forms(registers_for(actor))
        if self.first and part != "forms":
            await self.queue()
            await self.conflict(9)
            await self.ticket(8)
            await self.call()
            await self.listening()
            await self.wall()

    async def forms(self, registers: tuple[str, ...]) -> None:
        """The registers with what is given to their records, the other forms of the desk, its tools."""
        app = self.app
        for name in registers:
            await self.register(name)
        of_records = {name for spec in ALL.values() for name in spec.commands}
        for name in DESK_FORMS:
            if name in self.wanted and name not in of_records:
                app.navigation.open_form(name)
                await self.form(f"form {name}", queue_of(app))
        for name in TOOLS:
            if name in self.wanted:
                app.action_tool(name)
                await self.form(f"form {name}", queue_of(app))

    async def press(self, *keys: str) -> None:
        """Press keys, which may take a screen away, and wait for what they do."""
        for key in keys:
            self.at = f"{key} at {self.app.screen}"
            await press_at_once(self.app, key)
            await until(self.pilot, lambda: not self.app.keys.under_way, "the key")

    async def quiet(self) -> None:
        """Until no read is under way."""
        await self.app.workers.wait_for_complete()
        await until(self.pilot, lambda: not self.app.client.writing and not self.app.keys.under_way, "the answer")
        await self.pilot.pause()

    async def home(self, screen: Screen[object]) -> None:
        """Back to a screen, whatever stands over it."""
        for _ in range(6):
            if self.app.screen is screen:
                return
            await self.press("escape")
            await self.quiet()
        while self.app.screen is not screen:
            self.app.pop_screen()
            await self.quiet()

    async def fill(self, most: int | None = None) -> None:
        """Hostile text in every field of the screen, of ``most`` characters."""
        for field in self.app.screen.query("Input, TextArea"):
            if isinstance(field, Input | TextArea) and field.display and not field.disabled:
                field.focus()
                await self.pilot.pause()
                self.app.post_message(Paste(self.payload[:most]))
                await self.pilot.pause()

    async def form(self, name: str, below: Screen[object]) -> None:
        """A form: filled, sent, its answer read, left for what was below."""
        await self.quiet()
        await self.fill()
        await self.press("f8")
        await self.quiet()
        await self.home(below)
        self.seen.append(name)

    async def queue(self) -> None:
        """Every view, the preview, the search, the menus and the help."""
        for digit in range(1, 8):
            await self.press(str(digit))
            await settled(self.app, self.pilot)
        await self.press("3", "f6", "down", "f6", "f6", "f3")
        await self.fill()
        await settled(self.app, self.pilot)
        await self.press("escape", "escape", "3")
        await settled(self.app, self.pilot)
        for key in ("f1", "f9", "8", "9", "0", "f4", "a", "f12", "f7", "e"):
            await self.press(key)
            await self.quiet()
            await self.fill()
            await self.quiet()
            await self.home(queue_of(self.app))
        self.seen.append("queue")

    async def register(self, name: str) -> None:
        """A register: its records, what can be done with each, the search."""
        self.app.navigation.open_register(name)
        screen = self.app.screen
        assert isinstance(screen, RegisterScreen)
        await until(self.pilot, lambda: screen.loaded, f"register {name}")
        for key in ("enter", "a", "n") if self.first else ():
            await self.press(key)
            await self.quiet()
            if self.app.screen is not screen:  # else it has nothing new, and its search would find no record
                await self.fill()
            await self.home(screen)
        for command in ALL[name].commands:
            if command in self.wanted and screen.listed.selected is not None:
                screen.give(command)
                await self.form(f"form {command}", screen)
        await self.press("f3")
        await self.fill()
        await self.home(queue_of(self.app))
        self.seen.append(f"register {name}")

    async def ticket(self, number: int) -> None:
        """A ticket: its panes, and everything that can be done with it."""
        self.app.navigation.open_ticket(number)
        screen = self.app.screen
        assert isinstance(screen, TicketScreen)
        await until(self.pilot, lambda: screen.view is not None, "the ticket")
        for key in ("1", "2", "3", "4", "5", "7", "e", "a", "f4", "f12"):
            await self.press(key)
            await self.quiet()
            await self.home(screen)
        for action in screen.view.actions if screen.view is not None else ():
            if action.refusal is None and screen.view is not None:
                start_action(self.app, action.name, screen.view)
                await self.quiet()
                await self.fill()
                await self.press("f8")
                await self.quiet()
                await self.home(screen)
                self.seen.append(f"action {action.name}")
        await self.home(queue_of(self.app))
        self.seen.append(f"ticket {number}")

    async def conflict(self, number: int) -> None:
        """An answer that meets another one."""
        app, desk = self.app, self.app.client.desk
        assert desk is not None
        app.navigation.open_ticket(number)
        screen = app.screen
        assert isinstance(screen, TicketScreen)
        await until(self.pilot, lambda: screen.view is not None, "the ticket")
        await self.press("c")
        await self.quiet()
        await self.fill(1000)  # a longer line would be refused before anybody compares it
        done(desk, Comment(number=number, text=HOSTILE), app.login)
        await self.press("f8")
        await until(self.pilot, lambda: isinstance(app.screen, ConflictScreen), "the conflict")
        await self.home(queue_of(app))
        self.seen.append("conflict")

    async def call(self) -> None:
        """The cockpit."""
        await self.press("f2")
        await until(self.pilot, lambda: isinstance(self.app.screen, IntakeScreen), "the form")
        await self.quiet()
        await self.fill()
        await self.quiet()
        for key in ("f8", "f4"):
            await self.press(key)
            await self.quiet()
        await self.home(queue_of(self.app))
        self.seen.append("call")

    async def listening(self) -> None:
        """Somebody else's words reach the screen, the desktop and the list of what was heard."""
        desk = self.app.client.desk
        assert desk is not None
        done(desk, Note(number=8, text=f"@{self.app.login} {self.payload[:1000]}"), "petrov")
        self.app.changes.announce()
        self.app.herald.look()
        await until(self.pilot, lambda: bool(self.app.herald.state.heard), "the news")
        self.app.action_heard()
        await self.quiet()
        await self.home(queue_of(self.app))
        self.seen.append("heard")

    async def wall(self) -> None:
        """The breach panel: its parts and pages, what its figures lead to, what got worse in a clinic."""
        await self.press("f10")
        screen = self.app.screen
        assert isinstance(screen, WallScreen)
        await until(self.pilot, lambda: screen.wall is not None, "the panel")
        for _ in range(len(BLOCKS)):
            await self.press("enter")
            await self.quiet()
            await self.home(screen)
            await self.press("tab")
        for key in ("1", "2", "3", "4", "5", "6", "z", "f1", "f9", "f12"):
            await self.press(key)
            await self.quiet()
            await self.home(screen)
        desk = self.app.client.desk
        assert desk is not None
        trend = desk.oversight.clinic_trend(str(desk.directory.organizations()[0].id))
        assert isinstance(trend, ClinicTrend)
        self.app.push_screen(ClinicScreen(trend, desk.policy.labels))
        await self.quiet()
        await self.home(screen)
        await self.press("space", "p", "escape")
        self.seen.append("wall")


def main() -> None:
    """Walk, and write the report."""
    prepare()
    gc.set_threshold(50_000, 20, 50)
    store, login, report = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    part = sys.argv[4] if sys.argv[4:] else "all"
    payload = Path(sys.argv[5]).read_text("utf-8", "surrogatepass") if sys.argv[5:] else HOSTILE
    app = PultApp(lambda: reopen(store, NOW), login)
    app.bell = lambda: None  # type: ignore[method-assign] # any that still rings comes out of a text

    async def walk(pilot: Pilot[int]) -> None:
        way = Walk(app, pilot, payload)
        told: dict[str, object] = {"seen": way.seen}
        try:
            await way.go(part)
        except BaseException as error:
            why = app.crash or error
            told["failed"] = f"{way.at} {way.seen[-1:]} {app.screen_stack}\n" + "".join(traceback.format_exception(why))
            raise
        finally:
            report.write_text(json.dumps(told), encoding="utf-8")
            app.exit()

    app.run(auto_pilot=walk)


if __name__ == "__main__":
    main()
