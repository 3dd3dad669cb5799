"""Personal data on its way into the log (Прил. 3, п. 5): stopped, masked, or let in by a supervisor with a reason."""

import pytest

from core.desk.privacy.personal_data_gate import Handling
from core.desk.views import Done
from core.tickets.answers.comments import Comment
from core.tickets.desk_records.calls import LogCall
from core.tickets.redaction.redacting import Redact
from core.tickets.refusal import Refusal
from core.vocabulary import Channel
from tests.core.desk.leaking import unscreened
from tests.support.desk import SINITSYNA, FrozenDesk, actor, done, moment, register, registered
from tests.support.store import content, raw

SNILS = "112-233-445 95"
HOLDS = Comment(number=1, text=f"Проверили СНИЛС {SNILS}, всё верно")


def test_a_text_with_check_digits_is_not_saved_and_the_refusal_holds_no_value(desk: FrozenDesk) -> None:
    registered(desk)
    before = content(desk.path)
    refusal = desk.commands.perform(HOLDS, actor(desk, "ivanova"))
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.clause) == ("pii.found", "Прил. 3, п. 5")
    assert refusal.details["findings"] == [{"field": "text", "kind": "snils", "level": "block", "start": 16, "end": 30}]
    assert SNILS not in repr(refusal)
    assert content(desk.path) == before


def test_one_step_masks_it(desk: FrozenDesk) -> None:
    registered(desk)
    assert isinstance(desk.commands.perform(HOLDS, actor(desk, "ivanova"), handling=Handling(mask=True)), Done)
    view = desk.tickets.view(1, actor(desk, "ivanova"))
    assert not isinstance(view, Refusal)
    assert view.timeline[-1].text == "Проверили СНИЛС [скрыто: СНИЛС], всё верно"


def test_a_supervisor_lets_it_in_with_a_reason_that_is_recorded_without_the_value(desk: FrozenDesk) -> None:
    registered(desk)
    handling = Handling(reason="Нужен разработчику по договору")
    denied = desk.commands.perform(HOLDS, actor(desk, "ivanova"), handling=handling)
    assert isinstance(denied, Refusal)
    assert denied.code == "pii.not_supervisor"
    assert isinstance(desk.commands.perform(HOLDS, actor(desk, "orlova"), handling=handling), Done)
    view = desk.tickets.view(1, actor(desk, "orlova"))
    assert not isinstance(view, Refusal)
    assert (view.timeline[-1].kind, view.timeline[-1].data) == (
        "personal_data_admitted",
        {"fields": ["text"], "kinds": ["snils"]},
    )


def test_a_whole_name_stops_and_a_doctor_s_surname_alone_is_told(desk: FrozenDesk) -> None:
    refusal = desk.commands.perform(
        register(description="Карта Кузнецовой Марины Олеговны закрывается"), actor(desk, "ivanova")
    )
    assert isinstance(refusal, Refusal)
    assert refusal.code == "pii.found"
    told = done(desk, register(description="Врач Скоробогатько не видит своего участка с утра"))
    assert (told.told, told.masked) == (("ФИО",), ())


def test_a_telephone_of_nobody_named_is_masked_and_told(desk: FrozenDesk) -> None:
    told = done(desk, register(description="Не печатается рецепт, звоните 8 913 555-12-34"))
    assert (told.told, told.masked) == ((), ("личный телефон",))
    assert told.number is not None
    view = desk.tickets.view(told.number, actor(desk, "ivanova"))
    assert not isinstance(view, Refusal)
    assert view.ticket.description == "Не печатается рецепт, звоните [скрыто: личный телефон]"


def test_whom_the_desk_knows_may_be_named_unless_a_patient(desk: FrozenDesk) -> None:
    name = desk.directory.find_person("синицына", None)
    assert not isinstance(name, Refusal)
    own = register(description=f"{name.name} просит перезвонить, рецепт не печатается")
    assert isinstance(desk.commands.perform(own, actor(desk, "ivanova")), Done)
    ill = register(description=f"Пациентка {name.name} не находится в поиске по отделению")
    refusal = desk.commands.perform(ill, actor(desk, "ivanova"))
    assert isinstance(refusal, Refusal)
    assert refusal.code == "pii.found"


def test_the_reason_that_lets_a_text_in_is_looked_at_too(desk: FrozenDesk) -> None:
    registered(desk)
    handling = Handling(reason="Просит Кузнецова Марина Олеговна сама")
    refusal = desk.commands.perform(HOLDS, actor(desk, "orlova"), handling=handling)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.details["findings"][0]["field"]) == ("pii.found", "pii_reason")


def test_what_a_supervisor_lets_into_a_register_is_on_record(desk: FrozenDesk) -> None:
    line = LogCall(
        requester=SINITSYNA,
        started_at=moment("2026-11-23T08:50"),
        ended_at=moment("2026-11-23T08:54"),
        solved=True,
        text=f"СНИЛС {SNILS} внесли",
    )
    assert isinstance(
        desk.commands.perform(line, actor(desk, "orlova"), handling=Handling(reason="По запросу ФСС")), Done
    )
    seen = desk.oversight.accesses(actor(desk, "orlova"))
    assert not isinstance(seen, Refusal)
    assert (seen[0].what, seen[0].reason) == ("text_admitted", "По запросу ФСС")
    assert desk.administration.verify().ok


def test_a_key_of_repetition_is_no_place_for_personal_data(desk: FrozenDesk) -> None:
    refusal = desk.commands.perform(register(), actor(desk, "ivanova"), key=f"звонок {SNILS}")
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.details["field"]) == ("key.personal", "key")
    assert isinstance(desk.commands.perform(register(), actor(desk, "ivanova"), key="0b" * 16), Done)


def test_a_row_of_nothing_but_personal_data_is_put_aside(desk: FrozenDesk) -> None:
    row = register(
        channel=Channel.ISKIZ, imported=True, subject="Лузгин Арсений Ильич", description=SNILS, external_number="9"
    )
    refusal = desk.commands.perform(row, actor(desk, "ivanova"))
    assert isinstance(refusal, Refusal)
    assert refusal.code == "import.quarantined"


def test_an_import_is_masked_and_flagged_and_its_original_is_nowhere(desk: FrozenDesk) -> None:
    number = registered(
        desk, channel=Channel.ISKIZ, imported=True, description=f"СНИЛС {SNILS} не проходит", external_number="7"
    )
    view = desk.tickets.view(number, actor(desk, "ivanova"))
    assert not isinstance(view, Refusal)
    assert (view.ticket.description, view.ticket.masked) == ("СНИЛС [скрыто: СНИЛС] не проходит", ("snils",))
    assert SNILS.encode() not in desk.path.read_bytes()


def test_the_call_log_passes_the_same_gate(desk: FrozenDesk) -> None:
    call = LogCall(
        requester=SINITSYNA,
        started_at=moment("2026-11-23T08:50"),
        ended_at=moment("2026-11-23T08:54"),
        solved=True,
        text="Пароль: Qwerty12, вошла",
    )
    refusal = desk.commands.perform(call, actor(desk, "ivanova"))
    assert isinstance(refusal, Refusal)
    assert refusal.code == "pii.found"


@pytest.mark.parametrize("login", ["orlova", "admin"])
def test_a_text_is_cut_out_after_the_fact_and_the_chain_stays_whole(desk: FrozenDesk, login: str) -> None:
    with unscreened():
        number = registered(desk, subject="Карта Тарасова Игоря Петровича", description="Не открывается")
    done(desk, Redact(number=number, event=1, fields=("subject",), reason="Имя пациента"), login)
    view = desk.tickets.view(number, actor(desk, "ivanova"))
    assert not isinstance(view, Refusal)
    assert (view.ticket.subject, view.ticket.description) == ("[текст изъят]", "Не открывается")
    assert view.timeline[-1].kind == "redacted"
    with raw(desk.path) as connection:
        rows = connection.execute("SELECT body FROM texts WHERE body LIKE '%Тарасова%'").fetchall()
        lists = connection.execute("SELECT subject FROM tickets").fetchall()
    assert (rows, lists) == ([], [("[текст изъят]",)])
    assert desk.administration.verify().ok


def test_what_holds_no_text_or_is_no_field_cannot_be_cut_out(desk: FrozenDesk) -> None:
    number = registered(desk)
    for command, code in (
        (Redact(number=number, event=9, reason="Имя"), "redact.unknown"),
        (Redact(number=number, event=1, fields=("solution",), reason="Имя"), "redact.field"),
    ):
        refusal = desk.commands.perform(command, actor(desk, "orlova"))
        assert isinstance(refusal, Refusal)
        assert refusal.code == code
