"""Letter keys in the Russian layout mean what they mean in the Latin one."""

import pytest

from console.keys.keyboard_layout import twins
from core.language.layout import as_cyrillic, as_latin


@pytest.mark.parametrize(
    ("key", "tried"),
    [
        ("й", ("q",)),
        ("е", ("t",)),
        ("с", ("c",)),
        ("Е", ("T", "t")),
        ("ctrl+ф", ("ctrl+a",)),
        ("ctrl+й", ("ctrl+q",)),
        ("T", ("t",)),
        ("t", ()),
        ("1", ()),
        ("f2", ()),
        ("ё", ()),
        ("ctrl+q", ()),
        ("full_stop", ()),
    ],
)
def test_a_key_that_matched_nothing_is_tried_as_its_latin_twin(key: str, tried: tuple[str, ...]) -> None:
    assert twins(key) == tried


def test_every_letter_of_the_alphabet_row_has_its_own_twin() -> None:
    assert len({twins(letter) for letter in "йцукенгшщзфывапролдячсмить"}) == 26


def test_text_typed_in_the_wrong_layout_is_read_both_ways() -> None:
    assert as_cyrillic("gjbcr") == "поиск"
    assert as_latin("йгуг") == "queu"
