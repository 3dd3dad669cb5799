"""The piece of a text that was found, and the characters that are marked in it."""

from core.search.fragments import AROUND, Wording, best_fragment

LONG = "Обычное слово. " * 40


def marked(place: str, text: str, *terms: str, begun: str = "") -> tuple[str, list[str]]:
    wording = Wording(frozenset(terms), frozenset([begun] if begun else []))
    found = best_fragment([(place, text)], wording)
    return found.text, [found.text[start:end] for start, end in found.marks]


def test_words_are_marked_in_any_form() -> None:
    assert marked("subject", "Реестры счетов, реестр услуг", "реестр")[1] == ["Реестры", "реестр"]


def test_a_beginning_marks_the_word() -> None:
    assert marked("subject", "Выгрузка Реестра", begun="реес")[1] == ["Реестра"]


def test_of_a_long_text_the_window_around_the_word_is_shown_in_one_line() -> None:
    text, words = marked("description", f"{LONG}\nПринтер молчит. {LONG}", "принтер")
    assert words == ["Принтер"]
    assert (text[0], text[-1], "\n" in text) == ("…", "…", False)
    assert len(text) <= AROUND + 2


def test_the_text_that_has_most_of_the_words_is_shown() -> None:
    texts = [("subject", "Карта не открывается"), ("comment", "Карта пациента закрыта другим врачом")]
    found = best_fragment(texts, Wording(frozenset({"карта", "пациент"})))
    assert found.place == "comment"


def test_without_a_word_to_mark_the_first_text_is_shown() -> None:
    found = best_fragment([("subject", "Карта"), ("comment", "Текст")], Wording(frozenset({"принтер"})))
    assert (found.place, found.text, found.marks) == ("subject", "Карта", ())
    assert best_fragment([], Wording()).text == ""


def test_overlapping_marks_are_one() -> None:
    assert marked("subject", "Форма 086/у", "086", "086y")[1] == ["086/у"]
