"""The console over a server: another console's change is painted, a lost server is told and comes back by itself."""

import pytest

from console.app import PultApp
from core.desk.views import QueueQuery
from core.tickets.classification.commands import SetPriority
from core.vocabulary import Priority
from tests.console.driving import console, table_of, text_of, until
from tests.support.desk import done, registered, reopen
from tests.support.postgres import desk_database, execute

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("postgres")]


def _priority(app: PultApp, number: int) -> Priority | None:
    row = table_of(app).model.rows.get(number)
    return None if row is None else row.priority


async def test_what_another_console_does_is_painted_and_a_lost_connection_costs_nothing() -> None:
    url = desk_database()
    desk, other = reopen(url), reopen(url)
    first = registered(other)
    async with console(desk) as (app, pilot):
        await until(pilot, lambda: table_of(app).model.numbers == (first,), "the first ticket")
        second = registered(other, subject="Не печатается направление")
        await until(pilot, lambda: "Не печатается направление" in text_of(app), "the other's ticket")
        execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'pult' AND datname = current_database()",
            database=url,
        )
        done(other, SetPriority(number=second, priority=Priority.VERY_HIGH, reason="стоит приём"))
        await until(pilot, lambda: _priority(app, second) is Priority.VERY_HIGH, "the other's change")
        assert app.client.failure is None
    assert set(desk.queue.numbers(QueueQuery())) == {first, second}
