"""Every field of letters of everything that can happen is people's words, or data by nature by decision."""

from typing import get_type_hints

import pytest

from core.tickets.redaction.free_text import BY_NATURE, beside, fields_of, within, words_of
from core.tickets.use_cases.catalogue import DESK_EVENT_KINDS, EVENT_KINDS
from tests.support.samples import sample

KINDS = EVENT_KINDS | DESK_EVENT_KINDS


def test_what_is_data_by_nature_is_a_field_of_something() -> None:
    known = {name for kind in KINDS.values() for name in get_type_hints(kind)}
    assert BY_NATURE - known == set()


@pytest.mark.parametrize("name", KINDS)
def test_a_field_of_letters_is_peoples_words_unless_it_is_data_by_nature(name: str) -> None:
    kind = KINDS[name]
    letters = {each for each, hint in get_type_hints(kind).items() if hint in (str, str | None)}
    assert letters - set(fields_of(kind)) <= BY_NATURE
    assert not set(beside(kind)) & set(within(kind))


def test_words_that_stand_in_the_event_itself() -> None:
    assert {name: within(kind) for name, kind in KINDS.items() if within(kind)} == {
        "registered": ("external_number",),
        "externally_registered": ("external_number",),
        "organization_added": ("contract",),
        "contract_set": ("contract",),
        "person_blocked": ("decision",),
        "account_requested": ("position", "specialization", "external_number"),
        "account_registered": ("external_number",),
        "solution_added": ("module",),
        "solution_changed": ("module",),
        "calendar_changed": ("decree",),
        "view_saved": ("columns",),
    }


def test_the_words_of_an_event_are_those_that_are_there() -> None:
    handed = sample(KINDS["shift_handed_over"], full=False)
    assert words_of(handed) == {"text": "слова поля text"}
