"""Files on their way into a ticket (Прил. 3, п. 5): name and text are looked through before they are kept."""

import pytest

from core.desk.privacy import attached_files as screening_files
from core.desk.privacy.attached_files import AROUND, STEP, look_through
from core.desk.privacy.personal_data_gate import Handling
from core.desk.views import Done, TicketView
from core.privacy import Certainty, Finding, Kind, Level, find
from core.tickets.command import TicketCommand
from core.tickets.records import Attachment
from core.tickets.refusal import Refusal
from core.tickets.relations.attachments import Attach
from core.vocabulary import Screened
from tests.core.documents.papers import docx
from tests.support.desk import FrozenDesk, actor, done, registered
from tests.support.store import content

SNILS = "112-233-445 95"
TEXT = f"Журнал обмена\nСНИЛС {SNILS} не найден".encode()
PLACE = f"(знаки {21}–{34})"
ENCLOSING = b"<img src='data:image/png;base64,iVBORw0K'>"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(20)


def attach(body: bytes = b"text", title: str = "журнал.txt", *, sure: bool = False) -> Attach:
    return Attach(number=1, title=title, body=body, unscreened_ok=sure)


def refused(desk: FrozenDesk, command: TicketCommand, login: str = "ivanova", **handling: object) -> Refusal:
    before = content(desk.path)
    answer = desk.commands.perform(command, actor(desk, login), handling=Handling(**handling))  # type: ignore[arg-type]
    assert isinstance(answer, Refusal), answer
    assert content(desk.path) == before
    assert SNILS not in repr(answer)
    return answer


def view(desk: FrozenDesk) -> TicketView:
    seen = desk.tickets.view(1, actor(desk, "ivanova"))
    assert not isinstance(seen, Refusal)
    return seen


def kept(desk: FrozenDesk) -> Attachment:
    return view(desk).ticket.attachments[-1]


@pytest.fixture(autouse=True)
def _a_ticket(desk: FrozenDesk) -> None:
    registered(desk)


def test_a_file_with_a_document_s_number_is_refused_with_its_place_and_without_its_value(desk: FrozenDesk) -> None:
    refusal = refused(desk, attach(TEXT))
    assert (refusal.code, refusal.clause) == ("pii.found", "Прил. 3, п. 5")
    assert refusal.message == (
        f"Персональные данные в файле: СНИЛС {PLACE}. Вырежьте их из файла и приложите его снова"
    )
    assert refusal.details["findings"] == [{"field": "body", "kind": "snils", "level": "block", "start": 20, "end": 34}]


def test_what_is_packed_is_looked_through_like_any_text(desk: FrozenDesk) -> None:
    refusal = refused(desk, attach(docx(f"СНИЛС {SNILS}"), "опись.docx"))
    assert (refusal.code, refusal.details["findings"][0]["field"]) == ("pii.found", "body")
    assert "СНИЛС (знаки " in refusal.message


def test_bytes_are_never_masked_and_a_writer_who_asks_for_it_is_told(desk: FrozenDesk) -> None:
    refusal = refused(desk, attach(TEXT), mask=True)
    assert refusal.message.endswith("Скрыть можно только имя: вырежьте их из файла и приложите его снова")


def test_a_name_is_refused_or_masked_in_one_step(desk: FrozenDesk) -> None:
    command = attach(title=f"скан_снилс_{SNILS}.pdf")
    refusal = refused(desk, command)
    assert refusal.message == (
        "Персональные данные в имени файла: СНИЛС. Назовите файл иначе или скройте их в имени одним действием"
    )
    assert refusal.details["findings"][0]["field"] == "title"
    masked = done(desk, command, handling=Handling(mask=True)).masked
    assert (kept(desk).title, masked) == ("скан_снилс_скрыто-СНИЛС.pdf", ("СНИЛС",))


def test_a_supervisor_lets_a_file_in_with_a_reason_that_is_on_record(desk: FrozenDesk) -> None:
    reason = "Нужен разработчику по договору"
    assert refused(desk, attach(TEXT), reason=reason).code == "pii.not_supervisor"
    done(desk, attach(TEXT, f"{SNILS}.txt"), "orlova", handling=Handling(reason=reason))
    last = view(desk).timeline[-1]
    assert (last.kind, last.text) == ("personal_data_admitted", reason)
    assert last.data == {"fields": ["title", "body"], "kinds": ["snils"]}


def test_what_only_warns_is_kept_and_told(desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    hits = [Finding(0, 4, Kind.NAME, Certainty.DOUBTFUL, Level.WARN), Finding(0, 4, Kind.EMAIL, level=Level.MASK)]
    monkeypatch.setattr(screening_files, "look_through", lambda *_: hits)
    assert done(desk, attach()).told == ("ФИО (в файле)", "электронная почта (в файле)")
    assert kept(desk).screened is Screened.FULL


@pytest.mark.parametrize(
    ("body", "screened", "why", "said"),
    [
        (PICTURE, Screened.NO, "картинка: текста нет", "не просмотрен"),
        (ENCLOSING, Screened.PART, "осталось вложенное в текст (base64)", "не весь просмотрен"),
    ],
    ids=["picture", "enclosing"],
)
def test_what_was_not_looked_through_is_kept_once_its_writer_is_sure_and_marked_for_good(
    desk: FrozenDesk, body: bytes, screened: Screened, why: str, said: str
) -> None:
    refusal = refused(desk, attach(body))
    assert (refusal.code, refusal.clause) == ("attachment.unscreened", "Прил. 3, п. 5")
    assert refusal.message == (f"Файл {said} ({why}). Убедитесь, что персональных данных в нём нет, и подтвердите это")
    assert refusal.details == {"screened": screened.value, "why": why}
    done(desk, attach(body, sure=True))
    assert kept(desk).screened is screened
    told = {Screened.NO: "не просмотрено", Screened.PART: "просмотрено не полностью"}[screened]
    last = view(desk).timeline[-1]
    assert (last.title, last.data["screened"]) == (f"Приложен файл 1 ({told})", screened.value)


def test_who_is_sure_is_still_refused_for_what_is_found(desk: FrozenDesk) -> None:
    assert refused(desk, attach(PICTURE, f"{SNILS}.png", sure=True)).code == "pii.found"
    assert refused(desk, attach(TEXT + ENCLOSING, sure=True)).code == "pii.found"


def test_nobody_but_the_gate_says_how_much_was_looked_through(desk: FrozenDesk) -> None:
    done(desk, Attach(number=1, title="a.png", body=PICTURE, unscreened_ok=True, screened=Screened.FULL))
    assert kept(desk).screened is Screened.NO


def test_the_same_key_answers_with_the_first_result(desk: FrozenDesk) -> None:
    first = done(desk, attach(), key="k")
    assert not first.repeated
    assert done(desk, attach(), key="k").repeated
    assert len(view(desk).ticket.attachments) == 1


def test_a_file_that_does_not_fit_is_not_read_at_all(desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_body: bytes) -> None:
        raise AssertionError

    monkeypatch.setattr(screening_files, "read_document", never)
    assert refused(desk, attach(b"")).code == "attachment.empty"
    assert refused(desk, attach(bytes(10 * 1024 * 1024 + 1))).code == "attachment.too_large"


def test_nothing_is_written_and_no_transaction_is_open_while_a_file_is_read(
    desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = screening_files.read_document
    started: list[str] = []
    monkeypatch.setattr(screening_files, "read_document", lambda body: started.append("read") or read(body))
    write = desk.environment.store.write
    monkeypatch.setattr(desk.environment.store, "write", lambda *a, **k: started.append("write") or write(*a, **k))
    done(desk, attach())
    assert started == ["read", "write"]


def test_a_long_text_is_looked_through_in_pieces_that_tear_nothing_apart() -> None:
    for at in (0, STEP - 7, STEP, 2 * STEP - 20, 3 * STEP + AROUND):
        text = "й " * (at // 2) + f"СНИЛС {SNILS}" + " й" * STEP
        found = look_through(text, find)
        assert [text[each.start : each.end] for each in found] == [SNILS], at


def test_a_file_full_of_numbers_is_given_up_and_named_shortly(desk: FrozenDesk) -> None:
    refusal = refused(desk, attach(f"СНИЛС {SNILS}\n".encode() * 2000))
    assert refusal.message.count("знаки") == 5
    assert len(refusal.details["findings"]) == 100


def test_an_answer_is_a_done_with_the_ticket(desk: FrozenDesk) -> None:
    assert isinstance(desk.commands.perform(attach(), actor(desk, "ivanova")), Done)
