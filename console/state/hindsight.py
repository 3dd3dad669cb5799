"""What was done here a moment ago and can be taken back, and what waits that moment out before it is given at all.

How a command is taken back is for :mod:`core.tickets.undo.ways` to say. One that is *held* stands in its draft until it
has been carried out, so that neither a kill nor a lost store nor an ended session loses it; and nobody is told that it
was done before it was.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from console.failures import PASSING
from console.state.acts import Act, Held, Version
from core.desk.views import Done
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from console.host import Host

LEAVING: Final = 3.0
"""Seconds that the console waits, when it is closed, for what it has held to be carried out."""


class Hindsight:
    """The acts of one console that can still be taken back, the latest last."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._acts: list[Act] = []

    # -- what is there --------------------------------------------------------------------------------------------

    @property
    def window(self) -> timedelta:
        """How long an act can be taken back."""
        policy = self._host.client.policy
        return timedelta() if policy is None else policy.lifecycle.undo_window

    def latest(self, now: datetime) -> Act | None:
        """What the key takes back now; None where there is nothing, or it is the past that is looked at."""
        if (desk := self._host.client.desk) is not None and desk.closed is not None:
            return None
        left = (each for each in reversed(self._acts) if not each.given and not each.over(now, self.window))
        return next(left, None)

    def holds(self) -> tuple[Held, ...]:
        """What was asked for and has not been carried out."""
        return tuple(each.held for each in self._acts if each.held is not None)

    # -- what comes in --------------------------------------------------------------------------------------------

    def did(self, told: str, versions: tuple[Version, ...], since: datetime) -> None:
        """Something was carried out that can be taken back for a while from ``since``, when it was given."""
        act = Act(told, since + self.window, versions, many=len(versions) > 1, told_at=self._host.client.now())
        self._acts.append(act)
        self._tell()

    def hold(self, told: str, held: Held) -> bool:
        """Wait before a command is given. False, and nothing is held, where its draft cannot be written down."""
        from console.dialogs.frame.drafting import drafts_of
        from console.state.drafts import DraftUnsaved

        drafts = drafts_of(self._host)
        try:
            if drafts is None:
                return False
            drafts.save(held.draft)
        except DraftUnsaved:
            return False
        now = self._host.client.now()
        self._acts.append(Act(told, now + self.window, held=held, told_at=now))
        self._tell()
        return True

    def hold_or_give(self, told: str, held: Held) -> None:
        """Wait before a command is given; where its draft cannot be written down, give it at once."""
        if not self.hold(told, held):
            act = Act(told, self._host.client.now(), held=held)
            self._acts.append(act)
            self._give(act)

    def reclaim(self, slot: str) -> None:
        """The form of what is held is open again: it is given by the form now, and not by itself."""
        self._acts = [each for each in self._acts if each.held is None or each.held.draft.slot != slot or each.given]
        self._tell()

    def tell_left(self) -> None:
        """At the start: what an earlier console held and could not carry out before it ended."""
        from console.dialogs.frame.drafting import drafts_of

        drafts = drafts_of(self._host)
        for draft in drafts.held() if drafts is not None else ():
            waits = "набранное ждёт в той же форме" if draft.fields else "сделайте это снова"
            told = f"Пульт закрылся раньше, чем это было сделано: {draft.held} — {waits}."
            self._host.notify(told, title="Не сделано", severity="warning", markup=False, timeout=20)
            if drafts is not None:
                if draft.fields:
                    drafts.save(replace(draft, held=""))
                else:
                    drafts.discard(draft.slot)

    # -- time -----------------------------------------------------------------------------------------------------

    def tick(self, now: datetime) -> None:
        """Once a second: what has waited long enough is given, and what is past is forgotten."""
        over = [each for each in self._acts if each.over(now, self.window)]
        for act in over:
            if (
                act.held is not None and not act.given and self._host.client.failure is None
            ):  # else it waits for the store
                self._give(act)
        self._acts = [each for each in self._acts if each.held is not None or each not in over]

    def _give(self, act: Act) -> None:
        held = act.held
        assert held is not None
        self._acts[self._acts.index(act)] = given = replace(act, given=True)
        self._host.client.submit(
            held.command,
            key=held.key,
            expect_version=held.expected,
            on_done=lambda answer: self._answered(given, answer),
        )

    def _answered(self, act: Act, answer: Done | Refusal) -> None:
        held = act.held
        if held is None or act not in self._acts:
            return
        if isinstance(answer, Refusal) and answer.code in PASSING:
            self._acts[self._acts.index(act)] = replace(act, given=False)  # given again once the store answers
            return
        self._acts.remove(act)
        if isinstance(answer, Refusal):
            self._refused(held, answer)
        else:
            self._drop(held)
            held.on_done(answer)
        self._tell()

    def _drop(self, held: Held) -> None:
        from console.dialogs.frame.drafting import drafts_of

        if (drafts := drafts_of(self._host)) is not None:
            drafts.discard(held.draft.slot)

    def _refused(self, held: Held, refusal: Refusal) -> None:
        """The form comes back with what was typed, where nothing else is being typed; its draft is there anyway."""
        from console.dialogs.frame.form_dialog import FormDialog
        from console.dialogs.frame.toasts import with_clause
        from console.screens.desk_screen import DeskScreen

        on_top = self._host.screen
        quiet = isinstance(on_top, DeskScreen) and on_top.SCOPE in ("queue", "ticket", "register")
        form = held.again() if held.again is not None and quiet else None
        if isinstance(form, FormDialog):
            self._host.keys.forget()
            self._host.push_screen(form)
            form.call_after_refresh(form.refused, refusal)
            return
        told = f"Не сделано: {held.draft.held}. {with_clause(refusal)} Набранное ждёт в той же форме."
        self._host.notify(told, title="Нельзя", severity="warning", markup=False, timeout=20)

    # -- taking back ----------------------------------------------------------------------------------------------

    def take_back(self) -> bool:
        """Take the latest act back; False where there is none."""
        act = self.latest(self._host.client.now())
        if act is None:
            return False
        self._acts.remove(act)
        if act.held is not None:
            self._call_off(act.held)
        else:
            self._undo(act)
        self._tell()
        return True

    def _call_off(self, held: Held) -> None:
        """It was never given: back to the form with what was typed."""
        form = held.again() if held.again is not None else None
        if form is None:
            self._drop(held)
            self._host.notify(f"Не сделано: {held.draft.held}.", markup=False, timeout=4)
        else:
            self._host.push_screen(form)

    def _undo(self, act: Act) -> None:
        """One ticket after the other, the last one first: each act may have touched what the earlier ones did, too."""
        from console.dialogs.frame.toasts import tell_done, tell_refusal
        from core.tickets.undo.commands import TakeBack

        if not act.versions:
            tell_done(self._host, f"Отменено: {act.told}")
            return
        *left, (number, version) = act.versions

        def undone(answer: Done | Refusal) -> None:
            if isinstance(answer, Refusal):
                tell_refusal(self._host, answer)
            else:
                self._undo(replace(act, versions=tuple(left)))

        many = act.many
        self._host.client.submit(
            TakeBack(number=number), key=uuid4().hex, expect_version=version, one_of_many=many, on_done=undone
        )

    # -- leaving --------------------------------------------------------------------------------------------------

    async def settle(self) -> None:
        """The console is being closed: what is held is carried out now; what cannot be stays in its draft."""
        for act in [each for each in self._acts if each.held is not None and not each.given]:
            self._give(act)
        deadline = asyncio.get_running_loop().time() + LEAVING
        while self.holds() and asyncio.get_running_loop().time() < deadline:
            if self._host.client.failure is not None:
                return
            await asyncio.sleep(0.02)

    def _tell(self) -> None:
        from console.widgets.key_bar import KeyBar

        if self._host.screen_stack:
            for bar in self._host.screen.query(KeyBar):
                bar.tell()
