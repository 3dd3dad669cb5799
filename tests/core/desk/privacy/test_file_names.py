"""Names of files: words stuck together are words, and a masked name is one that every system takes."""

import pytest

from core.desk.privacy.file_names import extension_of, mask_name, masked_name, screen_name
from core.privacy import Finding, Kind, Level, find

SNILS = "112-233-445 95"


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
    assert [name[each.start : each.end] for each in screen_name(name, find)] == found


def test_a_mild_finding_of_the_whole_hides_no_strict_one_of_a_part() -> None:
    def found(read: str) -> tuple[Finding, ...]:
        whole = Finding(0, len(read), Kind.NAME, level=Level.WARN)
        return (whole, Finding(5, 9, Kind.NAME)) if " " in read else (whole,)

    assert screen_name("скан_Имя_", found) == (Finding(5, 9, Kind.NAME),)


def test_a_masked_name_says_what_it_hides_and_keeps_its_extension() -> None:
    name = "скан_Кузнецова_Марина_Олеговна.pdf"
    assert masked_name(name, screen_name(name, find)) == "скан_скрыто-ФИО.pdf"
    assert masked_name(f"{SNILS}.tar", [Finding(0, 14, Kind.SNILS)]) == "скрыто-СНИЛС.tar"


def test_findings_that_overlap_are_one_place_and_none_takes_the_extension() -> None:
    findings = [Finding(0, 9, Kind.NAME), Finding(5, 14, Kind.BIRTH_DATE), Finding(11, 14, Kind.INN)]
    assert masked_name("Иванов1985.pdf", findings) == "скрыто-ФИО-дата-рождения.pdf"


def test_a_name_is_masked_until_nothing_of_the_levels_is_found() -> None:
    masked = mask_name(f"{SNILS}_снилс_{SNILS}.png", find, (Level.BLOCK,))
    assert masked == "скрыто-СНИЛС_снилс_скрыто-СНИЛС.png"
    assert [each for each in screen_name(masked, find) if each.level is Level.BLOCK] == []
    assert mask_name("журнал.log", find, (Level.BLOCK,)) == "журнал.log"


@pytest.mark.parametrize(
    ("name", "extension"), [("a.pdf", ".pdf"), ("Иванов И.О", ""), (".profile", ""), ("без", ""), ("a.b.docx", ".docx")]
)
def test_only_what_looks_like_an_extension_is_one(name: str, extension: str) -> None:
    assert extension_of(name) == extension
