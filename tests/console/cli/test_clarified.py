"""Urgency and impact are clarified before a ticket leaves ПЛТП, and an incomplete one stays (п. 3.9, 5.5; Прил. 2)."""

from pathlib import Path

import pytest

from tests.console.cli.calls import MON, at, refused, registered, run
from tests.console.cli.conftest import Cli
from tests.console.cli.test_import import HEAD, OTHER

RELEASE = ("ticket", "release", "1", "--to", "petrov")


@pytest.fixture
def brought(desk: Cli, tmp_path: Path) -> Cli:
    """№ 1 came from ИСКИЗ by an import."""
    file = tmp_path / "import.csv"
    file.write_text(HEAD + OTHER, encoding="utf-8")
    run(desk, at(MON, "09:05"), "ivanova", "import", str(file), "--channel", "iskiz")
    return desk


def test_an_import_is_confirmed_before_it_is_handed_over(brought: Cli) -> None:
    shown = run(brought, at(MON, "09:10"), "ivanova", "ticket", "show", "1")
    assert shown["impact"] is None
    error = refused(brought(*RELEASE, "--json", by="ivanova", now=at(MON, "09:10")))
    assert (error["code"], error["clause"]) == ("impact.not_clarified", "п. 3.9 · Прил. 2, «Приоритезация обращений»")
    confirmed = run(brought, at(MON, "09:11"), "ivanova", "ticket", "priority", "1", str(shown["priority"]))
    impact = confirmed["impact"]
    assert (impact["how"], impact["by"], impact["priority"], impact["clarified"]) == (
        "confirmed", "ivanova", shown["priority"], True,
    )  # fmt: skip
    assert confirmed["timeline"][-1]["kind"] == "priority_confirmed"
    assert run(brought, at(MON, "09:12"), "ivanova", *RELEASE)["line"] == "second"


def test_the_flag_confirms_without_naming_the_priority(brought: Cli) -> None:
    assert brought("ticket", "priority", "1", by="ivanova", now=at(MON, "09:11")).code == 2
    assert brought("ticket", "priority", "1", "low", "--confirm", by="ivanova", now=at(MON, "09:11")).code == 2
    assert run(brought, at(MON, "09:11"), "ivanova", "ticket", "priority", "1", "--confirm")["impact"]["clarified"]


def test_what_the_first_line_registered_has_the_impact_of_its_priority(desk: Cli) -> None:
    impact = registered(desk, at(MON, "09:00"), priority="high")["impact"]
    assert (impact["how"], impact["by"], impact["priority"]) == ("registered", "ivanova", "high")
    assert impact["text"].endswith("грозит нарушение показателей")
    assert "Влияние" in desk("ticket", "show", "1", by="ivanova", now=at(MON, "09:01")).out


def test_an_incomplete_one_stays_until_a_later_check_says_otherwise(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))
    check = ("ticket", "check", "1", "--impact", "Один врач не работает")
    run(desk, at(MON, "09:05"), "ivanova", *check, "--not-complete", "--missing", "логин")
    for leaving in (RELEASE, ("ticket", "resolve", "1", "--solution", "Карта открывается")):
        error = refused(desk(*leaving, "--json", by="ivanova", now=at(MON, "09:06")))
        assert (error["code"], error["clause"]) == ("process.not_passed", "п. 5.5, 6.4")
        assert "сведений не хватает (логин)" in error["message"]
    checked = run(desk, at(MON, "09:20"), "ivanova", *check)
    assert checked["impact"]["text"] == "Один врач не работает"
    assert run(desk, at(MON, "09:21"), "ivanova", *RELEASE)["line"] == "second"
