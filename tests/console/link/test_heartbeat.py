"""One timer for all that is done now and then: each at its own rhythm, in order, and an error ends none of it."""

import asyncio

import pytest

from console.link import heartbeat
from console.link.heartbeat import Heartbeat, Rhythm
from tests.support.patience import PATIENCE


@pytest.mark.parametrize(
    ("rhythm", "beats"),
    [
        (Rhythm(1, print), [0, 1, 2, 3, 4, 5]),
        (Rhythm(10, print), [0, 10, 20, 30, 40, 50]),
        (Rhythm(5, print, at_once=False), [5, 10, 15, 20, 25, 30]),
    ],
)
def test_a_rhythm_is_due_every_so_many_seconds(rhythm: Rhythm, beats: list[int]) -> None:
    assert [beat for beat in range(501) if rhythm.due(beat)][:6] == beats


async def test_it_beats_until_it_is_stopped_and_an_error_costs_the_rest_of_one_beat(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(heartbeat, "BEAT_SECONDS", 0.001)
    done: list[str] = []
    errors: list[Exception] = []

    def fails() -> None:
        done.append("a")
        raise RuntimeError

    heart = Heartbeat([Rhythm(0.001, fails), Rhythm(0.001, lambda: done.append("b"))], lambda: True, errors.append)
    assert not heart.started
    heart.start()
    async with asyncio.timeout(PATIENCE):
        while len(errors) < 3:
            await asyncio.sleep(0.001)
    heart.stop()
    assert heart.started
    assert set(done) == {"a"}


async def test_it_does_nothing_once_the_console_was_told_to_end() -> None:
    done: list[str] = []
    heart = Heartbeat([Rhythm(1, lambda: done.append("a"))], lambda: False, done.append)  # type: ignore[arg-type]
    heart.start()
    assert (done, heart.started) == ([], False)
