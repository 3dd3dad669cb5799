"""The three things of the welcome card, done by keys alone in `pult demo` on a real terminal, as the card says them."""

from pathlib import Path

import pytest

from console.demo.welcome import TRY
from core.demo import LOGIN
from core.desk import Desk, open_desk
from core.desk.views import QueueQuery, TicketView, View
from core.tickets.refusal import Refusal
from tests.console.pty_console import PtyConsole, foreign, pty_console
from tests.support.desk import moment

pytestmark = pytest.mark.slow
NOW = "2026-11-24T11:20"


@pytest.mark.parametrize("size", [(160, 45), (80, 24)], ids=["usual", "small"])
def test_what_the_card_proposes_is_done_as_it_says(tmp_path: Path, size: tuple[int, int]) -> None:
    store, state = tmp_path / "demo.db", str(tmp_path / "state")
    opens = ("demo", "--tickets", "60")
    with pty_console(store, LOGIN, *size, opens=opens, PULT_NOW=NOW, XDG_STATE_HOME=state) as shown:
        shown.wait("Здравствуйте")
        for keys, told in TRY:
            shown.wait(keys)
            shown.wait(told[:20])
        shown.wait("Вам сдали смену № 1")  # the desk is open
        shown.step("Enter", shows="рабочее время", gone="Здравствуйте")
        take_the_most_urgent(shown)
        answer_a_call(shown)
        ask_why(shown)
        shown.press("Ctrl+Q")
        assert foreign(shown.written) == b""
    with open_desk(store, clock=lambda: moment(NOW)) as desk:
        told_by_the_log(desk)


def take_the_most_urgent(shown: PtyConsole) -> None:
    shown.press("j")
    shown.step("t", shows="взято в работу")


def answer_a_call(shown: PtyConsole) -> None:
    shown.step("F2", shows="Кто звонит")
    shown.step("Ветлугина", shows="Ветлугина Раиса Семёновна")
    shown.step("Enter", "Не печатается направление", "Enter", "Кнопка печати серая у всех", shows="серая у всех")
    shown.step("F8", shows="зарегистрировано", gone="Кто звонит")


def ask_why(shown: PtyConsole) -> None:
    shown.step("Enter", shows="История")
    shown.step("e", shows="Прил. 2, табл. 1")
    shown.press("Esc", "Esc")


def told_by_the_log(desk: Desk) -> None:
    """One was taken, one call is a ticket, and nothing else was changed by her in these minutes."""
    actor = desk.sign_in(LOGIN)
    assert not isinstance(actor, Refusal)
    views = [desk.tickets.view(number, actor) for number in desk.queue.numbers(QueueQuery(View.ALL))]
    done = [
        (entry.kind, view.ticket.subject if entry.kind == "registered" else "")
        for view in views if isinstance(view, TicketView)
        for entry in view.timeline if entry.actor == LOGIN and entry.at >= moment(NOW)
    ]  # fmt: skip
    assert sorted(done) == [("registered", "Не печатается направление"), ("taken", "")]
