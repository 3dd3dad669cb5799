"""Calls that were begun and not registered: go on with one, put it off, or throw it away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from console.commands.registry import Scope
from console.dialogs.frame.drafting import drafts_of
from console.host import Host
from console.state.drafts import Draft
from console.widgets.fields.choice import ChoiceColumn, Option
from console.widgets.key_hints import key_hints
from console.wording.instants import moment
from core.text import clean_line, plural


@dataclass(frozen=True, slots=True)
class Wish:
    """What to do with a draft: continue it, or discard it; without a draft: neither."""

    draft: Draft | None
    discard: bool = False


class UnfinishedDialog(ModalScreen[Wish | None]):
    """«Есть незаконченный звонок от 10:42»: continue, put off, delete."""

    SCOPE: ClassVar[Scope] = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f8", "screen.go_on", "Продолжить", priority=True),
        Binding("escape", "screen.put_off", "Отложить"),
        Binding("delete", "screen.throw_away", "Удалить"),
    ]
    DEFAULT_CSS = """
    UnfinishedDialog { align: center middle; background: $veil; }
    UnfinishedDialog #box {
        width: 76; max-width: 96%; height: auto; max-height: 90%; padding: 0 1; background: $surface;
        border: round $warning; border-title-color: $text-warning; border-title-style: bold;
    }
    UnfinishedDialog .keys { margin-top: 1; }
    UnfinishedDialog ChoiceColumn { margin-top: 1; }
    """

    def __init__(self, drafts: Sequence[Draft], now: datetime) -> None:
        super().__init__()
        self._drafts = {draft.slot: draft for draft in drafts}
        self._now = now
        self._sure = False

    def compose(self) -> ComposeResult:
        """The calls and the keys."""
        count = len(self._drafts)
        calls = plural(count, "незаконченный звонок", "незаконченных звонка", "незаконченных звонков")
        box = Vertical(id="box")
        box.border_title = f"Есть {f'{count} ' if count > 1 else ''}{calls}"
        with box:
            yield ChoiceColumn([self._option(draft) for draft in self._drafts.values()], id="which")
            yield Static(self._keys(), classes="keys", markup=False)

    def _keys(self) -> Content:
        delete = "ещё раз — удалить насовсем" if self._sure else "Удалить"
        return key_hints(("Enter", "Продолжить"), ("Esc", "Отложить"), ("Del", delete))

    def _option(self, draft: Draft) -> Option:
        fields = draft.fields
        told = [fields.get(name, "") for name in ("subject", "requester", "organization", "description")]
        said = clean_line(" · ".join(part.strip() for part in told if part.strip()), 58)
        try:
            begun = moment(datetime.fromisoformat(draft.started_at), self._now)
        except (ValueError, TypeError):
            begun = "?"
        return Option(draft.slot, f"от {begun}", said)

    @property
    def _chosen(self) -> Draft:
        return self._drafts[self.query_one(ChoiceColumn).value]

    def action_go_on(self) -> None:
        """Continue the chosen call."""
        self.dismiss(Wish(self._chosen))

    def action_put_off(self) -> None:
        """Leave all of them for later."""
        self.dismiss(None)

    def on_choice_changed(self) -> None:
        """Another call: its deletion is asked anew."""
        self._sure = False
        self.query_one(".keys", Static).update(self._keys())

    def action_throw_away(self) -> None:
        """Delete the chosen call, when asked twice."""
        if self._sure:
            self.dismiss(Wish(self._chosen, discard=True))
            return
        self._sure = True
        self.query_one(".keys", Static).update(self._keys())


def offer_unfinished(pult: Host) -> None:
    """At the start of the console: offer the calls that an earlier one left."""
    drafts = drafts_of(pult)
    if drafts is None:
        return

    def decided(wish: Wish | None) -> None:
        if wish is None or wish.draft is None:
            return
        if wish.discard:
            drafts.discard(wish.draft.slot)
        else:
            pult.navigation.open_intake(wish.draft)

    if left := drafts.intakes():
        pult.push_screen(UnfinishedDialog(left, pult.client.now()), decided)
