"""Clinics, requesters, staff and the store itself through the command line."""

import getpass
import stat
from pathlib import Path

from tests.console.cli.conftest import Cli, new


def test_init_makes_a_private_store_with_its_administrator(pult: Cli, tmp_path: Path) -> None:
    path = tmp_path / "new" / "pult.db"
    made = pult("init", "--db", str(path), "--admin", "boss", "--name", "Главный Г. Г.", "--json").json
    assert made == {"database": str(path), "admin": "boss"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    users = pult("user", "list", "--db", str(path), "--json", by="boss").json["users"]
    assert [(user["login"], user["role"]) for user in users] == [("boss", "administrator")]


def test_the_default_store_is_in_the_data_folder_and_the_default_login_the_systems(pult: Cli, xdg: Path) -> None:
    assert pult("init").code == 0
    assert (xdg / "data" / "pult" / "pult.db").exists()
    assert getpass.getuser() in pult("user", "list").out


def test_migrate_leaves_a_present_store_as_it_is(desk: Cli) -> None:
    answer = desk("migrate", "--json").json
    assert answer["before"] == answer["after"]


def test_global_options_stand_before_or_after_the_command(desk: Cli, tmp_path: Path) -> None:
    before = desk("--json", "--as", "ivanova", "user", "list").json
    between = desk("user", "--as", "ivanova", "list", "--json").json
    assert before == between == desk("user", "list", "--as", "ivanova", "--json").json
    assert (
        desk("--db", str(tmp_path / "none"), "user", "list", "--db", str(tmp_path / "pult.db"), by="ivanova").code == 0
    )


def test_a_clinic_is_added_and_found_by_id_code_and_name(desk: Cli) -> None:
    made = desk("org", "add", "Детская больница", "--code", "db1", "--mis", "промед", "--contract", "15/26",
                "--from", "2026-01-01", "--until", "2026-12-31", "--json", by="admin").json  # fmt: skip
    assert made == {
        "id": 3, "code": "db1", "name": "Детская больница", "mis": ["promed"], "contract": "15/26",
        "contract_from": "2026-01-01", "contract_until": "2026-12-31",
    }  # fmt: skip
    for name in ("3", "DB1", "детская"):
        assert desk("org", "show", name, "--json", by="ivanova").json == made
    assert len(desk("org", "list", "--json", by="ivanova").json["organizations"]) == 3


def test_a_person_is_added_to_a_clinic(desk: Cli) -> None:
    made = desk("person", "add", "Соколова Вера Петровна", "--org", "gp4", "--kind", "руководитель ИТ", "--phone",
                "200-00-09", "--staff-number", "4711", "--json", by="ivanova")  # fmt: skip
    assert made.json["kind"] == "it_head"
    assert made.json["organization"] == "gp4"
    assert "4711" not in made.out
    listed = desk("person", "list", "--org", "gp4", "--filter", "соколова", "--json", by="ivanova").json["people"]
    assert listed == [made.json]
    assert "руководитель ИТ" in desk("person", "show", "Соколова", by="ivanova").out


def test_staff_are_added_blocked_and_given_roles(desk: Cli) -> None:
    made = desk("user", "add", "vlasov", "--name", "Власов В. В.", "--role", "специалист влтп",
                "--competence", "promed",
                "--competence", "reports", "--json", by="admin").json  # fmt: skip
    assert made == {"login": "vlasov", "name": "Власов В. В.", "role": "second_line",
                    "competences": ["promed", "reports"], "blocked": False}  # fmt: skip
    changed = desk("user", "role", "vlasov", "руководитель", "--json", by="admin").json
    assert changed["role"] == "supervisor"
    assert desk("user", "block", "власов", "--json", by="admin").json["blocked"] is True
    assert desk("queue", by="vlasov").code == 6


def test_config_shows_what_is_in_force_and_the_schemas(pult: Cli) -> None:
    assert pult("config", "check", "--json").json["ok"] is True
    assert "Настройки в порядке" in pult("config", "check").out
    shown = pult("config", "show", "--json").json
    assert "priorities.yaml" in shown["files"]
    assert "# priorities.yaml" in pult("config", "show").out
    assert pult("config", "schema").json["priorities.yaml"]["$schema"].startswith("https://json-schema.org/")


def test_a_whole_word_of_a_name_wins_over_its_beginning(desk: Cli) -> None:
    for name in ("Сергеев Пётр Ильич", "Сергеева Анна Павловна"):
        assert desk("person", "add", name, "--org", "kkb", by="orlova").code == 0
    registered = desk(*new(requester="сергеев"), "--json", by="ivanova", now="2026-11-24T09:00")
    assert registered.json["initiator"]["name"] == "Сергеев Пётр Ильич"
    for words, found in (("инициатор:сергеев", 1), ("инициатор:сергеева", 0), ("инициатор:серге", 1)):
        assert desk("queue", "--filter", words, "--json", by="ivanova").json["total"] == found, words
    ambiguous = desk("person", "show", "серге", "--json", by="ivanova")
    assert ambiguous.code == 8
    assert len(ambiguous.error["details"]["candidates"]) == 2
