"""The roles of a desk's database: what the application may do, what it may not, and what a reader does not see."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from core.desk.health.doctor import State, examine
from core.tickets.desk_records.shifts_and_views import HandOverShift
from core.tickets.redaction.redacting import Redact, RedactFact
from core.tickets.refusal import Refusal
from core.tickets.relations.attachments import Attach
from tests.core.desk.leaking import unscreened
from tests.support.desk import actor, done, moment, registered, reopen
from tests.support.postgres import desk_database, execute

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("postgres")]
SCRIPT = Path(__file__).parents[4] / "deploy" / "postgres-roles.sql"
ROLES = {"owner": f"owner_{os.getpid()}", "app": f"app_{os.getpid()}", "reader": f"reader_{os.getpid()}"}


def run(url: str) -> None:
    """Run the script as psql does: variables, and «\\gexec», which carries out what a query gives."""
    text = re.sub(r"--[^\n]*|\\set[^\n]*", "", SCRIPT.read_text(encoding="utf8"))
    for name, role in ROLES.items():
        text = text.replace(f":'{name}'", f"'{role}'").replace(f':"{name}"', f'"{role}"')
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in re.split(r";|(?<=\\gexec)", text):
            bare = statement.strip().removesuffix("\\gexec")
            if bare and statement.strip().endswith("\\gexec"):
                for (made,) in connection.execute(bare).fetchall():  # type: ignore[arg-type]
                    connection.execute(made)
            elif bare:
                connection.execute(bare)  # type: ignore[arg-type]


def as_role(url: str, name: str) -> str:
    """The URL of the same database for one of the roles; the server of the tests asks for no password."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=f"{ROLES[name]}:secret@{parts.netloc.rpartition('@')[2]}"))


@pytest.fixture
def url() -> str:
    made = desk_database()
    run(made)
    run(made)  # safe to run again
    for name in ("app", "reader"):
        execute("ALTER ROLE {} PASSWORD 'secret'", ROLES[name])
    return made


def test_a_desk_works_as_the_application(url: str) -> None:
    desk = reopen(as_role(url, "app"))
    with unscreened():
        number = registered(desk, external_number="112-233-445 95")
        done(desk, HandOverShift(to="petrov", text="Карта Тарасова"))
    done(desk, RedactFact(event=desk.administration.chain_head().event, reason="Имя пациента"), "orlova")
    done(desk, Redact(number=number, event=1, fields=("external_number",), reason="Не номер"), "orlova")
    assert [each.text for each in desk.registers.shifts()] == ["[текст изъят]"]
    attached = done(desk, Attach(number=number, title="снимок.txt", body="снимок".encode()))
    done(desk, Redact(number=number, event=attached.version or 0, reason="прислали лишнее"), "orlova")
    desk.consoles.marks().mark("ivanova", "Иванова М. С.", number, desk.now())
    assert desk.administration.verify().ok
    assert not isinstance(desk.tickets.view(number, actor(desk, "ivanova")), Refusal)
    found = {each.name: each for each in examine(as_role(url, "app"), None, moment("2026-11-24T11:00"))}
    assert found["rights"].state is State.GOOD


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET actor = 'nobody'",
        "UPDATE events SET hash = ''",
        "DELETE FROM events",
        "TRUNCATE events CASCADE",
        "UPDATE texts SET field = 'x'",
        "DELETE FROM texts",
        "DELETE FROM tickets",
        "DELETE FROM people",
        "UPDATE commands SET result = '{}'::text",
        "UPDATE alembic_version SET version_num = '0001'",
        "ALTER TABLE events DISABLE TRIGGER USER",
        "ALTER TABLE events DISABLE TRIGGER events_follow",
        "DROP TRIGGER events_follow ON events",
        "CREATE OR REPLACE FUNCTION pult_never() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "DROP TABLE events CASCADE",
        "CREATE TABLE other (id int)",
        "SET session_replication_role = replica",
    ],
)
def test_the_application_cannot_touch_what_was_written(url: str, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        execute(statement.replace("{}", "{{}}"), database=as_role(url, "app"))


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT staff_number FROM people",
        "SELECT phone FROM people",
        "SELECT staff_number FROM account_requests",
        "SELECT body FROM texts",
        "SELECT body FROM blobs",
        "UPDATE tickets SET priority = 'low'",
        "INSERT INTO meta (key, value) VALUES ('a', 'b')",
    ],
)
def test_a_reader_sees_no_protected_number_and_changes_nothing(url: str, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        execute(statement, database=as_role(url, "reader"))
    assert execute("SELECT count(*) FROM tickets", database=as_role(url, "reader")) == [(0,)]
