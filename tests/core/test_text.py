"""The cleaning gate: what people type can neither command a terminal nor get lost without a trace."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import check_length, clean_line, fold, nearest, plural, safe, safe_line, sentence

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Не печатается «талон»\n№ 7 — ошибка", "Не печатается «талон»\n№ 7 — ошибка"),
        ("а\r\nб\rв\u2028г\u2029д", "а\nб\nв\nг\nд"),
        ("а\tб", "а    б"),
        ("\x1b]52;c;eA==\x07", "␛]52;c;eA==␇"),
        ("\x00\x08\x0b\x0c\x7f", "␀␈␋␌␡"),
        ("\x85\x9b31m", "\ufffd\ufffd31m"),
        ("а\u202eб\u2066в\u200eг\u061c", "а\ufffdб\ufffdв\ufffdг\ufffd"),
        ("а\u200bб\u200dв\u2060г\ufeff", "а\ufffdб\ufffdв\ufffdг\ufffd"),
        ("\U000e0041\U000e007f", "\ufffd\ufffd"),
        ("\ud800\ue000\U000f0000\ufdd0\uffff\U0001fffe", "\ufffd" * 6),
        ("☎\ufe0f", "☎"),
        ("пере\u00adнос", "перенос"),
        ("и\u0306", "й"),
        ("а\u0301\u0302\u0303\u0304б", "а\u0301\u0302б"),
        ("e\ufe0f\u0301", "é"),
        ("а\u1160\u1160\u11a8\ud7b0б", "а\u1160\u1160б"),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", "한글"),
        ("[/] [@click=app.quit] путь [/var/log]", "[/] [@click=app.quit] путь [/var/log]"),
    ],
)
def test_each_kind_of_character_has_its_place(raw: str, expected: str) -> None:
    """Controls, the invisible, stacked marks and spaces, by hand."""
    assert safe(raw) == expected


def test_a_line_has_no_breaks_and_no_ragged_spaces() -> None:
    """A subject is one line."""
    assert clean_line("  Ошибка\r\nв\tкарте\u2028пациента ") == "Ошибка в карте пациента"
    assert safe_line("а\nб  в") == "а б  в"


def test_a_cut_is_seen() -> None:
    """A text over the limit ends with the mark and is exactly as long as the limit."""
    assert clean_line("абвгд", limit=4) == "абв…"
    assert clean_line("абвг", limit=4) == "абвг"
    assert clean_line("x" * 300) == "x" * 199 + "…"


def test_too_long_text_is_refused_in_words_not_cut() -> None:
    """A form keeps what was typed and says how much is too much."""
    assert check_length("а" * 200, 200) is None
    assert check_length("а" * 201, 200) == "Слишком длинный текст: 201 знак при пределе 200. Сократите на 1."
    sentence = check_length("а\n" + "б" * 2_003)
    assert sentence == "Слишком длинная строка 2: 2003 знака при пределе 2000. Разбейте её."


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(raw: str) -> None:
    """Every form of cleaning is idempotent, with a cut as well as without."""
    assert safe(safe(raw)) == safe(raw)
    assert clean_line(clean_line(raw, 9), 9) == clean_line(raw, 9)
    assert safe_line(safe_line(raw)) == safe_line(raw)


@given(ANY_TEXT)
def test_nothing_that_a_terminal_obeys_gets_through(raw: str) -> None:
    """No control, format, surrogate or private character is left, and the text is NFC."""
    cleaned = safe(raw)
    assert not [c for c in cleaned if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")]
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "\n" not in clean_line(raw)


def test_the_fast_path_is_honest() -> None:
    """What is let through unseen comes out as after a tab, which has the whole line looked at."""
    for char in map(chr, range(0x10000)):
        assert safe_line("\t" + char * 5) == "    " + safe_line(char * 5)


def test_folding_makes_yo_and_case_and_spaces_equal() -> None:
    """Search finds «Ёлкина» by «елкина»."""
    assert fold("  ЁЛКИНА\u00a0\n  Е\u0308ва ") == "елкина ева"


def test_the_nearest_word_is_suggested() -> None:
    """A slip of the finger is recognised; a stranger is not."""
    assert nearest("hihg", ["very_high", "high", "low"]) == "high"
    assert nearest("Высокй", ["Высокий", "Низкий"]) == "Высокий"
    assert nearest("zzz", ["high"]) is None


def test_russian_plurals() -> None:
    """1 день, 2 дня, 5 дней, 11 дней, 21 день, 112 дней."""
    forms = ("день", "дня", "дней")
    assert [plural(n, *forms) for n in (1, 2, 5, 11, 14, 21, 112, 0)] == [
        "день", "дня", "дней", "дней", "дней", "день", "дней", "дней",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "whole"),
    [
        ("Допустимо: «Ошибка». Возможно, «Ошибка»?", "Допустимо: «Ошибка». Возможно, «Ошибка»?"),
        ("Нет такого дня", "Нет такого дня."),
        ("Нет такого дня. ", "Нет такого дня."),
        ("и так далее…", "и так далее…"),
        ("Стоп!", "Стоп!"),
    ],
)
def test_a_sentence_has_one_mark_at_its_end(told: str, whole: str) -> None:
    assert sentence(told) == whole
