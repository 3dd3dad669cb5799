"""Names of files: words stuck together are words, and a masked name is one that every system takes."""

from dataclasses import dataclass

import pytest

from core.desk.file_names import extension_of, mask_name, masked_name, screen_name

SNILS = "112-233-445 95"


@dataclass(frozen=True)
class Hit:
    """A finding as a name is masked by it."""

    start: int
    end: int
    title: str


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("журнал_обмена.log", []),
        ("скан_Кузнецова_Марина_Олеговна.pdf", ["Кузнецова_Марина_Олеговна"]),
        ("скан-Кузнецова-Марина-Олеговна.pdf", ["Кузнецова-Марина-Олеговна"]),
        ("Кузнецова.Марина.Олеговна.pdf", ["Кузнецова.Марина.Олеговна"]),
        ("КузнецоваМаринаОлеговна.pdf", ["КузнецоваМаринаОлеговна"]),
        ("снилс_112_233_445_95.jpg", ["112_233_445_95"]),
        (f"снилс {SNILS}.jpg", [SNILS]),
    ],
)
def test_the_parts_of_a_name_are_words(name: str, found: list[str]) -> None:
    assert [name[each.start : each.end] for each in screen_name(name)] == found


def test_a_masked_name_says_what_it_hides_and_keeps_its_extension() -> None:
    name = "скан_Кузнецова_Марина_Олеговна.pdf"
    assert masked_name(name, screen_name(name)) == "скан_скрыто-ФИО.pdf"
    assert masked_name(f"{SNILS}.tar", [Hit(0, 14, "СНИЛС")]) == "скрыто-СНИЛС.tar"


def test_findings_that_overlap_are_one_place_and_none_takes_the_extension() -> None:
    findings = [Hit(0, 9, "ФИО"), Hit(5, 14, "дата рождения"), Hit(11, 14, "ИНН")]
    assert masked_name("Иванов1985.pdf", findings) == "скрыто-ФИО-дата рождения.pdf"


def test_a_name_is_masked_until_nothing_of_the_levels_is_found() -> None:
    masked = mask_name(f"{SNILS}_снилс_{SNILS}.png", ("block",))
    assert masked == "скрыто-СНИЛС_снилс_скрыто-СНИЛС.png"
    assert [each for each in screen_name(masked) if each.level.value == "block"] == []
    assert mask_name("журнал.log", ("block",)) == "журнал.log"


@pytest.mark.parametrize(
    ("name", "extension"), [("a.pdf", ".pdf"), ("Иванов И.О", ""), (".profile", ""), ("без", ""), ("a.b.docx", ".docx")]
)
def test_only_what_looks_like_an_extension_is_one(name: str, extension: str) -> None:
    assert extension_of(name) == extension
