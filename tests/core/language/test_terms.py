"""A text as the index sees it: lemmas in their order, codes as one term, telephone numbers however they are written."""

import pytest

from core.language.terms import code_of, phones_in, phones_of, read


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Реестры не выгружаются", ["реестр", "не", "выгружаться"]),
        ("ребёнок и дети", ["ребенок", "и", "ребенок"]),
        ("врача-кардиолога", ["врач", "кардиолог"]),
        ("QR-код", ["qr", "код", "qrкод"]),
        ("форма 086/у", ["форма", "086", "у", "086y"]),
        ("086у", ["086y"]),
        ("код 0х0001", ["код", "0x0001"]),  # a Cyrillic «х»
        ("Акт-12/3", ["акт", "12", "3", "akt123"]),
        ("10.0.0.1", ["10", "0", "0", "1", "10.0.0.1"]),
        ("", []),
        ("— …", []),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    found = read(text).terms()
    assert found[: len(terms)] == terms or sorted(found) == sorted(terms)


def test_every_likely_reading_of_a_word_is_a_term_and_the_likeliest_stands_at_its_place() -> None:
    (word,) = read("коек").words
    assert "койка" in word.terms
    assert read("коек").terms()[0] == word.terms[0]


@pytest.mark.parametrize("typed", ["+7 391 200-00-01", "8(391)2000001", "83912000001", "391 200 00 01"])
def test_a_telephone_number_is_the_same_in_every_spelling(typed: str) -> None:
    assert phones_of(typed) == ("тел3912000001", "тел2000001")
    assert phones_in(f"звонить {typed}, спросить врача")


def test_what_only_looks_like_a_telephone_number_is_none() -> None:
    assert phones_in("кабинет 12 34 56") == []  # with spaces a number has its city
    assert phones_of("123456789") == ()


@pytest.mark.parametrize(
    ("chunk", "code"),
    [("врача-кардиолога", ""), ("24.11.2026", "24.11.2026"), ("086/у", "086y"), ("wi-fi", "wifi")],
)
def test_a_code_is_one_term(chunk: str, code: str) -> None:
    assert code_of(chunk) == code


def test_a_place_tells_the_characters_of_the_text_as_it_was_written() -> None:
    text = "Не ПЕЧАТАЕТ  форма 086/у"
    marked = [text[each.start : each.end] for each in read(text).places()]
    assert marked == ["Не", "ПЕЧАТАЕТ", "форма", "086", "у", "086/у"]
