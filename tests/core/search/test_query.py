"""A search as it is read: words, phrases, what is excluded, alternatives, fields of the filter language."""

import pytest

from core.policy import load_policy
from core.search.query import LONGEST, PhraseWanted, Query, Wanted, read_query
from core.tickets.filtering import All, Flag, OrganizationTerm
from tests.support.desk import moment

NOW = moment("2026-11-24T11:20")


def read(text: str, *, typing: bool = False) -> Query:
    return read_query(text, load_policy(), NOW, typing=typing)


def test_words_beside_fields() -> None:
    found = read("мо:ккб просрочено талон")
    assert found.alternatives == ((Wanted("талон"),),)
    assert found.filter == All((OrganizationTerm(("ккб",)), Flag("overdue")))
    assert found.filtered


def test_phrases_and_what_is_excluded() -> None:
    found = read('"карта пациента" -принтер -"белый экран"')
    assert found.alternatives == ((PhraseWanted("карта пациента"),),)
    assert found.without == (Wanted("принтер"), PhraseWanted("белый экран"))


def test_alternatives() -> None:
    assert read("талон или рецепт льготный").alternatives == (
        (Wanted("талон"),),
        (Wanted("рецепт"), Wanted("льготный")),
    )


@pytest.mark.parametrize("text", ["сбой печати", "задачи по карте", "новое окно"])
def test_flags_that_are_usual_words_are_words(text: str) -> None:
    found = read(text)
    assert [each.text for each in found.clauses if isinstance(each, Wanted)] == text.split()
    assert not found.filtered


@pytest.mark.parametrize("text", ["ошибка:500", "приоритет:никакой", "http://адрес", "мо:", "номер:х"])
def test_a_field_that_cannot_be_read_is_words(text: str) -> None:
    assert read(text).clauses
    assert not read(text).filtered


def test_a_telephone_number_is_one_word() -> None:
    assert Wanted("+7 391 200-00-01") in read("врач +7 391 200-00-01").clauses


def test_only_the_last_word_is_still_being_typed_and_not_behind_a_space() -> None:
    assert read("не печ", typing=True).clauses == (Wanted("не"), Wanted("печ", typing=True))
    assert read("не печ ", typing=True).clauses == (Wanted("не"), Wanted("печ"))
    assert read('"не печ"', typing=True).clauses == (PhraseWanted("не печ"),)


@pytest.mark.parametrize("text", ["", " ", "-", '"', '""', "или", "-или", "()", "№", "«»", "\x00\x1b[31m", "а" * 9000])
def test_nothing_is_an_error(text: str) -> None:
    assert len(read(text).text) <= LONGEST
