"""How a console makes itself heard: whom what concerns, by which sign, and when it keeps quiet."""

from datetime import timedelta
from pathlib import Path

import pytest

from console.app import PultApp
from console.notifications.notification_state import Noticing, desktop_sequence, in_words, title, title_sequence
from core.policy.notices import Occasion
from core.tickets.alerts.notices import Notice, mentioned
from core.tickets.answers.comments import Comment, Note
from core.tickets.assignment.commands import Release, Take
from core.tickets.closing.commands import Reject, Resolve
from core.vocabulary import Priority
from tests.console.driving import console, text_of, until
from tests.support.desk import SINITSYNA, FrozenDesk, actor, done, make_desk, registered, reopen


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-24T09:00")


def heard(desk: FrozenDesk, login: str, after: int) -> list[tuple[str, int]]:
    """Occasion and ticket of what somebody hears of."""
    return [(each.occasion.value, each.number) for each in desk.tickets.news(actor(desk, login), after).notices]


def head(desk: FrozenDesk) -> int:
    return desk.tickets.news(actor(desk, "ivanova"), None).head


def released(desk: FrozenDesk, to: str = "petrov", **changes: object) -> int:
    """A ticket that was answered and handed over."""
    number = registered(desk, **changes)
    done(desk, Comment(number=number, text="Приняли, смотрим"))
    done(desk, Release(number=number, to=to))
    return number


def told(app: PultApp) -> str:
    """The lines that were shown over the screen."""
    return "\n".join(each.message for each in app.notices)


def test_mentions_are_logins_after_a_sign_and_no_addresses() -> None:
    assert mentioned("@petrov и @sidorov, @petrov; ivan@gb1.ru @@x @Петров") == ("petrov", "sidorov")


def test_the_first_line_and_the_supervisor_hear_of_a_new_critical_ticket_and_its_registrar_does_not(
    desk: FrozenDesk,
) -> None:
    before = head(desk)
    number = registered(desk, priority=Priority.VERY_HIGH)
    registered(desk, subject="Обычное")
    assert heard(desk, "ivanova", before) == []
    assert heard(desk, "orlova", before) == [("new_critical", number)]
    assert heard(desk, "petrov", before) == []


def test_an_executor_hears_of_what_he_is_given_and_of_what_becomes_critical(desk: FrozenDesk) -> None:
    before = head(desk)
    number = released(desk)
    assert heard(desk, "petrov", before) == [("assigned", number)]
    before = head(desk)
    critical = released(desk, subject="Стоит приём", priority=Priority.VERY_HIGH)
    assert ("new_critical", critical) in heard(desk, "petrov", before)


def test_a_rejected_solution_comes_back_to_who_gave_it(desk: FrozenDesk) -> None:
    number = released(desk)
    done(desk, Take(number=number), "petrov")
    done(desk, Comment(number=number, text="Смотрю"), "petrov")
    done(desk, Resolve(number=number, solution="Переустановили драйвер"), "petrov")
    before = head(desk)
    done(desk, Reject(number=number, by=SINITSYNA, reason="Не помогло"))
    assert heard(desk, "petrov", before) == [("returned", number)]
    assert heard(desk, "orlova", before) == []


def test_who_is_mentioned_hears_it_and_who_writes_does_not(desk: FrozenDesk) -> None:
    number = registered(desk)
    before = head(desk)
    done(desk, Note(number=number, text="@petrov @ivanova глянь"))
    assert heard(desk, "petrov", before) == [("mentioned", number)]
    assert heard(desk, "ivanova", before) == []


def test_a_due_comes_near_as_lifecycle_says_and_is_told_once(desk: FrozenDesk) -> None:
    number = registered(desk)  # high: first reaction 15 working minutes, told 2 minutes before
    state, first_line = Noticing({}), actor(desk, "ivanova")
    assert state.hear(desk.tickets.news(first_line, None)) == ()
    due = desk.queue.rows([number])[0].due_at
    assert due is not None
    desk.clock.set(due - timedelta(minutes=2, seconds=1))
    assert state.hear(desk.tickets.news(first_line, state.head)) == ()
    desk.clock.set(due - timedelta(minutes=2))
    (near,) = state.hear(desk.tickets.news(first_line, state.head))
    assert (near.occasion, near.number) == (Occasion.BREACH_NEAR, number)
    assert f"до {due:%H:%M}" in near.text
    desk.clock.advance(seconds=30)
    assert state.hear(desk.tickets.news(first_line, state.head)) == ()


def test_what_is_urgent_is_counted_for_the_line_for_oneself_and_for_the_desk(desk: FrozenDesk) -> None:
    registered(desk)
    released(desk, subject="Другое")
    desk.clock.set("2026-11-24T16:00")
    counts = {
        login: desk.tickets.news(actor(desk, login), None).overdue
        for login in ("ivanova", "petrov", "sidorov", "orlova")
    }
    assert counts == {"ivanova": 1, "petrov": 1, "sidorov": 0, "orlova": 2}


def test_a_title_says_what_is_urgent_first() -> None:
    assert title(2, 3) == "‼ 2 · скоро 3 — Пульт ЦК"
    assert title(0, 1) == "скоро 1 — Пульт ЦК"
    assert title(0, 0) == "Пульт ЦК"
    assert title_sequence("Пульт", {"TERM": "xterm-256color"}) == "\x1b]2;Пульт\x1b\\"
    assert title_sequence("Пульт", {"TERM": "linux"}) == ""


@pytest.mark.parametrize(
    ("environ", "begins"),
    [
        ({"TERM": "xterm-kitty"}, "\x1b]99;;"),
        ({"TERM": "foot"}, "\x1b]777;notify;Пульт ЦК;"),
        ({"TERM": "xterm-256color", "WT_SESSION": "x"}, "\x1b]9;"),
        ({"TERM": "xterm-256color"}, ""),
        ({"TERM": "linux"}, ""),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/x", "KITTY_WINDOW_ID": "1"}, ""),
    ],
)
def test_the_desktop_is_told_in_the_dialect_of_the_terminal(environ: dict[str, str], begins: str) -> None:
    said = desktop_sequence("№ 1 · тема; \x1b]0;чужой\x07", environ)
    assert said.startswith(begins)
    assert bool(said) == bool(begins)
    assert said.count("\x1b") == (2 if begins else 0)  # its own beginning and end
    assert "\x07" not in said


def test_many_notices_are_a_number() -> None:
    many = [Notice(Occasion.ASSIGNED, number, "вам назначено: тема") for number in range(1, 6)]
    assert in_words(many).splitlines()[-1] == "… и ещё 2"


def test_over_ssh_it_is_quiet_unless_somebody_asks(desk: FrozenDesk) -> None:
    notices = desk.policy.notices
    assert not Noticing({}).quiet(notices)
    remote = Noticing({"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"})
    assert remote.quiet(notices)
    remote.chosen = False
    assert not remote.quiet(notices)


async def test_news_are_a_line_a_bell_and_a_title_and_wait_while_one_is_not_to_be_disturbed(
    desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = reopen(desk.path, desk.clock)
    async with console(desk) as (app, pilot):
        rung: list[str] = []
        written: list[str] = []
        app.herald.environ = {"TERM": "foot"}
        monkeypatch.setattr(app, "bell", lambda: rung.append("bell"))
        monkeypatch.setattr(app.herald, "write", written.append)
        await until(pilot, lambda: app.herald.state.head is not None, "the first look")
        number = registered(other, "orlova", priority=Priority.VERY_HIGH, subject="Стоит регистратура")
        await until(pilot, lambda: bool(rung), "the bell")
        await until(pilot, lambda: f"№ {number} · новое критичное: Стоит регистратура" in told(app), "the line")
        assert any("777;notify" in each for each in written)
        app.action_quiet()
        another = registered(other, "orlova", priority=Priority.VERY_HIGH, subject="Стоит стационар")
        await until(pilot, lambda: bool(app.herald.state.kept), "what was kept")
        assert len(rung) == 1
        assert app.quiet
        assert "тихо" in text_of(app)
        app.action_quiet()
        await until(pilot, lambda: f"№ {another} · новое критичное" in told(app), "what was missed")
        app.action_heard()
        await until(pilot, lambda: "Последние уведомления" in text_of(app), "the last notices")
