"""Drafts of this host hold what was typed: a scan tells it by kind, and a cut masks it (Прил. 3, п. 5)."""

from pathlib import Path
from unittest.mock import Mock

import pytest

from console.link.desk_client import DeskClient
from console.state.draft_masking import leaks_of, mask_drafts
from console.state.drafts import Draft, Drafts, drafts_folder
from console.state.session_state import SessionState, load_session, save_session, session_path
from core.tickets.redaction.redacting import Redact
from core.tickets.refusal import Refusal
from tests.support.desk import actor, make_desk, registered

STORE = "0123456789abcdef"
SNILS = "112-233-445 95"


@pytest.fixture
def state(tmp_path: Path) -> dict[str, str]:
    environ = {"XDG_STATE_HOME": str(tmp_path)}
    of_ivanova, of_petrov = (Drafts(drafts_folder(STORE, login, environ)) for login in ("ivanova", "petrov"))
    of_ivanova.save(Draft("intake", "k1", "2026-11-24T11:20:00+07:00", fields={"subject": "Карта", "text": SNILS}))
    of_petrov.save(Draft("note", "k2", "2026-11-24T11:20:00+07:00", 12, {"text": f"СНИЛС {SNILS}"}, held=SNILS))
    Drafts(drafts_folder("another", "ivanova", environ)).save(Draft("note", "k3", "", 12, {"text": SNILS}))
    return environ


def content(state: dict[str, str], store: str = STORE) -> str:
    folder = drafts_folder(store, "x", state).parent
    return "".join(each.read_text(encoding="utf-8") for each in sorted(folder.rglob("*.json")))


def test_a_scan_tells_whose_draft_of_which_form_and_never_the_value(state: dict[str, str]) -> None:
    found = list(leaks_of(STORE, environ=state))
    assert [(each.login, each.form, each.ticket, each.field) for each in found] == [
        ("ivanova", "intake", None, "text"), ("petrov", "note", 12, "text"), ("petrov", "note", 12, "held"),
    ]  # fmt: skip
    assert [each.kind for each in found[0].found] == ["snils"]
    assert SNILS not in repr(found)


def test_everything_that_is_found_is_masked_and_the_rest_stays_as_it_was_typed(state: dict[str, str]) -> None:
    assert mask_drafts(STORE, environ=state) == 3
    assert SNILS not in content(state)
    assert "Карта" in content(state)
    assert list(leaks_of(STORE, environ=state)) == []
    assert mask_drafts(STORE, environ=state) == 0


def test_the_drafts_of_other_tickets_and_of_other_stores_are_left(state: dict[str, str]) -> None:
    assert mask_drafts(STORE, lambda draft: draft.ticket == 12, environ=state) == 2
    assert content(state).count(SNILS) == 1
    assert SNILS in content(state, "another")


def test_where_nobody_has_drafts_nothing_is_found(tmp_path: Path) -> None:
    assert list(leaks_of(STORE, environ={"XDG_STATE_HOME": str(tmp_path)})) == []


def test_the_filter_that_a_console_was_left_with_is_told_and_dropped(tmp_path: Path) -> None:
    environ = {"XDG_STATE_HOME": str(tmp_path)}
    path = session_path(STORE, "ivanova", environ)
    save_session(path, SessionState(view="mine", filter=SNILS))
    (found,) = leaks_of(STORE, environ=environ)
    assert (found.login, found.form, found.field) == ("ivanova", "session", "filter")
    assert mask_drafts(STORE, environ=environ) == 1
    assert load_session(path) == SessionState(view="mine")


@pytest.mark.parametrize("login", ["orlova", "ivanova"])
def test_a_cut_at_the_screen_masks_the_drafts_of_its_ticket_and_a_refused_one_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, login: str
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    desk = make_desk(tmp_path)
    number = registered(desk)
    drafts = Drafts(drafts_folder(desk.store_id, "ivanova"))
    drafts.save(Draft("note", "k", "", number, {"text": SNILS}))
    client = DeskClient(Mock(), on_trouble=Mock(), on_commit=Mock())
    client.desk, client.actor = desk, actor(desk, login)
    done = client.perform(Redact(number=number, event=1, reason="Имя"), key="key")
    (draft,) = drafts.all()
    assert (SNILS in draft.fields["text"]) == isinstance(done, Refusal) == (login == "ivanova")
