"""An empty desk leads by the hand, and a role that may keep no call is told so before it has typed."""

from pathlib import Path

import pytest
from textual.widgets import Static

from console.dialogs.frame.spec_dialog import SpecDialog
from console.queue.screen import QueueScreen
from console.screens.first_steps import FirstStepsScreen, if_needed
from core.desk import init_store
from core.desk.records.directory_reads import DirectoryReads
from core.tickets.directory import Organization
from core.tickets.people.commands import AddOrganization, AddPerson
from core.vocabulary import Mis
from tests.console.driving import console, until
from tests.support.desk import FrozenDesk, done, make_desk, reopen


@pytest.fixture
def empty(tmp_path: Path) -> FrozenDesk:
    desk = make_desk(tmp_path, "2026-11-23T09:00")
    desk.close()
    init_store(tmp_path / "new.db", "admin", "Лебедев В. А.", clock=desk.clock)
    return reopen(tmp_path / "new.db", desk.clock)


def told(screen: FirstStepsScreen) -> str:
    return str(screen.query_one(Static).content)


async def test_an_empty_desk_leads_from_the_clinic_to_the_first_call(empty: FrozenDesk) -> None:
    async with console(empty, "admin") as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, FirstStepsScreen), "the steps")
        steps = app.screen
        assert isinstance(steps, FirstStepsScreen)
        assert "▸ 1. Медицинская организация — код, название, МИС, договор" in told(steps)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SpecDialog), "the form of a clinic")
        assert app.screen.spec.name == "org_add"  # type: ignore[attr-defined]
        clinic = AddOrganization(
            title="Больница", code="b", mis=(Mis.QMS,), contract="1/26", contract_from="2026-01-01"
        )
        done(empty, clinic, "admin")
        await pilot.press("escape")
        await until(pilot, lambda: "▸ 2. Сотрудник МО" in told(steps), "the next step")
        assert "✓ 1. Медицинская организация" in told(steps)
        person = AddPerson(full_name="Зимина Анна", organization=1, person_kind="medic", phone="1")
        done(empty, person, "admin")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SpecDialog), "the form of a person")
        await pilot.press("escape")
        await until(pilot, lambda: "▸ 3. Коллега" in told(steps), "the third step")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, QueueScreen), "the queue")


def test_the_clinics_are_read_once_to_know_what_comes_first(empty: FrozenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    read, clinics = [], DirectoryReads.organizations

    def counted(reads: DirectoryReads) -> tuple[Organization, ...]:
        read.append("clinics")
        return clinics(reads)

    monkeypatch.setattr(DirectoryReads, "organizations", counted)
    assert [each.done for each in if_needed(empty)] == [False, False, False, False]
    assert read == ["clinics"]


async def test_a_desk_that_knows_its_clinics_begins_with_the_queue(tmp_path: Path) -> None:
    async with console(make_desk(tmp_path, "2026-11-23T09:00"), "admin") as (app, _pilot):
        assert isinstance(app.screen, QueueScreen)


async def test_second_line_is_told_that_it_keeps_no_calls_before_it_has_typed(tmp_path: Path) -> None:
    async with console(make_desk(tmp_path, "2026-11-23T09:00"), "petrov") as (app, pilot):
        await pilot.press("f2")
        await until(pilot, lambda: len(app.notices) == 1, "the denial")
        assert isinstance(app.screen, QueueScreen)
        assert "Обращения оформляют специалисты ПЛТП" in str(next(iter(app.notices)).message)
