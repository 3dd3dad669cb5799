"""A desk that ran without a gate is looked through and cleaned: every text of every register (Прил. 3, п. 5)."""

from pathlib import Path

import pytest

from core.desk.desk import Desk
from core.desk.privacy.store_scan import CONTENT, Leak, Scan, ScanPage
from core.desk.upkeep.backups import back_up
from core.desk.views import Done, QueueQuery
from core.tickets.answers.comments import Comment, Note
from core.tickets.desk_records.shifts_and_views import HandOverShift
from core.tickets.redaction.redacting import Redact, RedactFact
from core.tickets.refusal import Refusal
from core.tickets.undo.commands import TakeBack
from tests.core.desk.leaking import leaking_desk, unscreened
from tests.support.desk import FrozenDesk, actor, done, make_desk, registered, reopen
from tests.support.leaks import Leaks
from tests.support.store import content, raw, unchanged

WHY = "Личные данные, внесённые до правил"


@pytest.fixture
def leaking(tmp_path: Path) -> tuple[FrozenDesk, Leaks]:
    return leaking_desk(tmp_path / "live")


def scanned(desk: Desk, asked: ScanPage | None = None) -> Scan:
    found = desk.administration.scan(actor(desk, "orlova"), asked or ScanPage(limit=10_000))
    assert isinstance(found, Scan), found
    return found


def bytes_of(folder: Path) -> bytes:
    return b"\n".join(each.read_bytes() for each in sorted(folder.iterdir()))


def test_all_leaks_are_found_and_cut_and_no_byte_of_them_stays(
    leaking: tuple[FrozenDesk, Leaks], tmp_path: Path
) -> None:
    desk, leaks = leaking
    before = leaks.left_in(bytes_of(desk.path.parent))
    found = scanned(desk)
    cuts = desk.commands.cut_listed(found.leaks, actor(desk, "orlova"), WHY)
    after = leaks.left_in(bytes_of(desk.path.parent))
    back_up(desk.path, tmp_path / "copies", clock=desk.clock)
    copied = leaks.left_in(bytes_of(tmp_path / "copies"))
    report = desk.administration.verify()
    figures = (
        f"written {len(leaks.values)}, in the bytes before {len(before)}, texts found {len(found.leaks)}, "
        f"refused {sum(each.refused is not None for each in cuts)}, in the bytes after {len(after)}, "
        f"in a copy made after {len(copied)}, verify {report}"
    )
    assert len(leaks.values) >= 50, figures
    assert len(before) == len(leaks.values), figures
    assert len(found.leaks) >= len(leaks.values), figures
    assert (after, copied, report.ok) == ([], [], True), figures
    assert all(each.refused is None for each in cuts), figures
    assert scanned(desk).leaks == (), figures


def test_what_was_cut_is_nowhere_to_be_read_or_searched(leaking: tuple[FrozenDesk, Leaks]) -> None:
    desk, leaks = leaking
    assert any(desk.queue.numbers(QueueQuery(text=each)) for each in leaks.values)
    desk.commands.cut_listed(scanned(desk).leaks, actor(desk, "orlova"), WHY)
    other = reopen(desk.path, desk.clock)
    assert not any(other.queue.numbers(QueueQuery(text=each)) for each in leaks.values)
    read = [
        other.registers.calls(), other.registers.shifts(), other.registers.accounts(), other.registers.letters(),
        other.registers.outages(over=True), other.registers.solutions(retired=True),
        other.registers.saved_views("ivanova"), other.directory.staff_keys(), other.directory.absences(),
        other.directory.organizations(), other.oversight.accesses(actor(other, "orlova")),
        [other.tickets.view(number, actor(other, "orlova")) for number in range(1, 5)],
    ]  # fmt: skip
    assert leaks.left_in(repr(read).encode()) == []


def test_a_scan_tells_where_and_what_and_never_the_value(leaking: tuple[FrozenDesk, Leaks]) -> None:
    desk, leaks = leaking
    found = scanned(desk)
    assert leaks.left_in(repr(found).encode()) == []
    (shift,) = (each for each in found.leaks if each.kind == "shift_handed_over")
    assert (shift.ticket, shift.entry, shift.register, shift.record, shift.field) == (None, None, "shifts", "1", "text")
    (subject, *_) = (each for each in found.leaks if each.field == "subject")
    assert (subject.ticket, subject.entry, subject.register) == (1, 1, None)
    assert sum(each.count for each in subject.found) == 1
    assert found.unread == 1, "nobody has read the content of the file"


def test_pages_one_after_the_other_are_the_whole(leaking: tuple[FrozenDesk, Leaks]) -> None:
    desk, _ = leaking
    leaks: list[Leak] = []
    page = scanned(desk, ScanPage(limit=7))
    while page.after is not None:
        leaks += page.leaks
        page = scanned(desk, ScanPage(after=page.after, limit=7))
    assert tuple(leaks) + page.leaks == scanned(desk).leaks


def test_only_the_levels_that_are_asked_for_are_told(desk: FrozenDesk) -> None:
    with unscreened():
        registered(desk, subject="Карта Кузнецовой Марины Олеговны", description="Не открывается")
    levels = {each.level for each in scanned(desk).leaks}
    assert len(levels) == 1
    assert scanned(desk, ScanPage(levels=tuple({"block", "mask", "warn"} - levels))).leaks == ()


@pytest.mark.parametrize("login", ["ivanova", "petrov", "gost"])
def test_who_does_not_answer_for_the_data_neither_looks_nor_cuts_and_that_is_on_record(
    leaking: tuple[FrozenDesk, Leaks], login: str
) -> None:
    desk, _ = leaking
    (shift,) = (each for each in scanned(desk).leaks if each.kind == "shift_handed_over")
    before = content(desk.path)
    looked = desk.administration.scan(actor(desk, login), ScanPage())
    assert isinstance(looked, Refusal)
    assert (looked.code, looked.clause) == ("access.role", "Прил. 3, п. 5")
    assert unchanged(desk.path, before)
    assert desk.oversight.denials()[0].command == "redact_scan"
    before = content(desk.path)
    (cut,) = desk.commands.cut_listed((shift,), actor(desk, login), WHY)
    assert cut.refused is not None
    assert cut.refused.code == "access.role"
    assert unchanged(desk.path, before)
    assert desk.oversight.denials()[0].command == "redact_fact"


def handed_over(desk: FrozenDesk) -> int:
    """The number in the log of a shift that was handed over under a key."""
    done(desk, HandOverShift(to="petrov", text="Карта Тарасова: перезвонить"), key="k")
    return desk.administration.chain_head().event


def test_a_text_of_a_register_is_cut_once_by_whom_when_and_why(desk: FrozenDesk) -> None:
    event = handed_over(desk)
    done(desk, RedactFact(event=event, reason="Имя пациента"), "orlova", key="r")
    (access,) = desk.oversight.accesses(actor(desk, "orlova"))  # type: ignore[misc]
    assert (access.actor, access.reason) == ("orlova", "Имя пациента")
    assert access.title == f"Изъят текст события {event} (Прил. 3, п. 5)"
    assert [each.text for each in desk.registers.shifts()] == ["[текст изъят]"]
    again = desk.commands.perform(RedactFact(event=event, reason="Имя пациента"), actor(desk, "orlova"))
    assert isinstance(again, Refusal)
    assert again.code == "redact.no_text"
    repeated = desk.commands.perform(RedactFact(event=event, reason="Имя пациента"), actor(desk, "orlova"), key="r")
    assert isinstance(repeated, Done)
    assert repeated.repeated
    assert desk.administration.verify().ok


def test_the_digest_of_a_command_of_the_desk_does_not_let_cut_words_be_guessed(desk: FrozenDesk) -> None:
    event = handed_over(desk)
    done(desk, HandOverShift(to="petrov", text="Другая смена"), key="other")
    done(desk, RedactFact(event=event, reason="Имя пациента"), "orlova")
    with raw(desk.path) as connection:
        digests = dict(connection.execute("SELECT key, digest FROM commands").fetchall())
    assert digests["k"] == ""
    assert digests["other"] != ""


def test_the_name_of_a_person_that_is_cut_finds_no_ticket_any_more(desk: FrozenDesk) -> None:
    registered(desk)
    assert desk.queue.numbers(QueueQuery(text="Синицына")) == (1,)
    with raw(desk.path) as connection:
        (event,) = connection.execute("SELECT min(number) FROM events WHERE kind = 'person_added'").fetchone()
    done(desk, RedactFact(event=event, fields=("full_name",), reason="Это пациент"), "admin")
    assert desk.queue.numbers(QueueQuery(text="Синицына")) == ()
    assert desk.administration.verify().ok


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (RedactFact(event=999, reason="Имя"), "redact.unknown"),
        (RedactFact(event=13, reason="Имя"), "redact.of_ticket"),
        (RedactFact(event=4, fields=("strange",), reason="Имя"), "redact.field"),
    ],
)
def test_what_is_no_text_of_the_desk_is_not_cut(desk: FrozenDesk, command: RedactFact, code: str) -> None:
    registered(desk)
    refusal = desk.commands.perform(command, actor(desk, "orlova"))
    assert isinstance(refusal, Refusal)
    assert refusal.code == code


def test_a_cut_is_not_taken_back(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, Note(number=number, text="Карта Тарасова"))
    done(desk, Redact(number=number, event=2, reason="Имя пациента"), "orlova")
    refusal = desk.commands.perform(TakeBack(number=number), actor(desk, "orlova"))
    assert isinstance(refusal, Refusal)
    assert desk.administration.verify().ok


def test_what_was_taken_back_is_found_and_cut_too(desk: FrozenDesk) -> None:
    number = registered(desk)
    with unscreened():
        done(desk, Note(number=number, text="СНИЛС 112-233-445 95"))
    done(desk, TakeBack(number=number))
    found = scanned(desk)
    assert [each.field for each in found.leaks] == ["text"]
    desk.commands.cut_listed(found.leaks, actor(desk, "orlova"), WHY)
    assert (scanned(desk).leaks, desk.administration.verify().ok) == ((), True)


def test_who_wrote_meanwhile_merges_beside_a_cut(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, Redact(number=number, event=1, fields=("subject",), reason="Имя пациента"), "orlova")
    merged = desk.commands.perform(
        Comment(number=number, text="Смотрим"), actor(desk, "ivanova"), expect_version=1, merge=True
    )  # fmt: skip
    assert isinstance(merged, Done)
    assert desk.administration.verify().ok


def test_the_content_of_a_file_goes_with_its_record(leaking: tuple[FrozenDesk, Leaks]) -> None:
    desk, _ = leaking
    found = desk.administration.scan(actor(desk, "orlova"), ScanPage(limit=10_000), lambda _title, body: body.decode())
    assert isinstance(found, Scan)
    (inside,) = (each for each in found.leaks if each.field == CONTENT)
    assert found.unread == 0
    (cut,) = desk.commands.cut_listed((inside,), actor(desk, "orlova"), WHY)
    assert cut.refused is None
    with raw(desk.path) as connection:
        assert connection.execute("SELECT count(*) FROM blobs").fetchone() == (0,)
    assert desk.administration.verify().ok


def test_a_read_only_desk_looks_and_records_no_denial(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.environment.read_only = True
    before = content(desk.path)
    assert isinstance(desk.administration.scan(actor(desk, "ivanova"), ScanPage()), Refusal)
    assert content(desk.path) == before
