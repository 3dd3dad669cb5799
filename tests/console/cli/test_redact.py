"""``pult redact`` looks a store through and cuts what it finds; nobody sees a value (Прил. 3, п. 5)."""

from pathlib import Path

import pytest

from console.state.drafts import Draft, Drafts, drafts_folder
from core.desk import open_desk
from tests.console.cli.calls import registered, run
from tests.console.cli.conftest import Cli
from tests.core.desk.leaking import NOW, leaking_desk
from tests.support.leaks import Leaks

LEAK = {"event", "ticket", "entry", "register", "record", "at", "kind", "field", "level", "found", "command"}
WHY = ("--reason", "Внесено до правил")


@pytest.fixture
def leaking(pult: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Cli, Leaks, Path]:
    desk, leaks = leaking_desk(tmp_path / "live")
    desk.close()
    monkeypatch.setenv("PULT_DB", str(desk.path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return pult, leaks, tmp_path


def test_a_desk_that_ran_without_a_gate_is_cleaned_page_by_page(leaking: tuple[Cli, Leaks, Path]) -> None:
    pult, leaks, folder = leaking
    texts, after = 0, 0
    while True:
        page = run(pult, NOW, "orlova", "redact", "--scan", "--after", str(after), "--limit", "20")
        cut = run(pult, NOW, "orlova", "redact", "--found", *WHY, "--after", str(after), "--limit", "20")
        assert cut["refused"] == []
        assert cut["after"] == page["after"]
        assert sum(len(each["fields"]) for each in cut["cut"]) == len(page["leaks"])
        texts += len(page["leaks"])
        if page["after"] is None:
            break
        after = page["after"]
    assert texts >= len(leaks.values)
    assert run(pult, NOW, "orlova", "redact", "--scan")["leaks"] == []
    assert run(pult, NOW, "orlova", "verify")["ok"] is True
    assert leaks.left_in(b"".join(each.read_bytes() for each in (folder / "live").iterdir())) == []


def test_a_page_has_a_stable_shape_and_no_value(leaking: tuple[Cli, Leaks, Path]) -> None:
    pult, leaks, _ = leaking
    answer = pult("redact", "--scan", "--json", by="orlova", now=NOW)
    document = answer.json
    assert set(document) == {"leaks", "after", "events", "attachments_unread", "drafts"}
    assert all(set(each) == LEAK for each in document["leaks"])
    assert leaks.left_in(answer.out.encode()) == []
    assert document["leaks"][0] | {"found": [], "level": ""} == {
        "event": 13, "ticket": 1, "entry": 1, "register": None, "record": None, "at": "2026-11-24T11:20:00+07:00",
        "kind": "registered", "field": "description", "level": "", "found": [],
        "command": "pult redact 1 --event 1 --field description --reason …",
    }  # fmt: skip
    text = pult("redact", "--scan", by="admin", now=NOW)
    assert "Передача смены 1, событие" in text.out
    assert "Содержимое вложений не просмотрено" not in text.out, "the one that is attached has a text"
    assert leaks.left_in(text.out.encode()) == []


def test_each_line_says_what_cuts_it(leaking: tuple[Cli, Leaks, Path]) -> None:
    pult, _, _ = leaking
    found = run(pult, NOW, "orlova", "redact", "--scan", "--limit", "1000")["leaks"]
    (shift,) = (each for each in found if each["kind"] == "shift_handed_over")
    words = shift["command"].removeprefix("pult ").removesuffix(" --reason …").split()
    assert run(pult, NOW, "orlova", *words, *WHY) == {"event": shift["event"], "fields": ["text"]}
    left = run(pult, NOW, "orlova", "redact", "--scan", "--limit", "1000")["leaks"]
    assert shift not in left
    assert len(left) == len(found) - 1


def test_others_are_refused_and_that_is_on_record(leaking: tuple[Cli, Leaks, Path]) -> None:
    pult, _, _ = leaking
    assert pult("redact", "--scan", by="ivanova", now=NOW).code == 6
    assert pult("redact", "--found", *WHY, by="petrov", now=NOW).code == 6
    assert pult("redact", "--event", "4", *WHY, by="ivanova", now=NOW).code == 6
    denials = run(pult, NOW, "orlova", "report", "denials")["denials"]
    assert [(each["actor"], each["command"]) for each in denials] == [
        ("ivanova", "redact_fact"), ("petrov", "redact_scan"), ("ivanova", "redact_scan"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("redact",), 2),
        (("redact", "--scan", "--found"), 2),
        (("redact", "--scan", "--event", "1"), 2),
        (("redact", "--found"), 2),
        (("redact", "1", "--event", "1"), 2),
        (("redact", "--scan", "--level", "high"), 8),
        (("redact", "--event", "9999", "--reason", "Имя"), 4),
    ],
)
def test_wrong_calls_change_nothing(desk: Cli, words: tuple[str, ...], code: int) -> None:
    assert desk(*words, by="orlova", now=NOW).code == code


def test_the_drafts_of_this_host_are_told_and_masked(leaking: tuple[Cli, Leaks, Path]) -> None:
    pult, _, folder = leaking
    with open_desk(folder / "live" / "pult.db") as desk:
        drafts = Drafts(drafts_folder(desk.store_id, "ivanova"))
    drafts.save(Draft("note", "k", "", 1, {"text": "СНИЛС 112-233-445 95"}))
    told = run(pult, NOW, "orlova", "redact", "--scan", "--limit", "1000")["drafts"]
    assert [(each["login"], each["form"], each["ticket"], each["field"]) for each in told] == [
        ("ivanova", "note", 1, "text")
    ]
    assert run(pult, NOW, "orlova", "redact", "--found", "--limit", "1000", *WHY)["drafts"] == 1
    (draft,) = drafts.all()
    assert "112" not in draft.fields["text"]


def test_one_ticket_s_cut_masks_its_own_drafts(desk: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    registered(desk, "2026-11-23T09:00")
    with open_desk(tmp_path / "pult.db") as opened:
        drafts = Drafts(drafts_folder(opened.store_id, "ivanova"))
    for ticket in (1, 2):
        drafts.save(Draft("note", "k", "", ticket, {"text": "СНИЛС 112-233-445 95"}))
    run(desk, "2026-11-23T09:05", "orlova", "redact", "1", "--event", "1", *WHY)
    assert ["112" in each.fields["text"] for each in drafts.all()] == [False, True]
