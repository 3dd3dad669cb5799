"""A call back is promised until an instant and about something, and is recorded or dropped (п. 4.6, 5.4)."""

from core.policy import load_policy
from core.tickets.effects import Elsewhere
from core.tickets.fold import replay
from core.tickets.merging import changes, collisions
from core.tickets.narration.sentences import narrate
from core.vocabulary import Outcome, Status
from tests.core.tickets.clocks.test_terms_on_clocks import happened
from tests.core.tickets.lives import grown
from tests.core.tickets.story import CHIEF, ENGINEER, NUMBER, OPERATOR, at, read, released, resolved, story, taken
from tests.core.tickets.test_rules_of_work import asked, code
from tests.support.catalogue import commands as c
from tests.support.catalogue import events as e

CLAUSE = "п. 4.6, 5.4"
PROMISE = c.PromiseCallback(number=NUMBER, until=at("2026-11-24 12:00"), text="Помогло ли обновление")
DONE = c.FinishCallback(number=NUMBER, text="Помогло, вопросов нет")
PROMISED = e.CallbackPromised(callback=1, until=at("2026-11-24 12:00"), text="Помогло ли обновление")
CALLED = e.CallbackDone(callback=1, text="Помогло, вопросов нет")
NEW = story("2026-11-23 09:00")
WAITING = story("2026-11-23 09:00", taken("09:01"), happened("09:05", PROMISED))
OVER = story("2026-11-23 09:00", taken("09:01"), happened("09:05", PROMISED), happened("09:40", CALLED))


def test_a_promise_says_until_when_and_about_what_and_who_gave_it() -> None:
    assert asked(NEW, PROMISE) == (PROMISED,)
    (callback,) = replay(WAITING).callbacks
    assert (callback.until, callback.text) == (at("2026-11-24 12:00"), "Помогло ли обновление")
    assert (callback.promised_at, callback.promised_by) == (at("2026-11-23 09:05"), "ivanova")
    assert callback.open


def test_what_is_past_cannot_be_promised_nor_a_second_call_before_the_first() -> None:
    assert code(asked(NEW, PROMISE, now="2026-11-24 12:01")) == ("callback.in_past", CLAUSE)
    assert code(asked(WAITING, PROMISE)) == ("callback.open", CLAUSE)
    (second,) = asked(OVER, PROMISE)
    assert second.callback == 2


def test_the_call_is_recorded_with_what_was_said_in_time_or_late() -> None:
    assert code(asked(NEW, DONE)) == ("callback.none", CLAUSE)
    assert asked(WAITING, DONE) == (CALLED,)
    assert asked(WAITING, DONE, now="2026-11-25 10:00") == (CALLED,)
    (callback,) = replay(OVER).callbacks
    assert (callback.done_at, callback.result, callback.cancelled) == (
        at("2026-11-23 09:40"), "Помогло, вопросов нет", False,
    )  # fmt: skip
    assert code(asked(OVER, DONE)) == ("callback.none", CLAUSE)


def test_who_works_on_the_ticket_promises_and_whoever_called_says_so() -> None:
    at_second = story("2026-11-23 09:00", released("09:10"), taken("09:12", by=ENGINEER))
    assert asked(at_second, PROMISE, ENGINEER) == asked(at_second, PROMISE, CHIEF) == (PROMISED,)
    assert code(asked(NEW, PROMISE, ENGINEER))[0] == "ticket.at_first_line"  # п. 6.4
    solved = story("2026-11-20 15:00", taken("15:10"), resolved("16:00"))
    assert code(asked(solved, PROMISE))[0] == "ticket.resolved"


def test_the_requester_reads_neither_and_no_clock_stops() -> None:
    assert [narrate(each, load_policy(), {}, {}).public for each in OVER[-2:]] == [False, False]
    untouched = story("2026-11-23 09:00", taken("09:01"))
    for when in ("2026-11-23 10:00", "2026-11-25 10:00"):
        before, after = read(untouched, when), read(OVER, when)
        assert (after.first_reaction, after.resolution) == (before.first_reaction, before.resolution)


def test_it_is_told_in_words() -> None:
    promised, called = (narrate(each, load_policy(), {}, {}) for each in OVER[-2:])
    assert (promised.title, promised.text, promised.clause) == (
        "Обещано перезвонить инициатору до вт 24.11.2026 12:00", "Помогло ли обновление", CLAUSE,
    )  # fmt: skip
    assert (called.title, called.text) == ("Инициатору перезвонили", "Помогло, вопросов нет")


def test_it_does_not_stay_open_when_the_ticket_ends() -> None:
    close = c.Close(number=NUMBER, outcome=Outcome.WITHDRAWN, reason="Отозвали")
    refused = asked(WAITING, close)
    assert code(refused) == ("callback.open", CLAUSE)
    assert "обещанный звонок «Помогло ли обновление»" in refused.message
    dropped = c.Close(number=NUMBER, outcome=Outcome.WITHDRAWN, reason="Отозвали", drop="Отозвали письмом")
    effects = tuple(each for each in asked(WAITING, dropped) if not isinstance(each, Elsewhere))
    assert effects[0] == e.CallbackDone(callback=1, cancelled=True, text="Отозвали письмом")
    after = replay(grown(WAITING, at("2026-11-23 10:00"), OPERATOR, effects))
    assert (after.status, after.left_open, after.to_do) == (Status.CLOSED, (), ())
    told = narrate(grown(WAITING, at("2026-11-23 10:00"), OPERATOR, effects)[3], load_policy(), {}, {})
    assert told.title == "Обещанный звонок снят"


def test_a_promise_stands_beside_an_answer_and_not_beside_another_promise() -> None:
    answered = (
        WAITING[:2] + story("2026-11-23 09:00", taken("09:01"), happened("09:05", e.Commented(text="Смотрим")))[2:]
    )
    assert collisions(PROMISE, changes(answered, 2)) == ()
    (other,) = collisions(PROMISE, changes(WAITING, 2))
    assert (other.field, other.item) == ("callbacks", 1)


def test_the_card_shows_it_among_what_is_to_be_done() -> None:
    (shown,) = replay(WAITING).to_do
    assert (shown.label, shown.text, shown.due) == ("Перезвонить", "Помогло ли обновление", at("2026-11-24 12:00"))
    assert replay(OVER).to_do == ()
