"""A store is verified by spans of events and ranges of tickets with the same report, wherever they are cut."""

import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.desk.upkeep.verification import verify
from core.desk.upkeep.verifying.jobs import Found, Job, Snapshot
from core.policy import load_policy
from core.store.event_log.audit import audit, joined, missing_guards, part_of, seamed
from core.store.event_log.log import last_event
from core.store.store import Store
from core.tickets.answers.comments import Comment, Note
from core.tickets.assignment.commands import Release
from core.tickets.closing.commands import Confirm, Resolve
from core.tickets.directory import Actor
from core.tickets.people.commands import AddPerson
from core.tickets.redaction.redacting import Redact
from core.tickets.refusal import Refusal
from core.tickets.relations.attachments import Attach
from tests.support.desk import SINITSYNA, FrozenDesk, done, registered
from tests.support.store import raw, tamper

DAMAGES = {
    "none": (),
    "at": ("UPDATE events SET at = at - 60000000 WHERE number = 14",),
    "hash": ("UPDATE events SET hash = 'f00d' WHERE number = 14",),
    "prev": ("UPDATE events SET prev = '' WHERE number = 15",),
    "hole": ("DELETE FROM texts WHERE event = 14", "DELETE FROM events WHERE number = 14"),
    "tail": ("DELETE FROM texts WHERE event > 18", "DELETE FROM events WHERE number > 18"),
    "beginning": ("DELETE FROM texts WHERE event < 5", "DELETE FROM events WHERE number < 5"),
    "far": ("UPDATE texts SET event = 900 WHERE event = 19", "UPDATE events SET number = 900 WHERE number = 19"),
    "swapped": (
        "UPDATE events SET seq = 99 WHERE number = 16",
        "UPDATE events SET seq = 4 WHERE number = 17",
        "UPDATE events SET seq = 5 WHERE number = 16",
    ),
    "another ticket": ("UPDATE events SET ticket = 2, seq = 7 WHERE number = 15",),
    "text": ("UPDATE texts SET body = 'Не смотрим' WHERE event = 14",),
    "texts": (
        "DELETE FROM texts WHERE event = 14",
        "INSERT INTO texts (event, field, salt, body) VALUES (18, 'aside', x'00', 'подброшено')",
    ),
    "strays": (
        "INSERT INTO texts VALUES (99, 'aside', x'00', 'x', 'main')",
        "INSERT INTO texts VALUES (-1, 'a', x'00', 'x', 'main')",
        "INSERT INTO texts VALUES (14.5, 'a', x'00', 'x', 'main')",
        "INSERT INTO texts VALUES ('noon', 'a', x'00', 'x', 'main')",
    ),
    "unrecorded cut": ("UPDATE texts SET body = NULL, salt = NULL WHERE event = 13",),
    "salt": ("UPDATE texts SET salt = 'salt' WHERE event = 14",),
    "kind": ("UPDATE events SET kind = 'teleported' WHERE number = 14",),
    "body": ("UPDATE events SET body = '{' WHERE number = 18",),
    "list": ("UPDATE events SET body = '[]' WHERE number = 17",),
    "actor": ("UPDATE events SET actor = x'00' WHERE number = 14",),
    "ticket": ("UPDATE events SET ticket = 'one' WHERE number = 14",),
    "seq": ("UPDATE events SET seq = NULL WHERE number = 14",),
    "no ticket": ("UPDATE events SET ticket = NULL WHERE number = 14",),
    "rows": (
        "UPDATE tickets SET status = 'closed' WHERE number = 2",
        "DELETE FROM tickets WHERE number = 1",
        "UPDATE clocks SET ticket = 7 WHERE ticket = 2",
    ),
    "key": ("DELETE FROM commands WHERE key = 'k'",),
    "forged key": ("UPDATE commands SET at = at - 1 WHERE key = 'u'",),
    "file": ("UPDATE blobs SET body = x'00'",),
    "register": ("UPDATE users SET role = 'administrator' WHERE login = 'petrov'",),
    "guard": ("DROP TRIGGER events_never_go",),
}


@dataclass(frozen=True)
class Apart:
    """Each job, and what it finds, goes through bytes, as it would to another process and back."""

    place: Snapshot
    spans: int

    def do(self, jobs: Sequence[Job[Found]]) -> list[Found]:
        return [pickle.loads(pickle.dumps(pickle.loads(pickle.dumps(each)).do(self.place))) for each in jobs]


@pytest.fixture
def worked(desk: FrozenDesk, ivanova: Actor) -> FrozenDesk:
    """Two tickets from event 13 on, keys, words cut out of texts, an event and a fact, a file."""
    number = registered(desk)
    desk.clock.advance(minutes=3)
    done(desk, Comment(number=number, text="Смотрим"))
    done(desk, Release(number=number, to="petrov"))
    done(desk, Resolve(number=number, solution="Индекс перестроен, проверено"), "petrov")
    done(desk, Confirm(number=number, by=SINITSYNA))
    other = registered(desk)
    for key, command in (
        ("k", Note(number=other, text=".")),
        ("u", AddPerson(full_name="Чижова А. А.", organization=1)),
    ):
        assert not isinstance(desk.commands.perform(command, ivanova, key=key), Refusal)
    done(desk, Attach(number=other, title="снимок.png", body=b"bytes of a picture"))
    done(desk, Attach(number=other, title="снимок.png", body=b"bytes of another"))
    done(desk, Redact(number=other, event=3, reason="Снимок с именем пациента"), "orlova")
    done(desk, Redact(number=number, event=2, reason="Имя пациента"), "orlova")
    return desk


def damaged(desk: FrozenDesk, folder: Path, kind: str) -> Store:
    """A copy of a desk's store with something wrong."""
    path = folder / "damaged.db"
    with raw(desk.path) as connection, raw(path) as copy:
        connection.backup(copy)
    if kind == "guard":
        with raw(path) as copy:
            copy.execute(*DAMAGES[kind])
    else:
        tamper(path, *DAMAGES[kind])
    return Store.open(path, zone=load_policy().zone)


@pytest.mark.parametrize("kind", DAMAGES)
def test_the_report_is_the_same_wherever_the_log_is_cut(worked: FrozenDesk, tmp_path: Path, kind: str) -> None:
    policy = load_policy()
    with damaged(worked, tmp_path, kind) as store, store.reading() as tx:
        at_once, missing = audit(tx), list(missing_guards(tx))
        events = range(1, last_event(tx) + 2)
        for seams in (*([each] for each in events), list(events), [1, *events[::3]], []):
            assert joined(missing, [part_of(tx, each) for each in seamed(sorted(set(seams)))]) == at_once
        whole = verify(tx, policy)
        assert whole.ok is (kind == "none")
        for count in (2, 3, 100):
            assert verify(tx, policy, hands=Apart(Snapshot(tx, policy), count)) == whole
