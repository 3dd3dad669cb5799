"""A disk without room: SQLite takes the transaction back by itself, reads go on, what was typed stays and is told."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from console.dialogs.compose import NoteDialog
from console.dialogs.frame.drafting import drafts_of
from tests.console.driving import console, queue_of, text_of, until
from tests.faults.test_kill import ROOT
from tests.support.desk import actor, make_desk, registered
from tests.support.faulty import faulty
from tests.support.patience import PATIENCE

CHILD = """
import resource, sys
from pathlib import Path
from core.desk import StoreUnavailable
from core.tickets.answers.comments import Note
from tests.support.desk import actor, reopen
from tests.support.store import content
store = Path(sys.argv[1])
desk = reopen(store)
who = actor(desk, "ivanova")
most = max(each.stat().st_size for each in store.parent.glob("pult.db*")) + 40_000
_soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
done, said = 0, ""
while not said and done < 100:
    try:
        desk.commands.perform(Note(number=1, text="много " * 300), who, key=str(done))
        done += 1
    except StoreUnavailable as error:
        said = error.message
assert desk.tickets.view(1, who).ticket.version == done + 1
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
again = desk.commands.perform(Note(number=1, text="много " * 300), who, key=str(done))
print(said, done, again.repeated, desk.administration.verify().ok, sep="|")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_FSIZE stands for a full disk")
def test_a_file_that_may_not_grow_keeps_what_was_kept_and_goes_on_when_it_may(tmp_path: Path) -> None:
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY
    with make_desk(tmp_path) as desk:
        registered(desk)
    ran = subprocess.run(
        [sys.executable, "-c", CHILD, str(desk.path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert ran.returncode == 0, ran.stderr
    said, done, repeated, whole = ran.stdout.strip().split("|")
    assert "диск" in said
    assert 0 < int(done) < 100
    assert (repeated, whole) == ("False", "True")


async def test_the_screen_says_that_the_disk_is_full_and_keeps_what_was_typed(tmp_path: Path) -> None:
    with faulty() as fault:
        desk = make_desk(tmp_path, "2026-11-24T09:00")
        number = registered(desk)
        async with console(desk) as (app, pilot):
            await pilot.press("n")
            await until(pilot, lambda: isinstance(app.screen, NoteDialog) and not app.screen.restoring, "a dialog")
            form = app.screen
            await pilot.press("ж", "д", "у")
            fault.writes_fail = True
            await pilot.press("f8")
            await until(pilot, lambda: "На диске нет места" in text_of(app), "the reason")
            assert app.screen is form
            assert form.text_of("text") == "жду"  # type: ignore[attr-defined]
            draft = drafts_of(app).of_form("note", number)
            assert draft is not None
            assert draft.fields["text"] == "жду"
            fault.writes_fail = False
            await pilot.press("f8")
            await until(pilot, lambda: app.screen is queue_of(app), "the note is taken")
    view = desk.tickets.view(number, actor(desk, "ivanova"))
    assert [entry.text for entry in view.timeline][-1] == "жду"  # type: ignore[union-attr]
