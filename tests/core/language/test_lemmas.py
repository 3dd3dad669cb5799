"""Words are compared by their lemmas."""

import subprocess
import sys

import pytest

from core.language import lemmas, words


@pytest.mark.parametrize("form", ["кандидат", "Кандидаты", "КАНДИДАТОВ", "кандидатам", "кандидатами"])
def test_every_form_of_a_word_has_one_lemma(form: str) -> None:
    assert lemmas(form) == ("кандидат",)


def test_the_letter_yo_makes_no_difference() -> None:
    assert lemmas("счёт") == lemmas("счет") == ("счет",)


def test_words_that_tell_nothing_are_left_out() -> None:
    assert lemmas("Добрый день, помогите пожалуйста: не печатает рецепты") == ("печатать", "рецепт")


def test_latin_words_and_numbers_stay_as_they_are() -> None:
    assert lemmas("qMS: ошибка 504 в модуле ЭМК") == ("qms", "ошибка", "504", "модуль", "эмк")


def test_an_empty_text_has_no_words() -> None:
    assert words(" …!? ") == lemmas("") == ()


def test_the_dictionary_is_loaded_only_when_a_word_is_asked_about() -> None:
    code = "import sys, core.language; assert 'pymorphy3' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
