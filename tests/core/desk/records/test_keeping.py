"""The directory: who may keep it, what it refuses, and that nobody's protected data is ever listed."""

from dataclasses import asdict

import pytest

from core.desk import init_store, open_desk
from core.desk.views import Done
from core.store import StoreUnavailable
from core.tickets.command import Command
from core.tickets.directory import Organization, Person, User
from core.tickets.people.commands import AddOrganization, AddPerson
from core.tickets.refusal import Refusal, RefusalKind
from core.tickets.staff.commands import AddUser, BlockUser, ChangeRole
from core.vocabulary import Mis, Role
from tests.support.desk import GP4, FrozenClock, FrozenDesk, actor, done
from tests.support.store import content, unchanged

NOVIKOV = AddUser(login="novikov", full_name="Новиков Н. Н.", role=Role.FIRST_LINE, competences=("нси", "нси"))
CLINIC = AddOrganization(
    title="Районная больница", code="rb", mis=(Mis.PROMED,), contract="12", contract_from="2026-01-01"
)
PERSON = AddPerson(full_name="Орлова Вера", organization=GP4, person_kind="it_head", staff_number="ТН-0042")


def refused(desk: FrozenDesk, command: Command, login: str = "admin") -> Refusal:
    before = content(desk.path)
    result = desk.commands.perform(command, actor(desk, login))
    assert isinstance(result, Refusal), result
    assert unchanged(desk.path, before)
    return result


def test_what_is_added_is_there(desk: FrozenDesk) -> None:
    assert done(desk, CLINIC, "admin") == Done(None, None, "rb")
    assert done(desk, PERSON, "ivanova") == Done(None, None, "5")
    assert done(desk, NOVIKOV, "orlova") == Done(None, None, "novikov")
    assert (
        Organization(3, "rb", "Районная больница", (Mis.PROMED,), "12", "2026-01-01", None)
        in desk.directory.organizations()
    )
    assert desk.directory.people(GP4, "вера") == (Person(5, "Орлова Вера", GP4, "it_head"),)
    assert User("novikov", "Новиков Н. Н.", Role.FIRST_LINE, ("нси",)) in desk.directory.users()
    assert desk.administration.verify().ok


@pytest.mark.parametrize(
    "command", [CLINIC, NOVIKOV, BlockUser(login="gost"), ChangeRole(login="gost", role=Role.SUPERVISOR)]
)
@pytest.mark.parametrize("login", ["ivanova", "petrov", "gost"])
def test_only_supervisor_and_administrator_keep_clinics_and_staff(
    desk: FrozenDesk, command: Command, login: str
) -> None:
    assert refused(desk, command, login).kind is RefusalKind.FORBIDDEN


@pytest.mark.parametrize("login", ["petrov", "gost"])
def test_people_are_added_by_the_first_line_on_the_phone_and_not_by_others(desk: FrozenDesk, login: str) -> None:
    assert refused(desk, PERSON, login).kind is RefusalKind.FORBIDDEN


def test_an_administrators_account_is_changed_by_an_administrator_alone(desk: FrozenDesk) -> None:
    done(desk, AddUser(login="second", full_name="Второй В. В.", role=Role.ADMINISTRATOR), "admin")
    for command in (BlockUser(login="second"), ChangeRole(login="second", role=Role.OBSERVER)):
        assert refused(desk, command, "orlova").code == "access.administrator"
    assert done(desk, BlockUser(login="second"), "admin").subject == "second"


def test_a_contract_does_not_end_before_it_begins(desk: FrozenDesk) -> None:
    command = AddOrganization(title="Б", code="b", contract_from="2026-12-01", contract_until="2026-01-01")
    assert refused(desk, command).code == "contract.dates"


def test_a_code_that_is_also_anothers_number_is_ambiguous(desk: FrozenDesk) -> None:
    done(desk, AddOrganization(title="Новая больница", code="1"), "admin")
    found = desk.directory.find_organization("1")
    assert isinstance(found, Refusal)
    assert {each["id"] for each in found.details["candidates"]} == {1, 3}


def test_a_staff_number_is_kept_and_never_listed(desk: FrozenDesk) -> None:
    done(desk, PERSON)
    assert "ТН-0042" in str(content(desk.path)["people"])
    assert "ТН-0042" not in str(content(desk.path)["events"])
    shown = [*desk.directory.people(), desk.directory.find_person("Орлова Вера")]
    assert "ТН-0042" not in str([asdict(each) for each in shown])  # type: ignore[call-overload]


def test_a_code_and_a_login_are_taken_once(desk: FrozenDesk) -> None:
    for command, value in (
        (AddOrganization(title="Другая", code="KKB"), "KKB"),
        (AddUser(login="petrov", full_name="Другой", role=Role.FIRST_LINE), "petrov"),
    ):
        result = refused(desk, command)
        assert (result.kind, result.details["value"]) == (RefusalKind.BAD_INPUT, value)
        assert value in result.message


@pytest.mark.parametrize("login", ["Petrov", "1st", "-x", "пётр", "a b", "a" * 33, "root\u202e", "a/b"])
def test_a_login_is_a_short_latin_word(desk: FrozenDesk, login: str) -> None:
    assert refused(desk, AddUser(login=login, full_name="Имя", role=Role.FIRST_LINE)).code == "user.login"


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        (AddPerson(full_name="Имя", organization=77), RefusalKind.NOT_FOUND),
        (AddPerson(full_name="Имя", organization=GP4, person_kind="wizard"), RefusalKind.BAD_INPUT),
        (AddOrganization(title="Имя", code="x", mis=()), RefusalKind.BAD_INPUT),
        (AddOrganization(title="Имя", code="x", contract_until="31.12.2026"), RefusalKind.BAD_INPUT),
        (AddOrganization(title="Имя", code="x", contract_until="2026-02-30"), RefusalKind.BAD_INPUT),
        (BlockUser(login="nobody"), RefusalKind.NOT_FOUND),
        (ChangeRole(login="nobody", role=Role.SUPERVISOR), RefusalKind.NOT_FOUND),
        (ChangeRole(login="petrov", role=Role.SECOND_LINE), RefusalKind.RULE),
    ],
)
def test_what_the_directory_cannot_take_is_refused(desk: FrozenDesk, command: Command, kind: RefusalKind) -> None:
    assert refused(desk, command).kind is kind


def test_staff_are_blocked_once_and_stay_known(desk: FrozenDesk) -> None:
    done(desk, BlockUser(login="gost"), "orlova")
    assert [user.blocked for user in desk.directory.users() if user.login == "gost"] == [True]
    assert refused(desk, BlockUser(login="gost")).code == "user.blocked_already"


def test_the_last_administrator_stays(desk: FrozenDesk) -> None:
    for command in (BlockUser(login="admin"), ChangeRole(login="admin", role=Role.OBSERVER)):
        assert refused(desk, command).code == "user.last_administrator"
    done(desk, ChangeRole(login="orlova", role=Role.ADMINISTRATOR), "admin")
    done(desk, BlockUser(login="admin"), "orlova")


# --- finding what people type ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["1", " kkb ", "KKB", "краевая клиническая больница", "клиническая", "БОЛЬНИЦА краевая"]
)
def test_a_clinic_is_found_by_id_code_or_unambiguous_name(desk: FrozenDesk, name: str) -> None:
    found = desk.directory.find_organization(name)
    assert isinstance(found, Organization)
    assert found.code == "kkb"


@pytest.mark.parametrize("name", ["2", "Воробьев Пётр Ильич", "воробьёв"])
def test_a_person_is_found_by_id_or_name_with_yo_as_ye(desk: FrozenDesk, name: str) -> None:
    found = desk.directory.find_person(name)
    assert isinstance(found, Person)
    assert found.id == 2


def test_a_member_of_staff_is_found_by_login_or_name(desk: FrozenDesk) -> None:
    assert (
        desk.directory.find_user("petrov")
        == desk.directory.find_user("Петров А. Н.")
        == desk.directory.find_user("петров")
    )


def test_the_whole_name_wins_over_a_part_of_others(desk: FrozenDesk) -> None:
    done(desk, AddPerson(full_name="Зимина Ольга", organization=GP4, namesake=True))
    found = desk.directory.find_person("зимина ольга")
    assert isinstance(found, Person)
    assert found.name == "Зимина Ольга"


def test_an_ambiguous_name_is_answered_with_the_candidates(desk: FrozenDesk) -> None:
    done(desk, AddPerson(full_name="Зимин Олег Олегович", organization=1))
    result = desk.directory.find_person("зими")
    assert isinstance(result, Refusal)
    assert (result.kind, [each["id"] for each in result.details["candidates"]]) == (RefusalKind.BAD_INPUT, [5, 3])
    assert result.message == "«зими» — это несколько: Зимин Олег Олегович (5), Зимина Ольга Юрьевна (3)"
    assert isinstance(desk.directory.find_person("зимин", GP4), Person)


@pytest.mark.parametrize("name", ["", "  ", "нет такого", "99", "9" * 40, "\udcff", "\x1b[2J"])
def test_what_nobody_is_called_is_not_found(desk: FrozenDesk, name: str) -> None:
    for result in (
        desk.directory.find_organization(name),
        desk.directory.find_person(name),
        desk.directory.find_user(name),
    ):
        assert isinstance(result, Refusal)
        assert result.kind is RefusalKind.NOT_FOUND
        result.message.encode()


# --- the first administrator ----------------------------------------------------------------------------------------


def test_a_new_store_knows_its_administrator_and_nothing_else(tmp_path: object) -> None:
    path = f"{tmp_path}/new/pult.db"
    assert init_store(path, "admin", "Админова А. А.", clock=FrozenClock("2026-11-23T09:00")) == Done(
        None, None, "admin"
    )
    with open_desk(f"sqlite:///{path}", clock=FrozenClock("2026-11-23T09:01")) as desk:
        assert desk.directory.users() == (User("admin", "Админова А. А.", Role.ADMINISTRATOR),)
        assert (desk.directory.organizations(), desk.directory.people()) == ((), ())
        report = desk.administration.verify()
        assert (report.ok, report.events) == (True, 1)
    with pytest.raises(StoreUnavailable, match="уже подготовлено"):
        init_store(path, "second", "Второй В. В.")


@pytest.mark.parametrize(("login", "name"), [("Админ", "Имя"), ("admin", "  ")])
def test_an_administrator_without_a_good_login_or_name_makes_no_store(tmp_path: object, login: str, name: str) -> None:
    assert isinstance(init_store(f"{tmp_path}/pult.db", login, name), Refusal)
    with pytest.raises(StoreUnavailable, match="ещё нет"):
        open_desk(f"{tmp_path}/pult.db")
