"""Drafts survive whatever happens to the console, and never come back after their form was saved."""

import errno
import os
import stat
from pathlib import Path

import pytest

from console.state.drafts import Draft, DraftKeeper, Drafts, DraftUnsaved, drafts_folder

CALL = Draft("intake", "k1", "2026-11-23T10:42:00+07:00", fields={"subject": "Не печатается выписка", "answer": ""})
NOTE = Draft("note", "k2", "2026-11-23T10:50:00+07:00", ticket=120, fields={"text": "Проверить журнал\nвторая строка"})


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "state" / "pult")


def test_what_was_typed_is_read_back_whole_by_another_process(drafts: Drafts) -> None:
    drafts.save(CALL)
    drafts.save(NOTE)
    again = Drafts(drafts.folder)
    assert again.intakes() == (CALL,)
    assert again.of_form("note", 120) == NOTE
    assert again.of_form("note", 121) is None


def test_a_draft_is_the_operators_own(drafts: Drafts) -> None:
    drafts.save(CALL)
    (file,) = drafts.folder.iterdir()
    assert stat.S_IMODE(drafts.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_calls_put_aside_stand_side_by_side_the_latest_first(drafts: Drafts) -> None:
    later = Draft("intake", "k3", "2026-11-23T11:00:00+07:00", fields={"subject": "Второй звонок"})
    empty = Draft("intake", "k4", "2026-11-23T12:00:00+07:00", fields={"subject": "  "})
    for draft in (CALL, later, empty):
        drafts.save(draft)
    assert drafts.intakes() == (later, CALL)


def test_a_full_disk_is_said_in_russian_and_leaves_the_last_draft(
    drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts.save(NOTE)

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    newer = Draft(NOTE.kind, NOTE.key, NOTE.started_at, NOTE.ticket, {"text": "новее"})
    with pytest.raises(DraftUnsaved, match="нет места"):
        drafts.save(newer)
    assert drafts.of_form("note", 120) == NOTE
    assert [path.name for path in drafts.folder.iterdir()] == ["note-120.json"]


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"kind": "intake"}', '{"kind":1,"key":2,"started_at":3,"ticket":"4","fields":{}}']
)
def test_a_torn_or_foreign_file_is_no_draft(drafts: Drafts, content: str) -> None:
    drafts.folder.mkdir(parents=True)
    (drafts.folder / "intake-x.json").write_text(content)
    assert drafts.intakes() == ()


def test_no_late_write_brings_back_the_draft_of_a_saved_form(drafts: Drafts) -> None:
    keeper = DraftKeeper(drafts)
    keeper.save(CALL)
    keeper.close(CALL.slot)
    keeper.save(CALL)
    assert drafts.intakes() == ()


def test_a_form_emptied_by_hand_leaves_no_draft(drafts: Drafts) -> None:
    keeper = DraftKeeper(drafts)
    keeper.save(NOTE)
    keeper.save(Draft(NOTE.kind, NOTE.key, NOTE.started_at, NOTE.ticket, {"text": ""}))
    assert drafts.of_form("note", 120) is None


def test_half_a_surrogate_pair_does_not_lose_the_draft(drafts: Drafts) -> None:
    odd = Draft("note", "k", "2026-11-23T10:50:00+07:00", 7, {"text": "до \ud83d после \x1b]52;c;eA==\x07"})
    drafts.save(odd)
    assert drafts.of_form("note", 7) == odd


def test_each_store_and_login_has_its_own_folder_and_neither_leads_out_of_it() -> None:
    folder = drafts_folder("../../etc", "..", {"XDG_STATE_HOME": "/state"})
    assert folder == Path("/state/pult/drafts/_.._etc/_")
    assert drafts_folder("a", "x", {"XDG_STATE_HOME": "/s"}) != drafts_folder("b", "x", {"XDG_STATE_HOME": "/s"})


def test_a_call_being_typed_in_one_console_is_not_offered_by_another(drafts: Drafts) -> None:
    keeper = DraftKeeper(drafts)
    keeper.save(CALL)
    assert Drafts(drafts.folder).intakes() == ()
    keeper.leave()
    assert Drafts(drafts.folder).intakes() == (CALL,)


def test_a_killed_console_leaves_its_call_to_the_next_one(drafts: Drafts) -> None:
    child = os.fork()
    if child == 0:
        DraftKeeper(drafts).save(CALL)
        os.kill(os.getpid(), 9)
    os.waitpid(child, 0)
    assert Drafts(drafts.folder).intakes() == (CALL,)
