"""A drill as the console plays it: its director goes on in a thread, its words stand below the header."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.desk import StoreUnavailable
from core.durations import brief
from core.text import safe_line

if TYPE_CHECKING:
    from core.desk import Desk
    from core.drill.director import Director
    from core.drill.judging import Score
    from core.store.backends.change_signal import ChangeSignal


class DrillPlayer:
    """One drill from its first second to its page. :meth:`step` is called about once a second, from one thread."""

    def __init__(self, director: Director) -> None:
        """Nothing runs before :meth:`start`."""
        self.director = director
        self.keys = 0
        """How many keys were pressed."""
        self.score: Score | None = None
        """The judgement, once the shift is over."""
        self._desk: Desk | None = None
        self._signal: ChangeSignal | None = None

    def start(self) -> None:
        """The shift begins: time runs."""
        self.director.stage.clock.start()

    def step(self) -> None:
        """Let happen what is due; judge the shift once it is over. A store that fails is tried again next time."""
        if self.score is not None:
            return
        try:
            desk, signal = self._opened()
            self.director.step(desk, moved=signal.changed())
            if self.director.is_over(desk.now()):
                self.finish()
        except StoreUnavailable:
            return

    def finish(self) -> Score:
        """The shift is over now: time stands, and the page is made."""
        from core.drill.judging import judge
        from core.drill.played import read_played
        from core.drill.stage import ME

        self.director.stage.clock.stop()
        desk, _ = self._opened()
        self.score = judge(self.director.scenario, read_played(desk, ME, self.director.rung, self.keys))
        return self.score

    def skip(self) -> bool:
        """Jump to the next happening; False, and time goes on as it was, while somebody is on the line."""
        if self.director.caller is not None:
            return False
        self.director.stage.clock.skip_to(self.director.next_at)
        return True

    def words(self, now: datetime) -> str:
        """What stands below the header: who calls and says what, or when the shift ends."""
        director = self.director
        if (call := director.caller) is not None:
            return f"☎ {safe_line(call.caller)}: «{safe_line(call.says)}» · F2 — принять"
        left = brief(max(director.ends - now, timedelta()))
        title = safe_line(director.scenario.title)
        return f"Тренажёр «{title}» · до конца смены {left} · F11 — к следующему событию · Ctrl+Q — закончить"

    def close(self) -> None:
        """Let go of the store."""
        for each in (self._signal, self._desk):
            if each is not None:
                each.close()

    def _opened(self) -> tuple[Desk, ChangeSignal]:
        if self._desk is None or self._signal is None:
            self._desk = self.director.stage.open()
            self._signal = self._desk.change_signal()
        return self._desk, self._signal
