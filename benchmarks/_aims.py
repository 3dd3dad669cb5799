"""The aims, and which figures of the benchmarks each of them is held against."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Value = Mapping[str, float]
"""Figures by key; those that end in « /» are the ratio to what stands beside them."""


@dataclass(frozen=True, slots=True)
class Part:
    """One figure of an aim: its key, how it is written, and the most (or the least) that meets it; None: no bound."""

    key: str
    form: str
    most: float | None = None
    least: float | None = None

    def met(self, value: float) -> bool:
        """Whether a value meets it."""
        return (self.most is None or value <= self.most) and (self.least is None or value >= self.least)


@dataclass(frozen=True, slots=True)
class Aim:
    """A row of the table: what, the aim in words, its figures, and what there is to say where it is not met."""

    what: str
    aim: str
    parts: tuple[Part, ...]
    note: str = ""


def at_most(key: str, form: str, most: float) -> Part:
    """A figure that is to be no more."""
    return Part(key, form, most=most)


def at_least(key: str, form: str, least: float) -> Part:
    """A figure that is to be no less."""
    return Part(key, form, least=least)


AIMS: tuple[Aim, ...] = (
    Aim("rows on the terminal after `pult`, beside an empty Textual app", "≤ × 2 cold", (
        at_most("start.1000 /", "1 k: × {:.2f}", 2), at_most("start.100000 /", "100 k: × {:.2f}", 2))),
    Aim("the same, 100 k tickets against 1 k", "≤ × 1.2", (at_most("start.growth", "× {:.2f}", 1.2),)),
    Aim("cursor down in the queue of 100 k", "≤ 5 ms, p95 ≤ 10 ms, or × 1.5 the bare list", (
        at_most("key.queue.100000", "{:.1f} ms", 5), at_most("key.queue.100000.p95", "p95 {:.1f} ms", 10),
        Part("key.queue.100000 /", "× {:.2f}"))),
    Aim("open a ticket, back to the queue, 100 k", "≤ 5 ms, p95 ≤ 10 ms", (
        at_most("key.ticket.100000", "open {:.0f} ms", 5), at_most("key.back.100000", "back {:.0f} ms", 5))),
    Aim("bytes: cursor with preview, page, ticket, call", "4, 15, 16, 20 kB", (
        at_most("bytes.down.100000", "{:,.0f}", 4_000), at_most("bytes.page.100000", "{:,.0f}", 15_000),
        at_most("bytes.open.100000", "{:,.0f}", 16_000), at_most("bytes.call.100000", "{:,.0f} B", 20_000))),
    Aim("idle queue: CPU", "≤ 0.5 %", (
        at_most("idle.1000.cpu", "1 k: {:.2f}", 0.5), at_most("idle.100000.cpu", "100 k: {:.2f}", 0.5),
        at_most("idle.day.console.cpu", "counting down: {:.2f} %", 0.5))),
    Aim("idle queue: wakeups and bytes a second, 40 countdowns", "≤ 5, ≤ 100 B", (
        at_most("idle.day.console.wakeups", "{:.1f} a second", 5),
        at_most("idle.day.console.bytes", "{:.0f} B/s", 100))),
    Aim("commit → ten other consoles over a file, p99", "≤ 60 ms", (at_most("seen.10.p99", "{:.0f} ms", 60),)),
    Aim("memory of a console: connected, after much use", "≤ 70 MB, +10 %", (
        at_most("memory.cold.100000", "{:.0f} MB", 70), Part("memory.used.100000", "{:.0f} MB"))),
    Aim("`pult queue --limit 20 --json`, `pult ticket comment` at 100 k", "≤ 350 ms CPU", (
        at_most("cli.queue.100000", "{:.0f}", 350), at_most("cli.comment.100000", "{:.0f} ms", 350))),
    Aim("a command: fresh ticket, one of 400 events, registration among 100 k", "≤ 1.5, 1.5, 2 ms CPU", (
        at_most("command.fresh", "{:.1f}", 1.5), at_most("command.long", "{:.1f}", 1.5),
        at_most("command.registration", "{:.1f} ms", 2))),
    Aim("16 writers on one ticket", "≥ 200/s", (at_least("writers.many", "{:.0f}/s", 200),)),
    Aim("one writer beside raw SQLite of the same durability", "≥ × 0.8", (
        at_least("writers.one /", "× {:.2f}", 0.8),)),
    Aim("queue, rows and counts: 100 k against 1 k", "≤ × 1.5", (
        at_most("queue.open.growth", "open × {:.1f}", 1.5), at_most("queue.mine.growth", "mine × {:.1f}", 1.5),
        at_most("queue.closed.growth", "closed × {:.1f}", 1.5))),
    Aim("sweep, panel, promises at 100 k", "≤ 300, 150, 50 ms CPU", (
        at_most("sweep.100000", "{:,.0f}", 300), at_most("panel.100000", "{:,.0f}", 150),
        at_most("promises.100000", "{:,.0f} ms", 50))),
    Aim("`verify --chain`, `verify`, events a second", "≥ 120,000, ≥ 40,000", (
        at_least("verify.chain.10000", "{:,.0f}", 120_000), at_least("verify.whole.10000", "{:,.0f}", 40_000))),
    Aim("a deadline in working time beside businesstimedelta: 4 h, 8 h, all norms", "≥ × 300", (
        at_least("worktime.4h.businesstimedelta", "× {:,.0f}", 300),
        at_least("worktime.8h.businesstimedelta", "× {:,.0f}", 300),
        at_least("worktime.norms.businesstimedelta", "× {:,.0f}", 300)),
        "it walks day by day, so the shortest deadlines are its best"),
    Aim("demonstration desk of 400 tickets, first rows of it", "≤ 8 s CPU, ≤ 2 s", (
        at_most("demo.made", "{:,.0f} ms CPU", 8_000), at_most("demo.first", "{:,.0f} ms", 2_000)),
        "importing the rules and the store is a second of it, the schema a third of one; a smaller desk that fills"
        " while one looks would number old tickets after new ones"),
)  # fmt: skip
ELSEWHERE = (
    ("50 processes, a command a second each, p99", "≤ 10 ms file, ≤ 20 ms server", "`benchmarks/accept_crowd.py`"),
    ("a commit on ten consoles over a server, p99", "≤ 40 ms", "`benchmarks/accept_seen.py`"),
    ("memory after a shift and a month of the panel", "+10 %", "`benchmarks/accept_memory.py`"),
)
"""Aims that `make accept` holds."""
Told = Callable[[str], float | None]


def judged(aim: Aim, figure: Told) -> tuple[str, str]:
    """What was measured for an aim, and whether it is met: «met», «not met», «not measured»."""
    found = [(part, value) for part in aim.parts if (value := figure(part.key)) is not None]
    told = ", ".join(part.form.format(value) for part, value in found) or "—"
    if len(found) < len(aim.parts):
        return told, "not measured"
    if all(part.met(value) for part, value in found):
        return told, "met"
    return told, f"**not met**: {aim.note}" if aim.note else "**not met**"
