"""The line above the form: how long the call lasts, what becomes of it, and whether what is typed is kept."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from textual.content import Content

from console.intake.call import IntakeCall
from console.widgets.one_line import OneLine
from core.durations import exact, size
from core.policy import Policy

Styled = tuple[str, str]


class CallLine(OneLine):
    """Tells one call; what it tells besides is set on it."""

    def __init__(self, call: IntakeCall) -> None:
        super().__init__(id="call")
        self._call = call
        self.policy: Policy | None = None
        self.parked = 0
        """How many calls are put aside."""
        self.draft_problem = ""
        """Why what is typed is kept nowhere."""
        self.draft_said = ""
        """What is told of the draft: that problem, or that it was written."""

    def tell(self, now: datetime) -> None:
        """Say it anew, while there is somebody to read it: answers come from threads, and the call may be left."""
        if not self.is_attached:
            return
        started = self._call.started or now
        parts = [
            ("● ", "$accent"),
            (exact(timedelta(seconds=(now - started) // timedelta(seconds=1)), None), "bold"),
            (f"  звонок с {started.astimezone(now.tzinfo):%H:%M}", "$text-muted"),
            *self._draft_problem(),
            *self._five_minutes(now - started),
            *self._fate(),
        ]
        kept = f"  ·  {self.draft_said}"
        if not self._call.saving and not self.draft_problem and self.draft_said and self._has_room(parts, kept):
            parts.append((kept, "$text-muted"))
        self.put(Content.assemble(*parts))

    def tell_draft(self, problem: str, *, typed: bool) -> None:
        """What has become of the draft; the problem is «» where it could be written."""
        self.draft_problem = problem
        self.draft_said = problem or ("черновик сохранён" if typed else "")

    def _draft_problem(self) -> Iterator[Styled]:
        """Before anything that a narrow screen cuts off."""
        if self.draft_problem:
            yield f"  ·  {self.draft_problem}", "bold $text-error"

    def _five_minutes(self, passed: timedelta) -> Iterator[Styled]:
        """The rule of five minutes shows itself (п. 5.5)."""
        if self.policy is None:
            return
        limit = timedelta(seconds=self.policy.lifecycle.call_log_limit.seconds)
        if passed > limit:
            yield f"  ·  дольше {exact(limit, None)} — обращением (п. 5.5)", "$text-warning"
        else:
            yield f"  ·  ещё {size(limit - passed)} — только журнал (F4, п. 5.5)", "$text-success"

    def _fate(self) -> Iterator[Styled]:
        if (number := self._call.comment_on) is not None:
            yield f"  ·  → ответом в № {number}, Esc — отдельным обращением", "bold $text-warning"
        if self.parked:
            yield f"  ·  отложено звонков: {self.parked}, F2 — взять", "$text-muted"
        if self._call.saving:
            yield "  ·  сохраняю…", "bold"

    def _has_room(self, parts: list[Styled], more: str) -> bool:
        """Whether the line takes this as well."""
        return sum(len(text) for text, _ in parts) + len(more) + 2 <= self.screen.size.width
