"""How a console makes itself heard: a line on the screen, the terminal's bell and title, a desktop's notices.

What is worth hearing is the core's to say (:mod:`core.desk.tickets.news`), by which sign the policy's
(``notices.yaml``). The sequences go past Textual, so every text in them is stripped of whatever a terminal could take
for a command.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from console.wording.counts import at_most
from core.text import safe_line

if TYPE_CHECKING:
    from core.desk.tickets.news import News
    from core.policy.notices import Notices
    from core.tickets.alerts.notices import Notice

MOST_TOLD: Final = 3
"""So many notices are told one by one; more of them as a number."""
REMEMBERED: Final = 50
_LONGEST: Final = 120
_ST: Final = "\x1b\\"
_UNTITLED: Final = ("linux", "dumb", "")
"""Terminals that would show the sequence of a title as text."""


class Noticing:
    """What this console has heard of already, and whether it may make itself heard."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.over_ssh = bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))
        self.chosen: bool | None = None
        """Whether the operator has asked for quiet; None: as the policy says."""
        self.head: int | None = None
        self.heard: deque[Notice] = deque(maxlen=REMEMBERED)
        """The last notices, the newest first."""
        self.kept: list[Notice] = []
        """What came while it was to be quiet."""
        self._near: set[object] = set()

    def quiet(self, policy: Notices | None) -> bool:
        """Whether neither bell nor desktop is to be used."""
        if self.chosen is not None:
            return self.chosen
        return self.over_ssh and not (policy is not None and policy.over_ssh)

    def hear(self, news: News) -> tuple[Notice, ...]:
        """What is new of some news; of the first news only that it is not new any more."""
        first, self.head = self.head is None, news.head
        near = {(each.number, each.clock, each.due): each.notice for each in news.near}
        fresh = () if first else (*news.notices, *(notice for key, notice in near.items() if key not in self._near))
        self._near = set(near)
        self.heard.extendleft(fresh)
        return tuple(fresh)


def in_words(notices: Sequence[Notice]) -> str:
    """The notices as lines; of many only the first ones and how many more there are."""
    lines = [f"№ {each.number} · {safe_line(each.text)}" for each in notices[:MOST_TOLD]]
    more = len(notices) - MOST_TOLD
    return "\n".join([*lines, f"… и ещё {more}"] if more > 0 else lines)


def title(overdue: int, soon: int) -> str:
    """«‼ 2 · скоро 3 — Пульт ЦК»: what is urgent first, since a tab shows only the beginning."""
    told = [f"‼ {at_most(overdue)}"] if overdue else []
    told += [f"скоро {at_most(soon)}"] if soon else []
    return f"{' · '.join(told)} — Пульт ЦК" if told else "Пульт ЦК"


def title_sequence(text: str, environ: Mapping[str, str]) -> str:
    """OSC 2, «» for a terminal that would print it."""
    return "" if environ.get("TERM", "") in _UNTITLED else f"\x1b]2;{_plain(text)}{_ST}"


def desktop_sequence(text: str, environ: Mapping[str, str]) -> str:
    """A notification of the desktop in the dialect of the terminal: OSC 99 of kitty, 777 of rxvt and foot, 9 of the
    others; «» where none is known to be understood, so that nothing is printed."""
    said = _plain(text)
    program, term = environ.get("TERM_PROGRAM", ""), environ.get("TERM", "")
    if environ.get("TMUX") or term.startswith(("screen", "tmux")):
        return ""
    if environ.get("KITTY_WINDOW_ID") or "kitty" in term:
        return f"\x1b]99;;{said}{_ST}"
    if program in ("ghostty", "WezTerm") or term.startswith(("foot", "rxvt", "contour")):
        return f"\x1b]777;notify;Пульт ЦК;{said.replace(';', ',')}{_ST}"
    if program == "iTerm.app" or environ.get("WT_SESSION") or environ.get("ConEmuPID"):
        return f"\x1b]9;{said}{_ST}"
    return ""


def _plain(text: str) -> str:
    return safe_line(text)[:_LONGEST]
