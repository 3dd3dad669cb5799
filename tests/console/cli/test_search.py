"""``pult search``: one search over everything, as text and as JSON."""

from tests.console.cli.calls import MON, at, registered, run
from tests.console.cli.conftest import Cli

AT = at(MON, "09:30")


def test_the_answer_has_groups_fragments_and_marks(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))
    run(desk, at(MON, "09:05"), "ivanova", "ticket", "note", "1", "--text", "Спросить о картриджах")
    found = run(desk, AT, "ivanova", "search", "картридж")
    assert (found["query"], found["read_as"], found["total"]) == ("картридж", ["картридж"], 1)
    assert found["groups"] == {"open": 1, "closed": 0, "solutions": 0, "people": 0, "calls": 0}
    (result,) = found["results"]
    assert (result["kind"], result["number"], result["status"], result["field"]) == ("ticket", 1, "new", "note")
    assert [result["fragment"][start:end] for start, end in result["marks"]] == ["картриджах"]
    assert result["at"].startswith("2026-")


def test_where_is_looked_can_be_named(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))
    run(desk, at(MON, "09:05"), "ivanova", "ticket", "note", "1", "--text", "Спросить о картриджах")
    assert run(desk, AT, "ivanova", "search", "картридж", "--in", "solutions,people")["total"] == 0
    assert run(desk, AT, "ivanova", "search", "картридж", "--filter", "закрыто")["total"] == 0


def test_nothing_to_look_for_and_unknown_places_are_bad_input(desk: Cli) -> None:
    for args, code in (((), "search.empty"), (("слово", "--in", "всё"), "search.place")):
        answer = desk("search", *args, "--json", by="ivanova", now=AT)
        assert (answer.code, answer.error["code"]) == (8, code)


def test_as_text_the_words_are_marked_and_the_groups_named(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))
    run(desk, at(MON, "09:05"), "ivanova", "ticket", "note", "1", "--text", "Спросить о картриджах")
    told = desk("search", "картирдж", by="ivanova", now=AT).out.splitlines()
    assert told[:2] == ["Понято: картридж.", "Открытые: 1"]
    assert told[2].startswith("  № 1 новый ")
    assert told[3] == "      заметка: Спросить о [картриджах]"
